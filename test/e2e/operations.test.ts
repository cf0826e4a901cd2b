import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CustomerOrder } from '../../canonical/order.ts';
import { askErp } from '../../scripts/audit/erp-witness.ts';
import { eventually } from '../support/eventually.ts';
import { startLocalWorld } from './local-world.ts';
import type { LocalWorld } from './local-world.ts';
import { exceptionsOf, retry, shownExceptions } from './operator.ts';

const PATIENCE = { deadlineMs: 25_000, intervalMs: 100 };

let world: LocalWorld;

beforeAll(async () => {
  world = await startLocalWorld();
});
afterAll(() => world.stop());

test('orders wait while the key for the ERP is wrong, and complete once it is right', async () => {
  const endpoints = world.environment()['BROKER_ENDPOINTS'] ?? '';
  const wrong = await world.startBroker({ BROKER_ENDPOINTS: endpoints.replace('erp-key-1000', 'a-key-of-yesterday') });
  const keys = await world.agent.submit(world.orders(2));
  await eventually(async () => {
    expect(await world.queryLedger("select id from command where intent = 'CREATE_ORDER'")).toHaveLength(2);
  }, PATIENCE);
  await wrong.stop();
  expect((await askErp(world.places.erpUrl)).created.size).toBe(0);
  // What waits is due at once, as if the time had passed.
  await world.queryLedger('update command set due_at = 0');
  const right = await world.startBroker();
  await world.expectKept(keys);
  await eventually(async () => {
    for (const key of keys) expect(await exceptionsOf(right.url, key)).toEqual([]);
  }, PATIENCE);
  await right.stop();
});

test('an order refused for a customer the ERP lacks goes through, once, when the customer is there and a person retries it', async () => {
  const broker = await world.startBroker();
  const [order] = world.orders(1);
  const [key = ''] = await world.agent.submit([{ ...order, customer: { customerKey: 'C-NEW', name: 'Some Body' } } as CustomerOrder]);
  const refused = await eventually(async () => {
    const [exception] = await exceptionsOf(broker.url, key);
    expect(exception).toMatchObject({ category: 'REJECTED', actions: ['CORRECT', 'RETRY'] });
    return exception?.exceptionId ?? '';
  }, PATIENCE);
  const added = await fetch(`${world.places.erpUrl}/_admin/companies/1000/master-data`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ customers: [{ id: 'C-NEW' }] }),
  });
  expect(added.status).toBe(204);
  await retry(broker.url, refused);
  await world.expectKept([key]);
  expect((await askErp(world.places.erpUrl)).created.get(key)).toHaveLength(1);
  await eventually(async () => {
    expect(await exceptionsOf(broker.url, key)).toEqual([]);
    expect(await shownExceptions(world, key)).toEqual([]);
  }, PATIENCE);
  await broker.stop();
});
