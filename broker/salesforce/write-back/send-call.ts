/** Sends one planned call and tells the ledger what became of each record. */
import type { Clock, Random } from '../../engine/clock.ts';
import type { ReachPoint } from '../../engine/fault-points.ts';
import type { Ledger, RecordSettlement } from '../../engine/ledger.ts';
import type { Log, Metrics, Traces } from '../../telemetry/port.ts';
import { backoffMs } from '../backoff.ts';
import type { RestClient } from '../rest-client.ts';
import { isOfContent, loggable } from '../failure.ts';
import { compositeBody, readComposite, readRefusal } from './composite-request.ts';
import type { GroupOutcomes } from './composite-request.ts';
import { isolateFaults } from './isolate.ts';
import type { Lane } from './lane.ts';
import { settle } from './record-outcome.ts';
import type { WriteCall, WriteGroup } from './write-plan.ts';

const TIMEOUT_MS = 120_000;
const SETTLE_TRIES = 5;
const BETWEEN_SETTLES = { baseMs: 200, capMs: 2_000 } as const;

export type SendDependencies = {
  readonly ledger: Pick<Ledger, 'settleRecords'>;
  readonly rest: RestClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly traces: Traces;
  readonly lane: Lane;
  readonly reach: ReachPoint;
  /** Called with the aggregates that learned something. */
  readonly wake: (aggregateIds: readonly string[]) => void;
};

/**
 * A call that failed as a whole closes the lane and settles nothing: upserts by external id may be repeated. One that was refused
 * for what is in it is taken apart instead, since it would be refused again.
 */
export function makeSendCall(dependencies: SendDependencies): (call: WriteCall) => Promise<void> {
  const { ledger, rest, clock, random, log, metrics, traces, lane, reach, wake } = dependencies;

  async function send(groups: readonly WriteGroup[]): Promise<readonly GroupOutcomes[]> {
    const startedAt = clock.now();
    const body = compositeBody(groups, startedAt, rest.versioned);
    const result = await rest.call({ method: 'POST', path: '/composite', body, timeoutMs: TIMEOUT_MS, purpose: 'write-back' });
    metrics.observe('salesforce_write_seconds', (clock.now() - startedAt) / 1000);
    if (result.ok) {
      lane.opened();
      return readComposite(groups, result.body);
    }
    if (isOfContent(result.failure)) {
      log.warn('salesforce.write_refused', loggable(result.failure));
      lane.opened();
      return readRefusal(groups, result.failure);
    }
    lane.closed(result.failure);
    return [];
  }

  async function note(settlements: readonly RecordSettlement[]): Promise<readonly string[]> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await ledger.settleRecords(settlements, clock.now());
      } catch (error) {
        if (tries >= SETTLE_TRIES) throw error;
        await clock.sleep(backoffMs(BETWEEN_SETTLES, tries, random));
      }
    }
  }

  return async ({ groups, aggregateIds, records }) => {
    const startedAt = clock.now();
    reach('write-back.before-call');
    const outcomes = await isolateFaults(await send(groups), send);
    reach('write-back.after-call');
    const step = {
      name: 'salesforce.write',
      kind: 'CLIENT',
      startedAt,
      endedAt: clock.now(),
      fields: { 'broker.records': records },
    } as const;
    for (const orderKey of aggregateIds) traces.step(orderKey, step);
    const settlements = settle(outcomes, { now: clock.now(), random });
    for (const { result } of settlements) metrics.count('salesforce_records_written_total', { result });
    const learned = settlements.length > 0 ? await note(settlements) : [];
    if (learned.length > 0) wake(learned);
  };
}
