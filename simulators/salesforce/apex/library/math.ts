/** Source: Apex Reference Guide, "Math Class". Functions without exact results answer Double for Double, Decimal for Decimal, as documented. */
import type { ApexContext } from '../context.ts';
import { compareDecimals, negate, setScale, toNumber } from '../decimal.ts';
import { narrow } from '../narrow.ts';
import { ApexDecimal, ApexDouble } from '../values.ts';
import { decimalOfDouble } from './decimal-of-double.ts';
import { platformClass, type Members } from './native.ts';

type Real = (value: number) => number;

const doubleOf =
  (compute: Real) =>
  (_: unknown, { value }: ApexDouble) =>
    new ApexDouble(compute(value));

const decimalOf = (compute: Real) => (context: ApexContext, value: ApexDecimal) => decimalOfDouble(context, compute(toNumber(value)));

/** `static Double cos(Double x)` and `static Decimal cos(Decimal x)`. */
function forBoth(name: string, compute: Real): Members {
  return {
    [`static Double ${name}(Double x)`]: doubleOf(compute),
    [`static Decimal ${name}(Decimal x)`]: decimalOf(compute),
  };
}

/** Half to even, as Math.rint. */
function rint(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

const sign = (value: bigint): bigint => (value > 0n ? 1n : value < 0n ? -1n : 0n);

const larger = (a: ApexDecimal, b: ApexDecimal): ApexDecimal => (compareDecimals(a, b) >= 0 ? a : b);
const smaller = (a: ApexDecimal, b: ApexDecimal): ApexDecimal => (compareDecimals(a, b) <= 0 ? a : b);

const FUNCTIONS: Readonly<Record<string, Real>> = {
  acos: Math.acos,
  asin: Math.asin,
  atan: Math.atan,
  cbrt: Math.cbrt,
  cos: Math.cos,
  cosh: Math.cosh,
  exp: Math.exp,
  log: Math.log,
  log10: Math.log10,
  rint,
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
};

const magnitudes: Members = {
  'static Integer abs(Integer x)': (_, x: number) => Math.abs(x) | 0,
  'static Long abs(Long x)': (_, x: bigint) => BigInt.asIntN(64, x < 0n ? -x : x),
  'static Double abs(Double x)': doubleOf(Math.abs),
  'static Decimal abs(Decimal x)': (_, x: ApexDecimal) => (x.unscaled < 0n ? negate(x) : x),
  'static Double signum(Double x)': doubleOf(Math.sign),
  'static Decimal signum(Decimal x)': (_, x: ApexDecimal) => new ApexDecimal(sign(x.unscaled), 0),
  'static Integer max(Integer x, Integer y)': (_, x: number, y: number) => Math.max(x, y),
  'static Long max(Long x, Long y)': (_, x: bigint, y: bigint) => (x > y ? x : y),
  'static Double max(Double x, Double y)': (_, x: ApexDouble, y: ApexDouble) => new ApexDouble(Math.max(x.value, y.value)),
  'static Decimal max(Decimal x, Decimal y)': (_, x: ApexDecimal, y: ApexDecimal) => larger(x, y),
  'static Integer min(Integer x, Integer y)': (_, x: number, y: number) => Math.min(x, y),
  'static Long min(Long x, Long y)': (_, x: bigint, y: bigint) => (x < y ? x : y),
  'static Double min(Double x, Double y)': (_, x: ApexDouble, y: ApexDouble) => new ApexDouble(Math.min(x.value, y.value)),
  'static Decimal min(Decimal x, Decimal y)': (_, x: ApexDecimal, y: ApexDecimal) => smaller(x, y),
};

const rounding: Members = {
  'static Double ceil(Double x)': doubleOf(Math.ceil),
  'static Decimal ceil(Decimal x)': (_, x: ApexDecimal) => setScale(x, { scale: 0, mode: 'CEILING' }),
  'static Double floor(Double x)': doubleOf(Math.floor),
  'static Decimal floor(Decimal x)': (_, x: ApexDecimal) => setScale(x, { scale: 0, mode: 'FLOOR' }),
  // Half up for a Double; for a Decimal half to even, as Decimal.round has it.
  'static Integer round(Double x)': (_, { value }: ApexDouble) => Number(narrow(Math.floor(value + 0.5), 32)),
  'static Integer round(Decimal x)': (_, x: ApexDecimal) =>
    Number(BigInt.asIntN(32, setScale(x, { scale: 0, mode: 'HALF_EVEN' }).unscaled)),
  'static Long roundToLong(Double x)': (_, { value }: ApexDouble) => narrow(Math.floor(value + 0.5), 64),
  'static Long roundToLong(Decimal x)': (_, x: ApexDecimal) => BigInt.asIntN(64, setScale(x, { scale: 0, mode: 'HALF_EVEN' }).unscaled),
};

const combined: Members = {
  'static Integer mod(Integer dividend, Integer divisor)': (context, dividend: number, divisor: number) =>
    divisor === 0 ? context.fail('MathException', 'Divide by 0') : (dividend % divisor) | 0,
  'static Long mod(Long dividend, Long divisor)': (context, dividend: bigint, divisor: bigint) =>
    divisor === 0n ? context.fail('MathException', 'Divide by 0') : dividend % divisor,
  'static Double pow(Double x, Double exponent)': (_, x: ApexDouble, exponent: ApexDouble) => new ApexDouble(x.value ** exponent.value),
  'static Double atan2(Double x, Double y)': (_, x: ApexDouble, y: ApexDouble) => new ApexDouble(Math.atan2(x.value, y.value)),
  'static Decimal atan2(Decimal x, Decimal y)': (context, x: ApexDecimal, y: ApexDecimal) =>
    decimalOfDouble(context, Math.atan2(toNumber(x), toNumber(y))),
  'static Double random()': (context) => new ApexDouble(context.random()),
};

export const mathClass = platformClass('Math', {
  'static Double PI': { get: () => new ApexDouble(Math.PI) },
  'static Double E': { get: () => new ApexDouble(Math.E) },
  ...(Object.assign({}, ...Object.entries(FUNCTIONS).map(([name, compute]) => forBoth(name, compute))) as Members),
  ...magnitudes,
  ...rounding,
  ...combined,
});
