import { describe, expect, it } from '@jest/globals';
import { makeManualClock } from '../clock.ts';
import { makeRandom } from '../random.ts';
import { CALM_FEED, makeChangeFeed } from './change-feed.ts';
import type { ChangeFeed, FeedSettings } from './change-feed.ts';

function make(settings: Partial<FeedSettings> = {}, seed = 3) {
  const clock = makeManualClock(0);
  return { clock, feed: makeChangeFeed('1000', { ...CALM_FEED, ...settings }, clock, makeRandom(seed)) };
}

function publish(feed: ChangeFeed, count: number): void {
  for (let version = 1; version <= count; version += 1) feed.publish({ type: 'sales-order', id: 'A', version, at: '' });
}

/** Follows a feed to its end. */
function versions(feed: ChangeFeed, limit = 3): readonly number[] {
  const seen: number[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = feed.page(cursor, limit);
    if (!page) throw new Error('the cursor is gone');
    seen.push(...page.changes.map((change) => change.version));
    cursor = page.cursor;
    if (!page.more) return seen;
  }
}

describe('a change feed', () => {
  it('gives every entry once to who follows its cursor', () => {
    const { feed } = make();
    publish(feed, 10);
    expect(versions(feed)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('shows late entries later, out of order, and none of them early', () => {
    const { clock, feed } = make({ delayMs: 1000 });
    publish(feed, 20);
    expect(versions(feed)).toEqual([]);
    clock.advance(1000);
    const seen = versions(feed);
    expect(seen).not.toEqual([...seen].sort((a, b) => a - b));
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('says some things twice and some never, the same ones for the same seed', () => {
    const run = (seed: number) => {
      const { feed } = make({ doubled: 0.3, lost: 0.2 }, seed);
      publish(feed, 50);
      return versions(feed);
    };
    expect(run(5)).toEqual(run(5));
    const seen = run(5);
    expect(new Set(seen).size).toBeLessThan(50);
    expect(new Set(seen).size).toBeLessThan(seen.length);
  });

  it('loses just the entries it is told to lose', () => {
    const { feed } = make();
    feed.loseNext(2);
    publish(feed, 4);
    expect(versions(feed)).toEqual([3, 4]);
  });

  it.each(['', 'nonsense', 'OTk5OTow', Buffer.from('1000:99').toString('base64url'), Buffer.from('2000:0').toString('base64url')])(
    'does not know the cursor %j',
    (cursor) => {
      expect(make().feed.page(cursor, 3)).toBeUndefined();
    },
  );
});
