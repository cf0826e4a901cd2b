/** Integer, Long and Double. Source: Apex Reference Guide, "Integer Class", "Long Class", "Double Class". */
import type { ApexContext } from '../context.ts';
import { decimalOfInteger, parseDecimal, setScale, toNumber } from '../decimal.ts';
import { narrow } from '../narrow.ts';
import { ApexDecimal, ApexDouble, type Value } from '../values.ts';
import { decimalOfDouble } from './decimal-of-double.ts';
import { platformClass } from './native.ts';
import { groupedText } from './number-format.ts';

const INTEGER_MIN = -(2n ** 31n);
const INTEGER_MAX = 2n ** 31n - 1n;
const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

/** Text of a whole number, zeros after the point allowed, or the platform's TypeException. */
function readWhole(context: ApexContext, text: string, [type, least, most]: readonly [string, bigint, bigint]): bigint {
  const trimmed = text.trim();
  const digits = /^([+-]?\d{1,20})(?:\.0+)?$/.exec(trimmed)?.[1];
  const value = digits === undefined ? undefined : BigInt(digits);
  if (value === undefined || value < least || value > most) return context.fail('TypeException', `Invalid ${type}: ${text}`);
  return value;
}

export const readInteger = (context: ApexContext, text: string): number =>
  Number(readWhole(context, text, ['integer', INTEGER_MIN, INTEGER_MAX]));

const readLong = (context: ApexContext, text: string): bigint => readWhole(context, text, ['long', LONG_MIN, LONG_MAX]);

/** An Object that holds a number, as the type asked for holds it: digits after the point are dropped, high bits too. */
function wholeOf(context: ApexContext, value: Value, type: string): bigint {
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'bigint') return value;
  if (value instanceof ApexDecimal) return setScale(value, { scale: 0, mode: 'DOWN' }).unscaled;
  if (value instanceof ApexDouble) return narrow(value.value, 64);
  return context.fail('TypeException', `Invalid conversion from runtime type to ${type}: ${context.text(value)}`);
}

/** A field without a value gives none. */
const orNull =
  (read: (context: ApexContext, value: Value) => Value) =>
  (context: ApexContext, value: Value): Value =>
    value === null ? null : read(context, value);

export const integerClass = platformClass('Integer', {
  'static Integer valueOf(String stringToInteger)': readInteger,
  'static Integer valueOf(Object? fieldValue)': orNull((context, value) =>
    typeof value === 'string' ? readInteger(context, value) : Number(BigInt.asIntN(32, wholeOf(context, value, 'Integer'))),
  ),
  'String format()': (context, self: number) => groupedText(decimalOfInteger(self), context.user().locale),
  'Integer intValue()': (_, self: number) => self,
  'Long longValue()': (_, self: number) => BigInt(self),
  'Double doubleValue()': (_, self: number) => new ApexDouble(self),
});

export const longClass = platformClass('Long', {
  'static Long valueOf(String stringToLong)': readLong,
  'static Long valueOf(Object? fieldValue)': orNull((context, value) =>
    typeof value === 'string' ? readLong(context, value) : BigInt.asIntN(64, wholeOf(context, value, 'Long')),
  ),
  'String format()': (context, self: bigint) => groupedText(decimalOfInteger(self), context.user().locale),
  'Integer intValue()': (_, self: bigint) => Number(BigInt.asIntN(32, self)),
  'Long longValue()': (_, self: bigint) => self,
  'Double doubleValue()': (_, self: bigint) => new ApexDouble(Number(self)),
});

function readDouble(context: ApexContext, text: string): ApexDouble {
  const value = parseDecimal(text.trim());
  if (value === undefined) return context.fail('TypeException', `Invalid double: ${text}`);
  return new ApexDouble(toNumber(value));
}

function doubleOf(context: ApexContext, value: Value): ApexDouble {
  if (typeof value === 'string') return readDouble(context, value);
  if (value instanceof ApexDouble) return value;
  if (value instanceof ApexDecimal) return new ApexDouble(toNumber(value));
  if (typeof value === 'number' || typeof value === 'bigint') return new ApexDouble(Number(value));
  return context.fail('TypeException', `Invalid conversion from runtime type to Double: ${context.text(value)}`);
}

export const doubleClass = platformClass('Double', {
  'static Double valueOf(String stringToDouble)': readDouble,
  'static Double valueOf(Object? fieldValue)': orNull(doubleOf),
  'String format()': (context, { value }: ApexDouble) => groupedText(decimalOfDouble(context, value), context.user().locale),
  'Integer intValue()': (_, { value }: ApexDouble) => Number(narrow(value, 32)),
  'Long longValue()': (_, { value }: ApexDouble) => narrow(value, 64),
  'Double doubleValue()': (_, self: ApexDouble) => self,
  'Long round()': (_, { value }: ApexDouble) => narrow(Math.floor(value + 0.5), 64),
});
