/** An agent asks in Salesforce, and the ERP, the warehouse and Salesforce itself show what became of it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RunningBroker } from '../../broker/compose.ts';
import type { Wish } from '../../scripts/load/salesforce-agent.ts';
import { API_KEY } from '../../scripts/stack/broker-process.ts';
import { eventually } from '../support/eventually.ts';
import { startLocalWorld } from './local-world.ts';
import type { LocalWorld } from './local-world.ts';

const PATIENCE = { deadlineMs: 30_000, intervalMs: 100 };
const QUICK = { BROKER_POLL_INTERVAL_MS: '100' };

type Row = Readonly<Record<string, unknown>>;

let world: LocalWorld;
let broker: RunningBroker;
let keys = 0;

beforeAll(async () => {
  world = await startLocalWorld();
  broker = await world.startBroker(QUICK);
});
afterAll(async () => {
  await broker.stop();
  await world.stop();
});

async function query(soql: string): Promise<readonly Row[]> {
  const response = await fetch(`${world.places.orgAdminUrl}/query?q=${encodeURIComponent(soql)}`);
  return ((await response.json()) as { records: Row[] }).records;
}

async function settings(url: string, timing: object): Promise<void> {
  const response = await fetch(`${url}/_admin/settings`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ timing }),
  });
  expect(response.status).toBe(200);
}

async function submit(): Promise<string> {
  const [key = ''] = await world.agent.submit(world.orders(1));
  return key;
}

async function expectOrder(key: string, expected: Row): Promise<void> {
  await eventually(async () => {
    const [order] = await query(`SELECT Status__c, Sync_State__c, Ship_To_City__c FROM OB_Order__c WHERE External_Key__c = '${key}'`);
    expect(order).toMatchObject(expected);
  }, PATIENCE);
}

/** Asks and waits for the answer. Answers its status and code. */
async function ask(wish: Omit<Wish, 'idempotencyKey'>): Promise<readonly unknown[]> {
  keys += 1;
  const idempotencyKey = `wish-${keys}`;
  await world.agent.ask({ ...wish, idempotencyKey });
  return eventually(async () => {
    const [command] = await query(`SELECT Status__c, Result_Code__c FROM OB_Command__c WHERE Idempotency_Key__c = '${idempotencyKey}'`);
    expect(['Completed', 'Rejected', 'Failed', 'Expired']).toContain(command?.['Status__c']);
    return [command?.['Status__c'], command?.['Result_Code__c']];
  }, PATIENCE);
}

test('a cancellation stops an order that the warehouse has not picked, and comes too late for one it has', async () => {
  await settings(world.places.warehouseUrl, { pickAfterMs: 4000 });
  const early = await submit();
  await expectOrder(early, { Status__c: 'In fulfilment' });
  expect(await ask({ action: 'OB_OrderActions.cancel', orderKey: early, details: { reason: 'Changed their mind' } })).toEqual([
    'Completed',
    'CANCELLED',
  ]);
  await expectOrder(early, { Status__c: 'Cancelled', Sync_State__c: 'Current' });
  await settings(world.places.warehouseUrl, { pickAfterMs: 0, packAfterMs: 4000 });
  const late = await submit();
  await expectOrder(late, { Status__c: 'In fulfilment' });
  expect(await ask({ action: 'OB_OrderActions.cancel', orderKey: late, details: { reason: 'Changed their mind' } })).toEqual([
    'Rejected',
    'TOO_LATE',
  ]);
  await settings(world.places.warehouseUrl, { packAfterMs: 50 });
});

test('a held order stays where it is, goes elsewhere once the address is another, and leaves once it is let go', async () => {
  await settings(world.places.erpUrl, { allocationDelayMs: 2500 });
  await settings(world.places.warehouseUrl, { pickAfterMs: 50, packAfterMs: 50, departAfterMs: 50 });
  const key = await submit();
  await expectOrder(key, { Status__c: 'Accepted' });
  expect(await ask({ action: 'OB_OrderActions.hold', orderKey: key, details: { reason: 'Address looks wrong' } })).toEqual([
    'Completed',
    null,
  ]);
  await expectOrder(key, { Status__c: 'On hold' });
  const details = { name: 'Ada Byron', line1: '1 Engine Row', city: 'Bonn', country: 'DE' };
  expect(await ask({ action: 'OB_OrderActions.changeDelivery', orderKey: key, details })).toEqual(['Completed', null]);
  await expectOrder(key, { Status__c: 'On hold', Ship_To_City__c: 'Bonn' });
  expect(await ask({ action: 'OB_OrderActions.liftHold', orderKey: key })).toEqual(['Completed', null]);
  await world.expectKept([key]);
  await settings(world.places.erpUrl, { allocationDelayMs: 0 });
});

test('a return is authorised, received, credited and refunded, and asked for once by an agent who clicks twice', async () => {
  await settings(world.places.erpUrl, { invoiceDelayMs: 50, refundDelayMs: 50 });
  await settings(world.places.warehouseUrl, { arriveAfterMs: 200, inspectAfterMs: 100 });
  const key = await submit();
  await world.expectKept([key]);
  const [line] = await query(`SELECT Id FROM OB_Order_Line__c WHERE Order__r.External_Key__c = '${key}'`);
  const lines = [{ lineId: line?.['Id'], quantity: 1, reason: 'Damaged' }];
  const wish = { action: 'OB_ReturnActions.startReturn', orderKey: key, details: { resolution: 'Refund', lines } } as const;
  const commands = await Promise.all([1, 2].map(() => world.agent.ask({ ...wish, idempotencyKey: 'double-click' })));
  expect(new Set(commands).size).toBe(1);
  await eventually(async () => {
    const returns = await query(`SELECT RMA__c, Status__c, Refund_State__c FROM OB_Return__c WHERE Order__r.External_Key__c = '${key}'`);
    expect(returns).toMatchObject([{ RMA__c: expect.stringContaining('RMA-'), Status__c: 'Credited', Refund_State__c: 'Complete' }]);
  }, PATIENCE);
  const [shown] = await query(`SELECT Quantity_Returned__c FROM OB_Order_Line__c WHERE Id = '${String(line?.['Id'])}'`);
  expect(shown).toMatchObject({ Quantity_Returned__c: 1 });
  const more = { ...wish, details: { ...wish.details, lines: [{ ...lines[0], quantity: 1000 }] } };
  await expect(ask(more)).rejects.toThrow('was refused');
});

test('what cannot be understood is answered, and a channel may ask by HTTP, once for each key', async () => {
  const key = await submit();
  await expectOrder(key, { Sync_State__c: 'Current' });
  await expect(ask({ action: 'OB_OrderActions.cancel', orderKey: key, details: { reason: 'x', lines: 'all' } })).rejects.toThrow('request');
  const body = JSON.stringify({ type: 'REPLAY', reason: 'edited by hand' });
  const post = (content: string, path = key): Promise<Response> =>
    fetch(`${broker.url}/v1/orders/${path}/requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${API_KEY}`, 'idempotency-key': 'replay-one' },
      body: content,
    });
  expect((await post(body)).status).toBe(202);
  expect((await post(body)).headers.get('idempotency-replayed')).toBe('true');
  expect((await post(body.replace('hand', 'foot'))).status).toBe(409);
  expect((await post(body, 'NOBODY')).status).toBe(404);
  expect((await post('{"type":"EXPLODE"}')).status).toBe(422);
});
