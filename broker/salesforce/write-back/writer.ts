/**
 * The one writer of the org: takes what is behind, gathers it into few calls, keeps several in flight over different
 * aggregates and never two for one.
 */
import type { Clock } from '../../engine/clock.ts';
import type { DirtyRecord, Ledger } from '../../engine/ledger.ts';
import type { Log, Metrics } from '../../telemetry/port.ts';
import type { Doorbell } from '../doorbell.ts';
import { lingerMs, makeRateMeter } from '../linger.ts';
import type { Lane } from './lane.ts';
import { RECORDS_PER_COLLECTION, planCalls } from './write-plan.ts';
import type { WriteCall } from './write-plan.ts';

const IDLE_POLL_MS = 250;
const LEDGER_PAUSE_MS = 1_000;
/** Aggregates looked at in a round: enough to fill some calls if each has few records behind. */
const MOST_AGGREGATES = 400;
const LINGER = { baseMs: 150, maxMs: 1_000, busyPerSecond: 200, worth: RECORDS_PER_COLLECTION } as const;
/**
 * An order whose command is about to be answered is written with the answer. A quiet system shows it meanwhile, a busy one
 * has better things to write.
 */
const PATIENCE = { baseMs: 250, maxMs: 5_000, busyPerSecond: 200, worth: Number.POSITIVE_INFINITY } as const;

export type WriterDependencies = {
  readonly ledger: Pick<Ledger, 'dirtyRecords'>;
  readonly sendCall: (call: WriteCall) => Promise<void>;
  readonly lane: Lane;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Rung when a turn left records to write. */
  readonly bell: Doorbell;
  readonly callsInFlight: number;
  /** How much scarcer than usual calls are. */
  readonly stretch: () => number;
};

/** A second call in the same round must be worth it: what is left out is the oldest of the next round. */
function worthSending(calls: readonly WriteCall[]): readonly WriteCall[] {
  return calls.filter((call, index) => index === 0 || call.records >= LINGER.worth);
}

/** Writes until the signal aborts, and then waits for the calls in flight. */
export async function runWriter(dependencies: WriterDependencies, signal: AbortSignal): Promise<void> {
  const { ledger, sendCall, lane, clock, log, metrics, bell, callsInFlight, stretch } = dependencies;
  const inFlight = new Set<Promise<void>>();
  const busyAggregates = new Set<string>();
  const meter = makeRateMeter(clock);
  let gatheringSince: number | undefined;

  const pause = (ms: number): Promise<void> => clock.sleep(ms, signal).catch(() => undefined);

  async function carryOut(call: WriteCall): Promise<void> {
    for (const id of call.aggregateIds) busyAggregates.add(id);
    try {
      await sendCall(call);
    } catch (error) {
      log.error('salesforce.write_not_settled', { error: String(error), records: call.records });
    }
    for (const id of call.aggregateIds) busyAggregates.delete(id);
  }

  function start(call: WriteCall): void {
    meter.note(call.records);
    metrics.observe('salesforce_records_per_write', call.records);
    const running = carryOut(call).finally(() => {
      inFlight.delete(running);
    });
    inFlight.add(running);
  }

  /** How much longer to gather; 0 when it is time to send. */
  function gatherMs(records: readonly DirtyRecord[]): number {
    const since = (gatheringSince ??= clock.now());
    if (records.length >= LINGER.worth) return 0;
    return Math.max(0, since + lingerMs(LINGER, meter.perSecond(), stretch()) - clock.now());
  }

  async function round(): Promise<void> {
    const closedMs = lane.waitMs();
    if (closedMs > 0) return pause(closedMs);
    if (inFlight.size >= callsInFlight) return Promise.race(inFlight);
    const patienceMs = lingerMs(PATIENCE, meter.perSecond(), 1);
    const records = await ledger.dirtyRecords({ now: clock.now(), limit: MOST_AGGREGATES, except: [...busyAggregates], patienceMs });
    if (records.length === 0) {
      gatheringSince = undefined;
      return bell.wait(IDLE_POLL_MS, signal);
    }
    const waitMs = gatherMs(records);
    if (waitMs > 0) return pause(waitMs);
    gatheringSince = undefined;
    worthSending(planCalls(records, callsInFlight - inFlight.size)).forEach(start);
  }

  const failed = (error: unknown): Promise<void> => {
    log.error('salesforce.writer_failed', { error: String(error) });
    return pause(LEDGER_PAUSE_MS);
  };

  while (!signal.aborted) await round().catch(failed);
  await Promise.all(inFlight);
}
