/** Runs queries for Apex: binds in stored form, rows as records, everything counted. */
import { QueryFault } from '../../soql/query-fault.ts';
import { ApexCollection, ApexSObject, type Value } from '../values.ts';
import { ApexList, ApexSet, ApexMap } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import type { Access, BoundValue, SelectedRows } from '../org-port.ts';
import { recordsSize } from '../run/heap.ts';
import type { ApexType } from '../types/type.ts';
import { askInMode } from './inaccessible-fields.ts';
import { withNumbers, type QueryShape } from './query-shape.ts';
import { toStored, type Records } from './records.ts';
import { meetLack } from './set-up.ts';

export type Binds = Readonly<Record<string, Value>>;

/** As the code that runs has it, unless the query or save says otherwise. */
export function accessOf(mode: 'user' | 'system' | undefined, usual: Access): Access {
  return mode === undefined ? usual : { mode, sharing: usual.sharing || mode === 'user' };
}

export type QueryRun = {
  readonly shape: QueryShape;
  readonly binds: Binds;
  readonly access: Access;
  readonly type: ApexType;
};

/** What the rows of a query count as. */
export type RowsAs = 'queryRows' | 'queryLocatorRows' | 'none';

export type Queries = {
  /** A list of records, or the number of a `COUNT()`. */
  readonly run: (query: QueryRun) => Value;
  /** The list that `ask` queries is gone through in parts, so that it is never held as a whole (Apex Developer Guide, "SOQL For Loops"). */
  readonly streamed: (ask: () => Value, rowsAs?: RowsAs) => Value;
  /** The one record of a list; a QueryException for none or several. */
  readonly only: (records: Value) => Value;
  /** The one record of a list, null for none. */
  readonly optional: (records: Value) => Value;
};

/**
 * Custom metadata may be queried without end, unless long texts are asked for. Source: Apex Developer Guide, "Execution Governors and Limits"; Salesforce
 * Help, "Custom Metadata Limits".
 */
function counts({ org }: ApexContext, { object, soql }: QueryShape): boolean {
  const of = org.metadata.object(object);
  if (of?.kind !== 'customMetadata') return true;
  return of.fields.some(({ name, kind, length = 0 }) => kind === 'textarea' && length > 255 && new RegExp(`\\b${name}\\b`, 'i').test(soql));
}

export function makeQueries(context: ApexContext, records: Records): Queries {
  let streaming: RowsAs | undefined;
  const only: Queries['only'] = (found) => {
    if (!(found instanceof ApexList)) return found;
    const [record, ...others] = found.items;
    if (record === undefined) return context.fail('QueryException', 'List has no rows for assignment to SObject');
    return others.length > 0 ? context.fail('QueryException', 'List has more than 1 row for assignment to SObject') : record;
  };
  return {
    streamed: (ask, rowsAs = 'queryRows') => {
      streaming = rowsAs;
      try {
        return ask();
      } finally {
        streaming = undefined;
      }
    },
    run: ({ shape, binds, access, type }) => {
      if (counts(context, shape)) context.use('queries');
      if (shape.form === 'aggregate') context.use('aggregateQueries');
      const [problem] = shape.problems;
      if (problem !== undefined) context.fail('QueryException', problem);
      const bound = new Map(Object.entries(binds).map(([name, value]) => [name.toLowerCase(), boundValue(context, value)]));
      const soql = withNumbers(shape.soql, (name) => String(bound.get(name.toLowerCase())));
      context.note('SOQL_EXECUTE_BEGIN', `Aggregations:${shape.form === 'aggregate' ? 1 : 0}`, soql);
      const request = { soql, access, allRows: shape.allRows, binds: bound };
      const answer = askInMode(context, { ...shape, soql, mode: access.mode }, () => ask(context, () => context.org.query(request)));
      const count = typeof answer === 'number' ? 1 : answer.rows.length;
      meetLack(context, shape.object, answer);
      context.note('SOQL_EXECUTE_END', `Rows:${count}`);
      const rowsAs = streaming ?? 'queryRows';
      if (rowsAs !== 'none') context.use(rowsAs, count);
      if (typeof answer === 'number') return answer;
      const list = new ApexList(type, recordsOf(records, answer));
      if (streaming === undefined) context.hold(recordsSize(list));
      return list;
    },
    only,
    optional: (found) => (found instanceof ApexList && found.items.length === 0 ? null : only(found)),
  };
}

function recordsOf({ fromSelected, fromGroup }: Records, { rows, kinds }: SelectedRows): ApexSObject[] {
  return kinds === undefined ? rows.map(fromSelected) : rows.map((row) => fromGroup(row, kinds));
}

/** What the org refuses is the exception of that type. */
export function ask<Rows>(context: ApexContext, query: () => Rows, exception = 'QueryException'): Rows {
  try {
    return query();
  } catch (error) {
    if (error instanceof QueryFault) return context.fail(exception, error.message.trim());
    throw error;
  }
}

export function boundValue(context: ApexContext, value: Value): BoundValue {
  if (value instanceof ApexCollection) return elements(value).map((element) => boundScalar(context, element));
  return boundScalar(context, value);
}

/** A record stands for its id. */
function boundScalar(context: ApexContext, value: Value): ReturnType<typeof toStored> {
  if (value instanceof ApexSObject) return toStored(value.fields.get('Id') ?? null);
  return typeof value === 'object' && value !== null && !isPlain(value) ? context.text(value) : toStored(value);
}

function isPlain(value: Value): boolean {
  return typeof toStored(value) !== 'object';
}

function elements(value: ApexCollection): Value[] {
  if (value instanceof ApexList) return value.items;
  return value instanceof ApexSet ? [...value] : value instanceof ApexMap ? [...value.keys()] : [];
}
