/** Searches for Apex: inline SOSL and `Search.query`. Source: Apex Developer Guide, "SOQL and SOSL Queries", "Adding SOSL Queries to Unit Tests". */
import type { Search } from '../../sosl/parse-search.ts';
import { ApexList } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import { fixedSearchResults } from '../library/test-search.ts';
import type { Access } from '../org-port.ts';
import { listOf, SOBJECT, sobjectOf } from '../types/type.ts';
import type { Value } from '../values.ts';
import { ask, boundValue, type Binds } from './query.ts';
import type { Records } from './records.ts';

export type SearchRun = { readonly search: Search; readonly binds: Binds; readonly access: Access };

/** A list of lists of records, one for each object that is returned. In a test nothing is found but what the test says. */
export type Searches = (run: SearchRun) => Value;

export function makeSearches(context: ApexContext, records: Records): Searches {
  return ({ search, binds, access }) => {
    context.use('soslQueries');
    const bound = new Map(Object.entries(binds).map(([name, value]) => [name.toLowerCase(), boundValue(context, value)]));
    const fixed = context.inTest() ? { found: fixedSearchResults(context) } : {};
    const found = ask(context, () => context.org.search({ search, binds: bound, access, ...fixed }), 'SearchException');
    const lists = found.map(({ object, rows }) => new ApexList(listOf(sobjectOf(object.name)), rows.map(records.fromSelected)));
    context.use(
      'queryRows',
      lists.reduce((count, { items }) => count + items.length, 0),
    );
    return new ApexList(listOf(listOf(SOBJECT)), lists);
  };
}
