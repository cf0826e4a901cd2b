/** The two questions to the generic warehouse about what changed. */
import type { ChangeHint } from '../../engine/endpoint.ts';
import type { HttpCall, HttpResult } from '../kit/http-client.ts';
import { parseBody } from '../kit/outcome.ts';
import type { FeedSource } from '../kit/reconciling-feed.ts';
import { ChangesAnswer, ErrorAnswer, ModifiedAnswer } from './contract.ts';
import { failureFrom } from './outcome.ts';

function toHints(items: readonly { readonly id: string }[]): readonly ChangeHint[] {
  return items.map(({ id }) => ({ kind: 'release', nativeId: id }));
}

function isCursorGone(result: HttpResult): boolean {
  return result.kind === 'answer' && result.status === 410 && ErrorAnswer.safeParse(result.body).data?.code === 'CURSOR_GONE';
}

/** `root` is the path of the site's API. */
export function makeFeedSource(root: string, get: (call: HttpCall, signal: AbortSignal) => Promise<HttpResult>): FeedSource {
  return {
    feed: async (position, signal) => {
      const query = position === undefined ? '' : `?since=${encodeURIComponent(position)}`;
      const result = await get({ method: 'GET', path: `${root}/changes${query}` }, signal);
      if (isCursorGone(result)) return { class: 'GONE' };
      const page = parseBody(result, ChangesAnswer, failureFrom);
      if (page.class !== 'BODY') return page;
      const { changes, cursor, more } = page.body;
      return { class: 'PAGE', hints: toHints(changes.filter(({ type }) => type === 'release')), position: cursor, more };
    },
    search: async (since, next, signal) => {
      const query = new URLSearchParams({ modifiedSince: since, ...(next !== undefined && { next }) });
      const page = parseBody(await get({ method: 'GET', path: `${root}/releases?${query}` }, signal), ModifiedAnswer, failureFrom);
      if (page.class !== 'BODY') return page;
      return { class: 'PAGE', hints: toHints(page.body.items), asOf: page.body.asOf, next: page.body.next };
    },
  };
}
