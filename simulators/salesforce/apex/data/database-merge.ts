/** `Database.merge`. Source: Apex Reference Guide, "Database Class". A request has one result, in a list where a list was given. */
import { ApexList } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import type { Members } from '../library/native.ts';
import type { MergeOutcome } from '../org-port.ts';
import type { Runtime } from '../run/runtime.ts';
import { classOf, listOf } from '../types/type.ts';
import { PlatformObject, type Value } from '../values.ts';
import { levelMode } from './access-mode.ts';
import { accessOf } from './query.ts';

const RESULT = classOf('Database.MergeResult');

type MergeArguments = { readonly winner: Value; readonly losers: Value; readonly allOrNone?: boolean; readonly level?: Value };

function merge(context: ApexContext, { winner, losers, allOrNone = true, level }: MergeArguments): Value {
  const { merge: run, frames } = context as Runtime;
  const outcome = run(winner, losers, { access: accessOf(levelMode(level), frames.access()), allOrNone });
  const result = new PlatformObject<MergeOutcome>(RESULT, outcome);
  return losers instanceof ApexList ? new ApexList(listOf(RESULT), [result]) : result;
}

function overloads(losers: string, returns: string): Members {
  const head = `static ${returns} merge(SObject winner, ${losers} losers`;
  return {
    [`${head})`]: (context: ApexContext, winner: Value, given: Value) => merge(context, { winner, losers: given }),
    [`${head}, Boolean allOrNone)`]: (context: ApexContext, winner: Value, ...[given, allOrNone]: [Value, boolean]) =>
      merge(context, { winner, losers: given, allOrNone }),
    [`${head}, AccessLevel level)`]: (context: ApexContext, winner: Value, ...[given, level]: [Value, Value]) =>
      merge(context, { winner, losers: given, level }),
    [`${head}, Boolean allOrNone, AccessLevel level)`]: (
      context: ApexContext,
      winner: Value,
      ...[given, allOrNone, level]: [Value, boolean, Value]
    ) => merge(context, { winner, losers: given, allOrNone, level }),
  };
}

export const mergeMembers: Members = {
  ...overloads('SObject', 'Database.MergeResult'),
  ...overloads('Id', 'Database.MergeResult'),
  ...overloads('List<SObject>', 'List<Database.MergeResult>'),
  ...overloads('List<Id>', 'List<Database.MergeResult>'),
};
