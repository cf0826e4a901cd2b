/**
 * A change feed with a net under it. Feeds lose entries; so every so often a search by time of change, which overlaps
 * the one before, says again what changed. Both positions travel in one cursor, which only this file reads.
 */
import { z } from 'zod';
import type { ChangeHint, ChangesOutcome, Failure } from '../../engine/endpoint.ts';

const Cursor = z.strictObject({
  /** Position in the system's feed; absent for its beginning. */
  feed: z.string().optional(),
  /** ISO instant, by the system's clock, that the next search starts from; absent until there was one. */
  since: z.string().optional(),
  /** The next page of a search under way, and the instant that search began, by the system's clock. */
  search: z.strictObject({ next: z.string(), asOf: z.string() }).optional(),
  /** When the last search ended, by our clock. */
  searchedAt: z.number().optional(),
});
type Cursor = z.infer<typeof Cursor>;

export type FeedPage = { readonly class: 'PAGE'; readonly hints: readonly ChangeHint[]; readonly position: string; readonly more: boolean };

/** `asOf`: the system's clock when it answered, ISO. `next`: absent on the last page. */
export type SearchPage = {
  readonly class: 'PAGE';
  readonly hints: readonly ChangeHint[];
  readonly asOf: string;
  readonly next?: string | undefined;
};

/** The system does not know the position any more. */
export type PositionGone = { readonly class: 'GONE' };

export type FeedSource = {
  /** The page after a position; undefined for the beginning. */
  readonly feed: (position: string | undefined, signal: AbortSignal) => Promise<FeedPage | PositionGone | Failure>;
  /** Documents changed since an instant; `next` asks for a later page of the same search. */
  readonly search: (since: string, next: string | undefined, signal: AbortSignal) => Promise<SearchPage | Failure>;
};

export type Reconciliation = {
  readonly intervalMs: number;
  /** How far a search reaches back behind the beginning of the one before: longer than the system's longest transaction. */
  readonly overlapMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** A cursor nobody can read counts as none: what is read twice does no harm, what is not read does. */
function decode(text: string | undefined): Cursor {
  if (text === undefined) return {};
  try {
    return Cursor.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}

function answer(hints: readonly ChangeHint[], cursor: Cursor, more: boolean): ChangesOutcome {
  return { class: 'OK', hints, cursor: JSON.stringify(cursor), more };
}

/** The `changes` of an endpoint. The first search goes back to the beginning of time: a lost cursor loses nothing. */
export function makeReconcilingFeed(source: FeedSource, { intervalMs, overlapMs, now }: Reconciliation) {
  function searchIsDue({ searchedAt }: Cursor): boolean {
    return searchedAt === undefined || now() - searchedAt >= intervalMs;
  }

  async function readFeed({ feed, ...rest }: Cursor, signal: AbortSignal): Promise<ChangesOutcome> {
    const page = await source.feed(feed, signal);
    if (page.class === 'GONE') return answer([], rest, true);
    if (page.class !== 'PAGE') return page;
    const cursor = { ...rest, feed: page.position };
    return answer(page.hints, cursor, page.more || searchIsDue(cursor));
  }

  async function search(cursor: Cursor, signal: AbortSignal): Promise<ChangesOutcome> {
    const { search: underWay, since = new Date(0).toISOString(), ...rest } = cursor;
    const page = await source.search(since, underWay?.next, signal);
    if (page.class !== 'PAGE') return page;
    const asOf = underWay?.asOf ?? page.asOf;
    if (page.next !== undefined) return answer(page.hints, { ...rest, since, search: { next: page.next, asOf } }, true);
    const from = new Date(Date.parse(asOf) - overlapMs).toISOString();
    return answer(page.hints, { ...rest, since: from, searchedAt: now() }, false);
  }

  return (text: string | undefined, signal: AbortSignal): Promise<ChangesOutcome> => {
    const cursor = decode(text);
    const searching = cursor.search !== undefined || (cursor.feed !== undefined && searchIsDue(cursor));
    return searching ? search(cursor, signal) : readFeed(cursor, signal);
  };
}
