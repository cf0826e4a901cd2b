/** Inline queries: checked before they run, their binds compiled like any expression. */
import { readQueryShape } from '../data/query-shape.ts';
import type { Expression } from '../syntax/ast.ts';
import { USER_MODE_SINCE, type ClassInfo } from '../types/class-info.ts';
import { INTEGER, listOf, sobjectOf, type ApexType } from '../types/type.ts';
import { compileValue } from './recursion.ts';
import { value } from './operand.ts';
import type { ValueOperand } from './operand-types.ts';
import type { Sharing } from './program.ts';
import { report, type Scope } from './scope.ts';

type Soql = Extract<Expression, { readonly kind: 'soql' }>;

export function compileSoql(scope: Scope, { text, binds, at }: Soql): ValueOperand {
  const { table, readQuery: read } = scope.program;
  const shape = readQueryShape(table.metadata, text, { apiVersion: scope.info?.apiVersion ?? USER_MODE_SINCE, read });
  for (const problem of shape.problems) report(scope, at, problem);
  const values = binds.map((bind) => `${bind.name}:${compileValue(scope, bind.value).code}`);
  const type: ApexType =
    shape.form === 'count' ? INTEGER : listOf(sobjectOf(shape.form === 'aggregate' ? 'AggregateResult' : shape.object));
  const code = `query(${scope.program.constant(shape)},{${values.join(',')}},${scope.program.constant(type)})`;
  return { ...value(type, code), query: shape.form !== 'count' };
}

/** Whether the class the code stands in restricts records to those shared with the user. */
export function sharingOf({ info }: Scope): Sharing {
  // The statements of a trigger itself, not of the classes it calls.
  return isTrigger(info) ? 'trigger' : (info?.sharing ?? 'with');
}

/** Since API 67.0 queries and saves of classes run in user mode unless they say otherwise (Apex Developer Guide, "Enforce User Mode for Database Operations"). */
export function modeOf({ info }: Scope): 'user' | 'system' {
  return isTrigger(info) || (info !== undefined && info.apiVersion < USER_MODE_SINCE) ? 'system' : 'user';
}

function isTrigger(info: ClassInfo | undefined): boolean {
  return info?.declaration?.modifiers.words.includes('trigger') === true;
}
