/**
 * What a query selects, without its records: `query?q=…&columns=true`. The sf CLI builds its tables with it. The parameter is not in the REST
 * API guide; the members are those that clients of the platform read.
 */
import type { FieldType, Query, Subquery } from '@jetstreamapp/soql-parser-js';
import type { OrgField, OrgObject } from '../metadata/model.ts';
import { textOf } from '../storage/json-text.ts';
import { isPlainCount } from './aggregate.ts';
import { makeFaults } from './query-fault.ts';
import { resolvePath, splitPath, type QueryScope } from './scope.ts';
import type { ExpressionContext } from './value-expression.ts';

export type ColumnMetadata = {
  readonly columnName: string;
  readonly displayName: string;
  /** A function, or the children of a relationship. */
  readonly aggregate: boolean;
  readonly apexType: string | null;
  readonly booleanType: boolean;
  readonly custom: boolean;
  readonly foreignKeyName: string | null;
  readonly insertable: boolean;
  readonly numberType: boolean;
  readonly textType: boolean;
  readonly updatable: boolean;
  /** Of a parent: the one field of it; of children: all that are selected. */
  readonly joinColumns: readonly ColumnMetadata[];
};

/** Throws `QueryFault` for a field that is not there. */
export function describeColumns(scope: QueryScope, soql: string, query: Query): object {
  const faults = makeFaults(soql);
  const object = scope.metadata.object(query.sObject ?? '');
  if (object === undefined) throw faults.unknownObject(query.sObject ?? '');
  const columns = isPlainCount(query) ? [] : columnsOf({ scope, object, alias: query.sObjectAlias, faults }, query);
  return {
    columnMetadata: columns,
    entityName: object.name,
    groupBy: query.groupBy !== undefined,
    idSelected: columns.some(({ columnName }) => columnName === 'Id'),
    keyPrefix: object.keyPrefix,
  };
}

function columnsOf(context: ExpressionContext, { fields = [] }: Pick<Query | Subquery, 'fields'>): ColumnMetadata[] {
  let unnamed = 0;
  return fields.flatMap((item) => {
    if (item.type === 'FieldFunctionExpression' && item.functionName.toUpperCase() === 'FIELDS')
      return allFields(context.object, textOf(item.parameters[0]).toUpperCase());
    if (item.type === 'FieldFunctionExpression')
      return [named(item.alias ?? `expr${unnamed++}`, { displayName: item.functionName, aggregate: true })];
    return [columnOf(context, item)];
  });
}

function columnOf(context: ExpressionContext, item: Exclude<FieldType, { type: 'FieldFunctionExpression' }>): ColumnMetadata {
  if (item.type === 'FieldTypeof') throw context.faults.malformed('TYPEOF is not supported by this org');
  if (item.type === 'FieldSubquery') {
    const { relationshipName } = item.subquery;
    const child = context.scope.child(context.object, relationshipName);
    if (child === undefined) throw context.faults.unknownChildRelationship(relationshipName);
    const joinColumns = columnsOf({ ...context, object: child.object, alias: undefined }, item.subquery);
    return named(relationshipName, { aggregate: true, joinColumns });
  }
  const written = item.type === 'Field' ? item.field : [...item.relationships, item.field].join('.');
  const { field, parents } = resolvePath(context.scope, context.object, splitPath(written, context.object, context.alias), context.faults);
  return parents.reduceRight((inner, parent) => named(parent.relationshipName ?? parent.name, { joinColumns: [inner] }), ofField(field));
}

function allFields({ fields }: OrgObject, which: string): ColumnMetadata[] {
  return fields.filter((field) => which === 'ALL' || (which === 'CUSTOM') === field.custom).map(ofField);
}

const PLAIN = { aggregate: false, apexType: null, booleanType: false, custom: false, foreignKeyName: null, insertable: false } as const;

function named(columnName: string, traits: Partial<ColumnMetadata>): ColumnMetadata {
  return {
    ...PLAIN,
    columnName,
    displayName: columnName,
    numberType: false,
    textType: false,
    updatable: false,
    joinColumns: [],
    ...traits,
  };
}

const APEX_TYPES: Readonly<Record<string, string>> = { id: 'Id', boolean: 'Boolean', int: 'Integer', date: 'Date', datetime: 'Datetime' };
const NUMBERS: ReadonlySet<string> = new Set(['int', 'double', 'currency', 'percent']);

function ofField({ name, kind, custom, createable, updateable }: OrgField): ColumnMetadata {
  const numberType = NUMBERS.has(kind);
  const apexType = APEX_TYPES[kind] ?? (kind === 'reference' ? 'Id' : numberType ? 'Decimal' : 'String');
  const textType = apexType === 'String';
  return named(name, {
    apexType,
    booleanType: kind === 'boolean',
    custom,
    insertable: createable,
    numberType,
    textType,
    updatable: updateable,
  });
}
