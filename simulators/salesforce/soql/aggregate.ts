/** Aggregate functions and GROUP BY. */
import type { FieldType, FunctionExp, GroupByClause, Query } from '@jetstreamapp/soql-parser-js';
import { aggregatesOf } from '../metadata/aggregates.ts';
import { isGroupable } from '../metadata/field-use.ts';
import type { OrgField } from '../metadata/model.ts';
import type { StoredRecord, StoredValue } from '../storage/transaction.ts';
import { readLiteral } from './literals.ts';
import { compareValues, sortKey, sortRows } from './order-by.ts';
import { comparable } from './predicate.ts';
import type { OutputRecord } from './projection.ts';
import { QueryFault } from './query-fault.ts';
import { fieldExpression, functionExpression, type ExpressionContext, type ValueExpression } from './value-expression.ts';
import { buildWhereTree, type Leaf, type WhereTree } from './where-tree.ts';

type Group = readonly StoredRecord[];
type Measure = {
  /** Whose kind of values it has; undefined for sums and averages. */
  readonly field: Pick<OrgField, 'kind'> | undefined;
  readonly get: (group: Group) => StoredValue;
};
type Column = Measure & { readonly name: string };

export type Groups = {
  readonly rows: readonly OutputRecord[];
  /** Columns that hold what a field of this kind holds. */
  readonly columns: ReadonlyMap<string, Pick<OrgField, 'kind'>>;
};

/** True when the query gives groups instead of records. `COUNT()` alone is not one: it gives a number. */
export function isAggregate(query: Query): boolean {
  return (
    query.groupBy !== undefined ||
    (query.fields ?? []).some((field) => field.type === 'FieldFunctionExpression' && AGGREGATES.has(field.functionName.toUpperCase()))
  );
}

export function isPlainCount(query: Query): boolean {
  const [only, ...others] = query.fields ?? [];
  return (
    others.length === 0 &&
    only?.type === 'FieldFunctionExpression' &&
    only.functionName.toUpperCase() === 'COUNT' &&
    only.parameters.length === 0
  );
}

export type AggregateContext = ExpressionContext & { readonly now: number };

type GroupingContext = AggregateContext & { readonly keys: readonly ValueExpression[] };

/** There are no further pages of groups. */
const MOST_ROWS = 2000;
const TOO_MANY_ROWS = 'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch';

export function runAggregate(query: Query, records: readonly StoredRecord[], outer: AggregateContext): Groups {
  const context = { ...outer, keys: groupKeys(query, outer) };
  const groups = groupRecords(context.keys, records);
  const columns = nameColumns(query.fields ?? [], context);
  const having = query.having === undefined ? undefined : compileHaving(buildWhereTree(query.having), context);
  const kept = having === undefined ? groups : groups.filter(having);
  const orders = [query.orderBy ?? []]
    .flat()
    .map((clause) => sortKey(clause, valueOf('fn' in clause ? clause.fn : clause.field, context).get));
  const offset = query.offset ?? 0;
  const sorted = sortRows(kept, orders).slice(offset, query.limit === undefined ? undefined : offset + query.limit);
  if (sorted.length > MOST_ROWS) throw new QueryFault('EXCEEDED_ID_LIMIT', TOO_MANY_ROWS);
  const rows = sorted.map((group) => {
    const output: OutputRecord = { attributes: { type: 'AggregateResult' } };
    for (const column of columns) output[column.name] = column.get(group);
    return output;
  });
  return { rows, columns: new Map(columns.flatMap(({ name, field }) => (field === undefined ? [] : [[name, field] as const]))) };
}

function groupKeys({ groupBy = [] }: Query, context: AggregateContext): ValueExpression[] {
  return [groupBy].flat().map((clause: GroupByClause) => {
    const key = 'fn' in clause ? functionExpression(context, clause.fn) : fieldExpression(context, clause.field);
    if (!isGroupable(key.field)) throw context.faults.unusable(key.field.name, 'grouped');
    return key;
  });
}

function groupRecords(keys: readonly ValueExpression[], records: readonly StoredRecord[]): Group[] {
  if (keys.length === 0) return [records];
  const groups = new Map<string, StoredRecord[]>();
  for (const record of records) {
    const key = JSON.stringify(keys.map(({ field, get }) => comparable(field, get(record))));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return [...groups.values()];
}

/** Columns without an alias are `expr0`, `expr1`, …, plain fields keep their name. */
function nameColumns(fields: readonly FieldType[], context: GroupingContext): Column[] {
  let unnamed = 0;
  return fields.map((item) => {
    if (item.type === 'FieldFunctionExpression') {
      const name = item.alias ?? `expr${unnamed++}`;
      return { name, ...valueOf(item, context) };
    }
    if (item.type !== 'Field' && item.type !== 'FieldRelationship') throw context.faults.malformed('a subquery cannot be grouped');
    const written = item.type === 'Field' ? item.field : [...item.relationships, item.field].join('.');
    const { field } = fieldExpression(context, written);
    return { name: ('alias' in item ? item.alias : undefined) ?? field.name, ...valueOf(written, context) };
  });
}

const INTEGER: Pick<OrgField, 'kind'> = { kind: 'int' };

function valueOf(item: FunctionExp | string, context: GroupingContext): Measure {
  if (typeof item === 'string') return ofFirst(fieldExpression(context, item), context);
  const name = (item.functionName ?? '').toUpperCase();
  const aggregate = AGGREGATES.get(name);
  if (aggregate === undefined) return ofFirst(functionExpression(context, item), context);
  const [operand] = item.parameters ?? [];
  if (operand === undefined) return { field: INTEGER, get: (group) => group.length };
  if (typeof operand !== 'string') throw context.faults.malformed(`function ${name} needs a field`);
  const { field, get } = fieldExpression(context, operand);
  if (!aggregatesOf(field).has(name)) throw context.faults.noAggregate(field.name, name);
  const gives = { COUNT: INTEGER, COUNT_DISTINCT: INTEGER, MIN: field, MAX: field }[name];
  return {
    field: gives,
    get: (group) =>
      aggregate(
        group.map(get).filter((value) => value !== null),
        field,
      ),
  };
}

/** What all records of a group have. */
function ofFirst({ field, path, get }: ValueExpression, { keys, faults }: GroupingContext): Measure {
  if (!keys.some((key) => key.path === path)) throw faults.malformed(`Field must be grouped or aggregated: ${field.name}`);
  return { field, get: (group) => (group[0] === undefined ? null : get(group[0])) };
}

type Values = readonly (string | number | boolean)[];

const AGGREGATES: ReadonlyMap<string, (values: Values, field: OrgField) => StoredValue> = new Map<
  string,
  (values: Values, field: OrgField) => StoredValue
>([
  ['COUNT', (values: Values) => values.length],
  ['COUNT_DISTINCT', (values: Values, field: OrgField) => new Set(values.map((value) => comparable(field, value))).size],
  ['SUM', (values: Values) => (values.length === 0 ? null : sum(values))],
  ['AVG', (values: Values) => (values.length === 0 ? null : sum(values) / values.length)],
  ['MIN', (values: Values) => values.toSorted(compareValues)[0] ?? null],
  ['MAX', (values: Values) => values.toSorted(compareValues).at(-1) ?? null],
]);

function sum(values: Values): number {
  return values.reduce<number>((total, value) => total + Number(value), 0);
}

function compileHaving(tree: WhereTree, context: GroupingContext): (group: Group) => boolean {
  if (tree.type === 'leaf') return compileHavingLeaf(tree.leaf, context);
  if (tree.type === 'not') {
    const part = compileHaving(tree.part, context);
    return (group) => !part(group);
  }
  const parts = tree.parts.map((part) => compileHaving(part, context));
  return tree.type === 'and' ? (group) => parts.every((part) => part(group)) : (group) => parts.some((part) => part(group));
}

function compileHavingLeaf(leaf: Leaf, context: GroupingContext): (group: Group) => boolean {
  if (!('value' in leaf) || Array.isArray(leaf.value)) throw context.faults.malformed('HAVING compares with a single value');
  const { get } = valueOf('fn' in leaf ? leaf.fn : leaf.field, context);
  const type = Array.isArray(leaf.literalType) ? leaf.literalType[0] : leaf.literalType;
  const numeric = type === 'INTEGER' || type === 'DECIMAL';
  const literal =
    numeric || !('field' in leaf)
      ? { value: Number(leaf.value) }
      : readLiteral(fieldExpression(context, leaf.field).field, { text: leaf.value, type }, context);
  const wanted = 'value' in literal ? literal.value : literal.start;
  const test = HAVING_TESTS[leaf.operator];
  if (test === undefined) throw context.faults.malformed(`unexpected token: '${leaf.operator}'`);
  return (group) => {
    const value = get(group);
    return value !== null && wanted !== null && test(compareValues(value, wanted));
  };
}

const HAVING_TESTS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};
