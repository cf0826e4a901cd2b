import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CustomerOrder } from '../../canonical/order.ts';
import { toSalesOrder } from '../../broker/endpoints/generic-erp/order-request.ts';
import { askErp } from '../../scripts/audit/erp-witness.ts';
import { ERP_KEY } from '../../scripts/stack/world.ts';
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

describe('a clerk types in the order by hand, with a line too many, while its submission hangs', () => {
  const EXTRA = 990;

  /** The document a clerk makes under the order's key. Answers its id. */
  async function typeIn(order: CustomerOrder): Promise<string> {
    const [line] = order.lines;
    const typed = { ...order, lines: [...order.lines, { ...line, lineKey: EXTRA }] } as CustomerOrder;
    const response = await fetch(`${world.places.erpUrl}/api/1000/sales-orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': ERP_KEY },
      body: JSON.stringify(toSalesOrder(typed)),
    });
    expect(response.status).toBe(201);
    return ((await response.json()) as { id: string }).id;
  }

  async function removeExtra(documentId: string): Promise<void> {
    const shown = await fetch(`${world.places.erpUrl}/api/1000/sales-orders/${documentId}`, { headers: { 'x-api-key': ERP_KEY } });
    const { lines } = (await shown.json()) as { lines: { lineId: string; externalLine?: number }[] };
    const lineId = lines.find(({ externalLine }) => externalLine === EXTRA)?.lineId;
    await administer(`companies/1000/orders/${documentId}/clerk`, { deed: 'remove-line', lineId });
  }

  async function administer(path: string, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${world.places.erpUrl}/_admin/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(response.ok).toBe(true);
  }

  test('it is neither adopted nor sent again; corrected and retried, it is the one document of the order', async () => {
    const [draft] = world.orders(1);
    const [key = ''] = await world.agent.submit([draft as CustomerOrder]);
    const documentId = await typeIn({ ...(draft as CustomerOrder), orderKey: key });
    await administer('faults', { kind: 'reset-before-commit', operation: 'createOrder', subject: key, nth: 1 });
    // No poll yet, which would see the document before the order is sent, and refuse the order for it.
    const broker = await world.startBroker({ BROKER_ROLES: 'subscriber,worker,api' });
    const parked = await eventually(async () => {
      const found = await exceptionsOf(broker.url, key);
      const exception = found.find(({ code }) => code === 'DOCUMENT_DIFFERS');
      expect(exception).toMatchObject({ category: 'DIVERGED', actions: expect.arrayContaining(['RETRY']) });
      expect(JSON.stringify(await shownExceptions(world, key))).toContain('DOCUMENT_DIFFERS');
      return exception?.exceptionId ?? '';
    }, PATIENCE);
    await removeExtra(documentId);
    await retry(broker.url, parked);
    await eventually(async () => {
      expect(await exceptionsOf(broker.url, key)).toEqual([]);
      expect(await shownExceptions(world, key)).toEqual([]);
    }, PATIENCE);
    await broker.stop();
    const whole = await world.startBroker();
    await world.expectKept([key]);
    expect((await askErp(world.places.erpUrl)).created.get(key)).toEqual([documentId]);
    await whole.stop();
  });
});
