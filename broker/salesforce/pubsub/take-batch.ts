/** Commits what one response brought: its reads, its parked events and its position, all or nothing. */
import type { Clock, Random } from '../../engine/clock.ts';
import type { ReachPoint } from '../../engine/fault-points.ts';
import type { Ledger, Lease } from '../../engine/ledger.ts';
import type { Metrics } from '../../telemetry/port.ts';
import { backoffMs } from '../backoff.ts';
import type { EventReader, ReadEvent } from './event-reader.ts';
import type { FetchResponse } from './generated/pubsub.ts';

/** A ledger away for a few seconds does not cost the stream; one away for longer does. */
const COMMIT_TRIES = 6;
const BETWEEN_COMMITS = { baseMs: 200, capMs: 5_000 } as const;

export type TakeDependencies = {
  readonly topic: string;
  readonly lease: Lease;
  readonly ledger: Pick<Ledger, 'accept'>;
  readonly readEvent: EventReader;
  readonly clock: Clock;
  readonly random: Random;
  readonly metrics: Metrics;
  readonly onReads: () => void;
  readonly reach: ReachPoint;
};

export type Taken = 'COMMITTED' | 'NOTHING' | 'FENCED';

/** The position after a response: that of its last event, or the one a keepalive names. */
function positionAfter(response: FetchResponse): Uint8Array {
  return response.events.at(-1)?.replayId ?? response.latestReplayId;
}

/** Rejects if a schema could not be asked for or the ledger stayed away; then nothing of the response is committed. */
export function makeTake(dependencies: TakeDependencies): (response: FetchResponse, signal: AbortSignal) => Promise<Taken> {
  const { topic, lease, ledger, readEvent, clock, random, metrics, onReads, reach } = dependencies;

  async function commit(batch: Parameters<Ledger['accept']>[0], signal: AbortSignal): ReturnType<Ledger['accept']> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await ledger.accept(batch);
      } catch (error) {
        if (tries >= COMMIT_TRIES || signal.aborted) throw error;
        await clock.sleep(backoffMs(BETWEEN_COMMITS, tries, random), signal);
      }
    }
  }

  return async (response, signal) => {
    const events: ReadEvent[] = [];
    for (const event of response.events) events.push(await readEvent(event, signal));
    const replayId = positionAfter(response);
    if (replayId.length === 0) return 'NOTHING';
    const reads = events.flatMap((event) => (event.kind === 'read' ? [event.read] : []));
    const parked = events.flatMap((event) => (event.kind === 'parked' ? [event.parked] : []));
    reach('intake.before-commit');
    const accepted = await commit({ messages: [], reads, parked, checkpoint: { topic, replayId, lease } }, signal);
    if ('fenced' in accepted) return 'FENCED';
    reach('intake.after-commit');
    metrics.count('salesforce_events_total', { topic, outcome: 'received' }, events.length);
    metrics.count('salesforce_events_total', { topic, outcome: 'accepted' }, reads.length);
    metrics.count('salesforce_events_total', { topic, outcome: 'parked' }, parked.length);
    if (reads.length > 0) onReads();
    return 'COMMITTED';
  };
}
