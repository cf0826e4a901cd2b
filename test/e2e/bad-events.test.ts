import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, jest } from '@jest/globals';
import type { RunningBroker } from '../../broker/compose.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import { AGENT } from '../../scripts/stack/world.ts';
import { eventually } from '../support/eventually.ts';
import { startLocalWorld } from './local-world.ts';
import type { LocalWorld } from './local-world.ts';
import { deleteRecord, exceptionsOf, query, shownExceptions } from './operator.ts';

// A busy machine may take long; what counts is that it happens.
jest.setTimeout(90_000);

const PATIENCE = { deadlineMs: 60_000, intervalMs: 100 };

let world: LocalWorld;
let broker: RunningBroker;

beforeAll(async () => {
  world = await startLocalWorld();
  broker = await world.startBroker();
});
afterAll(() => world.stop());

describe('an event the broker cannot read is kept aside, its order found by the backfill, and others pass by it', () => {
  const parked = (): Promise<readonly Record<string, unknown>[]> => world.queryLedger('select code from parked_event order by parked_at');

  async function expectParked(code: string): Promise<void> {
    await eventually(async () => {
      expect((await parked()).map((event) => event['code'])).toContain(code);
    }, PATIENCE);
  }

  test('truncated Avro', async () => {
    world.org.admin.core.bus.faults.truncateNext(1);
    const keys = await world.agent.submit(world.orders(3));
    await expectParked('UNDECODABLE');
    await world.expectKept(keys);
  });

  test('a schema nobody knows', async () => {
    world.org.admin.core.bus.faults.disownNext(1);
    const keys = await world.agent.submit(world.orders(3));
    await expectParked('UNKNOWN_SCHEMA');
    await world.expectKept(keys);
  });

  test.each([
    ['a type of command nobody knows', { Type__c: 'TELEPORT', Schema_Version__c: 1 }, 'UNKNOWN_COMMAND_TYPE'],
    ['a version from the future', { Type__c: 'SUBMIT', Schema_Version__c: 99 }, 'UNKNOWN_SCHEMA_VERSION'],
    ['no order', { Type__c: 'SUBMIT', Schema_Version__c: 1, Order_Key__c: null }, 'INVALID_COMMAND'],
  ])('%s', async (_, fields, code) => {
    const { bus, directory, clock } = world.org.admin.core;
    bus.publishImmediately({
      eventName: 'OB_Command_Requested__e',
      eventUuid: randomUUID(),
      fields: { Order_Key__c: 'NO-SUCH-ORDER', Command_Key__c: `bad-${code}`, ...fields },
      createdAt: clock.now(),
      createdBy: String(directory.byUsername(AGENT.username)?.['Id']),
    });
    const keys = await world.agent.submit(world.orders(2));
    await expectParked(code);
    await world.expectKept(keys);
  });

  test('an event that comes twice under two positions makes one document', async () => {
    world.org.admin.core.bus.faults.duplicateNext(3);
    const { report } = await world.expectKept(await world.agent.submit(world.orders(3)));
    expect(report.duplicates).toBe(0);
  });
});

describe('an event for an order that cannot be taken becomes an exception', () => {
  async function expectException(orderKey: string, code: string): Promise<void> {
    await eventually(async () => {
      expect(await exceptionsOf(broker.url, orderKey)).toMatchObject([{ category: 'UNREADABLE', code, owner: 'AGENT' }]);
    }, PATIENCE);
  }

  test('when the order was deleted meanwhile', async () => {
    await broker.stop();
    const [deleted = '', ...others] = await world.agent.submit(world.orders(3));
    const [command] = await query(world, `SELECT Id, Order__c FROM OB_Command__c WHERE Order__r.External_Key__c = '${deleted}'`);
    // The package lets nobody delete an order that has commands; an administrator deletes those first.
    await deleteRecord(world, `OB_Command__c/${String(command?.['Id'])}`);
    await deleteRecord(world, `OB_Order__c/${String(command?.['Order__c'])}`);
    broker = await world.startBroker();
    await expectException(deleted, 'ORDER_NOT_FOUND');
    await world.expectKept(others);
  });

  test('when the order has what only the broker knows to be wrong: the agent sees which field, and the command is answered', async () => {
    const [first, ...rest] = world.orders(3) as [CustomerOrder, ...CustomerOrder[]];
    const [bad = '', ...others] = await world.agent.submit([{ ...first, currency: 'JPY' }, ...rest]);
    await expectException(bad, 'ORDER_INVALID');
    await eventually(async () => {
      const [shown] = await shownExceptions(world, bad);
      expect(shown?.['Message__c']).toContain('line 10 Unit Price: is no amount of JPY');
      const [command] = await query(world, `SELECT Status__c FROM OB_Command__c WHERE Order__r.External_Key__c = '${bad}'`);
      expect(command).toMatchObject({ Status__c: 'Failed' });
    }, PATIENCE);
    await world.expectKept(others);
  });
});
