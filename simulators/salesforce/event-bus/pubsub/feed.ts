import type { BusClock, Cancel } from '../clock.ts';
import { encodeReplayId } from '../topics/replay-id.ts';
import type { PositionedEvent, TopicLog } from '../topics/topic-log.ts';
import type { Meter } from '../usage.ts';
import type { PubSubTiming } from './timing.ts';

/** Most events a subscriber can be waiting for. */
const greatestDemand = 100;
/** Responses stay below the 4 MB clients accept. */
const largestBatchBytes = 3 * 1024 * 1024;

export type FeedBatch = {
  /** Empty in a keepalive. */
  readonly events: readonly PositionedEvent[];
  readonly latestCounter: number;
  readonly pending: number;
};

export type FeedEnd = 'demand-not-renewed' | 'allocation-used-up';

export type FeedOptions = {
  readonly log: TopicLog;
  /** Where delivery begins. */
  readonly cursor: number;
  /** Begins at the end of the topic, once the subscription has settled. */
  readonly fromLatest: boolean;
  readonly clock: BusClock;
  readonly timing: PubSubTiming;
  readonly delivered: Meter;
  readonly isSilent: () => boolean;
  /** Sends a batch; false if the client is slow and nothing more may be sent until `resume`. */
  readonly send: (batch: FeedBatch) => boolean;
  readonly end: (reason: FeedEnd) => void;
};

/** Delivers a topic to one subscriber as fast as the subscriber asks for it. */
export type Feed = {
  /** Adds to what the subscriber is ready for. */
  readonly request: (count: number) => void;
  /** The client reads again. */
  readonly resume: () => void;
  /** Looks for events again. */
  readonly wake: () => void;
  /** What a response says of the feed's state. */
  readonly state: () => { readonly latestReplayId: Buffer; readonly pendingNumRequested: number };
  /** The newest counter the subscriber was told of. */
  readonly latestCounter: () => number;
  readonly stop: () => void;
};

export function makeFeed(options: FeedOptions): Feed {
  const { log, clock, timing } = options;
  let cursor = options.cursor;
  let latestCounter = log.counterBefore(cursor);
  let pending = 0;
  let blocked = false;
  let settled = !options.fromLatest || timing.latestSettleMs === 0;
  let stopped = false;
  let scheduled = false;
  let cancelKeepalive: Cancel = () => undefined;
  let cancelRefill: Cancel = () => undefined;

  function stop(): void {
    stopped = true;
    cancelKeepalive();
    cancelRefill();
    stopListening();
  }

  function finish(reason: FeedEnd): void {
    stop();
    options.end(reason);
  }

  function emit(events: readonly PositionedEvent[]): void {
    cancelKeepalive();
    cancelKeepalive = clock.after(timing.keepaliveMs, keepAlive);
    blocked = !options.send({ events, latestCounter, pending });
  }

  function keepAlive(): void {
    if (options.isSilent() || blocked || pending === 0) {
      cancelKeepalive = clock.after(timing.keepaliveMs, keepAlive);
      return;
    }
    if (cursor === log.end()) {
      latestCounter = log.freshCounter();
      cursor = log.end();
    }
    emit([]);
  }

  function deliver(): void {
    scheduled = false;
    if (stopped || blocked || !settled || pending === 0 || options.isSilent()) return;
    const found = log.readAfter(cursor, { events: pending, bytes: largestBatchBytes });
    if (found.length === 0) return;
    const events = found.slice(0, options.delivered.take(found.length));
    const last = events.at(-1);
    if (last === undefined) return finish('allocation-used-up');
    cursor = last.cursor;
    latestCounter = last.counter;
    pending -= events.length;
    if (pending === 0) cancelRefill = clock.after(timing.refillWindowMs, () => finish('demand-not-renewed'));
    emit(events);
    schedule();
  }

  /** Events that arrive together leave together. */
  function schedule(): void {
    if (scheduled || stopped) return;
    scheduled = true;
    setImmediate(deliver);
  }

  function settle(): void {
    settled = true;
    cursor = log.end();
    latestCounter = log.counterBefore(cursor);
    schedule();
  }

  const stopListening = log.onAppend(schedule);
  if (!settled) clock.after(timing.latestSettleMs, settle);
  cancelKeepalive = clock.after(timing.keepaliveMs, keepAlive);

  return {
    request: (count) => {
      cancelRefill();
      pending = Math.min(pending + count, greatestDemand);
      schedule();
    },
    resume: () => {
      blocked = false;
      schedule();
    },
    wake: schedule,
    state: () => ({ latestReplayId: encodeReplayId(latestCounter), pendingNumRequested: pending }),
    latestCounter: () => latestCounter,
    stop,
  };
}
