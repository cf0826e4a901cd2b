/**
 * Apex values as a Lightning component gets them. Source: LWC Developer Guide, "Expose Apex Methods" (types, `@AuraEnabled` members). Null members are
 * left out, and so are children that a subquery did not find; records have no `attributes`, related records are plain arrays, a Time is
 * milliseconds since midnight.
 */
import { ApexList, ApexMap, ApexSet } from '../../collections.ts';
import type { ApexContext } from '../../context.ts';
import { toNumber } from '../../decimal.ts';
import { isoDate } from '../../library/calendar.ts';
import { ExceptionObject } from '../../run/exceptions.ts';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexEnum,
  ApexObject,
  ApexSObject,
  ApexTime,
  type Value,
} from '../../values.ts';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** Who reads, and which annotation lets it see a member. */
export type Reader = { readonly context: ApexContext; readonly annotation: string };

/** Deeper than this are only objects that hold themselves. */
const DEEPEST = 200;

/** A method without result gives null. Fails with a SerializationException for what Lightning cannot carry. */
export function resultOf(to: Reader, value: Value | undefined, depth = 0): JsonValue {
  const { context } = to;
  if (depth > DEEPEST) return context.fail('SerializationException', 'Maximum nesting depth exceeded');
  context.charge(1);
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object') return value;
  return scalarOf(value) ?? structureOf(to, value, depth + 1);
}

function scalarOf(value: object): JsonValue | undefined {
  if (value instanceof ApexDecimal) return toNumber(value);
  if (value instanceof ApexDouble) return Number.isFinite(value.value) ? value.value : String(value.value);
  if (value instanceof ApexDate) return isoDate(value.days);
  if (value instanceof ApexDatetime) return new Date(value.ms).toISOString();
  if (value instanceof ApexTime) return value.ms;
  if (value instanceof ApexEnum) return value.name;
  return value instanceof ApexBlob ? Buffer.from(value.bytes).toString('base64') : undefined;
}

function structureOf(to: Reader, value: NonNullable<Value>, depth: number): JsonValue {
  const { context, annotation } = to;
  const inside = (each: Value): JsonValue => resultOf(to, each, depth);
  if (value instanceof ApexList) return value.items.map(inside);
  if (value instanceof ApexSet) return [...value].map(inside);
  if (value instanceof ApexMap)
    return Object.fromEntries([...value.entries()].map(({ key, value: held }) => [context.text(key), inside(held)]));
  if (value instanceof ApexSObject)
    return members(
      [...value.fields].filter(([, held]) => !isEmptyList(held)),
      inside,
    );
  if (value instanceof ApexObject && !(value instanceof ExceptionObject)) {
    const shown = context.classes.fields(value.type).filter(({ annotations }) => annotations.has(annotation));
    return members(
      shown.map((field) => [field.name, field.get(value)] as const),
      inside,
    );
  }
  return context.fail('SerializationException', `Type unsupported in a Lightning result: ${context.text(value)}`);
}

function isEmptyList(value: Value): boolean {
  return value instanceof ApexList && value.items.length === 0;
}

function members(entries: Iterable<readonly [string, Value]>, inside: (value: Value) => JsonValue): JsonValue {
  const held = [...entries].filter(([, value]) => value !== null);
  return Object.fromEntries(held.map(([name, value]) => [name, inside(value)]));
}
