/** Reading: orders by id, by reference, by time of change, and the change feed. */
import type { Answer, Call } from '../host/call.ts';
import { ok, problem } from '../host/call.ts';
import type { Company } from './company.ts';

const MOST_IDS = 50;
const PAGE = 200;

function byIds(company: Company, ids: readonly string[]): Answer {
  if (ids.length > MOST_IDS) return problem(400, 'TOO_MANY_IDS', `at most ${MOST_IDS} ids can be read at once`);
  return ok({ items: ids.map((id) => company.orders.get(id)).filter((order) => order !== undefined) });
}

function modifiedSince(company: Company, since: string, next: string | undefined): Answer {
  const sinceMs = Date.parse(since);
  if (Number.isNaN(sinceMs)) return problem(400, 'INVALID', 'modifiedSince is an ISO instant');
  return ok({ ...company.index.modifiedSince(sinceMs, next, PAGE), asOf: company.now() });
}

/** One of: `ids` (whole orders), `reference` with or without `customer` (whole orders), `modifiedSince` (their keys). */
export function searchOrders(company: Company, { query }: Call): Answer {
  const [ids, reference, since] = [query.get('ids'), query.get('reference'), query.get('modifiedSince')];
  if (ids !== null) return byIds(company, ids.split(',').filter(Boolean));
  if (since !== null) return modifiedSince(company, since, query.get('next') ?? undefined);
  if (reference === null) return problem(400, 'INVALID', 'one of ids, reference or modifiedSince is needed');
  const customer = query.get('customer');
  const found = company.index.byKey(reference).filter((order) => customer === null || order.customer === customer);
  return ok({ items: found });
}

export function readOrder(company: Company, { parameters }: Call): Answer {
  const order = company.orders.get(parameters['id'] ?? '');
  return order ? ok(order) : problem(404, 'NO_SUCH_ORDER', 'there is no order with this id');
}

export function readChanges(company: Company, { query }: Call): Answer {
  const page = company.feed.page(query.get('since') ?? undefined, PAGE);
  return page ? ok(page) : problem(410, 'CURSOR_GONE', 'this cursor is not known; start without one');
}
