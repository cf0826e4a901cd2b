/**
 * Merges up to two records into a third. Source: Apex Developer Guide, "Merging Records" and "Triggers and Merge Statements": delete triggers for
 * the records that go, children to the winner without triggers of their own, then the winner's update.
 */
import type { OrgObject } from '../metadata/model.ts';
import { childReferences, type ChildReference } from './child-references.ts';
import type { Transaction } from './database.ts';
import { DML_ERRORS, type DmlError } from './dml-error.ts';
import type { RecordInput } from './draft.ts';
import type { RecordTable } from './record-table.ts';
import type { RemoverOptions } from './remove-chunk.ts';
import type { RolledRow } from './roll-up.ts';
import type { StoredRecord } from './transaction.ts';
import type { TriggerRow } from './trigger.ts';
import type { WriteGuard } from './write-guard.ts';

export type MergeRequest = {
  readonly object: OrgObject;
  /** With its id, and what the winner is to hold. */
  readonly winner: RecordInput;
  readonly losers: readonly string[];
};

export type MergeResult = {
  /** Of the winner. */
  readonly id: string;
  readonly success: boolean;
  readonly created: false;
  readonly errors: readonly DmlError[];
  readonly mergedIds: readonly string[];
  /** Children that belong to the winner now. */
  readonly relatedIds: readonly string[];
};

export type Merger = (transaction: Transaction, request: MergeRequest) => MergeResult;

type Update = (
  transaction: Transaction,
  object: OrgObject,
  inputs: readonly RecordInput[],
) => readonly { readonly success: boolean; readonly errors: readonly DmlError[] }[];

/** The objects whose records can be merged. */
const MERGEABLE: ReadonlySet<string> = new Set(['Account', 'Contact', 'Lead', 'Case']);
const MOST_LOSERS = 2;

export function makeMerger({ metadata, database, hooks, rollUp }: RemoverOptions, guard: WriteGuard, update: Update): Merger {
  const children = childReferences(metadata, database);

  const lose = (transaction: Transaction, request: MergeRequest, winnerId: string): string[] => {
    const table = database.table(request.object.name);
    const related = request.losers.flatMap((loser) =>
      (children.get(request.object.name) ?? []).flatMap((child) => reparent(transaction, child, { from: loser, to: winnerId })),
    );
    const stamp = transaction.stamp();
    const stamps = { LastModifiedDate: stamp, LastModifiedById: transaction.actor.userId, SystemModstamp: stamp };
    for (const loser of request.losers)
      transaction.write(table, { ...table.get(loser), ...stamps, Id: loser, IsDeleted: true, MasterRecordId: winnerId });
    return [...new Set(related)];
  };

  const moved =
    (errors: DmlError[]) =>
    (id: string): RolledRow[] => {
      const table = database.tableOfId(id);
      return table === undefined
        ? []
        : [{ object: table.object, before: undefined, after: table.get(id), addError: (error) => void errors.push(error) }];
    };

  const merge = (transaction: Transaction, request: MergeRequest, winnerId: string): DmlError[] | string[] => {
    const table = database.table(request.object.name);
    const errors: DmlError[] = [];
    const deleteCode = (hook: typeof hooks.before, held: (id: string) => StoredRecord | undefined): boolean => {
      const rows = request.losers.map((id) => toRow(held(id) ?? {}, errors));
      hook({ object: request.object, operation: 'delete', transaction, rows });
      return errors.length === 0;
    };
    if (!deleteCode(hooks.before, table.get)) return errors;
    const related = lose(transaction, request, winnerId);
    if (!deleteCode(hooks.after, table.getDeleted)) return errors;
    const [updated] = update(transaction, request.object, [request.winner]);
    if (updated?.success === false) return [...updated.errors];
    rollUp(transaction, related.flatMap(moved(errors)));
    return errors.length > 0 ? errors : related;
  };

  return (transaction, request) => {
    const winnerId = String(request.winner['Id']);
    const refused = refusals(request, database.table(request.object.name), guard);
    const savepoint = transaction.savepoint();
    const outcome = refused.length > 0 ? refused : merge(transaction, request, winnerId);
    const errors = outcome.filter((each) => typeof each === 'object');
    if (errors.length > 0) {
      transaction.rollbackTo(savepoint);
      return { id: winnerId, success: false, created: false, errors, mergedIds: [], relatedIds: [] };
    }
    const relatedIds = outcome.filter((each) => typeof each === 'string');
    return { id: winnerId, success: true, created: false, errors: [], mergedIds: request.losers, relatedIds };
  };
}

function refusals({ object, winner, losers }: MergeRequest, table: RecordTable, guard: WriteGuard): DmlError[] {
  if (!MERGEABLE.has(object.name)) return [DML_ERRORS.notSupported('merge', object.name)];
  if (losers.length === 0 || losers.length > MOST_LOSERS || losers.includes(String(winner['Id'])) || new Set(losers).size < losers.length)
    return [DML_ERRORS.badMerge()];
  return losers.flatMap((id) => {
    const record = table.get(id);
    if (record !== undefined) return guard.remove(object, record);
    return [table.getDeleted(id) === undefined ? DML_ERRORS.invalidCrossReference() : DML_ERRORS.entityIsDeleted()];
  });
}

type Move = { readonly from: string; readonly to: string };

/** The winner never becomes a child of itself. */
function reparent(transaction: Transaction, { table, field }: ChildReference, { from, to }: Move): string[] {
  return [...table.find(field, from)].map((id) => {
    transaction.write(table, { ...table.get(id), [field.name]: id === to ? null : to, Id: id, SystemModstamp: transaction.stamp() });
    return id;
  });
}

function toRow(record: StoredRecord, errors: DmlError[]): TriggerRow {
  return { before: record, after: { ...record }, addError: (error) => void errors.push(error) };
}
