import { randomUUID } from 'node:crypto';
import { describe, expect, test, jest } from '@jest/globals';
import type { CustomerOrder } from '../../canonical/order.ts';
import { AGENT } from '../../scripts/stack/world.ts';
import { eventually } from '../support/eventually.ts';
import { setOneBroker } from './one-broker.ts';
import { askBroker, deleteRecord, exceptionsOf, query, shownExceptions } from './operator.ts';

// A busy machine may take long; what counts is that it happens.
jest.setTimeout(90_000);

const PATIENCE = { deadlineMs: 60_000, intervalMs: 100 };

const scene = setOneBroker();

describe('an event the broker cannot read is kept aside, its order found by the backfill, and others pass by it', () => {
  const parked = (): Promise<readonly Record<string, unknown>[]> =>
    scene.world.queryLedger('select code from parked_event order by parked_at');

  async function expectParked(code: string): Promise<void> {
    await eventually(async () => {
      expect((await parked()).map((event) => event['code'])).toContain(code);
    }, PATIENCE);
  }

  test('truncated Avro', async () => {
    scene.world.org.admin.core.bus.faults.truncateNext(1);
    const keys = await scene.world.agent.submit(scene.world.orders(3));
    await expectParked('UNDECODABLE');
    await scene.world.expectKept(keys);
  });

  test('a schema nobody knows', async () => {
    scene.world.org.admin.core.bus.faults.disownNext(1);
    const keys = await scene.world.agent.submit(scene.world.orders(3));
    await expectParked('UNKNOWN_SCHEMA');
    await scene.world.expectKept(keys);
  });

  test.each([
    ['a type of command nobody knows', { Type__c: 'TELEPORT', Schema_Version__c: 1 }, 'UNKNOWN_COMMAND_TYPE'],
    ['a version from the future', { Type__c: 'SUBMIT', Schema_Version__c: 99 }, 'UNKNOWN_SCHEMA_VERSION'],
    ['no order', { Type__c: 'SUBMIT', Schema_Version__c: 1, Order_Key__c: null }, 'INVALID_COMMAND'],
  ])('%s', async (_, fields, code) => {
    const { bus, directory, clock } = scene.world.org.admin.core;
    bus.publishImmediately({
      eventName: 'OB_Command_Requested__e',
      eventUuid: randomUUID(),
      fields: { Order_Key__c: 'NO-SUCH-ORDER', Command_Key__c: `bad-${code}`, ...fields },
      createdAt: clock.now(),
      createdBy: String(directory.byUsername(AGENT.username)?.['Id']),
    });
    const keys = await scene.world.agent.submit(scene.world.orders(2));
    await expectParked(code);
    await scene.world.expectKept(keys);
  });

  test('all of them are listed for operations, and looked for again when told', async () => {
    const listed = await askBroker<{ items: { code: string }[] }>(scene.broker.url, 'GET', 'parked-events');
    const codes = listed.items.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['UNDECODABLE', 'UNKNOWN_SCHEMA', 'UNKNOWN_COMMAND_TYPE', 'UNKNOWN_SCHEMA_VERSION']));
    const answer = await askBroker(scene.broker.url, 'POST', 'parked-events/replay', {});
    expect(answer).toEqual({ events: codes.length, status: 'REQUESTED' });
    expect(await askBroker(scene.broker.url, 'GET', 'parked-events')).toEqual({ items: [] });
    await eventually(async () => {
      expect(await scene.world.queryLedger("select value from watermark where name = 'salesforce-backfill'")).toHaveLength(1);
    }, PATIENCE);
  });

  test('an event that comes twice under two positions makes one document', async () => {
    scene.world.org.admin.core.bus.faults.duplicateNext(3);
    const { report } = await scene.world.expectKept(await scene.world.agent.submit(scene.world.orders(3)));
    expect(report.duplicates).toBe(0);
  });
});

describe('an event for an order that cannot be taken becomes an exception', () => {
  async function expectException(orderKey: string, code: string): Promise<void> {
    await eventually(async () => {
      expect(await exceptionsOf(scene.broker.url, orderKey)).toMatchObject([{ category: 'UNREADABLE', code, owner: 'AGENT' }]);
    }, PATIENCE);
  }

  test('when the order was deleted meanwhile', async () => {
    await scene.broker.stop();
    const [deleted = '', ...others] = await scene.world.agent.submit(scene.world.orders(3));
    const [command] = await query(scene.world, `SELECT Id, Order__c FROM OB_Command__c WHERE Order__r.External_Key__c = '${deleted}'`);
    // The package lets nobody delete an order that has commands; an administrator deletes those first.
    await deleteRecord(scene.world, `OB_Command__c/${String(command?.['Id'])}`);
    await deleteRecord(scene.world, `OB_Order__c/${String(command?.['Order__c'])}`);
    scene.broker = await scene.world.startBroker();
    await expectException(deleted, 'ORDER_NOT_FOUND');
    await scene.world.expectKept(others);
  });

  test('when the order has what only the broker knows to be wrong: the agent sees which field, and the command is answered', async () => {
    const [first, ...rest] = scene.world.orders(3) as [CustomerOrder, ...CustomerOrder[]];
    const [bad = '', ...others] = await scene.world.agent.submit([{ ...first, currency: 'JPY' }, ...rest]);
    await expectException(bad, 'ORDER_INVALID');
    await eventually(async () => {
      const [shown] = await shownExceptions(scene.world, bad);
      expect(shown?.['Message__c']).toContain('line 10 Unit Price: is no amount of JPY');
      const [command] = await query(scene.world, `SELECT Status__c FROM OB_Command__c WHERE Order__r.External_Key__c = '${bad}'`);
      expect(command).toMatchObject({ Status__c: 'Failed' });
    }, PATIENCE);
    await scene.world.expectKept(others);
  });
});
