/** Inline searches: checked before they run, their binds compiled like any expression. */
import { QueryFault } from '../../soql/query-fault.ts';
import { parseSearch, type Search } from '../../sosl/parse-search.ts';
import type { Expression } from '../syntax/ast.ts';
import { listOf, SOBJECT } from '../types/type.ts';
import { BROKEN, present } from './operand.ts';
import type { ValueOperand } from './operand-types.ts';
import { compileValue } from './recursion.ts';
import { report, type Scope } from './scope.ts';

type Sosl = Extract<Expression, { readonly kind: 'sosl' }>;

export function compileSosl(scope: Scope, { text, binds, at }: Sosl): ValueOperand {
  const search = readSearch(text);
  if (search instanceof QueryFault) {
    report(scope, at, search.message);
    return BROKEN;
  }
  const unknown = search.returning?.find(({ object }) => scope.program.table.metadata.object(object) === undefined);
  if (unknown !== undefined) report(scope, at, `sObject type '${unknown.object}' is not supported.`);
  const values = binds.map((bind) => `${bind.name}:${compileValue(scope, bind.value).code}`);
  return present(listOf(listOf(SOBJECT)), `search(${scope.program.constant(search)},{${values.join(',')}})`);
}

function readSearch(text: string): Search | QueryFault {
  try {
    return parseSearch(text);
  } catch (error) {
    if (error instanceof QueryFault) return error;
    throw error;
  }
}
