/** One document that nobody can read is one order's trouble: the ERP's others are read, and its lane stays open. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OutboundCommand } from '../../../canonical/command.ts';
import type { ChangeHint } from '../../engine/endpoint.ts';
import { makeLane } from '../../engine/lane.ts';
import type { Lane } from '../../engine/lane.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { createCommand, makeOrder } from '../../../test/contract/orders.ts';
import { genericErpKind } from './adapter.ts';

const at = '2026-03-01T11:00:00Z';
const document = {
  ...{ id: 'guid', number: 'SO-1', version: 7, reference: 'A1000', customer: 'C-1', currency: 'EUR', status: 'OPEN' },
  ...{ createdAt: at, modifiedAt: at, holds: [], lines: [], goodsIssues: [], goodsIssueReversals: [], invoiceCancellations: [] },
  ...{ deallocations: [], cancellations: [], invoices: [] },
};
const nameless = { ...document, version: 'seven' };

let body: unknown;
let lane: Lane;
let close: () => Promise<void>;
const server = createServer((_request, response) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
);

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
beforeEach(() => {
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const parsed = genericErpKind.parse({ id: 'erp', kind: 'generic-erp', baseUrl, apiKey: 'k', company: 'c' });
  if (!parsed.ok) throw new Error(parsed.message);
  const opened = parsed.open({ clock: systemClock });
  lane = makeLane(opened.endpoint, systemClock);
  close = opened.close;
});
afterAll(async () => {
  await close();
  server.closeAllConnections();
  server.close();
});

const hints: readonly ChangeHint[] = [
  { kind: 'order', nativeId: 'one' },
  { kind: 'order', nativeId: 'two' },
];

function read(count: number): Promise<unknown> {
  return lane.call((signal) => lane.endpoint.read(hints.slice(0, count), signal));
}

describe('a document without keys', () => {
  it('is left out, and told of, where others can be read', async () => {
    body = { items: [nameless, document] };
    expect(await read(2)).toMatchObject({ class: 'OK', observations: [{ nativeId: 'guid' }], leftOut: 1 });
  });

  it('that comes alone is asked for again, until it comes with others', async () => {
    body = { items: [nameless] };
    expect(await read(1)).toMatchObject({ class: 'RETRY_SAFE', code: 'DOCUMENT_UNREADABLE' });
    expect(lane.isOpen()).toBe(false);
  });

  it('like all others is no matter of one order: the lane stops', async () => {
    body = { items: [nameless, nameless] };
    expect(await read(2)).toMatchObject({ class: 'CONFIG', code: 'CONTRACT_BROKEN' });
    expect(lane.isOpen()).toBe(true);
  });
});

const create = createCommand('erp', makeOrder('A1000'));
const hold: OutboundCommand = { ...create, body: { intent: 'HOLD', document: { nativeId: 'guid' }, reason: 'fraud' } };

describe('looking for what a command left behind', () => {
  it.each([
    ['an order', create, { items: [{ ...document, currency: 'euro' }] }],
    ['a deed', hold, { ...document, currency: 'euro' }],
  ])('finds a document of %s that nobody can read, and asks a person', async (_name, command, answer) => {
    body = answer;
    const outcome = await lane.call((signal) => lane.endpoint.probe(command, signal));
    expect(outcome).toMatchObject({ class: 'REJECT', code: 'DOCUMENT_DIFFERS' });
    expect(lane.isOpen()).toBe(false);
  });

  it('stops the lane at an answer that is none of this ERP', async () => {
    body = { hello: 'world' };
    const outcome = await lane.call((signal) => lane.endpoint.probe(hold, signal));
    expect(outcome).toMatchObject({ class: 'CONFIG', code: 'CONTRACT_BROKEN' });
    expect(lane.isOpen()).toBe(true);
  });
});
