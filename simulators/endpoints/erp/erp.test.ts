import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeManualClock } from '../clock.ts';
import type { ManualClock } from '../clock.ts';
import type { RunningSystem } from '../host/system.ts';
import { startErp } from './erp.ts';
import type { SalesOrder } from './sales-order.ts';

type Reply = { readonly status: number; readonly body: Record<string, unknown>; readonly retryAfter: string | null };

let erp: RunningSystem;
let clock: ManualClock;

beforeEach(async () => {
  clock = makeManualClock(Date.parse('2026-03-01T10:00:00Z'));
  erp = await startErp({ clock, companies: { '1000': 'key-1000', '2000': 'key-2000' } });
});
afterEach(() => erp.close());

async function call(method: string, path: string, body?: unknown, apiKey = 'key-1000'): Promise<Reply> {
  const headers = { 'x-api-key': apiKey, 'content-type': 'application/json' };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(erp.url + path, { method, headers, ...(body !== undefined && { body: text }) });
  const answer = await response.text();
  return {
    status: response.status,
    body: (answer === '' ? {} : JSON.parse(answer)) as Record<string, unknown>,
    retryAfter: response.headers.get('retry-after'),
  };
}

const ORDERS = '/api/1000/sales-orders';

function orderBody(changes: object = {}): Record<string, unknown> {
  return {
    ...{ reference: 'A1', customer: 'C-1000', currency: 'EUR' },
    shipTo: { name: 'N', street: 'S', city: 'C', country: 'DE' },
    lines: [{ externalLine: 10, sku: 'SKU-001', quantity: 2, unitPrice: '10.00' }],
    ...changes,
  };
}

async function enter(changes: object = {}): Promise<SalesOrder> {
  const { status, body } = await call('POST', ORDERS, orderBody(changes));
  expect(status).toBe(201);
  return read(body['id'] as string);
}

async function read(id: string): Promise<SalesOrder> {
  return (await call('GET', `${ORDERS}/${id}`)).body as unknown as SalesOrder;
}

function codes({ body }: Reply): readonly string[] {
  return (body['errors'] as { field: string; code: string }[]).map(({ field, code }) => `${field} ${code}`);
}

function line(sku: string, quantity: number, unitPrice = '10.00'): object {
  return { lines: [{ externalLine: 10, sku, quantity, unitPrice }] };
}

const shipAll = { reference: 'SHIP-1', lines: [{ externalLine: 10, quantity: 2 }] };

describe('entering an order', () => {
  it('makes a second order of the same order', async () => {
    await enter();
    await enter();
    const { body } = await call('GET', `${ORDERS}?reference=A1`);
    expect((body['items'] as SalesOrder[]).map(({ number }) => number)).toEqual(['SO-000001', 'SO-000002']);
  });

  it.each([
    ['an unknown customer', { customer: 'C-9' }, 'customer UNKNOWN_CUSTOMER'],
    ['a blocked customer', { customer: 'C-BLOCKED' }, 'customer BLOCKED_CUSTOMER'],
    ['a customer above the limit', { customer: 'C-POOR', ...line('SKU-001', 11) }, 'customer CREDIT_LIMIT_EXCEEDED'],
    ['an unknown item', line('NOPE', 1), 'lines[0].sku UNKNOWN_SKU'],
    ['a quantity of zero', line('SKU-001', 0), 'lines[0].quantity ZERO_QUANTITY'],
    ['more than there will be', line('SKU-LAST', 3), 'lines[0].quantity NOT_AVAILABLE'],
    ['a price below the lowest', line('SKU-LAST', 1, '1.00'), 'lines[0].unitPrice PRICE_TOO_LOW'],
  ])('refuses %s by naming the field', async (_name, changes, expected) => {
    const refused = await call('POST', ORDERS, orderBody(changes));
    expect([refused.status, codes(refused)]).toEqual([422, [expected]]);
    expect(await call('POST', '/api/1000/order-checks', orderBody(changes))).toMatchObject({ status: 200, body: { errors: [{}] } });
  });

  it('refuses everything in a closed period', async () => {
    await call('PUT', '/_admin/companies/1000/period', { closed: true });
    expect(codes(await call('POST', ORDERS, orderBody()))).toEqual([' PERIOD_CLOSED']);
  });

  it('holds an order above a limit that holds, and gives it nothing until it is released', async () => {
    const order = await enter({ customer: 'C-CREDIT', ...line('SKU-001', 11) });
    expect([order.status, order.lines[0]?.allocated]).toEqual(['CREDIT_HOLD', 0]);
    await call('POST', `/_admin/companies/1000/orders/${order.id}/clerk`, { deed: 'release-hold' });
    expect(await read(order.id)).toMatchObject({ status: 'OPEN', lines: [{ allocated: 11 }] });
  });

  it.each([
    ['{"reference":', 400, 'MALFORMED'],
    [orderBody({ surprise: 1 }), 400, 'INVALID'],
    [orderBody({ lines: [] }), 400, 'INVALID'],
    [`"${'x'.repeat(2_100_000)}"`, 413, 'TOO_LARGE'],
  ])('has an answer to bad input', async (body, status, code) => {
    expect(await call('POST', ORDERS, body)).toMatchObject({ status, body: { code } });
  });
});

describe('the callers', () => {
  it.each([
    ['wrong-key', '/api/1000/changes', 401],
    ['key-2000', '/api/1000/changes', 403],
    ['key-1000', '/api/3000/changes', 403],
    ['key-1000', '/api/1000/nowhere', 404],
    ['key-1000', '/api/1000/sales-orders/%zz', 404],
  ])('with %s at %s get %i', async (apiKey, path, status) => {
    expect((await call('GET', path, undefined, apiKey)).status).toBe(status);
  });

  it('cannot be put out by a new company with their key', async () => {
    const company = { company: '3000', apiKey: 'key-1000' };
    expect((await call('POST', '/_admin/companies', company)).status).toBe(409);
    expect((await call('GET', '/api/1000/changes')).status).toBe(200);
  });

  it('of two companies see their own orders, under the same numbers', async () => {
    const ours = await enter();
    const theirs = await call('POST', '/api/2000/sales-orders', orderBody(), 'key-2000');
    expect(theirs.body['number']).toBe(ours.number);
    expect((await call('GET', `/api/2000/sales-orders/${ours.id}`, undefined, 'key-2000')).status).toBe(404);
  });
});

describe('stock', () => {
  it('goes to the first, the rest is promised and comes with the next delivery', async () => {
    const first = await enter(line('SKU-SCARCE', 2));
    const second = await enter(line('SKU-SCARCE', 3));
    expect(first.lines[0]).toMatchObject({ allocated: 2, backordered: 0 });
    expect(second.lines[0]).toMatchObject({ allocated: 1, backordered: 2, promisedDate: '2026-03-08' });
    await call('POST', '/_admin/companies/1000/stock', { sku: 'SKU-SCARCE', quantity: 5 });
    const served = (await read(second.id)).lines[0];
    expect(served).toMatchObject({ allocated: 3, backordered: 0 });
    expect(served?.promisedDate).toBeUndefined();
  });

  it('comes by itself where deliveries are set to come', async () => {
    await call('PATCH', '/_admin/settings', { timing: { replenishAfterMs: 1000 } });
    const order = await enter(line('SKU-SCARCE', 5));
    clock.advance(999);
    expect((await read(order.id)).lines[0]).toMatchObject({ allocated: 3, backordered: 2 });
    clock.advance(1);
    expect((await read(order.id)).lines[0]).toMatchObject({ allocated: 5, backordered: 0 });
  });

  it('given back by a cancellation goes to who waits, by a document', async () => {
    const first = await enter(line('SKU-SCARCE', 3));
    const second = await enter(line('SKU-SCARCE', 3));
    const cancel = { reference: 'X1', reason: 'r', lines: [{ externalLine: 10, quantity: 2 }] };
    expect((await call('POST', `${ORDERS}/${first.id}/cancel`, cancel)).status).toBe(200);
    expect(await call('POST', `${ORDERS}/${first.id}/cancel`, cancel)).toMatchObject({ status: 409, body: { code: 'ALREADY_CANCELLED' } });
    expect(await read(first.id)).toMatchObject({ lines: [{ cancelled: 2, allocated: 1 }], deallocations: [{ lines: [{ quantity: 2 }] }] });
    expect((await read(second.id)).lines[0]).toMatchObject({ allocated: 2, backordered: 1 });
  });
});

describe('shipping', () => {
  it('is posted once for a shipment, invoiced by itself, and completes the order', async () => {
    const order = await enter();
    expect((await call('POST', `${ORDERS}/${order.id}/goods-issues`, shipAll)).status).toBe(201);
    const again = await call('POST', `${ORDERS}/${order.id}/goods-issues`, shipAll);
    expect(again).toMatchObject({ status: 409, body: { code: 'GOODS_ISSUE_EXISTS', goodsIssue: { number: 'GI-000001' } } });
    clock.advance(1000);
    expect(await read(order.id)).toMatchObject({
      ...{ status: 'COMPLETE', lines: [{ shipped: 2, invoiced: 2, allocated: 0 }] },
      invoices: [{ number: 'IN-000001', total: '20.00', goodsIssue: 'GI-000001' }],
    });
  });

  it('is taken back with its invoice by documents that say so', async () => {
    const order = await enter();
    await call('POST', `${ORDERS}/${order.id}/goods-issues`, shipAll);
    clock.advance(1000);
    const deed = { deed: 'reverse-goods-issue', number: 'GI-000001' };
    expect((await call('POST', `/_admin/companies/1000/orders/${order.id}/clerk`, deed)).status).toBe(200);
    expect((await call('POST', `/_admin/companies/1000/orders/${order.id}/clerk`, deed)).status).toBe(409);
    expect(await read(order.id)).toMatchObject({
      ...{ status: 'OPEN', lines: [{ shipped: 0, invoiced: 0, allocated: 2 }] },
      ...{ goodsIssueReversals: [{ reference: 'GI-000001' }], invoiceCancellations: [{ reference: 'IN-000001' }] },
    });
  });

  it('refuses what is not open, and cancelling what has gone', async () => {
    const order = await enter();
    const tooMuch = { reference: 'S9', lines: [{ externalLine: 10, quantity: 3 }] };
    expect(codes(await call('POST', `${ORDERS}/${order.id}/goods-issues`, tooMuch))).toEqual(['lines[0].quantity QUANTITY_NOT_OPEN']);
    await call('POST', `${ORDERS}/${order.id}/goods-issues`, shipAll);
    const cancel = { reference: 'X1', reason: 'r', lines: 'ALL' };
    expect(await call('POST', `${ORDERS}/${order.id}/cancel`, cancel)).toMatchObject({ status: 422, body: { code: 'ALREADY_SHIPPED' } });
  });
});

describe('troubles', () => {
  const fault = (rule: object): Promise<Reply> => call('POST', '/_admin/faults', { operation: 'createOrder', ...rule });
  const effects = async (): Promise<number> => (await call('GET', '/_admin/effects')).body['size'] as number;

  it('drop the answer after the commit', async () => {
    await fault({ kind: 'drop-answer' });
    await expect(call('POST', ORDERS, orderBody())).rejects.toThrow();
    expect(await effects()).toBe(1);
  });

  it('break the connection before the commit', async () => {
    await fault({ kind: 'reset-before-commit' });
    await expect(call('POST', ORDERS, orderBody())).rejects.toThrow();
    expect(await effects()).toBe(0);
  });

  it('answer 504 and commit later', async () => {
    await fault({ kind: 'late-commit', delayMs: 5000 });
    expect((await call('POST', ORDERS, orderBody())).status).toBe(504);
    clock.advance(4999);
    expect(await effects()).toBe(0);
    clock.advance(1);
    expect(await effects()).toBe(1);
  });

  it.each([
    ['error-before-commit', 500, 0],
    ['error-after-commit', 500, 1],
    ['throttle', 429, 0],
    ['unavailable', 503, 0],
    ['stale-version', 409, 0],
  ])('%s answers %i with %i orders made', async (kind, status, made) => {
    await fault({ kind });
    expect([(await call('POST', ORDERS, orderBody())).status, await effects()]).toEqual([status, made]);
  });

  it('hide a new order from searches for a while, but not from its id', async () => {
    await fault({ kind: 'late-index', delayMs: 1000 });
    const order = await enter();
    const found = async () => ((await call('GET', `${ORDERS}?reference=A1`)).body['items'] as unknown[]).length;
    expect([order.number, await found()]).toEqual(['SO-000001', 0]);
    clock.advance(1000);
    expect(await found()).toBe(1);
  });

  it('take it down; connections are refused, then it is back with all it knew', async () => {
    const order = await enter();
    await fault({ kind: 'restart', delayMs: 1000 });
    await expect(call('POST', ORDERS, orderBody())).rejects.toThrow();
    await expect(call('GET', `${ORDERS}/${order.id}`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    clock.advance(1000);
    await new Promise(setImmediate);
    expect((await read(order.id)).number).toBe('SO-000001');
  });

  it('say how long to wait above the rate', async () => {
    await call('PATCH', '/_admin/settings', { capacity: { callsPerSecond: 1 } });
    await call('GET', '/api/1000/changes');
    expect(await call('GET', '/api/1000/changes')).toMatchObject({ status: 429, retryAfter: '1' });
  });
});

describe('reading', () => {
  it('finds by time of change the latest state only, page by page', async () => {
    const orders = [await enter(), await enter(), await enter()];
    await call('POST', `/_admin/companies/1000/orders/${orders[0]?.id}/clerk`, { deed: 'hold' });
    const { body } = await call('GET', `${ORDERS}?modifiedSince=2026-03-01T09:59:00Z`);
    expect((body['items'] as { id: string; version: number }[]).map(({ id }) => id)).toEqual(
      [orders[1], orders[2], orders[0]].map((order) => order?.id),
    );
  });

  it('reads up to 50 orders at once and refuses more', async () => {
    const order = await enter();
    const { body } = await call('GET', `${ORDERS}?ids=${order.id},gone`);
    expect(body['items']).toHaveLength(1);
    expect((await call('GET', `${ORDERS}?ids=${Array(51).fill(order.id).join()}`)).status).toBe(400);
  });

  it.each(['modifiedSince=yesterday', '', 'customer=C-1000'])('refuses the search %j', async (query) => {
    expect((await call('GET', `${ORDERS}?${query}`)).status).toBe(400);
  });
});
