import { createHash } from 'node:crypto';
import type { BusClock } from '../clock.ts';

/** An event as the bus keeps it: already encoded, so that redelivery is bit for bit the same. */
export type StoredEvent = {
  /** The event's UUID: EventUuid in Apex, `event.id` in the Pub/Sub API. */
  readonly id: string;
  readonly schemaId: string;
  readonly payload: Buffer;
};

/** An event with its replay counter and the cursor that lies right behind it. */
export type PositionedEvent = { readonly counter: number; readonly cursor: number; readonly event: StoredEvent };

/** How much one read may return. */
export type ReadLimit = { readonly events: number; readonly bytes: number };

/**
 * The retained events of one topic. A counter is what subscribers see, as the replay id; several events can share one. A
 * cursor is the place of a running subscription, between two events.
 */
export type TopicLog = {
  /** Adds events under one new counter and returns it. */
  readonly append: (events: readonly StoredEvent[]) => number;
  /** The cursor before the oldest retained event. */
  readonly start: () => number;
  /** The cursor behind the newest event. */
  readonly end: () => number;
  /** The cursor behind every event of a counter; undefined if it was not given out here or has left retention. */
  readonly cursorAfter: (counter: number) => number | undefined;
  /** The counter of the event right before a cursor. */
  readonly counterBefore: (cursor: number) => number;
  /** The newest counter, renewed if it has aged: whoever holds it can resume for a whole retention time. */
  readonly freshCounter: () => number;
  /** Retained events behind a cursor, oldest first. */
  readonly readAfter: (cursor: number, limit: ReadLimit) => readonly PositionedEvent[];
  /** Forgets every event and makes every counter given out so far unusable. */
  readonly expireAll: () => void;
  /** Calls back after each append. Returns how to stop that. */
  readonly onAppend: (listener: () => void) => () => void;
};

type Entry = { readonly counter: number; readonly at: number; readonly event: StoredEvent | undefined };

/** An idle topic's newest counter is renewed once it is this old. */
const renewAfterMs = 60 * 60 * 1000;
const compactAt = 4096;

/** Topics of a real org count independently; different starts bring to light whoever mixes their positions up. */
function firstCounter(topicName: string): number {
  return 1_000_000 + createHash('md5').update(topicName).digest().readUIntBE(0, 3);
}

/** Index of the first entry whose counter is greater. */
function upperBound(entries: readonly Entry[], counter: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.counter ?? Infinity) <= counter) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function makeTopicLog(topicName: string, clock: BusClock, retentionMs: number): TopicLog {
  const entries: Entry[] = [];
  const listeners = new Set<() => void>();
  /** Cursor of entries[0]; entries before `head` have left retention. */
  let base = 0;
  let head = 0;
  let last = firstCounter(topicName);

  function dropExpired(): void {
    const oldest = clock.now() - retentionMs;
    for (let entry = entries[head]; entry !== undefined && entry.at < oldest; entry = entries[head]) head += 1;
    if (head >= compactAt && head * 2 >= entries.length) {
      entries.splice(0, head);
      base += head;
      head = 0;
    }
  }

  function add(events: readonly (StoredEvent | undefined)[]): number {
    dropExpired();
    last += 1;
    for (const event of events) entries.push({ counter: last, at: clock.now(), event });
    return last;
  }

  function start(): number {
    dropExpired();
    return base + head;
  }

  return {
    start,
    end: () => base + entries.length,
    append: (events) => {
      const counter = add(events);
      for (const listener of listeners) listener();
      return counter;
    },
    cursorAfter: (counter) => {
      const cursor = base + upperBound(entries, counter);
      return cursor > start() && counter <= last ? cursor : undefined;
    },
    counterBefore: (cursor) => {
      const before = entries[cursor - base - 1];
      return before?.counter ?? (entries[0] === undefined ? last : entries[0].counter - 1);
    },
    freshCounter: () => {
      const newest = entries.at(-1);
      return newest === undefined || newest.at < clock.now() - renewAfterMs ? add([undefined]) : last;
    },
    readAfter: (cursor, limit) => {
      const found: PositionedEvent[] = [];
      let bytes = 0;
      for (let index = Math.max(cursor, start()) - base; index < entries.length && found.length < limit.events; index += 1) {
        const entry = entries[index];
        if (entry?.event === undefined) continue;
        bytes += entry.event.payload.length;
        if (bytes > limit.bytes && found.length > 0) break;
        found.push({ counter: entry.counter, cursor: base + index + 1, event: entry.event });
      }
      return found;
    },
    expireAll: () => {
      base += entries.length;
      entries.length = 0;
      head = 0;
    },
    onAppend: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The logs of all topics; one begins when it is first asked for. */
export type TopicLogs = {
  readonly of: (topicName: string) => TopicLog;
  readonly append: (topicName: string, events: readonly StoredEvent[]) => number;
};

export function makeTopicLogs(clock: BusClock, retentionMs: number): TopicLogs {
  const logs = new Map<string, TopicLog>();

  function of(topicName: string): TopicLog {
    const known = logs.get(topicName);
    if (known !== undefined) return known;
    const log = makeTopicLog(topicName, clock, retentionMs);
    logs.set(topicName, log);
    return log;
  }

  return { of, append: (topicName, events) => of(topicName).append(events) };
}
