/** Reads the orders and commands that events announced, many in a call, and puts what they say into the inbox. */
import type { Clock, Random } from '../../engine/clock.ts';
import type { Ledger } from '../../engine/ledger.ts';
import type { Log, Metrics, Traces } from '../../telemetry/port.ts';
import { backoffMs } from '../backoff.ts';
import type { Doorbell } from '../doorbell.ts';
import { loggable } from '../failure.ts';
import { lingerMs, makeRateMeter } from '../linger.ts';
import type { RestClient } from '../rest-client.ts';
import { ORDERS_PER_QUERY } from './order-query.ts';
import { readAnnounced } from './read-announced.ts';
import type { Claimed } from './read-announced.ts';

/** A read that failed or died with its process is taken up again after this long. */
const READ_LEASE_MS = 20_000;
const IDLE_POLL_MS = 1_000;
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
  readonly wake: (aggregateIds: readonly string[]) => void;
};

/** Reads until the signal aborts. Several readers may run: each request is in one's hands at a time. */
export async function runOrderReader(dependencies: OrderReaderDependencies, signal: AbortSignal): Promise<void> {
  const { ledger, rest, clock, random, log, metrics, traces, bell, wake } = dependencies;
  const meter = makeRateMeter(clock);
  let failures = 0;

  const claim = (limit: number): Promise<readonly Claimed[]> => {
    const now = clock.now();
    return ledger.claimReads(now, limit, now + READ_LEASE_MS);
  };

  async function gather(): Promise<readonly Claimed[]> {
    const first = await claim(ORDERS_PER_QUERY);
    if (first.length === 0 || first.length >= ORDERS_PER_QUERY) return first;
    const waitMs = lingerMs(LINGER, meter.perSecond(), dependencies.stretch());
    if (waitMs < 1) return first;
    await clock.sleep(waitMs, signal).catch(() => undefined);
    return [...first, ...(await claim(ORDERS_PER_QUERY - first.length))];
  }

  /** What nobody could read stays claimed until its lease runs out. Answers whether anything was read. */
  async function read(requests: readonly Claimed[]): Promise<boolean> {
    const startedAt = clock.now();
    const { completed, messages, failure } = await readAnnounced(rest, requests);
    if (failure) log.warn('salesforce.read_failed', { ...loggable(failure), orders: requests.length - completed.length });
    if (completed.length === 0) return false;
    await ledger.completeReads(
      completed.map(({ dedupeKey }) => dedupeKey),
      messages,
    );
    const step = { name: 'salesforce.read', kind: 'CLIENT', startedAt, endedAt: clock.now() } as const;
    for (const { orderKey } of completed) traces.step(orderKey, step);
    for (const { message } of messages) metrics.count('salesforce_orders_read_total', { result: message.type });
    wake(completed.map(({ orderKey }) => orderKey));
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
