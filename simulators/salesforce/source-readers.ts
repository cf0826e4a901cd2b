/** What reads the code in sources: Apex, and the SOQL in it and in channel filters. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseApex } from './apex/syntax/parse.ts';
import { makeCachedParser, type ApexParser } from './apex/syntax/syntax-cache.ts';
import { makeKeptQueryReader } from './soql/kept-queries.ts';
import { readQuery, type QueryReader } from './soql/parse.ts';

export type SourceReaders = { readonly apex: ApexParser; readonly soql: QueryReader };

export const PLAIN_READERS: SourceReaders = { apex: parseApex, soql: readQuery };

/** Beside the other data of a laptop: anybody may delete it. */
export const KEPT_READINGS = fileURLToPath(new URL('../../.data', import.meta.url));

/** Readers that keep what they read below `folder`. Others may use it at the same time, and anybody may delete it. */
export function makeKeptReaders(folder: string): SourceReaders {
  return { apex: makeCachedParser(join(folder, 'apex-syntax')), soql: makeKeptQueryReader(join(folder, 'soql-syntax')) };
}
