import type { PositionedEvent, TopicLog } from '../topics/topic-log.ts';

/** How far a subscriber has come in a topic. */
export type Place = {
  /** The counter the subscriber is told of. */
  readonly counter: () => number;
  /** The next events, as many as fit into one response. */
  readonly next: (count: number) => readonly PositionedEvent[];
  readonly moveBehind: (event: PositionedEvent) => void;
  readonly moveToEnd: () => void;
  /** With nothing left to deliver, the position moves on although no event does. */
  readonly renew: () => void;
};

/** Responses stay below the 4 MB clients accept. */
const largestBatchBytes = 3 * 1024 * 1024;

export function makePlace(log: TopicLog, start: number): Place {
  let cursor = start;
  let counter = log.counterBefore(start);
  return {
    counter: () => counter,
    next: (count) => log.readAfter(cursor, { events: count, bytes: largestBatchBytes }),
    moveBehind: (event) => {
      ({ cursor, counter } = event);
    },
    moveToEnd: () => {
      cursor = log.end();
      counter = log.counterBefore(cursor);
    },
    renew: () => {
      if (cursor !== log.end()) return;
      counter = log.freshCounter();
      cursor = log.end();
    },
  };
}
