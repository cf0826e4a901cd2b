/** Decimal arithmetic. Source: Apex Developer Guide "Rules of numeric conversion", Apex Reference "Decimal", and java.math.BigDecimal, whose scale rules it has. */
import { ApexDecimal, MOST_DIGITS } from './values.ts';

export type RoundingMode = 'CEILING' | 'DOWN' | 'FLOOR' | 'HALF_DOWN' | 'HALF_EVEN' | 'HALF_UP' | 'UNNECESSARY' | 'UP';

/** What the division operator keeps: results are rounded to so many digits after the point. */
const DIVISION_SCALE = 33;

const powerOfTen = (exponent: number): bigint => 10n ** BigInt(exponent);

export const decimalOfInteger = (value: number | bigint): ApexDecimal => new ApexDecimal(BigInt(value), 0);

/** The shortest decimal that reads as this number, as Decimal.valueOf(Double) has it; a whole number keeps one digit after the point. */
export function decimalOfNumber(value: number): ApexDecimal {
  const decimal = parseDecimal(String(value));
  if (decimal === undefined) throw new RangeError(`${value} is not a decimal`);
  return decimal;
}

/** Reads `-12.50` or `1.5e3`; undefined for anything else. Throws RangeError for more digits than a Decimal has. */
export function parseDecimal(text: string): ApexDecimal | undefined {
  const match = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,4}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  if (text.length > MOST_DIGITS) throw new RangeError('BigInt size of a Decimal');
  const unscaled = BigInt(`${whole}${fraction}`);
  const scale = fraction.length - Number(exponent);
  const signed = sign === '-' ? -unscaled : unscaled;
  return scale < 0 ? new ApexDecimal(signed * powerOfTen(-scale), 0) : new ApexDecimal(signed, scale);
}

export function toNumber({ unscaled, scale }: ApexDecimal): number {
  return scale === 0 ? Number(unscaled) : Number(`${unscaled}e${-scale}`);
}

/** All digits the scale asks for, never an exponent: `10.50`. */
export function plainText({ unscaled, scale }: ApexDecimal): string {
  if (scale === 0) return String(unscaled);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}

export function compareDecimals(a: ApexDecimal, b: ApexDecimal): number {
  const [x, y] = align(a, b);
  return x === y ? 0 : x < y ? -1 : 1;
}

export const negate = (value: ApexDecimal): ApexDecimal => new ApexDecimal(-value.unscaled, value.scale);

export function add(a: ApexDecimal, b: ApexDecimal): ApexDecimal {
  const [x, y] = align(a, b);
  return new ApexDecimal(x + y, Math.max(a.scale, b.scale));
}

export const subtract = (a: ApexDecimal, b: ApexDecimal): ApexDecimal => add(a, negate(b));

export const multiply = (a: ApexDecimal, b: ApexDecimal): ApexDecimal => new ApexDecimal(a.unscaled * b.unscaled, a.scale + b.scale);

/** The quotient of `/`: exact where it ends early, else rounded half even at 33 digits. The divisor is not zero. */
export function divide(a: ApexDecimal, b: ApexDecimal): ApexDecimal {
  const quotient = divideToScale(a, b, { scale: DIVISION_SCALE, mode: 'HALF_EVEN' });
  return strip(quotient, Math.max(0, a.scale - b.scale));
}

export type Rounding = { readonly scale: number; readonly mode: RoundingMode };

/** Throws `RangeError` where UNNECESSARY rounding is necessary. */
export function divideToScale(a: ApexDecimal, b: ApexDecimal, { scale, mode }: Rounding): ApexDecimal {
  const shift = scale + b.scale - a.scale;
  const [numerator, denominator] =
    shift >= 0 ? [a.unscaled * powerOfTen(shift), b.unscaled] : [a.unscaled, b.unscaled * powerOfTen(-shift)];
  return new ApexDecimal(roundedQuotient(numerator, denominator, mode), scale);
}

/** The same value with another scale; a negative scale rounds before the point. */
export function setScale(value: ApexDecimal, { scale, mode }: Rounding): ApexDecimal {
  if (scale >= value.scale) return new ApexDecimal(value.unscaled * powerOfTen(scale - value.scale), scale);
  const rounded = roundedQuotient(value.unscaled, powerOfTen(value.scale - scale), mode);
  return scale < 0 ? new ApexDecimal(rounded * powerOfTen(-scale), 0) : new ApexDecimal(rounded, scale);
}

/** Drops zeros after the point down to `least` digits. */
export function strip(value: ApexDecimal, least = 0): ApexDecimal {
  let { unscaled, scale } = value;
  while (scale > least && unscaled % 10n === 0n) {
    unscaled /= 10n;
    scale -= 1;
  }
  return new ApexDecimal(unscaled, scale);
}

function align(a: ApexDecimal, b: ApexDecimal): [bigint, bigint] {
  if (a.scale === b.scale) return [a.unscaled, b.unscaled];
  return a.scale < b.scale
    ? [a.unscaled * powerOfTen(b.scale - a.scale), b.unscaled]
    : [a.unscaled, b.unscaled * powerOfTen(a.scale - b.scale)];
}

function roundedQuotient(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  if (remainder === 0n) return quotient;
  const negative = numerator < 0n !== denominator < 0n;
  const twice = 2n * (remainder < 0n ? -remainder : remainder);
  const size = denominator < 0n ? -denominator : denominator;
  const half = twice === size ? 0 : twice > size ? 1 : -1;
  return AWAY_FROM_ZERO[mode]({ negative, half, odd: quotient % 2n !== 0n }) ? quotient + (negative ? -1n : 1n) : quotient;
}

type Discarded = { readonly negative: boolean; readonly half: number; readonly odd: boolean };

const AWAY_FROM_ZERO: Readonly<Record<RoundingMode, (discarded: Discarded) => boolean>> = {
  CEILING: ({ negative }) => !negative,
  FLOOR: ({ negative }) => negative,
  UP: () => true,
  DOWN: () => false,
  HALF_UP: ({ half }) => half >= 0,
  HALF_DOWN: ({ half }) => half > 0,
  HALF_EVEN: ({ half, odd }) => half > 0 || (half === 0 && odd),
  UNNECESSARY: () => {
    throw new RangeError('Rounding necessary');
  },
};
