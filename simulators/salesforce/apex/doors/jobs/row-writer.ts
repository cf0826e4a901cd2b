/** Writes rows of the org's own past triggers and permissions, as the platform does: in the transaction that runs, or in one of its own. */
import type { Actor } from '../../../storage/actor.ts';
import type { Database, Transaction } from '../../../storage/database.ts';
import type { RecordTable } from '../../../storage/record-table.ts';
import type { StoredRecord } from '../../../storage/transaction.ts';
import type { OrgBinding } from '../org-binding.ts';

export type RowOptions = {
  readonly database: Database;
  readonly newId: (keyPrefix: string) => string;
  readonly binding: OrgBinding;
  /** Automated Process. */
  readonly system: Actor;
};

export type RowWriter = {
  readonly put: (table: RecordTable, id: string, values: StoredRecord) => void;
  /** Answers the new id. */
  readonly make: (table: RecordTable, values: StoredRecord) => string;
};

type WriterOptions = Omit<RowOptions, 'binding'> & { readonly binding: Pick<OrgBinding, 'isOpen' | 'transaction'> };

export function makeRowWriter({ database, newId, binding, system }: WriterOptions): RowWriter {
  const write = (work: (transaction: Transaction) => void): void => {
    if (binding.isOpen()) work(binding.transaction());
    else database.transact(system, work);
  };

  const put: RowWriter['put'] = (table, id, values) =>
    write((transaction) => {
      const [stamp, { actor }] = [transaction.stamp(), transaction];
      const before = table.get(id) ?? { Id: id, IsDeleted: false, CreatedDate: stamp, CreatedById: actor.userId };
      transaction.write(table, { ...before, LastModifiedDate: stamp, LastModifiedById: actor.userId, SystemModstamp: stamp, ...values });
    });

  return {
    put,
    make: (table, values) => {
      const id = newId(table.object.keyPrefix);
      put(table, id, values);
      return id;
    },
  };
}
