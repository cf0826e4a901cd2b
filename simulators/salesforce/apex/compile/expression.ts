/** Compiles an expression to JavaScript: one function for each form. */
import { decimalOfInteger, parseDecimal } from '../decimal.ts';
import type { Expression } from '../syntax/ast.ts';
import { BOOLEAN, classOf, DECIMAL, DOUBLE, INTEGER, LONG, NULL, STRING, VOID, type ApexType } from '../types/type.ts';
import { ApexDouble } from '../values.ts';
import { compileCall } from './calls.ts';
import { compileNew, compileNewArray, compileNewMap, compileNewValues } from './creation.ts';
import { compileField, compileName } from './names.ts';
import { BROKEN, deref, present, value } from './operand.ts';
import type { Operand, ValueOperand } from './operand-types.ts';
import {
  compileAssignment,
  compileBinary,
  compileCast,
  compileCoalesce,
  compileInstanceOf,
  compileStep,
  compileTernary,
  compileUnary,
} from './operators.ts';
import { convert } from './operand.ts';
import { compileValue } from './recursion.ts';
import { report, resolveType, temporary, type Scope } from './scope.ts';
import { compileSoql } from './soql.ts';
import { compileSosl } from './sosl.ts';

type Form<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;

type Compilers = { readonly [Kind in Expression['kind']]: (scope: Scope, expression: Form<Kind>) => Operand };

export function compileExpression(scope: Scope, expression: Expression): Operand {
  const compile = COMPILERS[expression.kind] as (scope: Scope, expression: Expression) => Operand;
  return compile(scope, expression);
}

const COMPILERS: Compilers = {
  literal: compileLiteral,
  name: compileName,
  this: (scope, { at }) => {
    if (scope.info === undefined || scope.static) report(scope, at, "'this' can not be referenced in a static context");
    return present(scope.info?.type ?? NULL, 'this');
  },
  super: (scope) => present(scope.info?.superclass ?? NULL, 'super'),
  field: compileField,
  call: compileCall,
  delegate: (scope, { at }) => {
    report(scope, at, 'Call to another constructor must be the first statement of a constructor');
    return BROKEN;
  },
  index: compileIndex,
  new: compileNew,
  newArray: compileNewArray,
  newValues: compileNewValues,
  newMap: compileNewMap,
  cast: compileCast,
  instanceof: compileInstanceOf,
  classLiteral: (scope, { type, at }) => {
    const resolved = type.name.toLowerCase() === 'void' ? VOID : resolveType(scope, type, at);
    return present(classOf('Type'), `typeLiteral(${scope.program.constant(resolved)})`);
  },
  unary: compileUnary,
  step: compileStep,
  binary: compileBinary,
  coalesce: compileCoalesce,
  ternary: compileTernary,
  assign: compileAssignment,
  soql: compileSoql,
  sosl: compileSosl,
};

function compileLiteral(scope: Scope, { type, text, at }: Form<'literal'>): ValueOperand {
  if (type === 'null') return value(NULL, 'null');
  if (type === 'Boolean') return present(BOOLEAN, text);
  if (type === 'String')
    return present(
      STRING,
      JSON.stringify(text).replace(/\u2028|\u2029/g, (mark) => `\\u${mark.charCodeAt(0).toString(16)}`),
    );
  if (type === 'Integer' || type === 'Long') return compileWhole(scope, { type, text, at });
  if (type === 'Double') return present(DOUBLE, scope.program.constant(new ApexDouble(Number(text))));
  const decimal = parseDecimal(text);
  if (decimal === undefined) report(scope, at, `Illegal decimal: ${text}`);
  return present(DECIMAL, scope.program.constant(decimal ?? decimalOfInteger(0)));
}

function compileWhole(scope: Scope, { type, text, at }: Pick<Form<'literal'>, 'type' | 'text' | 'at'>): ValueOperand {
  const number = BigInt(text);
  const bits = type === 'Integer' ? 32 : 64;
  if (BigInt.asIntN(bits, number) !== number) report(scope, at, `Illegal ${type.toLowerCase()}: ${text}`);
  return type === 'Integer' ? present(INTEGER, number < 0n ? `(${text})` : text) : present(LONG, `(${text}n)`);
}

function compileIndex(scope: Scope, { target, index, at }: Form<'index'>): ValueOperand {
  const list = compileValue(scope, target);
  const place = convert(scope, compileValue(scope, index), INTEGER, at);
  if (list.type.base !== 'List') {
    if (list !== BROKEN) report(scope, at, `Expression must be a list type: ${list.type.name}`);
    return BROKEN;
  }
  const element: ApexType = list.type.args[0] ?? NULL;
  return {
    form: 'value',
    type: element,
    code: `elementAt(${deref(list)},${place})`,
    locate: () => {
      const [held, at] = [temporary(scope), temporary(scope)];
      return {
        prepare: `${held}=${deref(list)},${at}=${place}`,
        read: `elementAt(${held},${at})`,
        write: (assigned) => `putElement(${held},${at},${assigned})`,
      };
    },
  };
}
