/** Reads the orders and commands that events announced, many in a call, and puts what they say into the inbox. */
import { createHash } from 'node:crypto';
import type { Message } from '../../domain/message.ts';
import type { Clock, Random } from '../../engine/clock.ts';
import type { InboundMessage, Ledger, ReadRequest } from '../../engine/ledger.ts';
import type { Log, Metrics, Traces } from '../../telemetry/port.ts';
import { backoffMs } from '../backoff.ts';
import type { Doorbell } from '../doorbell.ts';
import { loggable } from '../failure.ts';
import { lingerMs, makeRateMeter } from '../linger.ts';
import type { RestClient } from '../rest-client.ts';
import type { SalesforceFailure } from '../failure.ts';
import { commandMessage } from './command-mapping.ts';
import { readCommands } from './command-query.ts';
import { mapOrder } from './order-mapping.ts';
import type { OrderRecord } from './order-mapping.ts';
import { ORDERS_PER_QUERY, readOrders } from './order-query.ts';

/** A read that failed or died with its process is taken up again after this long. */
const READ_LEASE_MS = 20_000;
const IDLE_POLL_MS = 1_000;
const MOST_FAULTS = 50;
const LINGER = { baseMs: 0, maxMs: 50, busyPerSecond: 20, worth: ORDERS_PER_QUERY } as const;
const AFTER_FAILURE = { baseMs: 500, capMs: 15_000 } as const;

export type OrderReaderDependencies = {
  readonly ledger: Pick<Ledger, 'claimReads' | 'completeReads'>;
  readonly rest: RestClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly traces: Traces;
  /** Rung when there is something to read. */
  readonly bell: Doorbell;
  /** How much scarcer than usual calls are. */
  readonly stretch: () => number;
  /** Called with the orders whose turn can run. */
  readonly wake: (aggregateIds: readonly string[]) => void | Promise<void>;
};

function unreadable(requestKey: string, code: string, message: string, faults: readonly string[]): Message {
  return { type: 'order.unreadable', requestKey, code, message, faults: faults.slice(0, MOST_FAULTS) };
}

/** What a read order means to its aggregate. */
function messageOf({ requestKey }: ReadRequest, record: OrderRecord | undefined): Message {
  if (!record) return unreadable(requestKey, 'ORDER_NOT_FOUND', 'The order is deleted, or the broker may not read it', []);
  const mapped = mapOrder(record);
  if (mapped.ok) return { type: 'order.submitted', order: mapped.order, via: 'salesforce', requestKey };
  return unreadable(requestKey, 'ORDER_INVALID', 'The order cannot be submitted as it is', mapped.faults);
}

function inbound(request: ReadRequest, message: Message): InboundMessage {
  const fingerprint = createHash('sha256').update(JSON.stringify(message)).digest('hex');
  return { aggregateId: request.orderKey, source: 'salesforce', dedupeKey: request.dedupeKey, fingerprint, message };
}

type Read =
  { readonly ok: true; readonly messages: readonly InboundMessage[] } | { readonly ok: false; readonly failure: SalesforceFailure };

async function readSubmissions(rest: RestClient, requests: readonly ReadRequest[]): Promise<Read> {
  if (requests.length === 0) return { ok: true, messages: [] };
  const result = await readOrders(rest, [...new Set(requests.map(({ orderKey }) => orderKey))]);
  if (!result.ok) return result;
  return { ok: true, messages: requests.map((request) => inbound(request, messageOf(request, result.orders.get(request.orderKey)))) };
}

async function readAsked(rest: RestClient, requests: readonly ReadRequest[]): Promise<Read> {
  if (requests.length === 0) return { ok: true, messages: [] };
  const result = await readCommands(
    rest,
    requests.map(({ requestKey }) => requestKey),
  );
  if (!result.ok) return result;
  const messages = requests.flatMap((read) => {
    const { request, requestKey } = read;
    return request === undefined ? [] : [inbound(read, commandMessage(requestKey, request, result.commands.get(requestKey)))];
  });
  return { ok: true, messages };
}

/** Reads until the signal aborts. Several readers may run: each request is in one's hands at a time. */
export async function runOrderReader(dependencies: OrderReaderDependencies, signal: AbortSignal): Promise<void> {
  const { ledger, rest, clock, random, log, metrics, traces, bell } = dependencies;
  const meter = makeRateMeter(clock);
  let failures = 0;

  const claim = (limit: number): Promise<readonly ReadRequest[]> => {
    const now = clock.now();
    return ledger.claimReads(now, limit, now + READ_LEASE_MS);
  };

  async function gather(): Promise<readonly ReadRequest[]> {
    const first = await claim(ORDERS_PER_QUERY);
    if (first.length === 0 || first.length >= ORDERS_PER_QUERY) return first;
    const waitMs = lingerMs(LINGER, meter.perSecond(), dependencies.stretch());
    if (waitMs < 1) return first;
    await clock.sleep(waitMs, signal).catch(() => undefined);
    return [...first, ...(await claim(ORDERS_PER_QUERY - first.length))];
  }

  /** Nobody waits for a wake-up, and one that fails is made up for by the sweeper. */
  async function wake(orderKeys: readonly string[]): Promise<void> {
    try {
      await dependencies.wake(orderKeys);
    } catch (error) {
      log.warn('salesforce.wake_failed', { error: String(error) });
    }
  }

  async function read(requests: readonly ReadRequest[]): Promise<boolean> {
    const startedAt = clock.now();
    const [submissions, asked] = [requests.filter(({ request }) => request === undefined), requests.filter(({ request }) => request)];
    const results = [await readSubmissions(rest, submissions), await readAsked(rest, asked)];
    const failed = results.find((result) => !result.ok);
    if (failed) {
      log.warn('salesforce.read_failed', { ...loggable(failed.failure), orders: requests.length });
      return false;
    }
    const messages = results.flatMap((result) => (result.ok ? result.messages : []));
    await ledger.completeReads(
      requests.map(({ dedupeKey }) => dedupeKey),
      messages,
    );
    const step = { name: 'salesforce.read', kind: 'CLIENT', startedAt, endedAt: clock.now() } as const;
    for (const { orderKey } of requests) traces.step(orderKey, step);
    for (const { message } of messages) metrics.count('salesforce_orders_read_total', { result: message.type });
    void wake(requests.map(({ orderKey }) => orderKey));
    return true;
  }

  async function round(): Promise<void> {
    const requests = await gather();
    if (requests.length === 0) return bell.wait(IDLE_POLL_MS, signal);
    meter.note(requests.length);
    if (!(await read(requests))) throw new Error('the orders could not be read');
    failures = 0;
  }

  while (!signal.aborted) {
    try {
      await round();
    } catch (error) {
      failures += 1;
      log.warn('salesforce.reader_waits', { error: String(error), failures });
      await clock.sleep(backoffMs(AFTER_FAILURE, failures, random), signal).catch(() => undefined);
    }
  }
}
