/**
 * Rows of UserRecordAccess, which are computed: one for each record that is asked about. Source: Object Reference, "UserRecordAccess": one user, up to
 * 200 records. The words of the refusals are ours.
 */
import type { RecordRights } from '../security/record-rights.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import type { Restriction } from './predicate.ts';
import { QueryFault } from './query-fault.ts';
import type { QueryScope } from './scope.ts';

const MOST_RECORDS = 200;

export const USER_RECORD_ACCESS = 'UserRecordAccess';

/** Throws `QueryFault` where the query does not name one user and the records. */
export function recordAccessRows({ rightsOn }: QueryScope, restrictions: readonly Restriction[]): readonly StoredRecord[] {
  const named = (name: string): readonly string[] =>
    restrictions.find(({ field, operator }) => field.name === name && /^(=|IN)$/.test(operator))?.values.map(String) ?? [];
  const [[userId, ...others], recordIds] = [named('UserId'), [...new Set(named('RecordId'))]];
  if (userId === undefined || others.length > 0) throw new QueryFault('MALFORMED_QUERY', 'UserRecordAccess must be filtered by one UserId');
  if (recordIds.length === 0) throw new QueryFault('MALFORMED_QUERY', 'UserRecordAccess must be filtered by RecordId');
  if (recordIds.length > MOST_RECORDS)
    throw new QueryFault('MALFORMED_QUERY', `UserRecordAccess takes at most ${MOST_RECORDS} values of RecordId`);
  return recordIds.map((recordId) => rowOf(userId, recordId, rightsOn(userId, recordId)));
}

function rowOf(userId: string, recordId: string, rights: RecordRights): StoredRecord {
  return {
    ...{ Id: null, UserId: userId, RecordId: recordId, MaxAccessLevel: highest(rights) },
    ...{ HasReadAccess: rights.read, HasEditAccess: rights.edit, HasDeleteAccess: rights.delete },
    ...{ HasTransferAccess: rights.transfer, HasAllAccess: Object.values(rights).every(Boolean) },
  };
}

function highest(rights: RecordRights): string {
  if (Object.values(rights).every(Boolean)) return 'All';
  if (rights.transfer) return 'Transfer';
  if (rights.delete) return 'Delete';
  if (rights.edit) return 'Edit';
  return rights.read ? 'Read' : 'None';
}
