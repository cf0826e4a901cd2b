/** Source: "Formula Operators" of Salesforce Help. Days are what a number counts beside a date, milliseconds beside a time. */
import { DAY_MS } from '../time-zones.ts';
import { same } from './logic.ts';
import { checked } from './numbers.ts';
import { pure, type Builder, type FunctionTable } from './signature.ts';
import { commonType, commonTypeOf, type Compiled, type FormulaType, type FormulaValue } from './values.ts';

type Sum = { readonly type: FormulaType; readonly combine: (left: number, right: number) => number };

/** The milliseconds that a number stands for beside a value of the type: days of a date are whole. */
const SPAN_MS: Readonly<Partial<Record<FormulaType, (value: number) => number>>> = {
  date: (days) => Math.trunc(days) * DAY_MS,
  datetime: (days) => Math.round(days * 86_400) * 1000,
  time: (ms) => ms,
};

const ofDay = (ms: number): number => ((ms % DAY_MS) + DAY_MS) % DAY_MS;

function moved(type: FormulaType, sign: 1 | -1): Sum | undefined {
  const span = SPAN_MS[type];
  if (span === undefined) return undefined;
  const combine: Sum['combine'] = (ms, value) => ms + sign * span(value);
  return { type, combine: type === 'time' ? (ms, value) => ofDay(combine(ms, value)) : combine };
}

function sumOf(left: FormulaType, right: FormulaType): Sum | undefined {
  if (left === 'number' && right === 'number') return { type: 'number', combine: (a, b) => checked(a + b) };
  if (right === 'number') return moved(left, 1);
  const turned = left === 'number' ? moved(right, 1) : undefined;
  return turned === undefined ? undefined : { type: turned.type, combine: (a, b) => turned.combine(b, a) };
}

function differenceOf(left: FormulaType, right: FormulaType): Sum | undefined {
  if (left === 'number' && right === 'number') return { type: 'number', combine: (a, b) => checked(a - b) };
  if (right === 'number') return moved(left, -1);
  if (left !== right || SPAN_MS[left] === undefined) return undefined;
  // Not rounded: 15 digits of a day would be less than what a difference of milliseconds holds.
  return { type: 'number', combine: left === 'time' ? (a, b) => ofDay(a - b) : (a, b) => (a - b) / DAY_MS };
}

function both(operands: readonly Compiled[], name: string): readonly [Compiled, Compiled] {
  const [left, right] = operands;
  if (left === undefined || right === undefined) throw new Error(`${name} needs two operands`);
  return [left, right];
}

const additive =
  (find: typeof sumOf): Builder =>
  (operands, name) => {
    const [left, right] = both(operands, name);
    const known = (type: FormulaType): FormulaType => (type === 'nothing' ? 'number' : type);
    const sum = find(known(left.type), known(right.type));
    if (sum === undefined) throw new Error(`${name} does not take ${left.type} and ${right.type}`);
    return {
      type: sum.type,
      evaluate: (scope) => {
        const [a, b] = [left.evaluate(scope), right.evaluate(scope)];
        return a === null || b === null ? null : sum.combine(Number(a), Number(b));
      },
    };
  };

const concatenate = pure('text text -> text', (left: string, right: string) => left + right);

const isText = ({ type }: Compiled): boolean => type === 'text';

const plus: Builder = (operands, name) => (operands.some(isText) ? concatenate : additive(sumOf))(operands, name);

/** Of values of one type. A picklist has functions of its own for it. */
function compared(test: (left: FormulaValue, right: FormulaValue) => boolean): Builder {
  return (operands, name) => {
    const [left, right] = both(operands, name);
    if (commonType(left.type, right.type) === undefined) commonTypeOf(name, [left.type, right.type]);
    if (/picklist$/.test(left.type) || /picklist$/.test(right.type))
      throw new Error(`${name} does not take a picklist: ISPICKVAL, CASE, TEXT and INCLUDES do`);
    return { type: 'boolean', evaluate: (scope) => test(left.evaluate(scope), right.evaluate(scope)) };
  };
}

/** Nothing is neither more nor less than anything. */
const ordered = (test: (left: number | string, right: number | string) => boolean): Builder =>
  compared((left, right) => left !== null && right !== null && test(orderable(left), orderable(right)));

const orderable = (value: string | number | boolean): number | string => (typeof value === 'boolean' ? Number(value) : value);

const equal = compared(same);
const unequal = compared((left, right) => !same(left, right));

export const OPERATORS: FunctionTable = {
  '+': plus,
  '-': additive(differenceOf),
  '*': pure('number number -> number', (left: number, right: number) => checked(left * right)),
  '/': pure('number number -> number', (left: number, right: number) => checked(left / right)),
  '^': pure('number number -> number', (left: number, right: number) => checked(left ** right)),
  NEGATIVE: pure('number -> number', (value: number) => -value),
  '&': concatenate,
  '=': equal,
  '==': equal,
  '<>': unequal,
  '!=': unequal,
  '<': ordered((left, right) => left < right),
  '<=': ordered((left, right) => left <= right),
  '>': ordered((left, right) => left > right),
  '>=': ordered((left, right) => left >= right),
};
