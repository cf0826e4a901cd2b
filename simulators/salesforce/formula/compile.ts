/** Compiles the formulas of validation rules. A function or field the org does not know is an error at load, never a silent pass. */
import type { StoredRecord, StoredValue } from '../storage/transaction.ts';
import { parseFormula, type Expression } from './parse.ts';

/** What a formula sees while a record is saved. */
export type FormulaScope = {
  readonly record: StoredRecord;
  readonly before: StoredRecord | undefined;
  readonly hasPermission: (customPermission: string) => boolean;
};

export type Formula = (scope: FormulaScope) => StoredValue;

/** Maps a name to the canonical field name, or undefined for one the object lacks. */
export type FieldResolver = (name: string) => string | undefined;

export function compileFormula(source: string, resolve: FieldResolver): Formula {
  return compile(parseFormula(source), resolve);
}

function compile(expression: Expression, resolve: FieldResolver): Formula {
  if (expression.type === 'literal') return () => expression.value;
  if (expression.type === 'name') return compileName(expression.name, resolve);
  const { function: name, arguments: operands } = expression;
  const onField = FIELD_FUNCTIONS[name];
  if (onField !== undefined) return onField(fieldOperand(name, operands[0], resolve));
  const build = FUNCTIONS[name];
  if (build === undefined) throw new Error(`the formula function or operator ${name} is not supported`);
  return build(operands.map((operand) => compile(operand, resolve)));
}

function compileName(name: string, resolve: FieldResolver): Formula {
  const permission = /^\$Permission\.(\w+)$/i.exec(name)?.[1];
  if (permission !== undefined) return (scope) => scope.hasPermission(permission);
  const field = resolve(name);
  if (field === undefined) throw new Error(`the formula names an unknown field ${name}`);
  return (scope) => scope.record[field] ?? null;
}

function fieldOperand(name: string, operand: Expression | undefined, resolve: FieldResolver): string {
  const field = operand?.type === 'name' ? resolve(operand.name) : undefined;
  if (field === undefined) throw new Error(`${name} needs a field of the object`);
  return field;
}

const FIELD_FUNCTIONS: Readonly<Record<string, (field: string) => Formula>> = {
  ISCHANGED: (field) => (scope) => scope.before !== undefined && scope.before[field] !== scope.record[field],
  PRIORVALUE: (field) => (scope) => (scope.before ?? scope.record)[field] ?? null,
};

const isBlank = (value: StoredValue): boolean => value === null || value === '';
const text = (value: StoredValue): string => (value === null ? '' : String(value));

function compare(test: (a: number | string, b: number | string) => boolean): (operands: readonly Formula[]) => Formula {
  return ([left, right]) =>
    (scope) => {
      const a = left?.(scope) ?? null;
      const b = right?.(scope) ?? null;
      if (a === null || b === null) return false;
      return typeof a === 'string' || typeof b === 'string' ? test(String(a), String(b)) : test(Number(a), Number(b));
    };
}

function calculate(combine: (a: number, b: number) => number): (operands: readonly Formula[]) => Formula {
  return ([left, right]) =>
    (scope) => {
      const a = left?.(scope) ?? null;
      const b = right?.(scope) ?? null;
      return a === null || b === null ? null : combine(Number(a), Number(b));
    };
}

function unary(apply: (value: StoredValue) => StoredValue): (operands: readonly Formula[]) => Formula {
  return ([operand]) =>
    (scope) =>
      apply(operand?.(scope) ?? null);
}

function binary(apply: (left: StoredValue, right: StoredValue) => StoredValue): (operands: readonly Formula[]) => Formula {
  return ([left, right]) =>
    (scope) =>
      apply(left?.(scope) ?? null, right?.(scope) ?? null);
}

const every =
  (operands: readonly Formula[]): Formula =>
  (scope) =>
    operands.every((operand) => operand(scope) === true);
const some =
  (operands: readonly Formula[]): Formula =>
  (scope) =>
    operands.some((operand) => operand(scope) === true);
const equal = binary((a, b) => (isBlank(a) && isBlank(b)) || a === b);
const unequal = binary((a, b) => !(isBlank(a) && isBlank(b)) && a !== b);

const FUNCTIONS: Readonly<Record<string, (operands: readonly Formula[]) => Formula>> = {
  AND: every,
  '&&': every,
  OR: some,
  '||': some,
  NOT: unary((value) => value !== true),
  IF:
    ([condition, yes, no]) =>
    (scope) =>
      (condition?.(scope) === true ? yes : no)?.(scope) ?? null,
  ISBLANK: unary(isBlank),
  ISNULL: unary(isBlank),
  BLANKVALUE: binary((value, substitute) => (isBlank(value) ? substitute : value)),
  ISNEW: () => (scope) => scope.before === undefined,
  ISPICKVAL: equal,
  TEXT: unary(text),
  LEN: unary((value) => text(value).length),
  BEGINS: binary((whole, start) => text(whole).startsWith(text(start))),
  CONTAINS: binary((whole, part) => text(whole).includes(text(part))),
  '=': equal,
  '==': equal,
  '<>': unequal,
  '!=': unequal,
  '<': compare((a, b) => a < b),
  '<=': compare((a, b) => a <= b),
  '>': compare((a, b) => a > b),
  '>=': compare((a, b) => a >= b),
  '+': calculate((a, b) => a + b),
  '-': calculate((a, b) => a - b),
  '*': calculate((a, b) => a * b),
  '/': calculate((a, b) => a / b),
  '&': binary((a, b) => text(a) + text(b)),
};
