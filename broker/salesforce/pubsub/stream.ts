/**
 * One Subscribe stream, from its first fetch to its end. Source: Pub/Sub API guide, "Subscribe RPC" and "Pull
 * Subscription and Flow Control": outstanding demand is capped at 100, and a stream left without any is closed after
 * about a minute.
 */
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import type { Clock } from '../../engine/clock.ts';
import { endOf } from './connection.ts';
import { FetchRequest, ReplayPreset } from './generated/pubsub.ts';
import type { FetchResponse } from './generated/pubsub.ts';
import { watchSilence } from './silence.ts';
import type { SilencePolicy } from './silence.ts';
import type { StreamEnd } from './stream-policy.ts';

const MAX_DEMAND = 100;

export type StreamStart = { readonly preset: ReplayPreset; readonly replayId: Buffer };

/** Where a stream begins: after the stored position, or as the policy for a first start says. */
export function startAt(position: Uint8Array | undefined, firstStart: 'EARLIEST' | 'LATEST'): StreamStart {
  if (position && position.length > 0) return { preset: ReplayPreset.CUSTOM, replayId: Buffer.from(position) };
  return { preset: ReplayPreset[firstStart], replayId: Buffer.alloc(0) };
}

/** Events to ask for now, given how many are still to come: everything once half is used up, else nothing. */
function topUp(outstanding: number): number {
  return outstanding <= MAX_DEMAND / 2 ? MAX_DEMAND - outstanding : 0;
}

export type StreamDependencies = {
  readonly topic: string;
  readonly clock: Clock;
  readonly silence: SilencePolicy;
  readonly onQuiet: () => void;
  /** Commits what came. False ends the stream: the lease is lost. Rejects if it could not be committed. */
  readonly take: (response: FetchResponse, signal: AbortSignal) => Promise<boolean>;
  /** Resolves when the broker can take more. */
  readonly relief: (signal: AbortSignal) => Promise<void>;
};

export type StreamOutcome =
  { readonly kind: 'ended'; readonly end: StreamEnd } | { readonly kind: 'fenced' } | { readonly kind: 'failed'; readonly error: unknown };

/** Asks for more only after what came is committed, so that never more than the demand is in flight and uncommitted. */
async function consume(
  stream: Stream,
  { topic, take, relief }: StreamDependencies,
  heard: () => void,
  signal: AbortSignal,
): Promise<StreamOutcome> {
  let outstanding = MAX_DEMAND;
  const responses = stream[Symbol.asyncIterator]() as AsyncIterator<FetchResponse>;
  for (;;) {
    let next: IteratorResult<FetchResponse>;
    try {
      next = await responses.next();
    } catch (error) {
      return { kind: 'ended', end: endOf(error) };
    }
    heard();
    if (next.done) return { kind: 'ended', end: { status: status.OK } };
    try {
      if (!(await take(next.value, signal))) return { kind: 'fenced' };
      outstanding -= next.value.events.length;
      if (topUp(outstanding) > 0) await relief(signal);
    } catch (error) {
      return { kind: 'failed', error };
    }
    const numRequested = topUp(outstanding);
    outstanding += numRequested;
    if (numRequested > 0) stream.write(FetchRequest.fromPartial({ topicName: topic, numRequested }));
    heard();
  }
}

type Stream = ClientDuplexStream<FetchRequest, FetchResponse>;

/** Reads a stream to its end and never leaves it open. */
export async function runStream(
  stream: Stream,
  start: StreamStart,
  dependencies: StreamDependencies,
  signal: AbortSignal,
): Promise<StreamOutcome> {
  // A stream that fails without a listener takes the process down; the iterator's own listener comes and goes.
  stream.on('error', () => undefined);
  const { topic, clock, silence, onQuiet } = dependencies;
  const cancel = (): void => {
    stream.cancel();
  };
  const finished = new AbortController();
  signal.addEventListener('abort', cancel);
  let heardAt = clock.now();
  const heard = (): void => {
    heardAt = clock.now();
  };
  const watching = watchSilence(
    { clock, policy: silence, heardAt: () => heardAt, onQuiet, onDead: cancel },
    AbortSignal.any([signal, finished.signal]),
  );
  try {
    stream.write(
      FetchRequest.fromPartial({ topicName: topic, replayPreset: start.preset, replayId: start.replayId, numRequested: MAX_DEMAND }),
    );
    if (signal.aborted) cancel();
    return await consume(stream, dependencies, heard, signal);
  } finally {
    finished.abort();
    signal.removeEventListener('abort', cancel);
    cancel();
    await watching;
  }
}
