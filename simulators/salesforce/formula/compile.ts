/** Compiles formulas of fields and validation rules. A function or field the org does not know is an error at load, never a silent pass. */
import { DATE_FUNCTIONS } from './dates.ts';
import { LOGIC_FUNCTIONS } from './logic.ts';
import { LOOKUP_FUNCTIONS } from './lookup.ts';
import { NUMBER_FUNCTIONS } from './numbers.ts';
import { OPERATORS } from './operators.ts';
import { parseFormula, type Expression } from './parse.ts';
import type { FunctionTable } from './signature.ts';
import { TEXT_FUNCTIONS } from './texts.ts';
import type { Compiled } from './values.ts';

/** What a name stands for: `Amount__c`, `Order__r.Name`, `$User.Id`. Throws on one that is not there. */
export type Resolver = (path: readonly string[]) => Compiled;

export const FUNCTIONS: FunctionTable = {
  ...OPERATORS,
  ...LOGIC_FUNCTIONS,
  ...LOOKUP_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...DATE_FUNCTIONS,
};

export function compileFormula(source: string, resolve: Resolver): Compiled {
  return compile(parseFormula(source), resolve);
}

function compile(expression: Expression, resolve: Resolver): Compiled {
  if (expression.type === 'name') return resolve(expression.name.split('.'));
  if (expression.type === 'literal') return literal(expression.value);
  const { function: name, arguments: operands } = expression;
  const build = FUNCTIONS[name];
  if (build === undefined) throw new Error(`the formula function or operator ${name} is not supported`);
  return build(
    operands.map((operand) => compile(operand, resolve)),
    name,
  );
}

const TYPES = { string: 'text', number: 'number', boolean: 'boolean' } as const;

function literal(value: string | number | boolean | null): Compiled {
  const evaluate = (): typeof value => value;
  return value === null ? { type: 'nothing', evaluate } : { type: TYPES[typeof value as keyof typeof TYPES], evaluate };
}
