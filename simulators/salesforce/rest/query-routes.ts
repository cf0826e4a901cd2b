/** `query`, `queryAll` and the pages that follow. Source: "Query" of the REST API guide. */
import { QueryFault } from '../soql/query-fault.ts';
import { makeIdSource } from '../storage/record-id.ts';
import { basePath, type ApiCall, type ApiReply, type Route } from './api-call.ts';
import { API_ERRORS, queryFault } from './errors.ts';
import { makeQueryCursors, type Cursor, type QueryCursors } from './query-cursors.ts';
import type { RestServices } from './services.ts';

const DEFAULT_BATCH = 2000;
const SMALLEST_BATCH = 200;

export function queryRoutes(services: RestServices): Route[] {
  const cursors = makeQueryCursors(makeIdSource());
  const routes = (resource: string, includeDeleted: boolean): Route[] => [
    { method: 'GET', pattern: resource, handle: (call) => start(services, cursors, call, includeDeleted) },
    { method: 'GET', pattern: `${resource}/:locator`, handle: (call, { locator }) => next(cursors, call, locator ?? '') },
  ];
  return [...routes('query', false), ...routes('queryAll', true)];
}

function start(services: RestServices, cursors: QueryCursors, call: ApiCall, includeDeleted: boolean): ApiReply {
  const soql = call.query.get('q');
  if (soql === null || soql.trim() === '') throw API_ERRORS.malformedQuery('A query string has to be specified');
  if (call.query.get('columns') === 'true') return { status: 200, body: runOrFault(() => call.user.columns(soql)) };
  const outcome = runOrFault(() => call.user.query(soql, { now: services.clock.now(), basePath: basePath(call), includeDeleted }));
  const cursor = { outcome, batchSize: batchSize(call), userId: call.user.userId };
  return page(call, cursor, { from: 0, locator: () => cursors.open(cursor) });
}

function next(cursors: QueryCursors, call: ApiCall, locator: string): ApiReply {
  const match = /^([A-Za-z0-9]{15,18})-(\d+)$/.exec(locator);
  const cursor = match?.[1] === undefined ? undefined : cursors.find(match[1], call.user.userId);
  if (match?.[1] === undefined || cursor === undefined) throw API_ERRORS.invalidLocator();
  const id = match[1];
  return page(call, cursor, { from: Number(match[2]), locator: () => id });
}

function page(
  call: ApiCall,
  { outcome, batchSize: size }: Cursor,
  place: { readonly from: number; readonly locator: () => string },
): ApiReply {
  const to = place.from + size;
  const done = to >= outcome.totalSize;
  const records = runOrFault(() => outcome.slice(place.from, to));
  const rest = done ? {} : { nextRecordsUrl: `${basePath(call)}/query/${place.locator()}-${to}` };
  return { status: 200, body: { totalSize: outcome.totalSize, done, ...rest, records } };
}

/** `Sforce-Query-Options: batchSize=500`; values outside 200 to 2,000 fall back to the nearest bound. */
function batchSize(call: ApiCall): number {
  const asked = Number(/batchSize\s*=\s*(\d+)/i.exec(call.headers['sforce-query-options'] ?? '')?.[1] ?? DEFAULT_BATCH);
  return Math.min(DEFAULT_BATCH, Math.max(SMALLEST_BATCH, asked));
}

export function runOrFault<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw error instanceof QueryFault ? queryFault(error) : error;
  }
}
