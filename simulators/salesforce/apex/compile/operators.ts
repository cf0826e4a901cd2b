/** Operators. Source: Apex Developer Guide, "Expression Operators". */
import type { BinaryOperator, Expression, Position } from '../syntax/ast.ts';
import { commonType, hasText, isCastable } from '../types/convert.ts';
import {
  SOBJECT,
  BOOLEAN,
  DATE,
  DATETIME,
  DECIMAL,
  DOUBLE,
  ID,
  INTEGER,
  isNumeric,
  isText,
  LONG,
  NULL,
  STRING,
  TIME,
  type ApexType,
} from '../types/type.ts';
import { compileValue } from './recursion.ts';
import { BROKEN, coerce, convert, higher, isBoolean, optionalRecord, value } from './operand.ts';
import type { ValueOperand } from './operand-types.ts';
import { report, resolveType, temporary, type Scope } from './scope.ts';

type Form<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;

export function compileBinary(scope: Scope, expression: Form<'binary'>): ValueOperand {
  const { operator, at } = expression;
  const left = compileValue(scope, expression.left);
  const right = compileValue(scope, expression.right);
  return combine(scope, { operator, left, right, at });
}

type Operation = { readonly operator: BinaryOperator; readonly left: ValueOperand; readonly right: ValueOperand; readonly at: Position };

const COMPARISONS: Readonly<Partial<Record<BinaryOperator, string>>> = { '<': 'less', '<=': 'atMost', '>': 'more', '>=': 'atLeast' };

function combine(scope: Scope, operation: Operation): ValueOperand {
  const { operator, left, right, at } = operation;
  const comparison = COMPARISONS[operator];
  if (comparison !== undefined) return compareOrder(scope, operation, comparison);
  if (EQUALITIES.has(operator)) return compareEqual(scope, operation);
  if (operator in BITS) return combineBits(scope, operation);
  if (operator === '&&' || operator === '||') {
    return value(BOOLEAN, `(${isBoolean(scope, left, at)}${operator}${isBoolean(scope, right, at)})`);
  }
  return calculate(scope, operation);
}

const EQUALITIES: ReadonlySet<BinaryOperator> = new Set(['==', '!=', '===', '!==']);

function compareEqual(scope: Scope, { operator, left, right, at }: Operation): ValueOperand {
  if (!isComparable(scope, left.type, right.type))
    report(scope, at, `Comparison arguments must be compatible types: ${left.type.name}, ${right.type.name}`);
  const negated = operator.startsWith('!');
  if (left.type === NULL || right.type === NULL) return value(BOOLEAN, `(${left.code}${negated ? '!==' : '==='}${right.code})`);
  const loose = left.type === ID || right.type === ID ? 'sameId' : 'equal';
  return value(BOOLEAN, `${negated ? '!' : ''}${operator.length === 3 ? 'same' : loose}(${left.code},${right.code})`);
}

function isComparable(scope: Scope, a: ApexType, b: ApexType): boolean {
  return isCastable(scope.program.table, a, b) || (isText(a) && isText(b));
}

const ORDERED: ReadonlySet<ApexType> = new Set([DATE, DATETIME, TIME, NULL, STRING, ID]);

function compareOrder(scope: Scope, { left, right, at }: Operation, comparison: string): ValueOperand {
  const numbers = isNumber(left.type) && isNumber(right.type);
  if (!numbers && !(ORDERED.has(left.type) && ORDERED.has(right.type))) {
    report(scope, at, `Comparison arguments must be compatible types: ${left.type.name}, ${right.type.name}`);
  }
  return value(BOOLEAN, `${comparison}(${left.code},${right.code})`);
}

const isNumber = (type: ApexType): boolean => isNumeric(type) || type === NULL;

const isWhole = (type: ApexType): boolean => type === INTEGER || type === LONG;

const BITS: Readonly<Partial<Record<BinaryOperator, string>>> = {
  '&': 'and',
  '|': 'or',
  '^': 'xor',
  '<<': 'left',
  '>>': 'right',
  '>>>': 'unsignedRight',
};

function combineBits(scope: Scope, { operator, left, right, at }: Operation): ValueOperand {
  if (left.type === BOOLEAN && right.type === BOOLEAN)
    return value(BOOLEAN, `booleans[${JSON.stringify(operator)}](${left.code},${right.code})`);
  if (!isWhole(left.type) || !isWhole(right.type)) {
    report(scope, at, `Operator ${operator} needs whole numbers, not ${left.type.name} and ${right.type.name}`);
    return BROKEN;
  }
  const type = operator.length > 1 ? left.type : higher(left.type, right.type);
  return value(
    type,
    `bits${type.base}.${BITS[operator] ?? ''}(${coerce(left, type)},${operator.length > 1 ? coerce(right, INTEGER) : coerce(right, type)})`,
  );
}

const ARITHMETIC: Readonly<Partial<Record<BinaryOperator, string>>> = { '+': 'add', '-': 'subtract', '*': 'multiply', '/': 'divide' };

function calculate(scope: Scope, operation: Operation): ValueOperand {
  const { operator, left, right, at } = operation;
  if (operator === '+' && (isText(left.type) || isText(right.type))) return concatenate(scope, operation);
  if (isShift(operation)) return shiftDate(operation);
  if (!isNumber(left.type) || !isNumber(right.type)) {
    report(scope, at, `Arithmetic expressions must use numeric arguments, not ${left.type.name} and ${right.type.name}`);
    return BROKEN;
  }
  const type = higher(left.type, right.type);
  return value(type, `${ARITHMETIC[operator] ?? ''}${type.base}(${coerce(left, type)},${coerce(right, type)})`);
}

function concatenate(scope: Scope, { left, right, at }: Operation): ValueOperand {
  if (!hasText(left.type) || !hasText(right.type)) report(scope, at, `A text and ${left.type.name}, ${right.type.name} cannot be joined`);
  return value(STRING, `concat(${left.code},${right.code})`);
}

const isDate = (type: ApexType): boolean => type === DATE || type === DATETIME || type === TIME;

const isShift = ({ operator, left, right }: Operation): boolean =>
  (operator === '+' || operator === '-') && isDate(left.type) && isNumeric(right.type);

/** A Date plus a number is that many days later. */
function shiftDate({ operator, left, right }: Operation): ValueOperand {
  return value(left.type, `shift(${left.code},${right.code},${operator === '-' ? -1 : 1})`);
}

export function compileUnary(scope: Scope, { operator, value: inner, at }: Form<'unary'>): ValueOperand {
  if (operator === '-' && inner.kind === 'literal' && (inner.type === 'Integer' || inner.type === 'Long')) {
    return compileValue(scope, { ...inner, text: `-${inner.text}` });
  }
  const operand = compileValue(scope, inner);
  if (operator === '!') return value(BOOLEAN, `!${isBoolean(scope, operand, at)}`);
  if (operand === BROKEN) return BROKEN;
  if (operator === '~' ? !isWhole(operand.type) : !isNumeric(operand.type)) {
    report(scope, at, `Operator ${operator} needs a number, not ${operand.type.name}`);
    return BROKEN;
  }
  const code = {
    '+': operand.code,
    '-': `negate${operand.type.base}(${operand.code})`,
    '~': `bits${operand.type.base}.not(${operand.code})`,
  };
  return value(operand.type, code[operator]);
}

/** `x = v` and `x += v`. */
export function compileAssignment(scope: Scope, { operator, target, value: assigned, at }: Form<'assign'>): ValueOperand {
  const place = compileValue(scope, target);
  const operand = compileValue(scope, assigned);
  const location = place.locate?.();
  if (location === undefined) {
    if (place !== BROKEN) report(scope, at, 'Expression cannot be assigned');
    return BROKEN;
  }
  const result = operator === null ? operand : combine(scope, { operator, left: value(place.type, location.read), right: operand, at });
  const written = location.write(convert(scope, result, place.type, at));
  return value(place.type, location.prepare === undefined ? `(${written})` : `(${location.prepare},${written})`);
}

const STEPS: Readonly<Record<'++' | '--', string>> = { '++': 'add', '--': 'subtract' };

export function compileStep(scope: Scope, { operator, prefix, target, at }: Form<'step'>): ValueOperand {
  const place = compileValue(scope, target);
  const location = place.locate?.();
  if (location === undefined || ![INTEGER, LONG, DECIMAL, DOUBLE].includes(place.type)) {
    if (place !== BROKEN) report(scope, at, `Operator ${operator} needs a numeric variable`);
    return BROKEN;
  }
  const one = coerce(value(INTEGER, '1'), place.type);
  const stepped = (from: string): string => location.write(`${STEPS[operator]}${place.type.base}(${from},${one})`);
  const first = location.prepare === undefined ? '' : `${location.prepare},`;
  if (prefix) return value(place.type, `(${first}${stepped(location.read)})`);
  const before = temporary(scope);
  return value(place.type, `(${first}${before}=${location.read},${stepped(before)},${before})`);
}

export function compileTernary(scope: Scope, { test, then, otherwise, at }: Form<'ternary'>): ValueOperand {
  const condition = isBoolean(scope, compileValue(scope, test), at);
  const [yes, no] = [compileValue(scope, then), compileValue(scope, otherwise)];
  const type = commonType(scope.program.table, yes.type, no.type);
  return value(type, `(${condition}?${coerce(yes, type)}:${coerce(no, type)})`);
}

export function compileCoalesce(scope: Scope, { left, right }: Form<'coalesce'>): ValueOperand {
  const [found, second] = [compileValue(scope, left), compileValue(scope, right)];
  const first = second.type.kind === 'sobject' ? optionalRecord(found) : found;
  const type = commonType(scope.program.table, first.type, second.type);
  return value(type, `(${coerce(first, type)}??${coerce(second, type)})`);
}

export function compileCast(scope: Scope, { type: name, value: inner, at }: Form<'cast'>): ValueOperand {
  const type = resolveType(scope, name, at);
  const found = compileValue(scope, inner);
  const operand = found.query === true && type.kind === 'sobject' ? value(SOBJECT, `onlyRecord(${found.code})`) : found;
  if (!isCastable(scope.program.table, operand.type, type)) {
    report(scope, at, `Incompatible types since an instance of ${operand.type.name} is never an instance of ${type.name}`);
    return value(type, 'null');
  }
  if (isNumeric(type) && isNumeric(operand.type)) return value(type, coerce(operand, type));
  return value(type, `cast(${operand.code},${scope.program.constant(type)})`);
}

export function compileInstanceOf(scope: Scope, { type: name, value: inner, at }: Form<'instanceof'>): ValueOperand {
  const type = resolveType(scope, name, at);
  const operand = compileValue(scope, inner);
  if (!isCastable(scope.program.table, operand.type, type) && !isText(operand.type)) {
    report(scope, at, `Operation instanceof is always false: an instance of ${operand.type.name} is never an instance of ${type.name}`);
  }
  return value(BOOLEAN, `isInstance(${operand.code},${scope.program.constant(type)})`);
}
