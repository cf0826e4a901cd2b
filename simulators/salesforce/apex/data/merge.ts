/** Merges for Apex: the statement and `Database.merge`. Source: Apex Developer Guide, "Merging Records". */
import { ApexList } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import type { Access, MergeOutcome } from '../org-port.ts';
import { ApexThrow } from '../run/exceptions.ts';
import { ApexSObject, type Value } from '../values.ts';
import type { Records } from './records.ts';
import { dmlException } from './save.ts';

export type MergeOptions = { readonly access: Access; readonly allOrNone: boolean };

/** `losers` is a record, an id, or a list of either. */
export type Merge = (winner: Value, losers: Value, options: MergeOptions) => MergeOutcome;

export function makeMerge(context: ApexContext, records: Records): Merge {
  return (winner, losers, { access, allOrNone }) => {
    if (!(winner instanceof ApexSObject) || losers === null)
      return context.fail('NullPointerException', 'Attempt to de-reference a null object');
    const ids = (losers instanceof ApexList ? losers.items : [losers]).map((loser) => idOf(context, loser));
    context.use('dmlStatements');
    context.use('dmlRows', ids.length + 1);
    const object = records.objectOf(winner);
    const outcome = context.org.merge({ object, winner: records.toInput(winner, 'changed'), losers: ids, access });
    if (!outcome.success && allOrNone) throw new ApexThrow(dmlException(context, 'merge', [outcome], [winner]));
    if (outcome.success) winner.changed.clear();
    return outcome;
  };
}

function idOf(context: ApexContext, loser: Value): string {
  const id = loser instanceof ApexSObject ? (loser.fields.get('Id') ?? null) : loser;
  return typeof id === 'string' ? id : context.fail('NullPointerException', 'Attempt to de-reference a null object');
}
