/** Runs SOQL over the org's records. Source: SOQL and SOSL Reference; what is left out is listed in docs/local-org.md. */
import type { OrderByClause, Query, Subquery } from '@jetstreamapp/soql-parser-js';
import { isSortable } from '../metadata/field-use.ts';
import type { OrgField, OrgObject } from '../metadata/model.ts';
import type { StoredRecord, StoredValue } from '../storage/transaction.ts';
import { isAggregate, isPlainCount, runAggregate, type Groups } from './aggregate.ts';
import { findCandidates } from './candidates.ts';
import { sortKey, sortRows } from './order-by.ts';
import type { QueryParser } from './parse.ts';
import { compilePredicate, type Binds, type Predicate, type Restriction } from './predicate.ts';
import { compileProjection, type OutputRecord } from './projection.ts';
import { makeFaults, QueryFault, type FaultMaker } from './query-fault.ts';
import type { QueryScope } from './scope.ts';
import { fieldExpression, functionExpression, type ExpressionContext } from './value-expression.ts';
import { recordAccessRows, USER_RECORD_ACCESS } from './user-record-access.ts';
import { buildWhereTree } from './where-tree.ts';

export type QueryOptions = {
  /** The org's time, ms since the epoch: date literals count from it. */
  readonly now: number;
  /** `/services/data/v67.0`, for the urls in `attributes`. */
  readonly basePath: string;
  /** Also look into the recycle bin, as `queryAll` does. */
  readonly includeDeleted?: boolean;
  /** Values of Apex binds in the text. */
  readonly binds?: Binds;
};

export type QueryOutcome = {
  readonly totalSize: number;
  /** Result records from `from` (included) to `to` (excluded): a page costs only its own rows. */
  readonly slice: (from: number, to: number) => readonly OutputRecord[];
  /** Paths of the selected fields, `Order__r.Name`; undefined for aggregates and where children are selected. */
  readonly columns?: readonly string[] | undefined;
  /** Of groups. */
  readonly kinds?: Groups['columns'];
};

export type QueryRunner = (soql: string, options: QueryOptions) => QueryOutcome;

/** In characters. Source: "SOQL and SOSL Limits". */
const LONGEST = 100_000;

/** The runner throws `QueryFault` for what the platform would refuse. */
export function makeQueryRunner(scope: QueryScope, parse: QueryParser): QueryRunner {
  return (soql, options) => {
    if (soql.length > LONGEST) throw new QueryFault('MALFORMED_QUERY', `SOQL statements cannot be longer than ${LONGEST} characters`);
    const faults = makeFaults(soql);
    const query = parse(soql);
    const object = queryableObject(scope, query.sObject ?? '', faults);
    return runTop({ scope, object, alias: query.sObjectAlias, faults, options }, query);
  };
}

type RunContext = ExpressionContext & { readonly options: QueryOptions };

function queryableObject(scope: QueryScope, name: string, faults: FaultMaker): OrgObject {
  const object = scope.metadata.object(name);
  if (object === undefined) throw faults.unknownObject(name);
  if (object.kind === 'platformEvent')
    throw new QueryFault('INVALID_TYPE_FOR_OPERATION', `entity type ${object.name} does not support query`);
  return object;
}

function runTop(context: RunContext, query: Query): QueryOutcome {
  const records = select(context, query);
  if (isPlainCount(query)) return { totalSize: window(context, records, query).length, slice: () => [] };
  if (isAggregate(query)) {
    const { rows, columns: kinds } = runAggregate(query, records, { ...context, now: context.options.now });
    return { totalSize: rows.length, slice: (from, to) => rows.slice(from, to), kinds };
  }
  const rows = window(context, order(context, records, query.orderBy), query);
  const { project, columns } = compileProjection(query, {
    ...context,
    urlPrefix: urlPrefix(context),
    children: (subquery) => childRunner(context, subquery, 2),
  });
  return { totalSize: rows.length, slice: (from, to) => rows.slice(from, to).map(project), columns };
}

/** Records that satisfy the WHERE clause. */
function select(context: RunContext, query: Pick<Query, 'where'>): StoredRecord[] {
  const { test, restrictions } = compileWhere(context, query);
  if (context.object.name === USER_RECORD_ACCESS) return filter(recordAccessRows(context.scope, restrictions), test);
  const table = context.scope.database.table(context.object.name);
  const sees = context.scope.sees(context.object);
  const wanted: Predicate = (record) => test(record) && sees(record);
  const found = filter(findCandidates(table, restrictions), wanted);
  if (context.options.includeDeleted !== true) return found;
  return [...found, ...filter(table.deletedRecords(), wanted)].sort(byId);
}

/** Deleted records stand where they stood. */
const byId = ({ Id: a }: StoredRecord, { Id: b }: StoredRecord): number => (String(a) < String(b) ? -1 : 1);

function compileWhere(context: RunContext, query: Pick<Query, 'where'>): { test: Predicate; restrictions: readonly Restriction[] } {
  if (query.where === undefined) return { test: () => true, restrictions: [] };
  const semiJoin = (inner: Query): StoredValue[] => selectedValues(context, inner);
  return compilePredicate(buildWhereTree(query.where), { ...context, now: context.options.now, binds: context.options.binds, semiJoin });
}

function selectedValues(context: RunContext, query: Query): StoredValue[] {
  const object = queryableObject(context.scope, query.sObject ?? '', context.faults);
  const inner: RunContext = { ...context, object, alias: query.sObjectAlias };
  const [item, ...others] = query.fields ?? [];
  if (item === undefined || others.length > 0 || (item.type !== 'Field' && item.type !== 'FieldRelationship')) {
    throw context.faults.malformed('a semi join sub-selects exactly one field');
  }
  const { field, get } = fieldExpression(inner, item.type === 'Field' ? item.field : [...item.relationships, item.field].join('.'));
  if (!isKey(field)) throw context.faults.malformed(`Semi join sub-selects can only query id fields, cannot use: '${field.name}'`);
  return select(inner, query).map(get);
}

const isKey = ({ kind }: OrgField): boolean => kind === 'id' || kind === 'reference';

function filter(records: Iterable<StoredRecord>, test: Predicate): StoredRecord[] {
  const found: StoredRecord[] = [];
  for (const record of records) if (test(record)) found.push(record);
  return found;
}

function order(context: RunContext, records: readonly StoredRecord[], orderBy: Query['orderBy']): readonly StoredRecord[] {
  if (orderBy === undefined) return records;
  const keys = [orderBy].flat().map((clause: OrderByClause) => {
    const { field, get } = 'fn' in clause ? functionExpression(context, clause.fn) : fieldExpression(context, clause.field);
    if (!isSortable(field)) throw context.faults.unusable(field.name, 'sorted');
    return sortKey(clause, get, isKey(field));
  });
  return sortRows(records, keys);
}

const MAX_OFFSET = 2000;

function window(context: RunContext, records: readonly StoredRecord[], query: Pick<Query, 'limit' | 'offset'>): readonly StoredRecord[] {
  const { limit, offset = 0 } = query;
  if (offset > MAX_OFFSET) throw new QueryFault('NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${MAX_OFFSET}`);
  if (limit !== undefined && limit < 0) throw context.faults.malformed(`Invalid limit ${limit}`);
  return limit === undefined && offset === 0 ? records : records.slice(offset, limit === undefined ? undefined : offset + limit);
}

/** `(SELECT … FROM Lines__r)`: compiled once, run for each parent; no children is null. */
/** Parents, children, their children, and so on. Source: SOQL and SOSL Reference, "Understanding Query Relationships". */
const MAX_LEVELS = 5;

function childRunner(context: RunContext, subquery: Subquery, level: number): (record: StoredRecord) => unknown {
  if (level > MAX_LEVELS) throw context.faults.malformed(`SOQL statements cannot query more than ${MAX_LEVELS} levels of relationships`);
  const relationship = context.scope.child(context.object, subquery.relationshipName);
  if (relationship === undefined) throw context.faults.unknownChildRelationship(subquery.relationshipName);
  const { object, field } = relationship;
  const inner: RunContext = { ...context, object, alias: subquery.sObjectAlias };
  const table = context.scope.database.table(object.name);
  const { test } = compileWhere(inner, subquery);
  const sees = context.scope.sees(object);
  const children = (nested: Subquery): ReturnType<typeof childRunner> => childRunner(inner, nested, level + 1);
  const { project } = compileProjection(subquery, { ...inner, urlPrefix: urlPrefix(context), children });
  return (record) => {
    const found = childrenOf(table, field, String(record['Id'])).filter((child) => test(child) && sees(child));
    const rows = window(inner, order(inner, found, subquery.orderBy), subquery);
    return rows.length === 0 ? null : { totalSize: rows.length, done: true, records: rows.map(project) };
  };
}

function childrenOf(table: ReturnType<QueryScope['database']['table']>, field: OrgField, parentId: string): StoredRecord[] {
  return table
    .find(field, parentId)
    .map(table.get)
    .filter((child) => child !== undefined);
}

function urlPrefix({ options }: RunContext): string {
  return `${options.basePath}/sobjects`;
}
