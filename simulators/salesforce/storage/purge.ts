/**
 * Empties the recycle bin of records and of what went with them. Nothing brings them back; queries of deleted records find them for some time, and here
 * as long as the org runs. Source: SOAP API Developer Guide, "emptyRecycleBin()".
 */
import type { Database, Transaction } from './database.ts';
import { DML_ERRORS } from './dml-error.ts';
import type { RecycleBin } from './recycle-bin.ts';
import type { Removed, Remover } from './remove-chunk.ts';
import type { WriteGuard } from './write-guard.ts';

type PurgerOptions = { readonly database: Database; readonly bin: RecycleBin };

/** One result for each id, in their order. */
export function makePurger({ database, bin }: PurgerOptions, guard: WriteGuard): Remover {
  const purge = (transaction: Transaction, id: string): void => {
    const table = database.tableOfId(id);
    if (table?.getDeleted(id) === undefined) return;
    transaction.purge(table, id);
    for (const taken of bin.takenWith(id)) if (taken.cleared === undefined) purge(transaction, taken.id);
  };
  return (transaction, ids) =>
    ids.map((id): Removed => {
      const table = database.tableOfId(id);
      const record = table?.getDeleted(id);
      const errors =
        table === undefined || record === undefined ? [DML_ERRORS.invalidCrossReference()] : guard.remove(table.object, record);
      if (errors.length === 0) purge(transaction, id);
      return { id, success: errors.length === 0, created: false, errors };
    });
}
