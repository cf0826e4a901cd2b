/** Parses SOQL with the library and gives syntax errors the platform's form. */
import { parseQuery, type Query } from '@jetstreamapp/soql-parser-js';
import { QueryFault } from './query-fault.ts';

/** Parsed queries by text: clients repeat few shapes, and a parse costs more than most runs. */
export type QueryParser = (soql: string) => Query;

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

/**
 * Binds are read everywhere, and refused when the query runs without values for them. The library makes its parser anew, which costs a tenth of a
 * second, for each call that does not say what to do about errors.
 */
export const PARSE_OPTIONS = { allowApexBindVariables: true, ignoreParseErrors: false, logErrors: false };

function parse(soql: string): Query {
  try {
    return parseQuery(soql, PARSE_OPTIONS);
  } catch (error) {
    const found = /but found(?: -->|:)\s*'?(.*?)'?(?: <--)?\s*$/s.exec(String(error))?.[1]?.trim();
    throw new QueryFault('MALFORMED_QUERY', `unexpected token: '${found === undefined || found === '' ? '<EOF>' : found}'`);
  }
}
