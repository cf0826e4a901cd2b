/** Noting what Salesforce should show: one row a turn, which stays as it is until Salesforce has taken all of it. */
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { SALESFORCE_OBJECTS } from '../../canonical/salesforce-objects.ts';
import type { SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import type { LedgerTables } from './database.ts';
import { documents } from './documents.ts';
import { recordKey } from './record-key.ts';

/** The records of one turn. Their values belong to this version of the aggregate. */
export type TurnRecords = {
  readonly aggregateId: string;
  readonly version: number;
  readonly records: readonly SalesforceRecord[];
  /** Whether the turn asked for something whose answer will change them again. */
  readonly awaiting: boolean;
};

/** The org refuses to go back behind the version a record carries, so the version travels as one of its fields. */
function stamped({ object, externalId, fields }: SalesforceRecord, version: number): SalesforceRecord {
  const versioned = 'Status_Version__c' in SALESFORCE_OBJECTS[object].fields;
  return { object, externalId, fields: versioned ? { ...fields, Status_Version__c: version } : fields };
}

/** Marks records as behind. Older values of the same record that were not sent yet will not be. */
export async function markRecords(transaction: Transaction<LedgerTables>, turns: readonly TurnRecords[], now: number): Promise<void> {
  const behind = turns.filter((turn) => turn.records.length > 0);
  if (behind.length === 0) return;
  // The row of an aggregate in the queue is the lock of its records: who marks or settles them takes it first.
  await sql`
    insert into write_back (aggregate_id, awaiting, dirty_since, due_at)
    select *, ${now}::bigint, ${now}::bigint from unnest(
      ${behind.map((turn) => turn.aggregateId)}::text[], ${behind.map((turn) => turn.awaiting)}::boolean[]) as turn (aggregate_id)
    order by aggregate_id
    on conflict (aggregate_id) do update set due_at = excluded.due_at, awaiting = excluded.awaiting`.execute(transaction);
  await sql`
    insert into unwritten (aggregate_id, version, since, keys, records)
    select aggregate_id, version, ${now}::bigint, keys, records from rows from (
      unnest(${behind.map((turn) => turn.aggregateId)}::text[], ${behind.map((turn) => turn.version)}::bigint[]),
      ${documents(behind.map((turn) => turn.records.map(recordKey)))},
      ${documents(behind.map((turn) => turn.records.map((record) => stamped(record, turn.version))))}
    ) as turn (aggregate_id, version, keys, records)`.execute(transaction);
}
