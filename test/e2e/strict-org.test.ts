import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningBroker } from '../../broker/compose.ts';
import { loadMetadata } from '../../simulators/salesforce/metadata/load-metadata.ts';
import { eventually } from '../support/eventually.ts';
import { startLocalWorld } from './local-world.ts';
import type { LocalWorld } from './local-world.ts';
import { exceptionsOf, query, retry, shownExceptions } from './operator.ts';

const PATIENCE = { deadlineMs: 25_000, intervalMs: 100 };
const FORCE_APP = join(import.meta.dirname, '..', '..', 'force-app');
const OBJECTS = join('main', 'core', 'objects');

let source: string;
let world: LocalWorld;
let broker: RunningBroker;

async function rewrite(path: string, change: (text: string) => string): Promise<void> {
  const file = join(source, path);
  const text = await readFile(file, 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(file, changed);
}

/** What an administrator's deployment of a field as a source folder defines it does to the org. */
function deploy(folder: string, object: string, name: string): void {
  const fieldOf = ({ objects }: ReturnType<typeof loadMetadata>): object | undefined =>
    [...objects.values()].find((candidate) => candidate.name === object)?.fields.find((field) => field.name === name);
  const field = fieldOf(world.org.admin.core.metadata);
  if (!field) throw new Error(`there is no ${object}.${name}`);
  Object.assign(field, fieldOf(loadMetadata([folder])));
}

beforeAll(async () => {
  source = await mkdtemp(join(tmpdir(), 'strict-org-'));
  await cp(FORCE_APP, source, { recursive: true });
  await rewrite(join(OBJECTS, 'OB_Shipment__c', 'fields', 'Tracking_Number__c.field-meta.xml'), (text) =>
    text.replace('<length>60</length>', '<length>3</length>'),
  );
  await rewrite(join('main', 'core', 'globalValueSets', 'OB_Invoice_Status.globalValueSet-meta.xml'), (text) =>
    text.replace(/<customValue>(?:(?!<\/customValue>)[\s\S])*<fullName>Posted<\/fullName>[\s\S]*?<\/customValue>/, ''),
  );
  world = await startLocalWorld();
  broker = await world.startBroker();
});
afterAll(async () => {
  await world.stop();
  await rm(source, { recursive: true, force: true });
});

describe('an org that does not take what the broker writes', () => {
  test.each([
    ['a text one character too long', 'OB_Shipment__c', 'Tracking_Number__c', 'STRING_TOO_LONG'],
    ['a picklist value it does not know', 'OB_Invoice__c', 'Status__c', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
  ])('%s: the record is an exception, the rest is written, and a retry mends it when the org takes it', async (_, object, field, code) => {
    deploy(source, object, field);
    const [key = ''] = await world.agent.submit(world.orders(1));
    const count = async (): Promise<number> =>
      (await query(world, `SELECT Id FROM ${object} WHERE Order__r.External_Key__c = '${key}'`)).length;
    await world.expectKept([key]);
    await eventually(async () => {
      expect(await shownExceptions(world, key)).toMatchObject([{ Category__c: 'Salesforce', Code__c: code }]);
    }, PATIENCE);
    expect(await count()).toBe(0);

    deploy(FORCE_APP, object, field);
    const [exception] = await exceptionsOf(broker.url, key);
    expect(exception).toMatchObject({ category: 'SALESFORCE', owner: 'OPERATIONS', actions: ['RETRY'] });
    await retry(broker.url, exception?.exceptionId ?? '');
    await eventually(async () => {
      expect(await count()).toBeGreaterThan(0);
      expect(await shownExceptions(world, key)).toEqual([]);
      expect(await exceptionsOf(broker.url, key)).toEqual([]);
    }, PATIENCE);
  });
});
