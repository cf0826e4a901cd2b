/** SOQL queries, all pages. Source: REST API Developer Guide, "Query" and "Query More Results". */
import { z } from 'zod';
import type { SalesforceFailure } from './failure.ts';
import type { RestClient } from './rest-client.ts';

const TIMEOUT_MS = 60_000;
/** The longest request line the platform takes (HTTP 414 beyond it). */
export const MAX_URI_BYTES = 16_384;

const Page = z.object({ records: z.array(z.record(z.string(), z.unknown())), nextRecordsUrl: z.string().optional() });

export type SoqlRecord = Readonly<Record<string, unknown>>;

export type QueryResult =
  { readonly ok: true; readonly records: readonly SoqlRecord[] } | { readonly ok: false; readonly failure: SalesforceFailure };

/** The path of a query. Only what would end the parameter or break the line is escaped, to keep it short. */
export function queryPath(soql: string): string {
  return `/query?q=${encodeURIComponent(soql).replaceAll('%20', '+').replaceAll('%2C', ',')}`;
}

/** A SOQL text literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

export type PagesResult = { readonly ok: true } | { readonly ok: false; readonly failure: SalesforceFailure };

/** Hands over the records of a page and of all pages after it, page by page. `path` is a query or a `nextRecordsUrl`. */
export async function eachPage(
  rest: RestClient,
  { path, purpose }: { readonly path: string; readonly purpose: string },
  take: (records: readonly SoqlRecord[]) => void | Promise<void>,
): Promise<PagesResult> {
  for (let next: string | undefined = path; next !== undefined;) {
    const result = await rest.call({ method: 'GET', path: next, timeoutMs: TIMEOUT_MS, purpose });
    if (!result.ok) return result;
    const page = Page.safeParse(result.body);
    if (!page.success)
      return { ok: false, failure: { class: 'TRANSIENT', code: 'UNEXPECTED_ANSWER', message: 'the answer is no query page' } };
    await take(page.data.records);
    next = page.data.nextRecordsUrl;
  }
  return { ok: true };
}

/** The records of all pages at once, for queries that bound them. */
export async function readPages(rest: RestClient, path: string, purpose: string): Promise<QueryResult> {
  const records: SoqlRecord[] = [];
  const result = await eachPage(rest, { path, purpose }, (page) => {
    records.push(...page);
  });
  return result.ok ? { ok: true, records } : result;
}
