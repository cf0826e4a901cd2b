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
  /** Whether what Salesforce refused is sent again as it was. */
  readonly retried: boolean;
  /** Whether the turn asked for something whose answer will change them again. */
  readonly awaiting: boolean;
};

/** The org refuses to go back behind the version a record carries, so the version travels as one of its fields. */
function stamped({ object, externalId, fields }: SalesforceRecord, version: number): SalesforceRecord {
  const versioned = 'Status_Version__c' in SALESFORCE_OBJECTS[object].fields;
  return { object, externalId, fields: versioned ? { ...fields, Status_Version__c: version } : fields };
}

/** Those of the aggregates of which Salesforce refused something. What it refused is still here, until it is taken. */
async function refusedOf(transaction: Transaction<LedgerTables>, aggregateIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (aggregateIds.length === 0) return new Set();
  const refused = await sql<{ aggregate_id: string }>`
    select distinct aggregate_id from record_trouble
    where aggregate_id = any(${aggregateIds}::text[]) and refused and due_at is null`.execute(transaction);
  return new Set(refused.rows.map((row) => row.aggregate_id));
}

async function retryRefused(transaction: Transaction<LedgerTables>, aggregateIds: ReadonlySet<string>, now: number): Promise<void> {
  if (aggregateIds.size === 0) return;
  await sql`
    update record_trouble set due_at = ${now}, attempts = 0
    where aggregate_id = any(${[...aggregateIds]}::text[]) and refused and due_at is null`.execute(transaction);
}

/** Marks records as behind. Older values of the same record that were not sent yet will not be. */
export async function markRecords(transaction: Transaction<LedgerTables>, turns: readonly TurnRecords[], now: number): Promise<void> {
  const wished = turns.filter((turn) => turn.retried).map((turn) => turn.aggregateId);
  const retried = await refusedOf(transaction, wished);
  const behind = turns.filter((turn) => turn.records.length > 0 || retried.has(turn.aggregateId));
  if (behind.length === 0) return;
  // The row of an aggregate in the queue is the lock of its records: who marks or settles them takes it first.
  await sql`
    insert into write_back (aggregate_id, awaiting, dirty_since, due_at)
    select *, ${now}::bigint, ${now}::bigint from unnest(
      ${behind.map((turn) => turn.aggregateId)}::text[], ${behind.map((turn) => turn.awaiting)}::boolean[]) as turn (aggregate_id)
    order by aggregate_id
    on conflict (aggregate_id) do update set due_at = excluded.due_at, awaiting = excluded.awaiting`.execute(transaction);
  await retryRefused(transaction, retried, now);
  const changed = behind.filter((turn) => turn.records.length > 0);
  if (changed.length === 0) return;
  await sql`
    insert into unwritten (aggregate_id, version, since, keys, records)
    select aggregate_id, version, ${now}::bigint, keys, records from rows from (
      unnest(${changed.map((turn) => turn.aggregateId)}::text[], ${changed.map((turn) => turn.version)}::bigint[]),
      ${documents(changed.map((turn) => turn.records.map(recordKey)))},
      ${documents(changed.map((turn) => turn.records.map((record) => stamped(record, turn.version))))}
    ) as turn (aggregate_id, version, keys, records)`.execute(transaction);
}
