/** The operators of compiled code. Source: Apex Developer Guide, "Expression Operators" and "Primitive Data Types". */
import * as decimal from '../decimal.ts';
import { compareNumbers, equals, isNumber, looselyEqual } from '../equality.ts';
import { readIdText } from '../id-text.ts';
import { narrow } from '../narrow.ts';
import { ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexEnum, ApexTime, PlatformObject, type Value } from '../values.ts';

type Fail = (type: string, message: string) => never;

const DAY_MS = 86_400_000;

/** Functions the compiled code calls by name; `fail` throws an Apex exception. */
export function makeOperators(fail: Fail): Readonly<Record<string, unknown>> {
  const npe = (): never => fail('NullPointerException', 'Attempt to de-reference a null object');
  const there = <Held>(value: Held | null): Held => (value === null || value === undefined ? npe() : value);
  const nonZero = (zero: boolean): void => {
    if (zero) fail('MathException', 'Divide by 0');
  };
  return {
    npe,
    truth: (value: boolean | null): boolean => there(value),
    ...integers(there, nonZero),
    ...longs(there, nonZero),
    ...decimals(there, nonZero),
    ...doubles(there, nonZero),
    ...conversions(fail),
    ...comparisons(),
    shift: (moment: Value, by: Value, sign: 1 | -1) => shift(there(moment), there(by), sign),
    booleans: {
      '&': (a: boolean | null, b: boolean | null) => [there(a), there(b)].every(Boolean),
      '|': (a: boolean | null, b: boolean | null) => [there(a), there(b)].some(Boolean),
      '^': (a: boolean | null, b: boolean | null) => there(a) !== there(b),
    },
  };
}

type There = <Held>(value: Held | null) => Held;
type NonZero = (zero: boolean) => void;
type Whole = number | null;
type Big = bigint | null;

function integers(there: There, nonZero: NonZero): Readonly<Record<string, unknown>> {
  return {
    addInteger: (a: Whole, b: Whole) => (there(a) + there(b)) | 0,
    subtractInteger: (a: Whole, b: Whole) => (there(a) - there(b)) | 0,
    multiplyInteger: (a: Whole, b: Whole) => Math.imul(there(a), there(b)),
    divideInteger: (a: Whole, b: Whole) => {
      nonZero(there(b) === 0);
      return (there(a) / there(b)) | 0;
    },
    negateInteger: (a: Whole) => -there(a) | 0,
    bitsInteger: {
      and: (a: Whole, b: Whole) => there(a) & there(b),
      or: (a: Whole, b: Whole) => there(a) | there(b),
      xor: (a: Whole, b: Whole) => there(a) ^ there(b),
      left: (a: Whole, b: Whole) => there(a) << there(b),
      right: (a: Whole, b: Whole) => there(a) >> there(b),
      unsignedRight: (a: Whole, b: Whole) => (there(a) >>> there(b)) | 0,
      not: (a: Whole) => ~there(a),
    },
  };
}

const wrap = (value: bigint): bigint => BigInt.asIntN(64, value);

function longs(there: There, nonZero: NonZero): Readonly<Record<string, unknown>> {
  const places = (by: Whole): bigint => BigInt(there(by) & 63);
  return {
    addLong: (a: Big, b: Big) => wrap(there(a) + there(b)),
    subtractLong: (a: Big, b: Big) => wrap(there(a) - there(b)),
    multiplyLong: (a: Big, b: Big) => wrap(there(a) * there(b)),
    divideLong: (a: Big, b: Big) => {
      nonZero(there(b) === 0n);
      return wrap(there(a) / there(b));
    },
    negateLong: (a: Big) => wrap(-there(a)),
    bitsLong: {
      and: (a: Big, b: Big) => there(a) & there(b),
      or: (a: Big, b: Big) => there(a) | there(b),
      xor: (a: Big, b: Big) => there(a) ^ there(b),
      left: (a: Big, b: Whole) => wrap(there(a) << places(b)),
      right: (a: Big, b: Whole) => there(a) >> places(b),
      unsignedRight: (a: Big, b: Whole) => wrap(BigInt.asUintN(64, there(a)) >> places(b)),
      not: (a: Big) => ~there(a),
    },
  };
}

type Dec = ApexDecimal | null;
type Dbl = ApexDouble | null;

function decimals(there: There, nonZero: NonZero): Readonly<Record<string, unknown>> {
  return {
    addDecimal: (a: Dec, b: Dec) => decimal.add(there(a), there(b)),
    subtractDecimal: (a: Dec, b: Dec) => decimal.subtract(there(a), there(b)),
    multiplyDecimal: (a: Dec, b: Dec) => decimal.multiply(there(a), there(b)),
    divideDecimal: (a: Dec, b: Dec) => {
      nonZero(there(b).unscaled === 0n);
      return decimal.divide(there(a), there(b));
    },
    negateDecimal: (a: Dec) => decimal.negate(there(a)),
  };
}

function doubles(there: There, nonZero: NonZero): Readonly<Record<string, unknown>> {
  const of = (compute: (a: number, b: number) => number) => (a: Dbl, b: Dbl) => new ApexDouble(compute(there(a).value, there(b).value));
  return {
    addDouble: of((a, b) => a + b),
    subtractDouble: of((a, b) => a - b),
    multiplyDouble: of((a, b) => a * b),
    divideDouble: of((a, b) => {
      nonZero(b === 0);
      return a / b;
    }),
    negateDouble: (a: Dbl) => new ApexDouble(-there(a).value),
  };
}

/** Null stays null. */
function conversions(fail: Fail): Readonly<Record<string, unknown>> {
  return {
    toLong: (value: Value) => (value === null ? null : toLong(value)),
    toDecimal: (value: Value) => (value === null ? null : toDecimal(value, fail)),
    toDouble: (value: Value) => (value === null ? null : new ApexDouble(toNumber(value))),
    toInteger: (value: Value) => (value === null ? null : toInteger(value)),
    toDatetime: (value: ApexDate | null) => (value === null ? null : new ApexDatetime(value.days * DAY_MS)),
    toId: (value: string | null) => {
      if (value === null || value === '') return null;
      return readIdText(value) ?? fail('StringException', `Invalid id: ${value}`);
    },
  };
}

function toLong(value: Value): bigint {
  if (value instanceof ApexDecimal) return wrap(decimal.setScale(value, { scale: 0, mode: 'DOWN' }).unscaled);
  if (value instanceof ApexDouble) return narrow(value.value, 64);
  return BigInt(value as number | bigint);
}

function toInteger(value: Value): number {
  return Number(value instanceof ApexDouble ? narrow(value.value, 32) : BigInt.asIntN(32, toLong(value)));
}

/** Any number as a Decimal of the same value. Infinity and NaN have none: the platform throws. */
export function toDecimal(value: Value, fail: Fail): ApexDecimal {
  if (value instanceof ApexDecimal) return value;
  if (!(value instanceof ApexDouble)) return decimal.decimalOfInteger(value as number | bigint);
  return Number.isFinite(value.value) ? decimal.decimalOfNumber(value.value) : fail('TypeException', `Invalid decimal: ${value.value}`);
}

function toNumber(value: Value): number {
  if (value instanceof ApexDouble) return value.value;
  return value instanceof ApexDecimal ? decimal.toNumber(value) : Number(value);
}

type Ordered = number | bigint | string;

/** Undefined where null stands on either side: then every comparison is false, but for text, which is more than null. */
function order(a: Value, b: Value): number | undefined {
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (typeof a === 'string' || typeof b === 'string') return compareText(a as string | null, b as string | null);
  if (a === null || b === null) return undefined;
  const [x, y] = [measure(a), measure(b)];
  return x === y ? 0 : x < y ? -1 : 1;
}

function compareText(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}

function measure(value: Value): Ordered {
  if (value instanceof ApexDate) return value.days * DAY_MS;
  if (value instanceof ApexDatetime || value instanceof ApexTime) return value.ms;
  return value instanceof ApexEnum ? value.ordinal : 0;
}

function comparisons(): Readonly<Record<string, unknown>> {
  const test = (accept: (order: number) => boolean) => (a: Value, b: Value) => {
    const found = order(a, b);
    return found !== undefined && accept(found);
  };
  return {
    equal: looselyEqual,
    same,
    sameId: (a: string | null, b: string | null) => a === b || (a !== null && b !== null && (readIdText(a) ?? a) === (readIdText(b) ?? b)),
    less: test((found) => found < 0),
    atMost: test((found) => found <= 0),
    more: test((found) => found > 0),
    atLeast: test((found) => found >= 0),
  };
}

/** `===`: the same value, or the same object. */
function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a instanceof PlatformObject && b instanceof PlatformObject) return a.key !== undefined && equals(a, b);
  return isNumber(a) && isNumber(b) && compareNumbers(a, b) === 0;
}

function shift(moment: Value, by: Value, sign: 1 | -1): Value {
  const amount = sign * toNumber(by);
  if (moment instanceof ApexDate) return new ApexDate(moment.days + Math.trunc(amount));
  if (moment instanceof ApexDatetime) return new ApexDatetime(Math.round(moment.ms + amount * DAY_MS));
  return new ApexTime(((((moment as ApexTime).ms + amount * DAY_MS) % DAY_MS) + DAY_MS) % DAY_MS);
}
