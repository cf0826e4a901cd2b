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

function parse(soql: string): Query {
  try {
    // Without values for them binds are refused when the query runs.
    return parseQuery(soql, { allowApexBindVariables: true });
  } catch (error) {
    const found = /but found(?: -->|:)\s*'?(.*?)'?(?: <--)?\s*$/s.exec(String(error))?.[1]?.trim();
    throw new QueryFault('MALFORMED_QUERY', `unexpected token: '${found === undefined || found === '' ? '<EOF>' : found}'`);
  }
}
