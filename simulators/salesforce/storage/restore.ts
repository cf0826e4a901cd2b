/**
 * Undeletes records of any objects, up to 200 of one object at a time: the record with its details, the lookups its delete cleared, then after
 * code, for the records that were asked for alone. Source: Apex Developer Guide, "Restoring Deleted Records" and "Triggers".
 */
import type { OrgObject } from '../metadata/model.ts';
import { saveInAttempts } from './attempts.ts';
import { DML_ERRORS, type DmlError } from './dml-error.ts';
import type { Transaction } from './database.ts';
import { idChunks } from './id-chunks.ts';
import type { RecordTable } from './record-table.ts';
import type { RecycleBin, Taken } from './recycle-bin.ts';
import type { Removed, Remover, RemoverOptions, SaveMode } from './remove-chunk.ts';
import type { StoredRecord } from './transaction.ts';
import type { WriteGuard } from './write-guard.ts';

type Restoration = { readonly table: RecordTable; readonly record: StoredRecord; readonly errors: DmlError[] };

/** One result for each id, in their order. */
export function makeRestorer({ database, hooks, bin, rollUp }: RemoverOptions, guard: WriteGuard): Remover {
  const find = (id: string): Restoration | DmlError => {
    const table = database.tableOfId(id);
    const record = table?.getDeleted(id);
    if (table === undefined || record === undefined) return DML_ERRORS.notInRecycleBin();
    return { table, record, errors: [...guard.remove(table.object, record), ...obstacles(table, record)] };
  };

  /** A master that is gone, or a unique value that another record has taken meanwhile. */
  const obstacles = ({ object, find: holders }: RecordTable, record: StoredRecord): DmlError[] =>
    object.fields.flatMap((field) => {
      const value = record[field.name] ?? null;
      if (field.masterDetail === true && database.tableOfId(String(value))?.get(String(value)) === undefined)
        return [DML_ERRORS.entityIsDeleted()];
      const [holder] = field.unique ? holders(field, value) : [];
      return holder === undefined ? [] : [DML_ERRORS.duplicateValue(field, holder)];
    });

  const attempt = (transaction: Transaction, wanted: readonly Restoration[]): readonly Restoration[] => {
    const [first] = wanted;
    if (first === undefined) return [];
    for (const { table, record } of wanted) restoreRecord(transaction, bin, { table, record });
    const rows = wanted.map(({ table, record, errors }) => ({
      before: undefined,
      after: { ...table.get(String(record['Id'])) },
      addError: (error: DmlError) => void errors.push(error),
    }));
    hooks.after({ object: first.table.object, operation: 'undelete', transaction, rows });
    if (wanted.every(({ errors }) => errors.length === 0))
      rollUp(
        transaction,
        wanted.map(({ table, record, errors }) => ({
          object: table.object,
          before: undefined,
          after: record,
          addError: (error) => void errors.push(error),
        })),
      );
    return wanted;
  };

  const restoreChunk = (transaction: Transaction, chunk: readonly Restoration[], how: SaveMode): void => {
    const objectOf = ({ table }: Restoration): OrgObject => table.object;
    saveInAttempts(transaction, hooks, { items: chunk, objectOf, attempt: (wanted) => attempt(transaction, wanted), ...how });
  };

  return (transaction, ids, how = { allOrNone: false }) =>
    idChunks(ids).flatMap((chunk) => restoreIds(chunk, find, (found) => restoreChunk(transaction, found, how)));
}

function restoreIds(
  ids: readonly string[],
  find: (id: string) => Restoration | DmlError,
  restore: (found: readonly Restoration[]) => void,
): Removed[] {
  const seen = new Set<string>();
  const found = ids.map((id) => {
    const restoration = seen.has(id) ? DML_ERRORS.notInRecycleBin() : find(id);
    seen.add(id);
    return { id, restoration };
  });
  restore(found.flatMap(({ restoration }) => ('statusCode' in restoration ? [] : [restoration])));
  return found.map(({ id, restoration }) => {
    const errors = 'statusCode' in restoration ? [restoration] : restoration.errors;
    return { id, success: errors.length === 0, created: false, errors };
  });
}

type Restored = { readonly table: RecordTable; readonly record: StoredRecord };

function restoreRecord(transaction: Transaction, bin: RecycleBin, { table, record }: Restored): void {
  const [stamp, { actor }] = [transaction.stamp(), transaction];
  // What was merged away comes back for itself alone.
  const alone = 'MasterRecordId' in record ? { MasterRecordId: null } : {};
  const stamps = { LastModifiedDate: stamp, LastModifiedById: actor.userId, SystemModstamp: stamp };
  transaction.write(table, { ...record, ...alone, IsDeleted: false, ...stamps });
  for (const taken of bin.takenWith(String(record['Id']))) giveBack(transaction, bin, taken, String(record['Id']));
}

function giveBack(transaction: Transaction, bin: RecycleBin, { table, id, cleared }: Taken, parentId: string): void {
  const gone = table.getDeleted(id);
  if (cleared === undefined) {
    if (gone !== undefined) restoreRecord(transaction, bin, { table, record: gone });
    return;
  }
  const child = table.get(id);
  // A lookup that leads elsewhere by now stays as it is.
  if (child === undefined || (child[cleared.name] ?? null) !== null) return;
  transaction.write(table, { ...child, [cleared.name]: parentId, SystemModstamp: transaction.stamp() });
}
