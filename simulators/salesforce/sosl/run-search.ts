/** Runs SOSL over the org's records: finds by their texts, then asks SOQL for the fields, conditions and order of each object. */
import type { OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { OutputRecord } from '../soql/projection.ts';
import type { QueryOptions, QueryRunner } from '../soql/run-query.ts';
import type { Binds } from '../soql/predicate.ts';
import { makeFaults } from '../soql/query-fault.ts';
import type { Database } from '../storage/database.ts';
import type { ReturnedObject, Search, SearchGroup } from './parse-search.ts';
import { compileSearch } from './search-text.ts';

export type SearchScope = {
  /** What the user knows of: other fields are not searched. */
  readonly metadata: OrgMetadata;
  readonly database: Database;
  readonly query: QueryRunner;
};

export type SearchRequest = Pick<QueryOptions, 'now' | 'basePath'> & {
  readonly search: Search;
  readonly binds?: Binds;
  /** In the place of what the words would find: `Test.setFixedSearchResults`. */
  readonly found?: readonly string[];
};

export type FoundRecords = { readonly object: OrgObject; readonly records: readonly OutputRecord[] };

const MOST_RESULTS = 2000;

const KINDS: Readonly<Record<SearchGroup, readonly OrgField['kind'][]>> = {
  ALL: ['string', 'textarea', 'picklist', 'email', 'phone', 'url', 'autonumber'],
  NAME: [],
  EMAIL: ['email'],
  PHONE: ['phone'],
};

/** One list for each object that is returned, in their order; throws `QueryFault`. */
export function runSearch(scope: SearchScope, request: SearchRequest): FoundRecords[] {
  const { search } = request;
  let left = Math.min(search.limit ?? MOST_RESULTS, MOST_RESULTS);
  return (search.returning ?? everything(scope)).map((returned) => {
    const object = scope.metadata.object(returned.object);
    if (object === undefined) throw makeFaults(returned.object).unknownObject(returned.object);
    const records = select(scope, request, { object, returned }).slice(0, left);
    left -= records.length;
    return { object, records };
  });
}

const everything = ({ metadata }: SearchScope): ReturnedObject[] =>
  [...metadata.objects.values()]
    .filter(({ kind, fields }) => (kind === 'standard' || kind === 'custom') && fields.some(({ nameField }) => nameField === true))
    .map(({ name }) => ({ object: name, fields: 'Id', condition: '', rest: '' }));

type Wanted = { readonly object: OrgObject; readonly returned: ReturnedObject };

/** The name of the bind that holds what was found: no text of a search can have it. */
const FOUND = 'sosl_found';

function select(scope: SearchScope, request: SearchRequest, { object, returned }: Wanted): readonly OutputRecord[] {
  const ids = request.found ?? find(scope, request, object);
  const condition = returned.condition === '' ? '' : `(${returned.condition}) AND `;
  const soql = `SELECT ${returned.fields} FROM ${object.name} WHERE ${condition}Id IN :${FOUND}${returned.rest}`;
  const binds = new Map([...(request.binds ?? []), [FOUND, ids]]);
  const { totalSize, slice } = scope.query(soql, { now: request.now, basePath: request.basePath, binds });
  return slice(0, totalSize);
}

function find({ database }: SearchScope, { search, binds }: SearchRequest, object: OrgObject): string[] {
  const words = 'text' in search.find ? search.find.text : String(binds?.get(search.find.bind.toLowerCase()) ?? '');
  const matches = compileSearch(words);
  const fields = object.fields.filter(({ kind, nameField }) => nameField === true || KINDS[search.group].includes(kind));
  const ids: string[] = [];
  for (const record of database.table(object.name).records()) {
    const texts = fields.map(({ name }) => record[name] ?? null).filter((value) => typeof value === 'string');
    if (matches(texts)) ids.push(String(record['Id']));
  }
  return ids;
}
