/**
 * Questions about what changed, to systems whose feed has the plain shape of docs/generic-erp-api.md: a page of keys and
 * an opaque cursor, 410 for a cursor that is gone, and a search by time of change.
 */
import { z } from 'zod';
import type { ChangeHint } from '../../engine/endpoint.ts';
import type { HttpCall, HttpResult } from './http-client.ts';
import { parseBody } from './outcome.ts';
import type { Classify } from './outcome.ts';
import type { FeedSource } from './reconciling-feed.ts';

const ChangesAnswer = z.object({ changes: z.array(z.object({ type: z.string(), id: z.string() })), cursor: z.string(), more: z.boolean() });
const SearchAnswer = z.object({
  items: z.array(z.object({ id: z.string() })),
  next: z.string().optional(),
  asOf: z.iso.datetime({ offset: true }),
});
const CursorGone = z.object({ code: z.literal('CURSOR_GONE') });

export type CursorFeed = {
  /** Path of the feed, which tells of every kind of document. */
  readonly changesPath: string;
  /** Each kind of document: where it is searched, the system's word for it, and ours. */
  readonly documents: readonly { readonly path: string; readonly type: string; readonly kind: ChangeHint['kind'] }[];
  readonly get: (call: HttpCall, signal: AbortSignal) => Promise<HttpResult>;
  readonly classify: Classify;
};

function isGone(result: HttpResult): boolean {
  return result.kind === 'answer' && result.status === 410 && CursorGone.safeParse(result.body).success;
}

/** Kinds are searched one after the other; the place in a search is the kind's number and its own next page. */
type Place = { readonly index: number; readonly next?: string };

function decode(place: string | undefined): Place {
  const [index = '0', ...next] = (place ?? '0').split(':');
  return { index: Number(index), ...(next.length > 0 && { next: next.join(':') }) };
}

function placeAfter({ index }: Place, next: string | undefined, kinds: number): string | undefined {
  if (next !== undefined) return `${index}:${next}`;
  return index + 1 < kinds ? String(index + 1) : undefined;
}

export function makeCursorFeedSource({ changesPath, documents, get, classify }: CursorFeed): FeedSource {
  const kinds = new Map(documents.map(({ type, kind }) => [type, kind]));

  function toHints(changes: readonly { readonly type: string; readonly id: string }[]): readonly ChangeHint[] {
    return changes.flatMap(({ type, id }) => {
      const kind = kinds.get(type);
      return kind === undefined ? [] : [{ kind, nativeId: id }];
    });
  }

  return {
    feed: async (position, signal) => {
      const query = position === undefined ? '' : `?since=${encodeURIComponent(position)}`;
      const result = await get({ method: 'GET', path: changesPath + query }, signal);
      if (isGone(result)) return { class: 'GONE' };
      const page = parseBody(result, ChangesAnswer, classify);
      if (page.class !== 'BODY') return page;
      const { changes, cursor, more } = page.body;
      return { class: 'PAGE', hints: toHints(changes), position: cursor, more };
    },
    search: async (since, cursor, signal) => {
      const place = decode(cursor);
      const searched = documents[place.index];
      if (!searched) return { class: 'PAGE', hints: [], asOf: since };
      const query = new URLSearchParams({ modifiedSince: since, ...(place.next !== undefined && { next: place.next }) });
      const page = parseBody(await get({ method: 'GET', path: `${searched.path}?${query.toString()}` }, signal), SearchAnswer, classify);
      if (page.class !== 'BODY') return page;
      const { items, asOf } = page.body;
      const hints = items.map(({ id }) => ({ kind: searched.kind, nativeId: id }));
      return { class: 'PAGE', hints, asOf, next: placeAfter(place, page.body.next, documents.length) };
    },
  };
}
