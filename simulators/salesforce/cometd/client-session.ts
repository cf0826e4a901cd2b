/** One connected client: its subscriptions, each a place in a topic, and the connect request that waits for news of them. */
import type { BusClock, Cancel } from '../event-bus/clock.ts';
import type { PositionedEvent, TopicLog } from '../event-bus/topics/topic-log.ts';

export type ClientSession = {
  readonly id: string;
  readonly userId: string;
  readonly token: string;
  readonly subscribe: (channel: string, log: TopicLog, cursor: number) => void;
  readonly unsubscribe: (channel: string) => void;
  readonly channels: () => readonly string[];
  /** Takes what has come since, oldest first within a channel. `grant` says how many events may be delivered. */
  readonly take: (grant: (wanted: number) => number) => readonly { readonly channel: string; readonly event: PositionedEvent }[];
  /** Resolves when there is something to take, after `timeoutMs`, or when another connect takes over. */
  readonly news: (timeoutMs: number) => Promise<void>;
  /** Ends what waits and hears of nothing more. */
  readonly close: () => void;
};

type Subscription = { readonly log: TopicLog; cursor: number; readonly stop: () => void };

/** What one answer may carry. */
const LIMIT = { events: 200, bytes: 1_000_000 };

export function makeClientSession(identity: Pick<ClientSession, 'id' | 'userId' | 'token'>, clock: BusClock): ClientSession {
  const subscriptions = new Map<string, Subscription>();
  let release: (() => void) | undefined;
  let cancelTimer: Cancel = () => undefined;

  const wake = (): void => {
    cancelTimer();
    release?.();
    release = undefined;
  };
  const hasNews = (): boolean => [...subscriptions.values()].some(({ log, cursor }) => log.readAfter(cursor, LIMIT).length > 0);
  const unsubscribe = (channel: string): void => {
    subscriptions.get(channel)?.stop();
    subscriptions.delete(channel);
  };

  return {
    ...identity,
    subscribe: (channel, log, cursor) => {
      unsubscribe(channel);
      subscriptions.set(channel, { log, cursor, stop: log.onAppend(wake) });
      wake();
    },
    unsubscribe,
    channels: () => [...subscriptions.keys()],
    take: (grant) =>
      [...subscriptions].flatMap(([channel, subscription]) => {
        const found = subscription.log.readAfter(subscription.cursor, LIMIT);
        const events = found.slice(0, found.length === 0 ? 0 : grant(found.length));
        subscription.cursor = events.at(-1)?.cursor ?? subscription.cursor;
        return events.map((event) => ({ channel, event }));
      }),
    news: async (timeoutMs) => {
      wake();
      if (hasNews()) return;
      await new Promise<void>((resolve) => {
        release = resolve;
        cancelTimer = clock.after(timeoutMs, wake);
      });
    },
    close: () => {
      for (const channel of [...subscriptions.keys()]) unsubscribe(channel);
      wake();
    },
  };
}
