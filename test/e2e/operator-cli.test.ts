/** `npm run broker -- …` as the person on call meets it, beside a broker that runs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { operate } from '../../broker/operations/cli.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import { API_KEY } from '../../scripts/stack/broker-process.ts';
import { eventually } from '../support/eventually.ts';
import { setOneBroker } from './one-broker.ts';
import { deleteRecord, query, shownExceptions } from './operator.ts';
import type { Row } from './operator.ts';

// Every command is a process of its own, and the machine may be busy.
jest.setTimeout(90_000);

const PATIENCE = { deadlineMs: 60_000, intervalMs: 200 };
const MAIN = join(import.meta.dirname, '..', '..', 'broker', 'main.ts');

const scene = setOneBroker();

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

async function run(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, [MAIN, ...words], { env: { PATH, NODE_COMPILE_CACHE, ...environment } });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

/** Asks without a process of its own. */
async function ask(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const said = { out: '', err: '' };
  const code = await operate(words, {
    environment: { OPERATOR_URL: scene.broker.url, OPERATOR_KEY: API_KEY, ...environment },
    write: (line) => void (said.out += `${line}\n`),
    complain: (line) => void (said.err += `${line}\n`),
    examine: () => Promise.resolve([]),
  });
  return { code, ...said };
}

type Past = { readonly object: string; readonly record: Row };

/** The order's timeline and exceptions as Salesforce shows them. */
async function pastOf(key: string): Promise<readonly Past[]> {
  const ofOrder = `WHERE Order__r.External_Key__c = '${key}'`;
  const entries = await query(
    scene.world,
    `SELECT Id, Event_Key__c, Code__c, Summary__c, Occurred_At__c FROM OB_Timeline_Entry__c ${ofOrder}`,
  );
  const exceptions = await query(
    scene.world,
    `SELECT Id, External_Key__c, Code__c, Status__c, Resolved_At__c FROM OB_Exception__c ${ofOrder}`,
  );
  const named = (object: string, records: readonly Row[]): Past[] => records.map(({ attributes: _, ...record }) => ({ object, record }));
  return [...named('OB_Timeline_Entry__c', entries), ...named('OB_Exception__c', exceptions)];
}

describe('an order the ERP refuses', () => {
  test('is found, understood, and sent back to work', async () => {
    const [order] = scene.world.orders(1);
    const [key = ''] = await scene.world.agent.submit([
      { ...order, customer: { customerKey: 'C-LATE', name: 'Some Body' } } as CustomerOrder,
    ]);
    await eventually(async () => {
      expect((await ask(['exceptions'])).out).toContain(`${key}-E1`);
    }, PATIENCE);
    const shown = await ask(['order', key]);
    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(/Rejected\n/);
    expect(shown.out).toMatch(/REJECTED .*CUSTOMER/);
    expect(shown.out).toContain('a person may correct or retry');
    expect(shown.out).not.toContain('Some Body');

    const added = await fetch(`${scene.world.places.erpUrl}/_admin/companies/1000/master-data`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ customers: [{ id: 'C-LATE' }] }),
    });
    expect(added.status).toBe(204);
    expect(await ask(['retry', `${key}-E1`, '--reason', 'the customer is there now'])).toMatchObject({ code: 0 });
    await scene.world.expectKept([key]);
    expect((await ask(['exceptions'])).out).toBe('nothing waits for a person\n');
    const past = await pastOf(key);
    expect(new Set(past.map(({ object }) => object)).size).toBe(2);
    for (const { object, record } of past) await deleteRecord(scene.world, `${object}/${String(record['Id'])}`);
    expect(await pastOf(key)).toEqual([]);
    expect(await ask(['replay', key, '--reason', 'somebody changed it in Salesforce'])).toMatchObject({ code: 0 });
    await eventually(async () => {
      expect((await ask(['order', key])).out).toMatch(/Salesforce {2}shows all of it\n.*REPLAY .*: COMPLETED/s);
    }, PATIENCE);
    const told = past.map(({ object, record: { Id: _, ...values } }) => ({ object, record: expect.objectContaining(values) }));
    await eventually(async () => {
      expect(await pastOf(key)).toEqual(expect.arrayContaining(told));
    }, PATIENCE);
    // The order lives on: the next shipment may be under way to Salesforce again.
    await eventually(async () => {
      expect(JSON.parse((await ask(['--json', 'order', key])).out)).toMatchObject({ orderKey: key, salesforce: { current: true } });
    }, PATIENCE);
  });
});

test('events nobody understood are listed, and looked for again', async () => {
  await scene.world.queryLedger(
    `insert into parked_event (topic, event_id, replay_id, schema_id, payload, code, message)
     values ('/event/OB_Command_Requested__e', 'e1', '', 's1', 'secret', 'UNDECODABLE', 'ends in the middle')`,
  );
  const listed = await ask(['parked-events']);
  expect(listed).toMatchObject({ code: 0, out: expect.stringMatching(/OB_Command_Requested__e e1 {2}UNDECODABLE: ends in the middle\n$/) });
  expect(await ask(['replay-events'])).toMatchObject({ code: 0 });
  expect((await ask(['parked-events'])).out).toBe('every event was understood\n');
});

describe('a question that cannot be answered', () => {
  test.each([
    ['about an order nobody placed', ['order', 'NOBODY'], 'No order has this key'],
    ['about an exception that is not open', ['retry', 'NOBODY-E1', '--reason', 'why not'], 'No open exception has this id'],
    ['for too much', ['exceptions', '--limit', '9999'], '/limit'],
    ['for a reason too short', ['retry', 'NOBODY-E1', '--reason', 'x'], ''],
  ])('%s is refused in words', async (_, words, expected) => {
    const { code, out, err } = await ask(words);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(expected);
    expect(err.trim()).not.toBe('');
  });

  test('without a key, or without a broker, says so', async () => {
    expect(await ask(['exceptions'], { OPERATOR_KEY: '' })).toMatchObject({ code: 1, err: 'A valid API key is needed\n' });
    expect(await ask(['exceptions', '--url', 'http://127.0.0.1:1'])).toMatchObject({
      code: 1,
      err: 'no broker answers at http://127.0.0.1:1\n',
    });
  });

  test('nobody can make sense of ends with the usage', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('docs/reference/configuration.md') });
    expect(await ask(['dance'])).toMatchObject({ code: 2, err: expect.stringContaining("unknown command 'dance'") });
    expect(await ask(['retry', 'X-E1'])).toMatchObject({ code: 2, err: expect.stringContaining('--reason') });
  });
});

describe('the doctor', () => {
  test('finds everything well where it is', async () => {
    const { code, out } = await run(['doctor'], scene.world.environment());
    expect([code, out]).toEqual([0, expect.not.stringContaining('BAD')]);
    for (const part of [
      'configuration',
      'ledger',
      'queue',
      'Salesforce: login',
      'Salesforce: orders',
      'Salesforce: events',
      'endpoint erp',
      'endpoint warehouse',
    ])
      expect(out).toMatch(new RegExp(`^ok   ${part} `, 'm'));
  });

  test('finds each part that is not, and the others all the same', async () => {
    const { BROKER_ENDPOINTS: endpoints = '' } = scene.world.environment();
    const changes = {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      BROKER_ENDPOINTS: endpoints.replace('erp-key-1000', 'a-key-of-yesterday'),
      SALESFORCE_CLIENT_ID: 'another-app',
    };
    const { code, out } = await run(['doctor'], scene.world.environment(changes));
    expect(code).toBe(1);
    for (const wrong of ['ledger .*ECONNREFUSED', 'queue .*ECONNREFUSED', 'Salesforce: login .*invalid', 'endpoint erp .*HTTP_401'])
      expect(out).toMatch(new RegExp(`^BAD  ${wrong}`, 'm'));
    expect(out).toMatch(/^ok   endpoint warehouse/m);
  });

  test('reads a configuration that no broker would start with', async () => {
    const { code, out } = await run(['doctor'], scene.world.environment({ BROKER_ROUTES: '[{"erp":"epr"}]' }));
    expect([code, out]).toEqual([1, expect.stringMatching(/^BAD {2}configuration .*epr/)]);
  });
});

describe('a broker that cannot start says why and ends', () => {
  test('with a faulty configuration', async () => {
    const { code, err } = await run([], scene.world.environment({ BROKER_ROUTES: '[{"erp":"epr"}]', SALESFORCE_PRIVATE_KEY: '' }));
    expect(code).toBe(78);
    expect(err.split('\n')).toEqual([expect.stringContaining('epr'), expect.stringContaining('SALESFORCE_PRIVATE_KEY'), '']);
  });

  test('without a ledger', async () => {
    const { code, err } = await run([], scene.world.environment({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }));
    expect([code, err]).toEqual([69, expect.stringMatching(/^\{.*"broker.start_failed".*\}\n$/)]);
    expect(err).toContain('ECONNREFUSED');
  });

  test('on a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, err } = await run([], scene.world.environment({ BROKER_HTTP_PORT: String(port) }));
    other.close();
    expect([code, err]).toEqual([69, expect.stringContaining('EADDRINUSE')]);
  });
});

test('a message that makes the broker throw is seen on its order, here and in Salesforce, and is taken again when told', async () => {
  const [key = ''] = await scene.world.agent.submit(scene.world.orders(1));
  await scene.world.expectKept([key]);
  // What no release of ours writes: an observation of nothing.
  await scene.world.queryLedger(`
    with arrived as (
      insert into inbox (aggregate_id, source, dedupe_key, fingerprint, message, received_at)
      values ('${key}', 'test', 'broken', 'broken', '{"type": "document.observed"}', 0) returning id, aggregate_id, received_at)
    insert into waiting_message select * from arrived`);
  await eventually(async () => {
    expect((await ask(['exceptions'])).out).toMatch(new RegExp(`${key}-E1 {2}STUCK MESSAGE_SET_APART: .*"document.observed"`));
    expect(await shownExceptions(scene.world, key)).toMatchObject([{ Code__c: 'MESSAGE_SET_APART' }]);
  }, PATIENCE);
  expect(await ask(['retry', `${key}-E1`, '--reason', 'version 2 is out'])).toMatchObject({ code: 0 });
  // It was not: the message is set apart once more, and is an exception of its own.
  await eventually(async () => {
    expect((await ask(['order', key])).out).toMatch(new RegExp(`${key}-E2 {2}STUCK MESSAGE_SET_APART`));
  }, PATIENCE);
  expect((await ask(['order', key])).out).not.toContain(`${key}-E1`);
  expect(await run(['doctor'], scene.world.environment())).toMatchObject({
    code: 1,
    out: expect.stringContaining('set apart: 1 messages'),
  });
});

test('an order the broker can take nothing of is seen, here and in Salesforce, and goes on once it can', async () => {
  const [key = ''] = await scene.world.agent.submit(scene.world.orders(1));
  await scene.world.expectKept([key]);
  const stateTo = (state: string): Promise<unknown> =>
    scene.world.queryLedger(
      `update aggregate set state = (${state})::json, held_until = 1, timer = 'look', wake_at = 1 where id = '${key}'`,
    );
  // What no release of ours writes: a state no turn can run on.
  await stateTo(`state::jsonb || jsonb_build_object('kept', state->'releases', 'releases', null)`);
  await eventually(async () => {
    expect((await ask(['exceptions'])).out).toMatch(new RegExp(`${key}-STUCK {2}STUCK ORDER_STUCK`));
    expect(await shownExceptions(scene.world, key)).toMatchObject([{ Code__c: 'ORDER_STUCK' }]);
  }, PATIENCE);
  expect((await run(['doctor'], scene.world.environment())).out).toContain('stuck: 1 orders');
  const told = await ask(['order', key]);
  expect(told).toMatchObject({ code: 0, out: expect.stringMatching(new RegExp(`^${key} {2}Unreadable\n.*ORDER_STUCK.*next try `, 's')) });
  await stateTo(`jsonb_set(state::jsonb, '{releases}', state::jsonb->'kept')`);
  await eventually(async () => {
    expect((await ask(['exceptions'])).out).not.toContain(`${key}-STUCK`);
    expect(await shownExceptions(scene.world, key)).toEqual([]);
  }, PATIENCE);
});
