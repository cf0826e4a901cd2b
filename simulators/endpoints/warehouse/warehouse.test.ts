import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { makeManualClock } from '../clock.ts';
import type { ManualClock } from '../clock.ts';
import type { RunningSystem } from '../host/system.ts';
import { drawPlan } from './plan.ts';
import type { WarehouseRelease } from './release.ts';
import { startWarehouse } from './warehouse.ts';

let warehouse: RunningSystem;
let clock: ManualClock;

beforeEach(async () => {
  clock = makeManualClock(Date.parse('2026-03-01T10:00:00Z'));
  const fates = { refused: 0, shorted: 0, split: 0, twoParcels: 0 };
  warehouse = await startWarehouse({ clock, sites: { main: 'key' }, settings: { fates } });
});
afterEach(() => warehouse.close());

async function call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = { 'x-api-key': 'key', 'content-type': 'application/json' };
  const response = await fetch(warehouse.url + path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
}

const RELEASES = '/api/main/releases';

function request(quantities: readonly number[] = [2, 3]): object {
  return {
    ...{ releaseId: 'A1-R1', orderReference: 'A1', shipTo: { name: 'N', street: 'S', city: 'C', country: 'DE' } },
    lines: quantities.map((quantity, index) => ({ externalLine: 10 * (index + 1), sku: `SKU-00${index + 1}`, quantity })),
  };
}

async function read(): Promise<WarehouseRelease> {
  const { body } = await call('GET', `${RELEASES}?releaseId=A1-R1`);
  return (body['items'] as WarehouseRelease[])[0] as WarehouseRelease;
}

/** The states a release goes through in twenty seconds. */
async function life(plan: object, quantities?: readonly number[]): Promise<readonly string[]> {
  await call('POST', '/_admin/sites/main/plans', { releaseId: 'A1-R1', ...plan });
  await call('POST', RELEASES, request(quantities));
  const seen: string[] = [];
  for (let step = 0; step < 200; step += 1) {
    const { status } = await read();
    if (seen.at(-1) !== status) seen.push(status);
    clock.advance(100);
  }
  return seen;
}

describe('a release', () => {
  it('is taken once for its key; a repetition names the first', async () => {
    const first = await call('POST', RELEASES, request());
    const again = await call('POST', RELEASES, request([9]));
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'RELEASE_EXISTS', release: { id: first.body['id'], lines: [{ quantity: 2 }, {}] } },
    });
    expect(await call('GET', '/_admin/effects')).toMatchObject({ body: { size: 1 } });
  });

  it('goes out in one shipment and arrives', async () => {
    expect(await life({})).toEqual(['NEW', 'PICKING', 'PACKED', 'SHIPPED']);
    expect(await read()).toMatchObject({ shipments: [{ status: 'DELIVERED', deliveredAt: '2026-03-01T10:00:04.500Z', parcels: [{}] }] });
  });

  it('goes out in two shipments of two parcels each', async () => {
    expect(await life({ split: true, twoParcels: true }, [2, 2, 4])).toEqual(['NEW', 'PICKING', 'PACKED', 'PART_SHIPPED', 'SHIPPED']);
    const { shipments } = await read();
    expect(shipments.map(({ parcels }) => parcels.length)).toEqual([2, 2]);
    const pieces = shipments.flatMap(({ parcels }) => parcels.flatMap(({ contents }) => contents)).map(({ quantity }) => quantity);
    expect(pieces.reduce((a, b) => a + b)).toBe(8);
  });

  it('goes out before its time when its people send it, one shipment after the other, and only once', async () => {
    const { body } = await call('POST', RELEASES, request([1, 1]));
    const id = String(body['id']);
    await call('POST', '/_admin/sites/main/plans', { releaseId: 'A1-R1', split: true });
    const send = () => call('POST', `/_admin/sites/main/releases/${id}/clerk`, { deed: 'depart' });
    expect((await send()).status).toBe(409);
    clock.advance(1000);
    expect(await send()).toMatchObject({ status: 200, body: { lines: [{ shipped: 1 }, { shipped: 0 }] } });
    expect(await send()).toMatchObject({ status: 200, body: { lines: [{ shipped: 1 }, { shipped: 1 }] } });
    expect((await send()).status).toBe(409);
    clock.advance(10_000);
    expect(await read()).toMatchObject({ lines: [{ shipped: 1 }, { shipped: 1 }] });
  });

  it('comes up short, and may come to nothing at all', async () => {
    expect((await life({ shorted: true }, [1])).at(-1)).toBe('SHORT_CLOSED');
    expect(await read()).toMatchObject({ shipments: [], lines: [{ shorted: 1, shipped: 0 }] });
  });

  it('is refused after it was taken', async () => {
    expect(await life({ refused: true })).toEqual(['NEW', 'REFUSED']);
  });

  it('is cancelled until picking begins, and not after', async () => {
    const { body } = await call('POST', RELEASES, request());
    const cancel = (reference: string) =>
      call('POST', `${RELEASES}/${String(body['id'])}/cancel`, { reference, lines: [{ externalLine: 10, quantity: 2 }] });
    expect((await cancel('X1')).status).toBe(200);
    expect(await cancel('X1')).toMatchObject({ status: 409, body: { code: 'ALREADY_CANCELLED' } });
    expect(await cancel('X2')).toMatchObject({ status: 422, body: { code: 'QUANTITY_NOT_OPEN' } });
    clock.advance(500);
    expect(await cancel('X3')).toMatchObject({ status: 422, body: { code: 'ALREADY_PICKED' } });
  });

  it('cancelled altogether is not picked', async () => {
    const { body } = await call('POST', RELEASES, request([2]));
    await call('POST', `${RELEASES}/${String(body['id'])}/cancel`, { reference: 'X1', lines: [{ externalLine: 10, quantity: 2 }] });
    clock.advance(10_000);
    expect(await read()).toMatchObject({ status: 'CANCELLED', shipments: [] });
  });
});

it('draws the same fate for a release from the same seed, and all fates over many', () => {
  const fates = { refused: 0.3, shorted: 0.3, split: 0.3, twoParcels: 0.3 };
  const plans = Array.from({ length: 200 }, (_, index) => drawPlan(fates, 9, `A${index}-R1`));
  expect(drawPlan(fates, 9, 'A7-R1')).toEqual(plans[7]);
  for (const fate of ['refused', 'shorted', 'split', 'twoParcels'] as const) {
    const met = plans.filter((plan) => plan[fate]).length;
    expect([fate, met > 30 && met < 90]).toEqual([fate, true]);
  }
});

it('tells a listener of every change, signed, and tries again when it is not heard', async () => {
  const heard: { id: string; signed: boolean }[] = [];
  const listener = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const signature = createHmac('sha256', 'hush').update(Buffer.concat(chunks)).digest('hex');
      heard.push({ id: String(incoming.headers['x-message-id']), signed: incoming.headers['x-signature'] === `sha256=${signature}` });
      response.writeHead(heard.length === 1 ? 500 : 200).end();
    });
  });
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/hook`;
  await call('PUT', '/_admin/webhook', { url, secret: 'hush' });
  await call('POST', RELEASES, request());
  await eventually(() => {
    clock.advance(100);
    expect(heard.filter(({ id }) => id === 'WM-1')).toHaveLength(2);
  });
  expect(heard.every(({ signed }) => signed)).toBe(true);
  listener.closeAllConnections();
  listener.close();
});
