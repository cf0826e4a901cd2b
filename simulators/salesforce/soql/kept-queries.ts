/** Keeps the queries that stand in sources. Those of clients are remembered by the org as long as it runs, and nowhere else. */
import type { Query } from '@jetstreamapp/soql-parser-js';
import { openReadings } from '../kept-readings.ts';
import { readQuery, type QueryReader } from './parse.ts';

/** Reads through files in `folder`. A query that cannot be read is not kept: its error is thrown each time. */
export function makeKeptQueryReader(folder: string): QueryReader {
  const queries = openReadings<Query>(folder, { folder: import.meta.dirname, library: '@jetstreamapp/soql-parser-js' });
  return (soql) => {
    const found = queries.find(soql);
    if (found !== undefined) return found;
    const query = readQuery(soql);
    queries.keep(soql, query);
    return query;
  };
}
