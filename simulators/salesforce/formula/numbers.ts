/** Arithmetic of formulas: 15 digits, as binary fractions hold them. Source: "Math" functions of the formula functions reference. */
import { pure, type FunctionTable } from './signature.ts';
import { FormulaError } from './values.ts';

/** Without what binary fractions leave behind. */
const exact = (value: number): number => Number(value.toPrecision(15));

/** Rounds to `digits` after the point, half away from zero; negative digits round before the point. */
export function roundHalfUp(value: number, digits: number): number {
  return scaled(value, digits, Math.round);
}

/** Works on the digits before a point that is moved by `digits`, the sign left aside. */
function scaled(value: number, digits: number, whole: (value: number) => number): number {
  const factor = 10 ** Math.trunc(digits);
  return exact((Math.sign(value) * whole(exact(Math.abs(value) * factor))) / factor);
}

const PLAIN = new Intl.NumberFormat('en-US', { useGrouping: false, maximumSignificantDigits: 15 });

/** As TEXT writes it: without groups, exponents and zeros at the end. */
export const numberText = (value: number): string => PLAIN.format(value).replace(/^-0$/, '0');

/** What no number is, is an error. */
export function checked(value: number): number {
  if (!Number.isFinite(value)) throw new FormulaError('not a number');
  return exact(value);
}

const onNumber = (apply: (value: number) => number): FunctionTable[string] =>
  pure('number -> number', (value: number) => checked(apply(value)));

export const NUMBER_FUNCTIONS: FunctionTable = {
  ABS: onNumber(Math.abs),
  // Away from zero and towards it; MCEILING and MFLOOR go up and down.
  CEILING: onNumber((value) => scaled(value, 0, Math.ceil)),
  FLOOR: onNumber((value) => scaled(value, 0, Math.floor)),
  MCEILING: onNumber((value) => Math.ceil(exact(value))),
  MFLOOR: onNumber((value) => Math.floor(exact(value))),
  ROUND: pure('number number -> number', roundHalfUp),
  TRUNC: pure('number number? -> number', (value: number, digits = 0) => scaled(value, digits, Math.floor)),
  MOD: pure('number number -> number', (value: number, divisor: number) => checked(value % divisor)),
  MAX: pure('number* -> number', (...values: number[]) => Math.max(...values)),
  MIN: pure('number* -> number', (...values: number[]) => Math.min(...values)),
  SQRT: onNumber(Math.sqrt),
  EXP: onNumber(Math.exp),
  LN: onNumber(Math.log),
  LOG: onNumber(Math.log10),
  PI: pure('-> number', () => Math.PI),
  SIN: onNumber(Math.sin),
  COS: onNumber(Math.cos),
  TAN: onNumber(Math.tan),
  ASIN: onNumber(Math.asin),
  ACOS: onNumber(Math.acos),
  ATAN: onNumber(Math.atan),
  ATAN2: pure('number number -> number', (y: number, x: number) => checked(Math.atan2(y, x))),
};
