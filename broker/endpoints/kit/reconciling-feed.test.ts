import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeReconcilingFeed } from './reconciling-feed.ts';
import type { FeedSource } from './reconciling-feed.ts';

const signal = new AbortController().signal;
const hint = (nativeId: string) => ({ kind: 'order' as const, nativeId });

type Change = { readonly id: string; readonly at: number; readonly lost: boolean };

/** A system with a feed that loses entries and a search that does not; pages of two. */
function makeSystem(changes: readonly Change[]) {
  let now = 0;
  let forgetful = false;
  const happened = () => changes.filter(({ at }) => at <= now);
  const source: FeedSource = {
    feed: (position) => {
      if (forgetful && position !== undefined) return Promise.resolve({ class: 'GONE' });
      const kept = happened().filter(({ lost }) => !lost);
      const start = Number(position ?? 0);
      const page = kept.slice(start, start + 2);
      return Promise.resolve({
        ...{ class: 'PAGE', hints: page.map(({ id }) => hint(id)), position: String(start + page.length) },
        more: start + page.length < kept.length,
      });
    },
    search: (since, next) => {
      const found = happened().filter(({ at }) => at >= Date.parse(since));
      const start = Number(next ?? 0);
      const end = start + 2;
      const page = { class: 'PAGE' as const, hints: found.slice(start, end).map(({ id }) => hint(id)), asOf: new Date(now).toISOString() };
      return Promise.resolve(end < found.length ? { ...page, next: String(end) } : page);
    },
  };
  const changesOf = makeReconcilingFeed(source, { intervalMs: 100, overlapMs: 10, now: () => now });
  let cursor: string | undefined;
  const seen: string[] = [];
  return {
    seen,
    pass: (ms: number) => void (now += ms),
    forget: () => void (forgetful = true),
    loseCursor: (text?: string) => void (cursor = text),
    poll: async () => {
      for (;;) {
        const page = await changesOf(cursor, signal);
        if (page.class !== 'OK') throw new Error(page.class);
        seen.push(...page.hints.map(({ nativeId }) => nativeId));
        cursor = page.cursor;
        if (!page.more) return;
        forgetful = false;
      }
    },
  };
}

describe('a feed with a net', () => {
  it('says what the feed says at once, and what it lost after the interval', async () => {
    const system = makeSystem([
      { id: 'A', at: 10, lost: false },
      { id: 'B', at: 20, lost: true },
    ]);
    await system.poll();
    system.pass(30);
    await system.poll();
    expect(system.seen).toEqual(['A']);
    system.pass(100);
    await system.poll();
    expect(system.seen).toContain('B');
  });

  it('begins anew where the system forgot its position', async () => {
    const system = makeSystem([{ id: 'A', at: 0, lost: false }]);
    await system.poll();
    system.forget();
    system.seen.length = 0;
    await system.poll();
    expect(system.seen).toEqual(['A']);
  });

  it.each(['garbage', '{"feed":7}', '[]', 'null'])('takes the unreadable cursor %j for none', async (cursor) => {
    const system = makeSystem([{ id: 'A', at: 0, lost: false }]);
    system.loseCursor(cursor);
    await system.poll();
    expect(system.seen).toContain('A');
  });

  it('says everything in the end, whatever the feed lost and whenever it was asked', async () => {
    const change = fc.record({ id: fc.uuid(), at: fc.integer({ min: 0, max: 1000 }), lost: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 20 }),
        async (list, pauses) => {
          const changes = list.toSorted((a, b) => a.at - b.at);
          const system = makeSystem(changes);
          for (const pause of [...pauses, 1000, 100]) {
            await system.poll();
            system.pass(pause);
          }
          await system.poll();
          expect(new Set(system.seen)).toEqual(new Set(changes.map(({ id }) => id)));
        },
      ),
    );
  });
});
