/** Deletes records as their relationships demand: details go with their master, restricted parents stay, plain lookups are cleared. */
import type { OrgMetadata } from '../metadata/model.ts';
import { childReferences, type ChildReference } from './child-references.ts';
import type { Database, Transaction } from './database.ts';
import { DML_ERRORS, type DmlError } from './dml-error.ts';
import type { RecycleBin } from './recycle-bin.ts';
import type { StoredRecord } from './transaction.ts';

/** Moves a record to the recycle bin, or says why it must stay; on an error the caller rolls back. */
export type RecordDeleter = (transaction: Transaction, record: StoredRecord) => DmlError | undefined;

type Going = { readonly id: string; readonly note: ReturnType<RecycleBin['open']> };

type DeleterOptions = { readonly metadata: OrgMetadata; readonly database: Database; readonly bin: RecycleBin };

export function makeRecordDeleter({ metadata, database, bin }: DeleterOptions): RecordDeleter {
  const children = childReferences(metadata, database);

  const remove: RecordDeleter = (transaction, record) => {
    const id = String(record['Id']);
    const table = database.tableOfId(id);
    if (table === undefined) return DML_ERRORS.invalidCrossReference();
    const note = bin.open(id);
    for (const child of children.get(table.object.name) ?? []) {
      const error = release(transaction, child, { id, note });
      if (error !== undefined) return error;
    }
    const [stamp, { actor }] = [transaction.stamp(), transaction];
    const gone = { ...record, IsDeleted: true, LastModifiedDate: stamp, LastModifiedById: actor.userId, SystemModstamp: stamp };
    transaction.write(table, gone);
    return undefined;
  };

  const release = (transaction: Transaction, { table, field }: ChildReference, { id, note }: Going): DmlError | undefined => {
    for (const childId of table.find(field, id)) {
      const child = table.get(childId);
      if (child === undefined) continue;
      if (field.deleteConstraint === 'Restrict') return DML_ERRORS.restricted(table.object.label);
      if (field.deleteConstraint !== 'Cascade') {
        transaction.write(table, { ...child, [field.name]: null, SystemModstamp: transaction.stamp() });
        note({ table, id: childId, cleared: field });
        continue;
      }
      note({ table, id: childId });
      const error = remove(transaction, child);
      if (error !== undefined) return error;
    }
    return undefined;
  };

  return remove;
}
