/** The parts of expressions and statements, compiled wherever they stand. */
import type { Block, Expression, Position, Statement } from '../syntax/ast.ts';
import { BROKEN } from './operand.ts';
import type { Operand, ValueOperand } from './operand-types.ts';
import { inBlock, report, type Scope } from './scope.ts';

/** An expression that may also be a type or a namespace, as what stands before a dot. */
export const compileOperand = (scope: Scope, expression: Expression): Operand => scope.recursion.operand(scope, expression);

/** An expression that must have a value. */
export function compileValue(scope: Scope, expression: Expression): ValueOperand {
  const operand = compileOperand(scope, expression);
  if (operand.form === 'value') return operand;
  const name = operand.form === 'type' ? operand.type.name : operand.name;
  report(scope, expression.at, `Variable does not exist: ${name}`);
  return BROKEN;
}

export const compileStatement = (scope: Scope, statement: Statement): string => scope.recursion.statement(scope, statement);

/** The statements of a block, in one scope of their own. */
export function compileBlock(scope: Scope, block: Block): string {
  return inBlock(scope, () => `{${block.statements.map((statement) => compileStatement(scope, statement)).join('\n')}}`);
}

/** Notes that the statement at this place runs now. */
export function step(scope: Scope, at: Position): string {
  const number = scope.program.statements.push({ unit: scope.unit, at }) - 1;
  return `F.at=${number};H[${number}]++;`;
}
