/** Parses SOQL with the library and gives syntax errors the platform's form. */
import { createRequire } from 'node:module';
import type { parseQuery, Query } from '@jetstreamapp/soql-parser-js';
import { QueryFault } from './query-fault.ts';

/** Parsed queries by text: clients repeat few shapes, and a parse costs more than most runs. */
export type QueryParser = (soql: string) => Query;

/** A query as the library reads it; its error is thrown. */
export type QueryReader = (soql: string) => Query;

const REMEMBERED = 200;

export function makeQueryParser(): QueryParser {
  const known = new Map<string, Query>();
  return (soql) => {
    const found = known.get(soql);
    if (found !== undefined) return found;
    const query = parse(soql);
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? '');
    known.set(soql, query);
    return query;
  };
}

const load = createRequire(import.meta.url);

/**
 * Binds are read everywhere, and refused when the query runs without values for them. The library works out its grammar when it is loaded, which
 * costs a fifth of a second: it is loaded with the first query. It does so again for each call that does not say what to do about errors.
 */
export const readQuery: QueryReader = (soql) => {
  const library = load('@jetstreamapp/soql-parser-js') as { readonly parseQuery: typeof parseQuery };
  return library.parseQuery(soql, { allowApexBindVariables: true, ignoreParseErrors: false, logErrors: false });
};

function parse(soql: string): Query {
  try {
    return readQuery(soql);
  } catch (error) {
    const found = /but found(?: -->|:)\s*'?(.*?)'?(?: <--)?\s*$/s.exec(String(error))?.[1]?.trim();
    throw new QueryFault('MALFORMED_QUERY', `unexpected token: '${found === undefined || found === '' ? '<EOF>' : found}'`);
  }
}
