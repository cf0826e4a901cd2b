/**
 * The subscriber of one topic: opens streams one after the other, each after the position the ledger holds. What a
 * stream delivers is committed together with its position before more is asked for.
 */
import type { Clock, Random } from '../../engine/clock.ts';
import type { Ledger } from '../../engine/ledger.ts';
import type { Log, Metrics } from '../../telemetry/port.ts';
import { backoffMs } from '../backoff.ts';
import { loggable } from '../failure.ts';
import type { Session } from '../session.ts';
import type { Grant } from '../token-grant.ts';
import type { PubSubConnection } from './connection.ts';
import { endOf } from './connection.ts';
import type { FetchResponse } from './generated/pubsub.ts';
import type { SilencePolicy } from './silence.ts';
import { decideOnEnd } from './stream-policy.ts';
import type { StreamDecision } from './stream-policy.ts';
import { runStream, startAt } from './stream.ts';
import type { StreamOutcome } from './stream.ts';
import type { Taken } from './take-batch.ts';

const REOPEN = { baseMs: 500, capMs: 30_000 } as const;
const WAIT_LONG = { baseMs: 60_000, capMs: 900_000 } as const;

export type SubscriberDependencies = {
  readonly topic: string;
  readonly firstStart: 'EARLIEST' | 'LATEST';
  readonly silence: SilencePolicy;
  readonly ledger: Pick<Ledger, 'checkpoint'>;
  readonly session: Session;
  readonly connection: Pick<PubSubConnection, 'subscribe'>;
  readonly take: (response: FetchResponse, signal: AbortSignal) => Promise<Taken>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Called when the stored position was refused: what lies before the oldest kept event must be found otherwise. */
  readonly onPositionLost: () => void;
  /** Resolves when the broker can take more. */
  readonly relief: (signal: AbortSignal) => Promise<void>;
};

/** What one stream leaves for the next. */
type Course = {
  /** Ends in a row without anything committed. */
  failures: number;
  /** The stored position was refused and nothing has replaced it yet. */
  forgotten: boolean;
};

function waitMs(decision: StreamDecision, failures: number, random: Random): number {
  if (decision === 'WAIT_LONG') return backoffMs(WAIT_LONG, failures, random);
  const atOnce = failures <= 1 && decision !== 'REOPEN';
  return atOnce ? 0 : backoffMs(REOPEN, failures, random);
}

/** Subscribes until the signal aborts or another process holds the lease. Faults of the org, the network or the ledger never end it. */
export async function runSubscriber(dependencies: SubscriberDependencies, signal: AbortSignal): Promise<'stopped' | 'fenced'> {
  const { topic, session, clock, random, log, metrics } = dependencies;
  const course: Course = { failures: 0, forgotten: false };
  const pause = (ms: number): Promise<void> => clock.sleep(ms, signal).catch(() => undefined);

  async function openStream(grant: Grant, position: Uint8Array | undefined): Promise<StreamOutcome> {
    const take = async (response: FetchResponse, stop: AbortSignal): Promise<boolean> => {
      const taken = await dependencies.take(response, stop);
      if (taken === 'COMMITTED') Object.assign(course, { failures: 0, forgotten: false });
      return taken !== 'FENCED';
    };
    const onQuiet = (): void => {
      log.warn('salesforce.stream_quiet', { topic });
    };
    metrics.gauge('salesforce_subscriber_connected', 1, { topic });
    const stream = dependencies.connection.subscribe(grant);
    const outcome = await runStream(stream, startAt(position, dependencies.firstStart), { ...dependencies, take, onQuiet }, signal);
    metrics.gauge('salesforce_subscriber_connected', 0, { topic });
    return outcome;
  }

  /** The position is refused once; the start without it cannot be, so this never loops on an id. */
  function decide(outcome: StreamOutcome, hadPosition: boolean): StreamDecision {
    const end = outcome.kind === 'ended' ? outcome.end : endOf(undefined);
    if (outcome.kind === 'failed') log.error('salesforce.batch_failed', { topic, error: String(outcome.error) });
    const decision = decideOnEnd(end);
    log.info('salesforce.stream_ended', { topic, status: end.status, code: end.errorCode, decision });
    metrics.count('salesforce_stream_ends_total', { topic, decision });
    return decision === 'FORGET_POSITION' && !hadPosition ? 'REOPEN' : decision;
  }

  async function round(): Promise<boolean> {
    const position = course.forgotten ? undefined : await dependencies.ledger.checkpoint(topic);
    const granted = await session.current();
    course.failures += 1;
    if (!granted.ok) {
      log.warn('salesforce.not_connected', { topic, ...loggable(granted.failure) });
      await pause(backoffMs(REOPEN, course.failures, random));
      return true;
    }
    const outcome = await openStream(granted.grant, position);
    if (outcome.kind === 'fenced') return false;
    if (signal.aborted) return true;
    const decision = decide(outcome, position !== undefined);
    if (decision === 'LOG_IN') await session.renew(granted.grant);
    if (decision === 'FORGET_POSITION') {
      course.forgotten = true;
      log.error('salesforce.position_lost', { topic });
      dependencies.onPositionLost();
    }
    await pause(waitMs(decision, Math.max(1, course.failures), random));
    return true;
  }

  while (!signal.aborted) {
    try {
      if (!(await round())) return 'fenced';
    } catch (error) {
      log.error('salesforce.subscriber_failed', { topic, error: String(error) });
      await pause(backoffMs(REOPEN, Math.max(1, course.failures), random));
    }
  }
  return 'stopped';
}
