/** SOQL of `where`, `orderBy` and `scope`: the org has one query engine, and the guide explains each filter by the SOQL it stands for. */
import type { FieldKind, OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';
import { textOf } from '../storage/json-text.ts';
import { parentObjects } from './record-objects.ts';

export type Input = Readonly<Record<string, unknown>>;

const OPERATOR: Readonly<Record<string, string>> = {
  eq: '=',
  ne: '!=',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  like: 'LIKE',
  in: 'IN',
  nin: 'NOT IN',
  includes: 'INCLUDES',
  excludes: 'EXCLUDES',
  inq: 'IN',
  ninq: 'NOT IN',
};

/** The condition a filter stands for, or an empty text. `path` are the relationships that lead to the object. */
export function conditionOf(metadata: OrgMetadata, object: OrgObject, filter: Input, path: readonly string[] = []): string {
  const parts = Object.entries(filter).map(([name, value]) => memberCondition({ metadata, object, path }, name, value));
  return joined(parts, 'AND');
}

type Place = { readonly metadata: OrgMetadata; readonly object: OrgObject; readonly path: readonly string[] };

function memberCondition(place: Place, name: string, value: unknown): string {
  const { metadata, object, path } = place;
  if (value === null || value === undefined) return '';
  const operator = name.toUpperCase();
  if (operator === 'AND' || operator === 'OR')
    return joined(
      listOf(value).map((part) => conditionOf(metadata, object, part, path)),
      operator,
    );
  if (operator === 'NOT') {
    const inner = conditionOf(metadata, object, value as Input, path);
    return inner === '' ? '' : `(NOT ${inner})`;
  }
  const field = metadata.field(object, name);
  return field === undefined ? parentCondition(place, name, value as Input) : fieldCondition(place, field, value as Input);
}

function parentCondition({ metadata, object, path }: Place, name: string, filter: Input): string {
  const reference = object.fields.find((field) => field.relationshipName === name);
  const parent = reference === undefined ? undefined : parentObjects(metadata, reference)[0];
  return parent === undefined ? '' : conditionOf(metadata, parent, filter, [...path, name]);
}

function fieldCondition(place: Place, field: OrgField, operators: Input): string {
  const name = [...place.path, field.name].join('.');
  const parts = Object.entries(operators).map(([operator, operand]) => {
    const right = operator.endsWith('inq') ? joinQuery(place.metadata, operand as Input) : rightSide(field.kind, operand);
    return `${name} ${OPERATOR[operator] ?? operator} ${right}`;
  });
  return joined(parts, 'AND');
}

/** What the query engine refuses by name. */
const UNKNOWN = 'UnknownField';

function joinQuery(metadata: OrgMetadata, { ApiName, ...children }: Input): string {
  const [[name, filter] = ['', {}]] = Object.entries(children);
  const child = metadata.object(name);
  const condition = child === undefined ? '' : conditionOf(metadata, child, (filter ?? {}) as Input);
  const field = child === undefined ? undefined : metadata.field(child, textOf(ApiName));
  return `(SELECT ${field?.name ?? UNKNOWN} FROM ${name}${condition === '' ? '' : ` WHERE ${condition}`})`;
}

function rightSide(kind: FieldKind, operand: unknown): string {
  return Array.isArray(operand) ? `(${operand.map((one) => literal(kind, one)).join(',')})` : literal(kind, operand);
}

const UNQUOTED: ReadonlySet<FieldKind> = new Set(['int', 'double', 'currency', 'percent', 'date', 'datetime', 'time', 'boolean']);

function literal(kind: FieldKind, value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'object') return dateLiteral(kind, value as Input);
  return UNQUOTED.has(kind) ? textOf(value) : quoted(textOf(value));
}

/** `{ value }`, `{ literal: TODAY }` or `{ range: { last_n_days: 3 } }`. */
function dateLiteral(kind: FieldKind, { value, literal: word, range }: Input): string {
  if (typeof word === 'string') return word;
  const [[name, count] = ['', 0]] = Object.entries((range ?? {}) as Input);
  return name === '' ? literal(kind, value ?? null) : `${name.toUpperCase()}:${textOf(count)}`;
}

export function quoted(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&')}'`;
}

function listOf(value: unknown): Input[] {
  return Array.isArray(value) ? (value as Input[]) : [value as Input];
}

function joined(parts: readonly string[], operator: 'AND' | 'OR'): string {
  const written = parts.filter((part) => part !== '');
  return written.length > 1 ? `(${written.join(` ${operator} `)})` : (written[0] ?? '');
}

/** Keys in the order they were written: the first decides first. */
export function orderOf(orderBy: Input, path: readonly string[] = []): string[] {
  return Object.entries(orderBy).flatMap(([name, clause]) => {
    const { order, nulls, ...parents } = (clause ?? {}) as Input;
    if (Object.keys(parents).length > 0) return orderOf(parents, [...path, name]);
    const suffix = typeof nulls === 'string' ? ` NULLS ${nulls}` : '';
    return [`${[...path, name].join('.')} ${typeof order === 'string' ? order : 'ASC'}${suffix}`];
  });
}
