/** Everything wrong that a caller can say, at the doors of a broker that works: each has its answer, and no other order notices. */
import { randomUUID } from 'node:crypto';
import { expect, jest, test } from '@jest/globals';
import { signWebhook } from '../../broker/http/webhook-routes.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import { askErp } from '../../scripts/audit/erp-witness.ts';
import { placeOrders } from '../../scripts/load/place-orders.ts';
import { API_KEY, WEBHOOK } from '../../scripts/stack/broker-process.ts';
import { eventually } from '../support/eventually.ts';
import { setOneBroker } from './one-broker.ts';
import { exceptionsOf } from './operator.ts';

// A busy machine may take long; what counts is that it happens.
jest.setTimeout(120_000);

const PATIENCE = { deadlineMs: 60_000, intervalMs: 100 };

const scene = setOneBroker();

type Sent = { readonly body: string; readonly headers?: Readonly<Record<string, string>> };

/** The status and code a door answers with. */
async function post(path: string, { body, headers = {} }: Sent): Promise<string> {
  const response = await fetch(scene.broker.url + path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  const { code = '' } = (await response.json()) as { code?: string };
  return `${response.status} ${code}`.trim();
}

function placeByApi(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const access = { authorization: `Bearer ${API_KEY}`, 'idempotency-key': randomUUID() };
  return post('/v1/orders', { body: typeof body === 'string' ? body : JSON.stringify(body), headers: { ...access, ...headers } });
}

function deliver(event: unknown, secret: string = WEBHOOK.secret, at = Math.floor(Date.now() / 1000)): Promise<string> {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const headers = { 'x-webhook-timestamp': String(at), 'x-webhook-signature': signWebhook(secret, at, body) };
  return post(`/v1/webhooks/${WEBHOOK.source}`, { body, headers });
}

function next(): CustomerOrder {
  const [order] = scene.world.orders(1);
  return order as CustomerOrder;
}

function withLine(changes: object): object {
  const { lines, ...order } = next();
  return { ...order, lines: lines.map((line) => ({ ...line, ...changes })) };
}

function event(order: unknown, id: string = randomUUID()): object {
  return { id, type: 'order.placed', order };
}

/** Bodies no door takes, and what each is answered with. */
const BAD: readonly (readonly [what: string, make: () => unknown, answer: string])[] = [
  ['a field nobody knows', () => ({ ...next(), colour: 'red' }), '422 INVALID'],
  ['a field of the wrong type', () => ({ ...next(), placedAt: 5 }), '422 INVALID'],
  ['a quantity below nothing', () => withLine({ quantity: -1 }), '422 INVALID'],
  ['two currencies', () => ({ ...next(), currency: 'USD' }), '422 INVALID'],
  ['lines of one key', () => ({ ...next(), lines: [...next().lines, ...next().lines] }), '422 INVALID'],
  ['10,000 lines', () => ({ ...next(), lines: Array.from({ length: 10_000 }, (_, key) => ({ lineKey: key + 1 })) }), '422 INVALID'],
  ['a text one character too long', () => withLine({ sku: 'S'.repeat(61) }), '422 INVALID'],
  ['a NUL', () => withLine({ sku: 'S\u0000' }), '422 INVALID'],
  ['20 MB', () => ({ ...next(), note: 'x'.repeat(20_000_000) }), '413 TOO_LARGE'],
];

async function sayEverythingWrong(): Promise<readonly string[]> {
  const wrong: string[] = [];
  const expectAnswer = async (what: string, said: Promise<string>, answer: string): Promise<void> => {
    const got = await said;
    if (got !== answer) wrong.push(`${what}: ${got}`);
  };
  for (const [what, make, answer] of BAD) {
    await expectAnswer(`${what}, by the API`, placeByApi(make()), answer);
    await expectAnswer(`${what}, by webhook`, deliver(event(make())), answer);
  }
  await expectAnswer('no JSON, by the API', placeByApi('{"orderKey":'), '400 MALFORMED_JSON');
  await expectAnswer('no JSON, by webhook', deliver('{"id":'), '400 MALFORMED_JSON');
  await expectAnswer('another key', placeByApi(next(), { authorization: 'Bearer another' }), '401 UNAUTHENTICATED');
  await expectAnswer('another secret', deliver(event(next()), 'another-secret'), '401 BAD_SIGNATURE');
  await expectAnswer('an old webhook', deliver(event(next()), WEBHOOK.secret, 1_000_000_000), '401 STALE_WEBHOOK');
  await expectAnswer('an id with a NUL', deliver(event(next(), 'event-\u0000-1')), '422 INVALID');
  return wrong;
}

test('bad requests at every door are answered, take nothing, and leave the orders that come with them unharmed', async () => {
  scene.world.org.admin.core.bus.faults.truncateNext(1);
  const keys: string[] = [];
  const url = (): string => scene.broker.url;
  const doors = { agent: scene.world.agent, storefront: { url, apiKey: API_KEY }, store: { url, ...WEBHOOK } };
  const [wrong] = await Promise.all([sayEverythingWrong(), placeOrders(doors, scene.world.orders(24), (key) => keys.push(key))]);
  expect(wrong).toEqual([]);
  const { report } = await scene.world.expectKept(keys);
  expect(report).toMatchObject({ accepted: 24, erpDocuments: 24, duplicates: 0, missing: 0, stale: 0 });
  expect((await askErp(scene.world.places.erpUrl)).created.size).toBe(24);
});

test('the same key with another body changes nothing, and a webhook that is played again makes nothing', async () => {
  const [first, second] = [next(), next()];
  const key = { 'idempotency-key': randomUUID() };
  expect(await placeByApi(first, key)).toBe('202');
  expect(await placeByApi({ ...first, orderKey: second.orderKey }, key)).toBe('409 IDEMPOTENCY_CONFLICT');
  const placed = event(second);
  expect([await deliver(placed), await deliver(placed)]).toEqual(['202', '202']);
  expect(await deliver({ ...placed, order: { ...second, completeDelivery: !second.completeDelivery } })).toBe('409 IDEMPOTENCY_CONFLICT');
  await scene.world.expectKept([first.orderKey, second.orderKey]);
  const { created } = await askErp(scene.world.places.erpUrl);
  expect([created.get(first.orderKey)?.length, created.get(second.orderKey)?.length]).toEqual([1, 1]);
});

test.each([
  ['a SKU', () => withLine({ sku: 'NO-SUCH-SKU' }), 'UNKNOWN_SKU'],
  ['a customer', () => ({ ...next(), customer: { customerKey: 'C-NOBODY', name: 'Some Body' } }), 'CUSTOMER'],
])('%s only the ERP does not know is taken, and comes back as an exception, at either door', async (_, make, reason) => {
  const [one, other] = [make() as CustomerOrder, make() as CustomerOrder];
  expect([await placeByApi(one), await deliver(event(other))]).toEqual(['202', '202']);
  await eventually(async () => {
    for (const { orderKey } of [one, other]) {
      const exceptions = await exceptionsOf(scene.broker.url, orderKey);
      expect(exceptions).toMatchObject([{ category: 'REJECTED', owner: 'AGENT' }]);
      expect(JSON.stringify(exceptions)).toContain(reason);
    }
  }, PATIENCE);
});
