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

/** Entries of one topic, of which the oldest leave. Each has a cursor that stays the same while others leave. */
function makeEntries(clock: BusClock, retentionMs: number) {
  const entries: Entry[] = [];
  /** Cursor of entries[0]; entries before `head` have left retention. */
  let base = 0;
  let head = 0;

  function dropExpired(): void {
    const oldest = clock.now() - retentionMs;
    for (let entry = entries[head]; entry !== undefined && entry.at < oldest; entry = entries[head]) head += 1;
    if (head >= compactAt && head * 2 >= entries.length) {
      entries.splice(0, head);
      base += head;
      head = 0;
    }
  }

  return {
    at: (cursor: number): Entry | undefined => entries[cursor - base],
    newest: () => entries.at(-1),
    add: (entry: Entry) => {
      dropExpired();
      entries.push(entry);
    },
    start: () => {
      dropExpired();
      return base + head;
    },
    end: () => base + entries.length,
    /** The cursor behind every entry up to a counter. */
    behind: (counter: number) => {
      let low = 0;
      let high = entries.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((entries[middle]?.counter ?? Infinity) <= counter) low = middle + 1;
        else high = middle;
      }
      return base + low;
    },
    clear: () => {
      base += entries.length;
      entries.length = 0;
      head = 0;
    },
  };
}

export function makeTopicLog(topicName: string, clock: BusClock, retentionMs: number): TopicLog {
  const entries = makeEntries(clock, retentionMs);
  const listeners = new Set<() => void>();
  let last = firstCounter(topicName);

  function add(events: readonly (StoredEvent | undefined)[]): number {
    last += 1;
    for (const event of events) entries.add({ counter: last, at: clock.now(), event });
    return last;
  }

  return {
    start: entries.start,
    end: entries.end,
    append: (events) => {
      const counter = add(events);
      for (const listener of listeners) listener();
      return counter;
    },
    cursorAfter: (counter) => {
      const cursor = entries.behind(counter);
      return cursor > entries.start() && counter <= last ? cursor : undefined;
    },
    counterBefore: (cursor) => entries.at(cursor - 1)?.counter ?? (entries.at(cursor)?.counter ?? last + 1) - 1,
    freshCounter: () => {
      const newest = entries.newest();
      return newest === undefined || newest.at < clock.now() - renewAfterMs ? add([undefined]) : last;
    },
    readAfter: (cursor, limit) => {
      const found: PositionedEvent[] = [];
      let bytes = 0;
      for (let at = Math.max(cursor, entries.start()); at < entries.end() && found.length < limit.events; at += 1) {
        const entry = entries.at(at);
        if (entry?.event === undefined) continue;
        bytes += entry.event.payload.length;
        if (bytes > limit.bytes && found.length > 0) break;
        found.push({ counter: entry.counter, cursor: at + 1, event: entry.event });
      }
      return found;
    },
    expireAll: entries.clear,
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
