/** Deletes records as their relationships demand: details go with their master, restricted parents stay, plain lookups are cleared. */
import type { OrgField, OrgMetadata } from '../metadata/model.ts';
import type { Database, Transaction } from './database.ts';
import { DML_ERRORS, type DmlError } from './dml-error.ts';
import type { RecordTable } from './record-table.ts';
import type { StoredRecord } from './transaction.ts';

type ChildReference = { readonly table: RecordTable; readonly field: OrgField };

/** Moves a record to the recycle bin, or says why it must stay; on an error the caller rolls back. */
export type RecordDeleter = (transaction: Transaction, record: StoredRecord) => DmlError | undefined;

export function makeRecordDeleter(metadata: OrgMetadata, database: Database): RecordDeleter {
  const children = childReferences(metadata, database);

  const remove: RecordDeleter = (transaction, record) => {
    const id = String(record['Id']);
    const table = database.tableOfId(id);
    if (table === undefined) return DML_ERRORS.invalidCrossReference();
    for (const child of children.get(table.object.name) ?? []) {
      const error = release(transaction, child, id);
      if (error !== undefined) return error;
    }
    const { stamp, actor } = transaction;
    const gone = { ...record, IsDeleted: true, LastModifiedDate: stamp, LastModifiedById: actor.userId, SystemModstamp: stamp };
    transaction.write(table, gone);
    return undefined;
  };

  const release = (transaction: Transaction, { table, field }: ChildReference, parentId: string): DmlError | undefined => {
    for (const childId of table.find(field, parentId)) {
      const child = table.get(childId);
      if (child === undefined) continue;
      if (field.deleteConstraint === 'Restrict') return DML_ERRORS.restricted(table.object.label);
      if (field.deleteConstraint !== 'Cascade') {
        transaction.write(table, { ...child, [field.name]: null, SystemModstamp: transaction.stamp });
        continue;
      }
      const error = remove(transaction, child);
      if (error !== undefined) return error;
    }
    return undefined;
  };

  return remove;
}

function childReferences(metadata: OrgMetadata, database: Database): ReadonlyMap<string, readonly ChildReference[]> {
  const found = new Map<string, ChildReference[]>();
  for (const object of metadata.objects.values()) {
    const table = database.table(object.name);
    for (const field of object.fields.filter((candidate) => table.isIndexed(candidate))) {
      for (const parent of field.referenceTo ?? []) found.set(parent, [...(found.get(parent) ?? []), { table, field }]);
    }
  }
  return found;
}
