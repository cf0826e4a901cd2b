/**
 * How each kind of field looks in the schema: its scalar, the `…Value` type that wraps it, and the operators a filter has for it.
 * Sources: "Field Operators" and "Schema Conventions" of the GraphQL API guide.
 */
import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLString,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputType,
} from 'graphql';
import type { FieldKind, OrgField } from '../metadata/model.ts';
import { isDate, parseDatetime } from '../storage/instants.ts';
import type { GraphqlContext } from './context.ts';
import { displayValue } from '../soql/display-value.ts';
import type { StoredValue } from '../storage/transaction.ts';

/** A field's value on its way into a `…Value`. */
type FieldValue = { readonly field: OrgField; readonly value: StoredValue };

const text = (name: string, check: (value: string) => boolean = () => true): GraphQLScalarType =>
  new GraphQLScalarType({
    name,
    coerceInputValue: (value) => {
      if (typeof value !== 'string' || !check(value)) throw new TypeError(`${JSON.stringify(value)} is not a ${name}`);
      return value;
    },
  });

const number = (name: string): GraphQLScalarType =>
  new GraphQLScalarType({
    name,
    coerceInputValue: (value) => {
      if (typeof value !== 'number') throw new TypeError(`${JSON.stringify(value)} is not a ${name}`);
      return value;
    },
  });

/** An id, or `@{alias}` of an earlier operation of the same mutation. */
export const IdOrRef = text('IdOrRef');
const DateScalar = text('Date', isDate);
const DateTime = text('DateTime', (value) => parseDatetime(value) !== undefined);
export const Long = new GraphQLScalarType({ name: 'Long' });

type FieldType = { readonly name: string; readonly scalar: GraphQLScalarType; readonly operators: readonly string[] };

const EQUALITY = ['eq', 'ne', 'in', 'nin'];
const ORDER = [...EQUALITY, 'lt', 'lte', 'gt', 'gte'];
const TEXT = [...ORDER, 'like'];

const STRING: FieldType = { name: 'String', scalar: GraphQLString, operators: TEXT };
const LONG_TEXT: FieldType = { name: 'LongTextArea', scalar: text('LongTextArea'), operators: [] };
const TEXT_AREA: FieldType = { name: 'TextArea', scalar: text('TextArea'), operators: TEXT };

const TYPES: Readonly<Record<FieldKind, FieldType>> = {
  id: { name: 'ID', scalar: GraphQLID, operators: EQUALITY },
  reference: { name: 'ID', scalar: GraphQLID, operators: EQUALITY },
  string: STRING,
  autonumber: STRING,
  textarea: TEXT_AREA,
  encrypted: { name: 'EncryptedString', scalar: text('EncryptedString'), operators: [] },
  base64: { name: 'Base64', scalar: text('Base64'), operators: [] },
  picklist: { name: 'Picklist', scalar: text('Picklist'), operators: TEXT },
  multipicklist: { name: 'MultiPicklist', scalar: text('MultiPicklist'), operators: ['eq', 'ne', 'includes', 'excludes'] },
  boolean: { name: 'Boolean', scalar: GraphQLBoolean, operators: ['eq', 'ne'] },
  int: { name: 'Int', scalar: GraphQLInt, operators: ORDER },
  double: { name: 'Double', scalar: number('Double'), operators: ORDER },
  currency: { name: 'Currency', scalar: number('Currency'), operators: ORDER },
  percent: { name: 'Percent', scalar: number('Percent'), operators: ORDER },
  date: { name: 'Date', scalar: DateScalar, operators: ORDER },
  datetime: { name: 'DateTime', scalar: DateTime, operators: ORDER },
  time: { name: 'Time', scalar: text('Time'), operators: ORDER },
  email: { name: 'Email', scalar: text('Email'), operators: TEXT },
  phone: { name: 'PhoneNumber', scalar: text('PhoneNumber'), operators: TEXT },
  url: { name: 'Url', scalar: text('Url'), operators: TEXT },
};

/** Text of more than 255 characters can neither be compared nor sorted. */
function typeOf({ kind, length = 0 }: OrgField): FieldType {
  return kind === 'textarea' && length > 255 ? LONG_TEXT : TYPES[kind];
}

export function scalarOf(field: OrgField): GraphQLScalarType {
  return typeOf(field).scalar;
}

function once<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const found = made.get(key) ?? make(key);
    made.set(key, found);
    return found;
  };
}

/** `{ value displayValue }`; datetimes are written with a Z. */
export const valueTypeOf: (field: OrgField) => GraphQLObjectType = (field) => valueType(typeOf(field));

const valueType = once(
  ({ name, scalar }: FieldType): GraphQLObjectType =>
    new GraphQLObjectType<FieldValue, GraphqlContext>({
      name: `${name}Value`,
      fields: {
        value: { type: scalar, resolve: ({ field, value }) => (field.kind === 'datetime' ? isoInstant(value) : value) },
        displayValue: { type: GraphQLString, resolve: ({ field, value }, _, { style }) => displayValue(field, value, style) },
      },
    }),
);

function isoInstant(value: StoredValue): StoredValue {
  return typeof value === 'string' ? value.replace('+0000', 'Z') : value;
}

/** The operators of a field's filter, or undefined where it cannot be filtered by. `join` are the semi-joins an id takes. */
export function operatorsOf(field: OrgField, join: GraphQLInputType): GraphQLInputObjectType | undefined {
  if (field.kind === 'id') return idOperators(join);
  const type = typeOf(field);
  return type.operators.length === 0 ? undefined : operators(type);
}

const operators = once(
  (type: FieldType): GraphQLInputObjectType => new GraphQLInputObjectType({ name: `${type.name}Operators`, fields: operatorFields(type) }),
);

const idOperators = once(
  (join: GraphQLInputType): GraphQLInputObjectType =>
    new GraphQLInputObjectType({ name: 'IdOperators', fields: { ...operatorFields(TYPES.id), inq: { type: join }, ninq: { type: join } } }),
);

function operatorFields(type: FieldType): GraphQLInputFieldConfigMap {
  const operand = operandOf(type);
  const list = new GraphQLList(operand);
  const takesList = (name: string): boolean => ['in', 'nin', 'includes', 'excludes'].includes(name);
  return Object.fromEntries(type.operators.map((name) => [name, { type: takesList(name) ? list : operand }]));
}

/** Dates are compared with a value, a literal such as TODAY, or a range such as the last n days. */
function operandOf({ name, scalar }: FieldType): GraphQLInputType {
  if (name !== 'Date' && name !== 'DateTime') return scalar;
  return dateOperand(name === 'Date' ? DateScalar : DateTime);
}

const LITERALS = ['YESTERDAY', 'TODAY', 'TOMORROW', 'LAST_90_DAYS', 'NEXT_90_DAYS'].concat(
  ['LAST', 'THIS', 'NEXT'].flatMap((which) => ['WEEK', 'MONTH', 'QUARTER', 'YEAR'].map((unit) => `${which}_${unit}`)),
);
const DateLiteral = new GraphQLEnumType({ name: 'DateLiteral', values: Object.fromEntries(LITERALS.map((name) => [name, {}])) });

const RANGES = ['last_n', 'next_n'].flatMap((which) => ['days', 'weeks', 'months', 'quarters', 'years'].map((unit) => `${which}_${unit}`));
const DateRange = new GraphQLInputObjectType({
  name: 'DateRange',
  fields: Object.fromEntries(RANGES.map((name) => [name, { type: GraphQLInt }])),
});

const dateOperand = once(
  (scalar: GraphQLScalarType): GraphQLInputObjectType =>
    new GraphQLInputObjectType({
      name: `${scalar.name}Input`,
      fields: { value: { type: scalar }, literal: { type: DateLiteral }, range: { type: DateRange } },
    }),
);

export const REQUIRED_ID = new GraphQLNonNull(GraphQLID);
