import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeVirtualClock } from '../virtual-clock.ts';
import { makeTopicLog, type StoredEvent } from './topic-log.ts';

const hourMs = 60 * 60 * 1000;
const everything = { events: 1000, bytes: 1e9 };
const event = (id: string, bytes = 10): StoredEvent => ({ id, schemaId: 's', payload: Buffer.alloc(bytes) });

function makeLog() {
  const clock = makeVirtualClock(0);
  return { clock, log: makeTopicLog('/event/A__e', clock, 72 * hourMs) };
}

describe('a topic', () => {
  it('keeps events for 72 hours', () => {
    const { clock, log } = makeLog();
    const counter = log.append([event('a')]);
    clock.advance(72 * hourMs);
    expect(log.cursorAfter(counter)).toBeDefined();
    clock.advance(1);
    expect(log.cursorAfter(counter)).toBeUndefined();
    expect(log.readAfter(0, everything)).toEqual([]);
  });

  it('renews the position of an idle topic, so that it does not age out of the window', () => {
    const { clock, log } = makeLog();
    log.append([event('a')]);
    for (let hours = 0; hours < 100; hours += 1) {
      clock.advance(hourMs + 1);
      log.freshCounter();
    }
    const counter = log.freshCounter();
    clock.advance(70 * hourMs);
    log.append([event('b')]);
    expect(log.readAfter(log.cursorAfter(counter) ?? -1, everything).map(({ event: { id } }) => id)).toEqual(['b']);
  });

  it('gives events that belong together one counter, and resumes behind all of them', () => {
    const { log } = makeLog();
    const counter = log.append([event('a'), event('b')]);
    log.append([event('c')]);
    expect(log.readAfter(log.start(), everything).map((one) => one.counter)).toEqual([counter, counter, counter + 1]);
    expect(log.readAfter(log.cursorAfter(counter) ?? -1, everything).map(({ event: { id } }) => id)).toEqual(['c']);
  });

  it('stops a read before it grows too large, but always makes progress', () => {
    const { log } = makeLog();
    log.append([event('a', 100)]);
    log.append([event('b', 100)]);
    expect(log.readAfter(0, { events: 10, bytes: 150 })).toHaveLength(1);
    expect(log.readAfter(0, { events: 10, bytes: 1 })).toHaveLength(1);
  });

  it('starts at another counter than other topics', () => {
    const { clock, log } = makeLog();
    expect(makeTopicLog('/event/B__e', clock, hourMs).freshCounter()).not.toBe(log.freshCounter());
  });

  it('delivers every retained event once and in order, however it is read while time passes', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ kind: fc.constant('read' as const), count: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ kind: fc.constant('wait' as const), count: fc.integer({ min: 1, max: 3 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { log, clock } = makeLog();
        const written: string[] = [];
        const read: string[] = [];
        let cursor = log.start();
        const readUpTo = (count: number): void => {
          for (const found of log.readAfter(cursor, { events: count, bytes: 1e9 })) {
            read.push(found.event.id);
            cursor = found.cursor;
          }
        };
        for (const { kind, count } of steps) {
          if (kind === 'append') {
            const ids = Array.from({ length: count }, (_, index) => `${written.length + index}`);
            written.push(...ids);
            log.append(ids.map((id) => event(id)));
          } else if (kind === 'read') readUpTo(count);
          else {
            clock.advance(count * 2000);
            log.freshCounter();
          }
        }
        readUpTo(1000);
        expect(read).toEqual(written);
      }),
    );
  });
});
