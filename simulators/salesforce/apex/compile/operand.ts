/** Operands: made, converted, guarded against null. */
import { distance, isAssignable } from '../types/convert.ts';
import {
  BOOLEAN,
  DATE,
  DATETIME,
  DECIMAL,
  DOUBLE,
  ID,
  INTEGER,
  isNumeric,
  LONG,
  NULL,
  OBJECT,
  STRING,
  type ApexType,
} from '../types/type.ts';
import type { Position } from '../syntax/ast.ts';
import type { ValueOperand } from './operand-types.ts';
import { report, type Scope } from './scope.ts';

export const value = (type: ApexType, code: string): ValueOperand => ({ form: 'value', type, code });

export const present = (type: ApexType, code: string): ValueOperand => ({ form: 'value', type, code, present: true });

/** Null where the test holds, else the operand. */
export function guard(test: string, inner: ValueOperand): ValueOperand {
  return { form: 'value', type: inner.type, code: `(${test}?null:${inner.code})`, guarded: { test, inner } };
}

/** What comes after a `?.` in one chain is not asked either where it gave null. Source: ADG, "Safe Navigation Operator". */
export function chain(target: ValueOperand, apply: (target: ValueOperand) => ValueOperand): ValueOperand {
  return target.guarded === undefined ? apply(target) : guard(target.guarded.test, apply(target.guarded.inner));
}

/** Stands for what could not be compiled; it fits everywhere, so that one mistake is reported once. */
export const BROKEN = value(NULL, 'null');

/** The value, or the platform's NullPointerException. */
export function deref(operand: ValueOperand): string {
  return operand.present === true ? operand.code : `(${operand.code}??npe())`;
}

/** Code that gives the operand as a value of `to`; reports what does not fit. */
export function convert(scope: Scope, operand: ValueOperand, to: ApexType, at: Position): string {
  if (operand.query === true && to.kind === 'sobject') return coerce(operand, to);
  if (!isAssignable(scope.program.table, operand.type, to)) {
    report(scope, at, `Illegal assignment from ${operand.type.name} to ${to.name}`);
    return operand.code;
  }
  return coerce(operand, to);
}

/** As `convert`, for types that are known to fit. */
export function coerce({ type, code, query }: ValueOperand, to: ApexType): string {
  if (query === true && to.kind === 'sobject') return `onlyRecord(${code})`;
  if (type === to || type === NULL || to === OBJECT) return code;
  if (isNumeric(type) && isNumeric(to)) return `${NUMERIC[to.base] ?? ''}(${code})`;
  const conversion = CONVERSIONS.find((each) => each.from === type && each.to === to);
  return conversion === undefined ? code : `${conversion.name}(${code})`;
}

const CONVERSIONS = [
  { from: STRING, to: ID, name: 'toId' },
  { from: DATE, to: DATETIME, name: 'toDatetime' },
];

const NUMERIC: Readonly<Record<string, string>> = { Long: 'toLong', Decimal: 'toDecimal', Double: 'toDouble', Integer: 'toInteger' };

export function isBoolean(scope: Scope, operand: ValueOperand, at: Position): string {
  if (operand.type !== BOOLEAN && operand.type !== NULL)
    report(scope, at, `Condition expression must be of type Boolean, not ${operand.type.name}`);
  return `truth(${operand.code})`;
}

/** The type two numbers are brought to: the higher of Integer, Long, Double, Decimal. */
export function higher(a: ApexType, b: ApexType): ApexType {
  return [DECIMAL, DOUBLE, LONG].find((type) => a === type || b === type) ?? INTEGER;
}

/** A query stands for its records, or for the only one. */
export function fits(scope: Scope, { type, query }: ValueOperand, to: ApexType): number | undefined {
  const [element] = type.args;
  const record = query === true && to.kind === 'sobject' && element !== undefined ? distance(scope.program.table, element, to) : undefined;
  return distance(scope.program.table, type, to) ?? (record === undefined ? undefined : record + FROM_QUERY);
}

const FROM_QUERY = 10;

/** The record of a query, null without one: what `?.` and `??` make of it. Source: ADG, "Safe Navigation Operator", "Null Coalescing Operator". */
export function optionalRecord(operand: ValueOperand): ValueOperand {
  const [element] = operand.type.args;
  return operand.query === true && element !== undefined ? value(element, `optionalRecord(${operand.code})`) : operand;
}
