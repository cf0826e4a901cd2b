/**
 * When two values are equal. Source: Apex Developer Guide, "Expression Operators" and "Using Custom Types in Map Keys and Sets". The operator
 * `==` ignores the case of text; collections and `equals` do not. Numbers of different types compare by their value.
 */
import { compareDecimals, decimalOfInteger, decimalOfNumber, plainText, strip, toNumber } from './decimal.ts';
import {
  ApexCollection,
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexEnum,
  ApexObject,
  ApexSObject,
  ApexTime,
  PlatformObject,
  type ApexBlob,
  type Value,
} from './values.ts';

/** `a == b`. */
export function looselyEqual(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (typeof a === 'string' && typeof b === 'string') return a.length === b.length && a.toLowerCase() === b.toLowerCase();
  return equals(a, b);
}

/** `a.equals(b)`, and what collections go by. */
export function equals(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b) === 0;
  const instant = msOf(a);
  if (instant !== undefined) return instant === msOf(b);
  const key = simpleKey(a);
  if (key !== undefined) return key === simpleKey(b);
  return equalStructures(a, b);
}

/** Of a date or a datetime: a date stands for its midnight. */
function msOf(value: Value): number | undefined {
  if (value instanceof ApexDate) return value.days * 86_400_000;
  return value instanceof ApexDatetime ? secondOf(value) * 1000 : undefined;
}

/** Milliseconds do not count where two are compared for equality; the order of two counts them. */
const secondOf = ({ ms }: ApexDatetime): number => Math.floor(ms / 1000);

type NumberValue = number | bigint | ApexDecimal | ApexDouble;

export function isNumber(value: Value): value is NumberValue {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof ApexDecimal || value instanceof ApexDouble;
}

/** Less than, equal to or greater than zero; NaN for what cannot be compared. */
export function compareNumbers(a: NumberValue, b: NumberValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a instanceof ApexDouble || b instanceof ApexDouble) return numberOf(a) - numberOf(b);
  return compareDecimals(decimalOf(a), decimalOf(b));
}

function numberOf(value: NumberValue): number {
  if (value instanceof ApexDouble) return value.value;
  return value instanceof ApexDecimal ? toNumber(value) : Number(value);
}

const decimalOf = (value: number | bigint | ApexDecimal): ApexDecimal => (value instanceof ApexDecimal ? value : decimalOfInteger(value));

/**
 * A JavaScript value that is the same for equal values; undefined for values that have none: records, collections, and objects whose class
 * has its own `equals`.
 */
export function simpleKey(value: Value): unknown {
  if (isNumber(value)) return numberKey(value);
  return typeof value === 'object' && value !== null ? objectKey(value) : value;
}

function objectKey(value: Exclude<Value & object, NumberValue>): unknown {
  if (value instanceof ApexObject) return hasOwnEquals(value) ? undefined : value;
  if (value instanceof ApexEnum) return value;
  if (value instanceof PlatformObject) return value.key === undefined ? value : `\0p${value.type.name}:${value.key}`;
  if (value instanceof ApexCollection || value instanceof ApexSObject) return undefined;
  return scalarKey(value);
}

/** The same for numbers of one value, whatever their types. */
function numberKey(value: NumberValue): number | string {
  if (typeof value === 'number') return value;
  if (value instanceof ApexDouble && !Number.isFinite(value.value)) return `\0f${value.value}`;
  const exact = strip(value instanceof ApexDouble ? decimalOfNumber(value.value) : decimalOf(value));
  const whole = exact.scale === 0 ? Number(exact.unscaled) : NaN;
  return Number.isSafeInteger(whole) ? whole : `\0n${plainText(exact)}`;
}

type Scalar = ApexDate | ApexDatetime | ApexTime | ApexBlob;

function scalarKey(value: Scalar): string {
  if (value instanceof ApexDate) return `\0d${value.days}`;
  if (value instanceof ApexDatetime) return `\0t${secondOf(value)}`;
  if (value instanceof ApexTime) return `\0c${value.ms}`;
  return `\0b${Buffer.from(value.bytes).toString('latin1')}`;
}

function hasOwnEquals(value: ApexObject): boolean {
  return typeof value['equals$1'] === 'function';
}

/** Values may hold others many times over: going through them is work that somebody has to pay for. */
let step = (): void => undefined;

/** Steps through nested values are told to `counter` from now on; returns who was told before. */
export function countSteps(counter: () => void): () => void {
  const before = step;
  step = counter;
  return before;
}

function equalStructures(a: Value, b: Value): boolean {
  step();
  if (a instanceof ApexObject) return (a['equals$1'] as (other: Value) => boolean)(b);
  if (a instanceof ApexCollection) return a.equalTo(b);
  return a instanceof ApexSObject && b instanceof ApexSObject && equalRecords(a, b);
}

/** Of one object, and the same fields with the same values; a field without a value is as one that is not there. */
function equalRecords(a: ApexSObject, b: ApexSObject): boolean {
  if (a.type !== b.type) return false;
  const [ours, theirs] = [heldBy(a), heldBy(b)];
  return ours.length === theirs.length && ours.every(([name, value]) => equals(value, b.fields.get(name) ?? null));
}

const heldBy = ({ fields }: ApexSObject): (readonly [string, Value])[] => [...fields].filter(([, value]) => value !== null);

/** Equal values have equal hashes. */
export function hashOf(value: Value): number {
  if (value === null) return 0;
  if (value instanceof ApexObject) return hashOfObject(value);
  step();
  if (value instanceof ApexCollection) return value.hash();
  // The order of a record's fields does not count.
  if (value instanceof ApexSObject) return sum(heldBy(value).map(([name, held]) => hashText(name) ^ hashOf(held)));
  const key = simpleKey(value);
  return typeof key === 'object' && key !== null ? 1 : hashText(String(key));
}

const identities = new WeakMap<ApexObject, number>();
let instances = 0;

/** A class with an `equals` alone has the hash code of each instance: a set holds all of them. */
function hashOfObject(value: ApexObject): number {
  if (typeof value['hashcode$0'] === 'function') return (value['hashcode$0'] as () => number)() | 0;
  let identity = identities.get(value);
  if (identity === undefined) identities.set(value, (identity = instances += 1));
  return identity;
}

/** java.lang.String.hashCode, which String.hashCode answers. */
export function hashText(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
}

/** A hash of hashes for which the order does not count. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => (total + each) | 0, 0);
}
