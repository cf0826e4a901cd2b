import { makeAlarm } from '../alarm.ts';
import type { BusClock } from '../clock.ts';
import type { PositionedEvent, TopicLog } from '../topics/topic-log.ts';
import type { Meter } from '../usage.ts';
import { makeDemand } from './demand.ts';
import { makePlace } from './place.ts';
import { makeSoon } from './soon.ts';
import type { PubSubTiming } from './timing.ts';

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
  /** Asks for the stream to be closed, which stops the feed. */
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
  readonly state: () => Omit<FeedBatch, 'events'>;
  readonly stop: () => void;
};

export function makeFeed(options: FeedOptions): Feed {
  const { log, clock, timing } = options;
  const place = makePlace(log, options.cursor);
  const demand = makeDemand(clock, timing.refillWindowMs, () => options.end('demand-not-renewed'));
  const keepalive = makeAlarm(clock);
  // Events that arrive together leave together.
  const deliverSoon = makeSoon(deliver);
  const stopListening = log.onAppend(deliverSoon);
  let blocked = false;
  let settled = !options.fromLatest || timing.latestSettleMs === 0;
  let stopped = false;

  function stop(): void {
    stopped = true;
    keepalive.cancel();
    demand.stop();
    stopListening();
  }

  const wants = (): boolean => !stopped && !blocked && demand.pending() > 0 && !options.isSilent();

  function emit(events: readonly PositionedEvent[]): void {
    keepalive.set(timing.keepaliveMs, keepAlive);
    blocked = !options.send({ events, latestCounter: place.counter(), pending: demand.pending() });
  }

  function keepAlive(): void {
    if (!wants()) return keepalive.set(timing.keepaliveMs, keepAlive);
    place.renew();
    emit([]);
  }

  function deliver(): void {
    if (!settled || !wants()) return;
    const found = place.next(demand.pending());
    if (found.length === 0) return;
    const events = found.slice(0, options.delivered.take(found.length));
    const last = events.at(-1);
    if (last === undefined) return options.end('allocation-used-up');
    place.moveBehind(last);
    demand.use(events.length);
    emit(events);
    deliverSoon();
  }

  keepalive.set(timing.keepaliveMs, keepAlive);
  if (!settled) {
    clock.after(timing.latestSettleMs, () => {
      settled = true;
      place.moveToEnd();
    });
  }

  return {
    request: (count) => {
      demand.add(count);
      deliverSoon();
    },
    resume: () => {
      blocked = false;
      deliverSoon();
    },
    wake: deliverSoon,
    state: () => ({ latestCounter: place.counter(), pending: demand.pending() }),
    stop,
  };
}
