/**
 * The change feed with its net: the ERP's feed may lose an entry, so every so often a search by time of change, which
 * overlaps the one before, says again what changed. Both positions travel in one cursor.
 */
import { z } from 'zod';
import type { ChangeHint, ChangesOutcome, Failure } from '../../engine/endpoint.ts';
import type { HttpCall, HttpResult } from '../kit/http-client.ts';
import { brokenContract } from '../kit/outcome.ts';
import type { GenericErpConfig } from './config.ts';
import { ChangesAnswer, ErrorAnswer, ModifiedAnswer } from './contract.ts';
import { failureFrom } from './outcome.ts';

const Cursor = z.strictObject({
  /** Position in the ERP's feed; absent for its beginning. */
  feed: z.string().optional(),
  /** ISO instant the next search starts from; absent until there was one. */
  since: z.string().optional(),
  /** The page of a search under way, and where that search started by the ERP's clock. */
  search: z.strictObject({ next: z.string(), asOf: z.string() }).optional(),
  /** When the last search began, by our clock. */
  searchedAt: z.number().optional(),
});
type Cursor = z.infer<typeof Cursor>;

export type FeedDependencies = {
  readonly config: Pick<GenericErpConfig, 'reconcileIntervalMs' | 'reconcileOverlapMs'>;
  /** Path of the company's API. */
  readonly root: string;
  readonly get: (call: HttpCall, signal: AbortSignal) => Promise<HttpResult>;
  readonly now: () => number;
};

function decode(text: string | undefined): Cursor {
  if (text === undefined) return {};
  try {
    return Cursor.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}

function toHints(items: readonly { readonly id: string }[]): readonly ChangeHint[] {
  return items.map(({ id }) => ({ kind: 'order', nativeId: id }));
}

type Page<Body> = { readonly class: 'PAGE'; readonly body: Body };

function parsePage<Body>(result: HttpResult, schema: z.ZodType<Body>): Page<Body> | Failure {
  if (result.kind !== 'answer' || result.status !== 200) return failureFrom(result, 'read');
  const page = schema.safeParse(result.body);
  return page.success ? { class: 'PAGE', body: page.data } : brokenContract();
}

/** Whether the feed does not know the position we have any more. The net catches what lay between. */
function isCursorGone(result: HttpResult): boolean {
  return result.kind === 'answer' && result.status === 410 && ErrorAnswer.safeParse(result.body).data?.code === 'CURSOR_GONE';
}

export function makeFeed({
  config,
  root,
  get,
  now,
}: FeedDependencies): (cursor: string | undefined, signal: AbortSignal) => Promise<ChangesOutcome> {
  function answer(hints: readonly ChangeHint[], cursor: Cursor, more: boolean): ChangesOutcome {
    return { class: 'OK', hints, cursor: JSON.stringify(cursor), more };
  }

  function searchIsDue({ searchedAt }: Cursor): boolean {
    return searchedAt === undefined || now() - searchedAt >= config.reconcileIntervalMs;
  }

  async function readFeed({ feed, ...rest }: Cursor, signal: AbortSignal): Promise<ChangesOutcome> {
    const query = feed === undefined ? '' : `?since=${encodeURIComponent(feed)}`;
    const result = await get({ method: 'GET', path: `${root}/changes${query}` }, signal);
    if (isCursorGone(result)) return answer([], rest, true);
    const page = parsePage(result, ChangesAnswer);
    if (page.class !== 'PAGE') return page;
    const { changes, cursor, more } = page.body;
    const next = { ...rest, feed: cursor };
    return answer(toHints(changes.filter(({ type }) => type === 'sales-order')), next, more || searchIsDue(next));
  }

  async function search(cursor: Cursor, signal: AbortSignal): Promise<ChangesOutcome> {
    const { search: underWay, since = new Date(0).toISOString(), ...rest } = cursor;
    const query = new URLSearchParams({ modifiedSince: since, ...(underWay && { next: underWay.next }) });
    const page = parsePage(await get({ method: 'GET', path: `${root}/sales-orders?${query}` }, signal), ModifiedAnswer);
    if (page.class !== 'PAGE') return page;
    const { items, next } = page.body;
    const asOf = underWay?.asOf ?? page.body.asOf;
    if (next !== undefined) return answer(toHints(items), { ...rest, since, search: { next, asOf } }, true);
    const from = new Date(Date.parse(asOf) - config.reconcileOverlapMs).toISOString();
    return answer(toHints(items), { ...rest, since: from, searchedAt: now() }, false);
  }

  return (text, signal) => {
    const cursor = decode(text);
    const searching = cursor.search !== undefined || (cursor.feed !== undefined && searchIsDue(cursor));
    return searching ? search(cursor, signal) : readFeed(cursor, signal);
  };
}
