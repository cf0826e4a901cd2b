/** What a user may do with one record: permissions on its object, and sharing. Source: Object Reference, "UserRecordAccess". */
import type { Database } from '../storage/database.ts';
import type { UserAccess } from './access.ts';
import type { RecordAccess } from './record-access.ts';

export type RecordRights = {
  readonly read: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly transfer: boolean;
};

/** By user and record; a record that is not there, no one may do anything with. */
export type RecordRightsLookup = (userId: string, recordId: string) => RecordRights;

type Actor = { readonly access: UserAccess; readonly records: RecordAccess };

const NONE: RecordRights = { read: false, edit: false, delete: false, transfer: false };

export function makeRecordRights(database: Database, actAs: (userId: string) => Actor): RecordRightsLookup {
  return (userId, recordId) => {
    const table = database.tableOfId(recordId);
    const record = table?.get(recordId);
    if (table === undefined || record === undefined) return NONE;
    const { access, records } = actAs(userId);
    const { object } = table;
    return {
      read: access.can(object, 'read') && records.allows(object, record, 'read'),
      edit: access.can(object, 'edit') && records.allows(object, record, 'edit'),
      delete: access.can(object, 'delete') && records.allows(object, record, 'full'),
      transfer: access.can(object, 'edit') && records.allows(object, record, 'full'),
    };
  };
}
