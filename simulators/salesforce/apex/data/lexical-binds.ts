/** Binds of a query made at run time: variables of the code that asks. Source: Apex Developer Guide, "Dynamic SOQL". */
import type { ApexContext } from '../context.ts';
import type { Value } from '../values.ts';
import type { Binds } from './query.ts';

/** The value of a variable by its name in lower case; undefined for none. */
export type Variables = (name: string) => Value | undefined;

const VARIABLES = Symbol('variables a query may bind');

/** Runs `ask` where its queries see `variables`. */
export function withVariables<Result>(context: ApexContext, variables: Variables, ask: () => Result): Result {
  const kept = context.keep<{ current: Variables | undefined }>(VARIABLES, () => ({ current: undefined }));
  const before = kept.current;
  kept.current = variables;
  try {
    return ask();
  } finally {
    kept.current = before;
  }
}

const TEXT_OR_BIND = /'(?:\\.|[^'\\])*'|:\s*(\w+)/g;

/** What the query names; what there is no variable for is left to the query engine to refuse. */
export function bindsOfText(context: ApexContext, soql: string): Binds {
  const { current } = context.keep<{ current: Variables | undefined }>(VARIABLES, () => ({ current: undefined }));
  const names = [...soql.matchAll(TEXT_OR_BIND)].flatMap(([, name]) => name ?? []);
  return Object.fromEntries(
    names.flatMap((name): [string, Value][] => {
      const value = current?.(name.toLowerCase());
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
