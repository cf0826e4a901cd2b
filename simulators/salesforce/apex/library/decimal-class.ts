/** Decimal and RoundingMode. Source: Apex Reference Guide, "Decimal Class", whose scale rules are those of java.math.BigDecimal. */
import type { ApexContext } from '../context.ts';
import { decimalOfInteger, divideToScale, multiply, parseDecimal, plainText, setScale, strip, toNumber } from '../decimal.ts';
import type { Rounding, RoundingMode } from '../decimal.ts';
import { ApexDecimal, ApexDouble, type ApexEnum, type Value } from '../values.ts';
import { decimalOfDouble } from './decimal-of-double.ts';
import { platformClass, platformEnum } from './native.ts';
import { groupedText } from './number-format.ts';

const MODES = ['CEILING', 'DOWN', 'FLOOR', 'HALF_DOWN', 'HALF_EVEN', 'HALF_UP', 'UNNECESSARY', 'UP'] as const;

export const roundingMode = platformEnum('RoundingMode', MODES);

/** "scale … must be between -33 and 33" */
const SCALE_LIMIT = 33;

const ONE = decimalOfInteger(1);

function modeOf(mode: ApexEnum | undefined): RoundingMode {
  return mode === undefined ? 'HALF_EVEN' : (mode.name as RoundingMode);
}

function checkedScale(context: ApexContext, scale: number): number {
  if (scale < -SCALE_LIMIT || scale > SCALE_LIMIT)
    context.fail('MathException', `scale must be between -${SCALE_LIMIT} and ${SCALE_LIMIT}`);
  return scale;
}

/** Rounds, and answers UNNECESSARY rounding that is necessary with the platform's exception. */
function rounded(context: ApexContext, round: () => ApexDecimal): ApexDecimal {
  try {
    return round();
  } catch (error) {
    if (error instanceof RangeError) return context.fail('MathException', 'Rounding necessary');
    throw error;
  }
}

const withScale = (context: ApexContext, value: ApexDecimal, rounding: Rounding): ApexDecimal =>
  rounded(context, () => setScale(value, { ...rounding, scale: checkedScale(context, rounding.scale) }));

function divided(context: ApexContext, self: ApexDecimal, [divisor, scale, mode]: readonly [ApexDecimal, number, ApexEnum?]): ApexDecimal {
  if (divisor.unscaled === 0n) context.fail('MathException', 'Divide by 0');
  checkedScale(context, scale);
  return rounded(context, () => divideToScale(self, divisor, { scale, mode: modeOf(mode) }));
}

function toWhole(context: ApexContext, value: ApexDecimal, mode: RoundingMode): bigint {
  return BigInt.asIntN(64, rounded(context, () => setScale(value, { scale: 0, mode })).unscaled);
}

const absolute = ({ unscaled, scale }: ApexDecimal): ApexDecimal => new ApexDecimal(unscaled < 0n ? -unscaled : unscaled, scale);

/** Number of digits of the unscaled value; zero has one. */
const precisionOf = ({ unscaled }: ApexDecimal): number => String(unscaled < 0n ? -unscaled : unscaled).length;

/** Exponents are whole and between 0 and 32,767. */
function power(context: ApexContext, base: ApexDecimal, exponent: number): ApexDecimal {
  if (exponent < 0 || exponent > 32_767) return context.fail('MathException', 'Invalid operation');
  context.charge(Math.ceil((exponent * precisionOf(base)) / 16));
  let result = ONE;
  let square = base;
  for (let rest = exponent; rest > 0; rest >>= 1) {
    if ((rest & 1) === 1) result = multiply(result, square);
    if (rest > 1) square = multiply(square, square);
  }
  return result;
}

function readDecimal(context: ApexContext, text: string): ApexDecimal {
  return parseDecimal(text.trim()) ?? context.fail('TypeException', `Invalid decimal: ${text}`);
}

function decimalOf(context: ApexContext, value: Value): ApexDecimal {
  if (value instanceof ApexDecimal) return value;
  if (typeof value === 'string') return readDecimal(context, value);
  if (value instanceof ApexDouble) return decimalOfDouble(context, value.value);
  if (typeof value === 'number' || typeof value === 'bigint') return decimalOfInteger(value);
  return context.fail('TypeException', `Invalid conversion from runtime type to Decimal: ${context.text(value)}`);
}

export const decimalClass = platformClass('Decimal', {
  'static Decimal valueOf(Double doubleToDecimal)': (context, { value }: ApexDouble) => decimalOfDouble(context, value),
  'static Decimal valueOf(Long longToDecimal)': (_, value: bigint) => decimalOfInteger(value),
  'static Decimal valueOf(String stringToDecimal)': readDecimal,
  'static Decimal valueOf(Object value)': decimalOf,
  'Decimal abs()': (_, self: ApexDecimal) => absolute(self),
  'Decimal divide(Decimal divisor, Integer scale)': (context, self: ApexDecimal, divisor: ApexDecimal, scale: number) =>
    divided(context, self, [divisor, scale]),
  'Decimal divide(Decimal divisor, Integer scale, RoundingMode roundingMode)': (
    context,
    self: ApexDecimal,
    ...args: [ApexDecimal, number, ApexEnum]
  ) => divided(context, self, args),
  'Double doubleValue()': (_, self: ApexDecimal) => new ApexDouble(toNumber(self)),
  'String format()': (context, self: ApexDecimal) => groupedText(self, context.user().locale),
  'Integer intValue()': (context, self: ApexDecimal) => Number(BigInt.asIntN(32, toWhole(context, self, 'DOWN'))),
  'Long longValue()': (context, self: ApexDecimal) => toWhole(context, self, 'DOWN'),
  'Decimal pow(Integer exponent)': power,
  'Integer precision()': (_, self: ApexDecimal) => precisionOf(self),
  'Long round()': (context, self: ApexDecimal) => toWhole(context, self, 'HALF_EVEN'),
  'Long round(RoundingMode roundingMode)': (context, self: ApexDecimal, mode: ApexEnum) => toWhole(context, self, modeOf(mode)),
  'Integer scale()': (_, self: ApexDecimal) => self.scale,
  'Decimal setScale(Integer scale)': (context, self: ApexDecimal, scale: number) => withScale(context, self, { scale, mode: 'HALF_EVEN' }),
  'Decimal setScale(Integer scale, RoundingMode roundingMode)': (context, self: ApexDecimal, scale: number, mode: ApexEnum) =>
    withScale(context, self, { scale, mode: modeOf(mode) }),
  'Decimal stripTrailingZeros()': (_, self: ApexDecimal) => strip(self),
  'String toPlainString()': (_, self: ApexDecimal) => plainText(self),
});
