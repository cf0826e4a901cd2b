/** The storefront's door: what is taken is durable, what is refused says why, and nothing is taken twice. */
import { createHash, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeHealthRoutes } from '../../broker/http/health-routes.ts';
import { makeOrderIntake } from '../../broker/http/order-intake.ts';
import { makeOrderQueries } from '../../broker/http/order-queries.ts';
import { makeOrderRoutes } from '../../broker/http/order-routes.ts';
import { makeRequestRoutes } from '../../broker/http/request-routes.ts';
import { listen, makeApp } from '../../broker/http/server.ts';
import type { RunningServer } from '../../broker/http/server.ts';
import { makeWebhookRoutes, signWebhook } from '../../broker/http/webhook-routes.ts';
import { openDatabase } from '../../broker/ledger/database.ts';
import type { LedgerDatabase } from '../../broker/ledger/database.ts';
import { readOrderStanding, readStatesBefore } from '../../broker/ledger/order-reader.ts';
import { makePostgresLedger } from '../../broker/ledger/postgres-ledger.ts';
import { systemClock } from '../../broker/engine/system-clock.ts';
import type { Lane } from '../../broker/engine/lane.ts';
import type { Ledger } from '../../broker/engine/ledger.ts';
import { makeOrderRules } from '../../broker/order-turns.ts';
import { makeMetrics } from '../../broker/telemetry/metrics.ts';
import { createDatabase } from '../support/postgres.ts';
import type { TestDatabase } from '../support/postgres.ts';

const KEY = 'a-key-for-tests';
const SECRET = 'a-secret-for-tests';

type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown> & { faults?: { pointer: string; detail: string }[] };
};

const erp = { endpoint: { id: 'erp', capabilities: { intents: ['CREATE_ORDER'] } } } as unknown as Lane;
const { turn } = makeOrderRules([{ erp: 'erp' }], [erp]);

let number = 0;

function order(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  number += 1;
  return {
    orderKey: `WEB${number}`,
    source: { system: 'store', number: String(number) },
    placedAt: '2026-11-27T10:00:00Z',
    currency: 'EUR',
    customer: { customerKey: 'C1', name: 'A Customer' },
    shipTo: { name: 'A Customer', line1: '1 Street', city: 'Town', country: 'DE' },
    lines: [line(10)],
    ...overrides,
  };
}

function line(lineKey: number, overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return { lineKey, sku: 'SKU-1', quantity: 2, unitPrice: { amountMinor: 1000, currency: 'EUR' }, ...overrides };
}

describe('the HTTP API', () => {
  let server: RunningServer;
  let database: LedgerDatabase;
  let ledger: Ledger;
  let test: TestDatabase;
  const woken: string[] = [];
  const bugs: unknown[] = [];

  beforeAll(async () => {
    test = await createDatabase();
    database = openDatabase(test.url);
    ledger = makePostgresLedger(database, systemClock.now);
    const wakeTurns = (ids: readonly string[]): void => void woken.push(...ids);
    const intake = makeOrderIntake({
      ledger,
      statesBefore: (messages) => readStatesBefore(database, messages),
      wakeTurns,
      reach: () => undefined,
    });
    const onBug = (error: unknown): void => void bugs.push(error);
    const queries = makeOrderQueries({ readStanding: (orderKey) => readOrderStanding(database, orderKey), onBug });
    const isReady = () => Promise.resolve(true);
    const validate = () => Promise.resolve({ valid: true, checks: [], faults: [] });
    const app = makeApp(
      {
        open: [
          makeHealthRoutes({ checks: [{ name: 'ledger', ready: isReady }], metrics: makeMetrics(), measure: () => Promise.resolve() }),
        ],
        signed: [makeWebhookRoutes({ intake, sources: [{ id: 'store', secret: SECRET }], clock: systemClock })],
        authenticated: [makeOrderRoutes({ intake, queries, validate }), makeRequestRoutes({ intake, queries })],
      },
      [{ id: 'tests', keySha256: createHash('sha256').update(KEY).digest('hex') }],
      { onBug, isAway: () => false },
    );
    server = await listen(app, 0, '127.0.0.1');
  });
  afterAll(async () => {
    await server.close();
    await database.destroy();
    await test.drop();
    expect(bugs).toEqual([]);
  });

  async function call(path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(server.url + path, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text) as Answer['body'] };
  }

  function post(body: unknown, headers: Record<string, string> = {}, path = '/v1/orders'): Promise<Answer> {
    return call(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
      body: typeof body === 'string' || Buffer.isBuffer(body) ? (body as string) : JSON.stringify(body),
    });
  }

  async function isTaken(orderKey: unknown): Promise<boolean> {
    const rows = await database.selectFrom('inbox').select('id').where('aggregate_id', '=', String(orderKey)).execute();
    return rows.length > 0;
  }

  it('answers 202 once an order is in the ledger, and tells where to look', async () => {
    const placed = order();
    const answer = await post(placed);
    expect([answer.status, answer.body, answer.headers.get('location')]).toEqual([
      202,
      { orderKey: placed['orderKey'], status: 'RECEIVED' },
      `/v1/orders/${String(placed['orderKey'])}`,
    ]);
    expect(await isTaken(placed['orderKey'])).toBe(true);
    expect(woken).toContain(placed['orderKey']);
    const view = await call(`/v1/orders/${String(placed['orderKey'])}`, { headers: { authorization: `Bearer ${KEY}` } });
    expect(view.body).toMatchObject({ orderKey: placed['orderKey'], status: 'Received' });
  });

  it('gives the same answer to the same key and body, and 409 to another body', async () => {
    const placed = order();
    const headers = { 'idempotency-key': randomUUID() };
    const first = await post(placed, headers);
    const again = await post({ ...placed }, headers);
    expect([again.status, again.body, again.headers.get('idempotency-replayed')]).toEqual([202, first.body, 'true']);
    const other = await post({ ...placed, lines: [line(10, { quantity: 3 })] }, headers);
    expect([other.status, other.body['code']]).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
  });

  it('refuses other content for an order that is under way, under whatever key, and keeps the first', async () => {
    const placed = order();
    const orderKey = String(placed['orderKey']);
    expect((await post(placed)).status).toBe(202);
    await ledger.runTurns([orderKey], turn, Date.now());
    const other = await post({ ...placed, lines: [line(10, { quantity: 3 })] });
    expect([other.status, other.body['code']]).toEqual([409, 'ORDER_EXISTS']);
    const same = await post(placed);
    expect(same.status).toBe(202);
  });

  it('takes one of two equal requests that race', async () => {
    const placed = order();
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(placed, headers)));
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 202));
    const rows = await database.selectFrom('inbox').select('id').where('aggregate_id', '=', String(placed['orderKey'])).execute();
    expect(rows).toHaveLength(1);
  });

  it.each([
    ['no key', {}],
    ['a wrong key', { authorization: 'Bearer wrong' }],
    ['another scheme', { authorization: 'Basic YTpi' }],
  ])('refuses a caller with %s', async (_, headers) => {
    const answer = await call('/v1/orders', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '{}' });
    expect([answer.status, answer.body['code'], answer.headers.get('content-type')]).toEqual([
      401,
      'UNAUTHENTICATED',
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('takes what is asked for about an order once per key, also when the same is asked twice at once', async () => {
    const placed = order();
    await post(placed);
    const path = `/v1/orders/${String(placed['orderKey'])}/requests`;
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => post({ type: 'CANCEL', reason: 'changed their mind' }, headers, path)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(answers.filter((answer) => answer.headers.get('idempotency-replayed') === 'true')).toHaveLength(2);
    expect((await post({ type: 'CANCEL', reason: 'something else' }, headers, path)).status).toBe(409);
    expect((await post({ type: 'CANCEL' }, {}, '/v1/orders/NOBODY-1/requests')).status).toBe(404);
  });

  it('needs an idempotency key', async () => {
    expect((await post(order(), { 'idempotency-key': 'short' })).body['code']).toBe('MISSING_IDEMPOTENCY_KEY');
  });

  it.each([
    ['malformed JSON', '{"orderKey":', {}, '400 MALFORMED_JSON'],
    ['another media type', '<order/>', { 'content-type': 'application/xml' }, '415 UNSUPPORTED_MEDIA_TYPE'],
    ['an unknown encoding', '{}', { 'content-encoding': 'compress' }, '415 UNSUPPORTED_MEDIA_TYPE'],
    ['a 20 MB body', `{"orderKey":"${'A'.repeat(20_000_000)}"}`, {}, '413 TOO_LARGE'],
    ['no body', '', {}, '400 MALFORMED_JSON'],
    ['an array', '[]', {}, '422 INVALID'],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), {}, '400 MALFORMED_JSON'],
  ])('answers %s with a problem', async (_, body, headers, problem) => {
    const answer = await post(body, headers);
    expect(`${answer.status} ${String(answer.body['code'])}`).toBe(problem);
  });

  it('refuses a small body that unpacks to a large one', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000, ' '));
    expect((await post(bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
  });

  it.each([
    ['an unknown field', { colour: 'red' }, '/colour'],
    ['an unknown field of a line', { lines: [line(10, { colour: 'red' })] }, '/lines/0/colour'],
    ['a wrong type', { placedAt: 5 }, '/placedAt'],
    ['a negative quantity', { lines: [line(10, { quantity: -1 })] }, '/lines/0/quantity'],
    ['a quantity of zero', { lines: [line(10, { quantity: 0 })] }, '/lines/0/quantity'],
    ['mixed currencies', { lines: [line(10, { unitPrice: { amountMinor: 1, currency: 'USD' } })] }, '/lines/0/unitPrice/currency'],
    ['duplicate line keys', { lines: [line(10), line(10)] }, '/lines/1/lineKey'],
    ['10,000 lines', { lines: Array.from({ length: 10_000 }, (_, index) => line(index + 1)) }, '/lines'],
    ['a name with a control character', { customer: { customerKey: 'C1', name: 'A\u0000B' } }, '/customer/name'],
    ['half a character', { customer: { customerKey: 'C1', name: 'A\ud800' } }, '/customer/name'],
    ['a text one character too long', { source: { system: 'store', number: 'x'.repeat(61) } }, '/source/number'],
    ['a key with other letters', { orderKey: 'order-1' }, '/orderKey'],
  ])('names the place of %s, and takes nothing', async (_, overrides, pointer) => {
    const placed = order(overrides);
    const answer = await post(placed);
    expect([answer.status, answer.body['code']]).toEqual([422, 'INVALID']);
    expect(answer.body.faults?.map((fault) => fault.pointer)).toContain(pointer);
    expect(await isTaken(placed['orderKey'])).toBe(false);
  });

  it('lists every fault of an order at once', async () => {
    const answer = await post(order({ currency: 'euro', lines: [line(0), line(10, { quantity: -1, sku: '' })] }));
    const pointers = answer.body.faults?.map((fault) => fault.pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/currency', '/lines/0/lineKey', '/lines/1/quantity', '/lines/1/sku']));
  });

  it.each(['/v1/orders/%ZZ', '/v1/orders/%00', '/v1/orders/a%2Fb', '/nowhere'])('has nothing at %s', async (path) => {
    const answer = await call(path, { headers: { authorization: `Bearer ${KEY}` } });
    expect([answer.status, answer.body['code']]).toEqual([404, 'NOT_FOUND']);
  });

  it('knows no order nobody placed', async () => {
    const answer = await call('/v1/orders/NOBODY', { headers: { authorization: `Bearer ${KEY}` } });
    expect([answer.status, answer.body['code']]).toEqual([404, 'NOT_FOUND']);
  });

  describe('webhooks', () => {
    function deliver(body: unknown, changes: { secret?: string; at?: number; source?: string } = {}): Promise<Answer> {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const at = changes.at ?? Math.floor(Date.now() / 1000);
      return call(`/v1/webhooks/${changes.source ?? 'store'}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-webhook-timestamp': String(at),
          'x-webhook-signature': signWebhook(changes.secret ?? SECRET, at, text),
        },
        body: text,
      });
    }
    const event = (): { id: string; type: string; order: Record<string, unknown> } => ({
      id: randomUUID(),
      type: 'order.placed',
      order: order(),
    });

    it('are taken once, however often they are delivered', async () => {
      const placed = event();
      expect((await deliver(placed)).status).toBe(202);
      const again = await deliver(placed);
      expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([202, 'true']);
    });

    it.each([
      ['a wrong signature', { secret: 'another-secret-for-tests' }, 401, 'BAD_SIGNATURE'],
      ['an old time', { at: 1_000_000_000 }, 401, 'STALE_WEBHOOK'],
      ['an unknown source', { source: 'nobody' }, 404, 'NOT_FOUND'],
    ])('with %s are refused', async (_, changes, status, code) => {
      const placed = event();
      const answer = await deliver(placed, changes);
      expect([answer.status, answer.body['code']]).toEqual([status, code]);
      expect(await isTaken(placed.order['orderKey'])).toBe(false);
    });

    it('of another body under the same id are refused, and the first stays', async () => {
      const placed = event();
      await deliver(placed);
      const answer = await deliver({ ...placed, order: { ...placed.order, lines: [line(10, { quantity: 3 })] } });
      expect([answer.status, answer.body['code']]).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
    });

    it.each<[string, () => unknown, string, string | undefined]>([
      ['malformed JSON', () => '{"id":', '400 MALFORMED_JSON', undefined],
      ['an array', () => '[]', '422 INVALID', ''],
      ['another kind of event', () => ({ ...event(), type: 'order.eaten' }), '422 INVALID', '/type'],
      ['an unknown field', () => ({ ...event(), colour: 'red' }), '422 INVALID', '/colour'],
      ['an unknown field of the order', () => ({ ...event(), order: order({ colour: 'red' }) }), '422 INVALID', '/order/colour'],
      [
        'a negative quantity',
        () => ({ ...event(), order: order({ lines: [line(10, { quantity: -1 })] }) }),
        '422 INVALID',
        '/order/lines/0/quantity',
      ],
      ['an id no ledger can keep', () => ({ ...event(), id: 'event-\u0000-1' }), '422 INVALID', '/id'],
      ['a 20 MB body', () => ({ ...event(), note: 'x'.repeat(20_000_000) }), '413 TOO_LARGE', undefined],
    ])('with %s are answered with a problem', async (_, make, problem, pointer) => {
      const body = make();
      const answer = await deliver(body);
      expect(`${answer.status} ${String(answer.body['code'])}`).toBe(problem);
      if (pointer !== undefined) expect(answer.body.faults?.map((fault) => fault.pointer)).toContain(pointer);
    });

    it('without a signature are refused', async () => {
      const answer = await call('/v1/webhooks/store', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
      expect(answer.body['code']).toBe('BAD_SIGNATURE');
    });

    it('without a signature are refused before their body is read, however large', async () => {
      const body = JSON.stringify({ note: 'x'.repeat(20_000_000) });
      const answer = await call('/v1/webhooks/store', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      expect(answer.body['code']).toBe('BAD_SIGNATURE');
    });
  });

  it('describes itself, its health and its metrics without a key', async () => {
    expect((await call('/healthz', {})).body).toEqual({ status: 'alive' });
    expect((await call('/readyz', {})).body).toEqual({ status: 'ready', checks: { ledger: true } });
    expect((await call('/openapi.json', {})).body).toMatchObject({ openapi: '3.1.0' });
    expect((await fetch(`${server.url}/metrics`)).status).toBe(200);
  });
});
