/** Reads orders with their lines: one call for up to 200 of them. */
import { z } from 'zod';
import type { SalesforceFailure } from '../failure.ts';
import { queryPath, quoted, readPages } from '../query.ts';
import type { SoqlRecord } from '../query.ts';
import type { RestClient } from '../rest-client.ts';
import { LINE_FIELDS, ORDER_FIELDS } from './order-mapping.ts';
import type { OrderRecord } from './order-mapping.ts';
import type { Found } from './read-apart.ts';

/** Keys have at most 20 characters, so that a query with this many stays far below the longest request line. */
export const ORDERS_PER_QUERY = 200;

const Children = z.object({ records: z.array(z.record(z.string(), z.unknown())), nextRecordsUrl: z.string().optional() }).nullish();

/** The path of the query; a GET, whose length a test holds below the platform's limit. */
export function ordersPath(orderKeys: readonly string[]): string {
  const lines = `(SELECT ${LINE_FIELDS.join(',')} FROM Lines__r ORDER BY Line_Number__c)`;
  return queryPath(
    `SELECT ${ORDER_FIELDS.join(',')},${lines} FROM OB_Order__c WHERE External_Key__c IN (${orderKeys.map(quoted).join(',')})`,
  );
}

type LinesResult =
  { readonly ok: true; readonly lines: readonly SoqlRecord[] } | { readonly ok: false; readonly failure: SalesforceFailure };

/** The platform may cut the children of one parent into pages of their own. */
async function linesOf(rest: RestClient, children: unknown): Promise<LinesResult> {
  const parsed = Children.safeParse(children).data;
  const first = parsed?.records ?? [];
  if (parsed?.nextRecordsUrl === undefined) return { ok: true, lines: first };
  const more = await readPages(rest, parsed.nextRecordsUrl, 'read-orders');
  return more.ok ? { ok: true, lines: [...first, ...more.records] } : more;
}

/** Orders by key, as the org holds them; those it does not have are left out. */
export async function readOrders(rest: RestClient, orderKeys: readonly string[]): Promise<Found<OrderRecord>> {
  const result = await readPages(rest, ordersPath(orderKeys), 'read-orders');
  if (!result.ok) return result;
  const orders = new Map<string, OrderRecord>();
  for (const { Lines__r: children, ...fields } of result.records) {
    const lines = await linesOf(rest, children);
    if (!lines.ok) return lines;
    const key = fields['External_Key__c'];
    if (typeof key === 'string') orders.set(key, { fields, lines: lines.lines });
  }
  return { ok: true, found: orders };
}
