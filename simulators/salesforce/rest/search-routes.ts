/** `search`. Source: "Search" of the REST API guide: the records found, one list over all objects. */
import { parseSearch } from '../sosl/parse-search.ts';
import { runSearch } from '../sosl/run-search.ts';
import { basePath, type ApiCall, type ApiReply, type Route } from './api-call.ts';
import { API_ERRORS } from './errors.ts';
import { runOrFault } from './query-routes.ts';
import type { RestServices } from './services.ts';

export function searchRoutes(services: RestServices): Route[] {
  return [{ method: 'GET', pattern: 'search', handle: (call) => search(services, call) }];
}

function search({ clock, database }: RestServices, call: ApiCall): ApiReply {
  const sosl = call.query.get('q');
  if (sosl === null || sosl.trim() === '') throw API_ERRORS.malformedQuery('A search string has to be specified');
  const scope = { database, metadata: call.user.metadata, query: call.user.query };
  const found = runOrFault(() => runSearch(scope, { search: parseSearch(sosl), now: clock.now(), basePath: basePath(call) }));
  return { status: 200, body: { searchRecords: found.flatMap(({ records }) => records) } };
}
