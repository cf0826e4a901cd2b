/** Records from a file, inserted as a data load would insert them. */
import { z } from 'zod';
import type { OrgCore } from './org-core.ts';
import { accessOf } from './security/access.ts';
import { assignableSets, assignedGrants } from './security/assigned-grants.ts';

export const recordFileSchema = z.array(z.strictObject({ object: z.string(), records: z.array(z.record(z.string(), z.unknown())) }));

export type RecordFile = z.infer<typeof recordFileSchema>;

/** Inserts all or nothing. Throws with the org's own words when a record is refused. */
export function importRecords({ metadata, database, dml }: OrgCore, file: RecordFile): void {
  const loader = [...database.table('User').records()].find((user) => user['UserType'] === 'Standard');
  const actor = {
    userId: String(loader?.['Id']),
    permissions: accessOf(assignedGrants(metadata.grants, new Set(), assignableSets(metadata))).customPermissions,
    changeOrigin: '',
  };
  database.transact(actor, (transaction) => {
    for (const { object: name, records } of file) {
      const object = metadata.object(name);
      if (object === undefined) throw new Error(`the org has no object ${name}`);
      const refused = dml.insert(transaction, object, records).find((result) => !result.success);
      if (refused !== undefined) throw new Error(`${name}: ${JSON.stringify(refused.errors)}`);
    }
  });
}
