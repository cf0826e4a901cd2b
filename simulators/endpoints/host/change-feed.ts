/**
 * A feed as real systems have it: entries come late, twice, out of order, and now and then one never comes. Only the
 * cursor is dependable, and it is opaque.
 */
import type { SimulatorClock } from '../clock.ts';
import type { Random } from '../random.ts';

export type FeedSettings = {
  /** An entry is visible after a time drawn from 0 to this. Different delays put entries out of order. */
  readonly delayMs: number;
  /** Share of entries that come a second time. */
  readonly doubled: number;
  /** Share of entries that never come. */
  readonly lost: number;
};

export const CALM_FEED: FeedSettings = { delayMs: 0, doubled: 0, lost: 0 };

export type Change = { readonly type: string; readonly id: string; readonly version: number; readonly at: string };

export type ChangePage = { readonly changes: readonly Change[]; readonly cursor: string; readonly more: boolean };

export type ChangeFeed = {
  readonly publish: (change: Change) => void;
  /** The page after a cursor; undefined for a cursor this feed never gave. Absent cursor: from the beginning. */
  readonly page: (cursor: string | undefined, limit: number) => ChangePage | undefined;
  /** Loses the next so many entries. */
  readonly loseNext: (count: number) => void;
};

/** The settings are read at every entry, so they may be changed while the system runs. */
export function makeChangeFeed(name: string, settings: FeedSettings, clock: SimulatorClock, random: Random): ChangeFeed {
  const visible: Change[] = [];
  let toLose = 0;

  function show(change: Change): void {
    const { delayMs } = settings;
    if (delayMs === 0) visible.push(change);
    else clock.after(random() * delayMs, () => visible.push(change));
  }

  function encode(position: number): string {
    return Buffer.from(`${name}:${position}`).toString('base64url');
  }

  function decode(cursor: string): number | undefined {
    const [feed, position] = Buffer.from(cursor, 'base64url').toString().split(':');
    return feed === name && /^\d+$/.test(position ?? '') && Number(position) <= visible.length ? Number(position) : undefined;
  }

  return {
    publish: (change) => {
      const { lost, doubled } = settings;
      if (toLose > 0) {
        toLose -= 1;
        return;
      }
      if (lost > 0 && random() < lost) return;
      show(change);
      if (doubled > 0 && random() < doubled) show(change);
    },
    page: (cursor, limit) => {
      const start = cursor === undefined ? 0 : decode(cursor);
      if (start === undefined) return undefined;
      const changes = visible.slice(start, start + limit);
      const end = start + changes.length;
      return { changes, cursor: encode(end), more: end < visible.length };
    },
    loseNext: (count) => {
      toLose += count;
    },
  };
}
