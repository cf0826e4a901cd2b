/** Follows an endpoint's change feed: hints are read again, and what is read becomes messages of the orders concerned. */
import { createHash } from 'node:crypto';
import type { Observation } from '../../canonical/observation.ts';
import type { Failure } from '../domain/outcome.ts';
import type { Clock } from './clock.ts';
import type { ChangeHint } from './endpoint.ts';
import type { InboundMessage, Ledger } from './ledger.ts';
import type { Lane } from './lane.ts';

const FAILURE_WAIT_MS = 1000;

export type PollerDependencies = {
  readonly lane: Lane;
  readonly ledger: Pick<Ledger, 'accept' | 'watermark' | 'moveWatermark' | 'acquireLease' | 'releaseLease'>;
  readonly clock: Clock;
  readonly owner: string;
  readonly intervalMs: number;
  readonly leaseMs: number;
  readonly wakeTurns: (aggregateIds: readonly string[]) => void;
  /** Called with what an endpoint or the ledger failed of; the poll goes on from the same place. */
  readonly onFailure: (failure: unknown) => void;
};

/** Observed again unchanged, it is the same message: version and content are its key. */
function toMessage(observation: Observation): InboundMessage {
  const { observedAt: _, ...content } = observation;
  const fingerprint = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
  return {
    aggregateId: observation.orderKey,
    source: `endpoint:${observation.endpoint}`,
    dedupeKey: `${observation.kind}:${observation.nativeId}:${observation.version}:${fingerprint}`,
    fingerprint,
    message: { type: 'document.observed', observation },
  };
}

function distinct(hints: readonly ChangeHint[]): readonly ChangeHint[] {
  return [...new Map(hints.map((hint) => [`${hint.kind}:${hint.nativeId}`, hint])).values()];
}

/** For the log and the metrics: nobody can say which orders would have to be told. */
function unreadable(count: number): Failure {
  return { class: 'REJECT', code: 'DOCUMENT_UNREADABLE', message: `${count} documents have no keys anybody can read, and are left out` };
}

/** Reads the hinted documents and hands what they say to the ledger. Answers the first failure, if any. */
async function observe(
  dependencies: Pick<PollerDependencies, 'lane' | 'ledger' | 'wakeTurns' | 'onFailure'>,
  hints: readonly ChangeHint[],
  stop: AbortSignal,
): Promise<Failure | undefined> {
  const { lane, ledger, wakeTurns, onFailure } = dependencies;
  const all = distinct(hints);
  for (let start = 0; start < all.length; start += lane.endpoint.capabilities.readBatch) {
    const batch = all.slice(start, start + lane.endpoint.capabilities.readBatch);
    const answer = await lane.call((signal) => lane.endpoint.read(batch, AbortSignal.any([signal, stop])), stop);
    if (answer.class !== 'OK') return answer;
    if (answer.leftOut !== undefined) onFailure(unreadable(answer.leftOut));
    const messages = answer.observations.map(toMessage);
    await ledger.accept({ messages });
    wakeTurns([...new Set(messages.map((message) => message.aggregateId))]);
  }
  return undefined;
}

/** One page of the feed. The watermark moves only after everything on the page is in the ledger. */
async function pollPage(dependencies: PollerDependencies, stop: AbortSignal): Promise<'more' | 'done' | Failure> {
  const { lane, ledger } = dependencies;
  const feed = `changes:${lane.endpoint.id}`;
  const cursor = await ledger.watermark(feed);
  const page = await lane.call((signal) => lane.endpoint.changes(cursor, AbortSignal.any([signal, stop])), stop);
  if (page.class !== 'OK') return page;
  const failure = await observe(dependencies, page.hints, stop);
  if (failure) return failure;
  if (page.cursor !== cursor) await ledger.moveWatermark(feed, cursor, page.cursor);
  return page.more ? 'more' : 'done';
}

/** Waits before the next page, in milliseconds. */
async function pollOnce(dependencies: PollerDependencies, stop: AbortSignal): Promise<number> {
  const { lane, ledger, clock, owner, leaseMs, intervalMs } = dependencies;
  const lease = await ledger.acquireLease(`poller:${lane.endpoint.id}`, owner, clock.now(), leaseMs);
  if (!lease) return intervalMs;
  const result = await pollPage(dependencies, stop);
  if (result === 'more') return 0;
  if (result === 'done') return intervalMs;
  if (!stop.aborted) dependencies.onFailure(result);
  return FAILURE_WAIT_MS;
}

/** Gives the lease back, so that the next process need not wait until it lapses. */
async function leave({ lane, ledger, clock, owner, leaseMs }: PollerDependencies): Promise<void> {
  const lease = await ledger.acquireLease(`poller:${lane.endpoint.id}`, owner, clock.now(), leaseMs);
  if (lease) await ledger.releaseLease(lease);
}

/** Polls until the signal, which ends what it waits for. Of all processes, the one that holds the lease polls. */
export async function runPoller(dependencies: PollerDependencies, signal: AbortSignal): Promise<void> {
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    let waitMs = FAILURE_WAIT_MS;
    try {
      waitMs = await pollOnce(dependencies, signal);
    } catch (error) {
      if (!isOver()) dependencies.onFailure(error);
    }
    await dependencies.clock.sleep(waitMs, signal).catch(() => undefined);
  }
  await leave(dependencies).catch(dependencies.onFailure);
}
