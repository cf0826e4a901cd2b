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
  /** Paths of the feed and of the documents. */
  readonly changesPath: string;
  readonly documentsPath: string;
  /** The system's word for the documents, and ours. */
  readonly type: string;
  readonly kind: ChangeHint['kind'];
  readonly get: (call: HttpCall, signal: AbortSignal) => Promise<HttpResult>;
  readonly classify: Classify;
};

function isGone(result: HttpResult): boolean {
  return result.kind === 'answer' && result.status === 410 && CursorGone.safeParse(result.body).success;
}

export function makeCursorFeedSource({ changesPath, documentsPath, type, kind, get, classify }: CursorFeed): FeedSource {
  const toHints = (items: readonly { readonly id: string }[]): readonly ChangeHint[] => items.map(({ id }) => ({ kind, nativeId: id }));
  return {
    feed: async (position, signal) => {
      const query = position === undefined ? '' : `?since=${encodeURIComponent(position)}`;
      const result = await get({ method: 'GET', path: changesPath + query }, signal);
      if (isGone(result)) return { class: 'GONE' };
      const page = parseBody(result, ChangesAnswer, classify);
      if (page.class !== 'BODY') return page;
      const { changes, cursor, more } = page.body;
      return { class: 'PAGE', hints: toHints(changes.filter((change) => change.type === type)), position: cursor, more };
    },
    search: async (since, next, signal) => {
      const query = new URLSearchParams({ modifiedSince: since, ...(next !== undefined && { next }) });
      const page = parseBody(await get({ method: 'GET', path: `${documentsPath}?${query.toString()}` }, signal), SearchAnswer, classify);
      if (page.class !== 'BODY') return page;
      const { items, asOf } = page.body;
      return { class: 'PAGE', hints: toHints(items), asOf, next: page.body.next };
    },
  };
}
