/** Deletes records of any objects, up to 200 of one object at a time: before code, the delete with what hangs on it, after code. */
import type { OrgObject } from '../metadata/model.ts';
import { saveInAttempts } from './attempts.ts';
import type { Transaction } from './database.ts';
import { makeRecordDeleter } from './delete.ts';
import { DML_ERRORS, type DmlError } from './dml-error.ts';
import { idChunks } from './id-chunks.ts';
import type { RecordTable } from './record-table.ts';
import type { RecycleBin } from './recycle-bin.ts';
import type { RolledRow, RollUps } from './roll-up.ts';
import type { SaverOptions } from './save-chunk.ts';
import type { StoredRecord } from './transaction.ts';
import type { TriggerCall, TriggerRow } from './trigger.ts';
import type { WriteGuard } from './write-guard.ts';

export type Removed = { readonly id: string; readonly success: boolean; readonly created: false; readonly errors: readonly DmlError[] };

/** One result for each id, in their order; those that must stay say why. */
export type Remover = (transaction: Transaction, ids: readonly string[], how?: SaveMode) => Removed[];

/** With `allOrNone` the caller undoes everything where one record has an error; false when left out. */
export type SaveMode = { readonly allOrNone: boolean };

type Removal = {
  readonly id: string;
  readonly table: RecordTable | undefined;
  readonly record: StoredRecord | undefined;
  readonly errors: DmlError[];
};
type Found = Removal & { readonly table: RecordTable; readonly record: StoredRecord };

export type RemoverOptions = SaverOptions & { readonly bin: RecycleBin; readonly rollUp: RollUps };

export function makeRemover({ metadata, database, hooks, locks, bin, rollUp }: RemoverOptions, guard: WriteGuard): Remover {
  const removeRecord = makeRecordDeleter({ metadata, database, bin });

  const find = (id: string): Removal => {
    const table = database.tableOfId(id);
    const record = table?.get(id);
    if (table !== undefined && record !== undefined) return { id, table, record, errors: [...guard.remove(table.object, record)] };
    const isGone = table?.getDeleted(id) !== undefined;
    return { id, table, record, errors: [isGone ? DML_ERRORS.entityIsDeleted() : DML_ERRORS.invalidCrossReference()] };
  };

  const runCode = (hook: (call: TriggerCall) => void, transaction: Transaction, removals: readonly Found[]): void => {
    const [first] = removals;
    if (first !== undefined) hook({ object: first.table.object, operation: 'delete', transaction, rows: removals.map(toRow) });
  };

  const removeOne = (transaction: Transaction, { id, table, record, errors }: Found): void => {
    // What went with another record of the chunk is gone as it should be.
    if (table.get(id) === undefined) return;
    const savepoint = transaction.savepoint();
    const error = locks.blocks(table.object.name) ? DML_ERRORS.rowLocked([id]) : removeRecord(transaction, record);
    if (error === undefined) return;
    transaction.rollbackTo(savepoint);
    errors.push(error);
  };

  const attempt = (transaction: Transaction, wanted: readonly Found[]): readonly Found[] => {
    runCode(hooks.before, transaction, wanted);
    const removed = wanted.filter(({ errors }) => errors.length === 0);
    for (const removal of removed) removeOne(transaction, removal);
    const gone = removed.filter(({ errors }) => errors.length === 0);
    runCode(hooks.after, transaction, gone);
    if (gone.every(({ errors }) => errors.length === 0))
      rollUp(
        transaction,
        gone.flatMap((removal) => goneWith(bin, removal)),
      );
    return gone;
  };

  const removeChunk = (transaction: Transaction, chunk: readonly Found[], how: SaveMode): void => {
    const objectOf = ({ table }: Found): OrgObject => table.object;
    saveInAttempts(transaction, hooks, { items: chunk, objectOf, attempt: (wanted) => attempt(transaction, wanted), ...how });
  };

  return (transaction, ids, how = { allOrNone: false }) =>
    idChunks(ids).flatMap((chunk) => {
      const seen = new Set<string>();
      const removals = chunk.map((id) => {
        const removal = find(id);
        if (seen.has(id)) removal.errors.push(DML_ERRORS.entityIsDeleted());
        seen.add(id);
        return removal;
      });
      removeChunk(
        transaction,
        removals.filter((removal): removal is Found => removal.record !== undefined),
        how,
      );
      return removals.map(({ id, errors }) => ({ id, success: errors.length === 0, created: false, errors }));
    });
}

/** The record, and its details: those may have another master, too. */
function goneWith(bin: RecycleBin, { table, record, errors }: Found): RolledRow[] {
  const addError = (error: DmlError): void => void errors.push(error);
  return [
    { object: table.object, before: record, after: undefined, addError },
    ...bin.takenWith(String(record['Id'])).flatMap(({ table: details, id, cleared }): RolledRow[] => {
      const before = cleared === undefined ? details.getDeleted(id) : undefined;
      return before === undefined ? [] : [{ object: details.object, before, after: undefined, addError }];
    }),
  ];
}

function toRow({ record, errors }: Found): TriggerRow {
  return { before: record, after: { ...record }, addError: (error) => void errors.push(error) };
}
