/** What Salesforce should show and what it was last seen to accept, one row a record. */
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { SALESFORCE_OBJECTS } from '../../canonical/salesforce-objects.ts';
import type { FieldValue, SalesforceObjectName, SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import type { DirtyRecord, Ledger, RecordSettlement } from '../engine/ledger.ts';
import type { LedgerDatabase, LedgerTables } from './database.ts';
import { documents } from './documents.ts';
import { insertMessages } from './messages.ts';
import { recordMessage } from './record-message.ts';

type DirtyRow = {
  object: SalesforceObjectName;
  external_id: string;
  aggregate_id: string;
  fields: Record<string, FieldValue>;
  version: number;
  attempts: number;
};

/** The records of one turn. Their values belong to this version of the aggregate. */
export type TurnRecords = {
  readonly aggregateId: string;
  readonly version: number;
  readonly records: readonly SalesforceRecord[];
  /** Whether the turn asked for something whose answer will change them again. */
  readonly awaiting: boolean;
};

/** The org refuses to go back behind the version a record carries, so the version travels as one of its fields. */
function stamped(record: SalesforceRecord, version: number): SalesforceRecord['fields'] {
  const versioned = 'Status_Version__c' in SALESFORCE_OBJECTS[record.object].fields;
  return versioned ? { ...record.fields, Status_Version__c: version } : record.fields;
}

/** The row of an aggregate in `write_back` is the lock of its records: who marks or settles them takes it first. */
async function queueAggregates(transaction: Transaction<LedgerTables>, turns: readonly TurnRecords[], now: number): Promise<void> {
  await sql`
    insert into write_back (aggregate_id, awaiting, dirty_since, due_at)
    select *, ${now}::bigint, ${now}::bigint from unnest(
      ${turns.map((turn) => turn.aggregateId)}::text[], ${turns.map((turn) => turn.awaiting)}::boolean[]) as turn (aggregate_id)
    order by aggregate_id
    on conflict (aggregate_id) do update set due_at = excluded.due_at, awaiting = excluded.awaiting`.execute(transaction);
}

/** Marks records as behind. Values of an earlier turn that were not sent yet are replaced: only the newest are ever sent. */
export async function markRecords(transaction: Transaction<LedgerTables>, turns: readonly TurnRecords[], now: number): Promise<void> {
  const behind = turns.filter((turn) => turn.records.length > 0);
  if (behind.length === 0) return;
  await queueAggregates(transaction, behind, now);
  const records = behind.flatMap(({ aggregateId, version, records }) =>
    records.map((record) => ({
      object: record.object,
      externalId: record.externalId,
      aggregateId,
      version,
      fields: stamped(record, version),
    })),
  );
  await sql`
    insert into salesforce_record as known (object, external_id, aggregate_id, rank, version, fields, dirty_since, due_at)
    select *, ${now}::bigint, ${now}::bigint from rows from (
      unnest(${records.map((record) => record.object)}::text[], ${records.map((record) => record.externalId)}::text[],
        ${records.map((record) => record.aggregateId)}::text[], ${records.map((record) => SALESFORCE_OBJECTS[record.object].rank)}::smallint[],
        ${records.map((record) => record.version)}::bigint[]),
      ${documents(records.map((record) => record.fields))})
    on conflict (object, external_id) do update set
      fields = excluded.fields, version = excluded.version, dirty = true, attempts = 0, due_at = excluded.due_at,
      dirty_since = case when known.dirty then known.dirty_since else excluded.dirty_since end`.execute(transaction);
}

type SettledRow = {
  object: string;
  external_id: string;
  aggregate_id: string;
  refused: boolean;
  code: string | null;
  detail: string | null;
};

/** Children that were refused for want of their parent are tried again when a record of their order recovers. */
async function retryStranded(transaction: Transaction<LedgerTables>, aggregateIds: readonly string[], now: number): Promise<void> {
  if (aggregateIds.length === 0) return;
  await sql`
    update salesforce_record set dirty = true, attempts = 0, due_at = ${now}, dirty_since = ${now}
    where aggregate_id = any(${aggregateIds}::text[]) and refused and not dirty`.execute(transaction);
}

/** Aggregates with nothing behind any more leave the queue; the others stay until their next record is due. */
async function requeue(transaction: Transaction<LedgerTables>, aggregateIds: readonly string[]): Promise<void> {
  await sql`
    with behind as (
      select aggregate_id, min(dirty_since) as dirty_since, min(due_at) as due_at from salesforce_record
      where aggregate_id = any(${aggregateIds}::text[]) and dirty group by aggregate_id),
    done as (
      delete from write_back where aggregate_id = any(${aggregateIds}::text[])
        and not exists (select from behind where behind.aggregate_id = write_back.aggregate_id))
    insert into write_back (aggregate_id, dirty_since, due_at, awaiting) select *, false from behind order by aggregate_id
    on conflict (aggregate_id) do update set dirty_since = excluded.dirty_since, due_at = excluded.due_at`.execute(transaction);
}

async function settleRows(
  transaction: Transaction<LedgerTables>,
  settlements: readonly RecordSettlement[],
): Promise<readonly SettledRow[]> {
  const changed = await sql<SettledRow>`
    update salesforce_record as record set
      accepted_version = case when change.result = 'ACCEPTED' then greatest(accepted_version, change.version) else accepted_version end,
      dirty = record.version > change.version or change.result = 'RETRY',
      refused = case change.result when 'REFUSED' then true when 'ACCEPTED' then false else record.refused end,
      attempts = case when change.result = 'ACCEPTED' then 0 else attempts + 1 end,
      due_at = coalesce(change.due_at, record.due_at), code = change.code, detail = change.detail
    from unnest(
      ${settlements.map((item) => item.object)}::text[], ${settlements.map((item) => item.externalId)}::text[],
      ${settlements.map((item) => item.version)}::bigint[], ${settlements.map((item) => item.result)}::text[],
      ${settlements.map((item) => item.dueAt ?? null)}::bigint[], ${settlements.map((item) => item.code ?? null)}::text[],
      ${settlements.map((item) => item.detail ?? null)}::text[]
    ) as change (object, external_id, version, result, due_at, code, detail)
    where record.object = change.object and record.external_id = change.external_id
    returning record.object, record.external_id, record.aggregate_id, record.refused, record.code, record.detail`.execute(transaction);
  return changed.rows;
}

const keyOf = (object: string, externalId: string): string => `${object}\n${externalId}`;

/** Records that were refused and not taken since, of aggregates whose rows in the queue are locked by this. */
async function lockQueue(transaction: Transaction<LedgerTables>, aggregateIds: readonly string[]): Promise<ReadonlySet<string>> {
  await sql`
    select 1 from write_back where aggregate_id = any(${aggregateIds}::text[]) order by aggregate_id for update`.execute(transaction);
  const refused = await sql<Pick<SettledRow, 'object' | 'external_id'>>`
    select object, external_id from salesforce_record where aggregate_id = any(${aggregateIds}::text[]) and refused`.execute(transaction);
  return new Set(refused.rows.map((row) => keyOf(row.object, row.external_id)));
}

async function settle(database: LedgerDatabase, settlements: readonly RecordSettlement[], now: number): Promise<readonly string[]> {
  if (settlements.length === 0) return [];
  const versions = new Map(settlements.map((item) => [keyOf(item.object, item.externalId), item.version]));
  const aggregateIds = [...new Set(settlements.map((item) => item.aggregateId))];
  return database.transaction().execute(async (transaction) => {
    const refused = await lockQueue(transaction, aggregateIds);
    const rows = await settleRows(transaction, settlements);
    const news = rows.filter((row) => row.refused !== refused.has(keyOf(row.object, row.external_id)));
    const messages = news.map(({ aggregate_id: aggregateId, external_id: externalId, ...row }) =>
      recordMessage({ ...row, aggregateId, externalId, version: versions.get(keyOf(row.object, externalId)) ?? 0 }),
    );
    await insertMessages(transaction, messages, now);
    await retryStranded(
      transaction,
      news.filter((row) => !row.refused).map((row) => row.aggregate_id),
      now,
    );
    await requeue(transaction, aggregateIds);
    return messages.map((message) => message.aggregateId);
  });
}

/** The write-back part of the ledger. */
export function makeRecords(database: LedgerDatabase): Pick<Ledger, 'dirtyRecords' | 'settleRecords'> {
  return {
    dirtyRecords: async ({ now, limit, except, patienceMs }): Promise<readonly DirtyRecord[]> => {
      const result = await sql<DirtyRow>`
        with behind as (
          select aggregate_id, dirty_since from write_back
          where due_at <= ${now} and (not awaiting or dirty_since <= ${now - patienceMs}) and aggregate_id <> all(${except}::text[])
          order by dirty_since limit ${limit})
        select record.* from behind cross join lateral (
          select object, external_id, aggregate_id, fields, version, attempts, rank from salesforce_record
          where aggregate_id = behind.aggregate_id and dirty and due_at <= ${now}) as record
        order by rank, behind.dirty_since, object, external_id`.execute(database);
      return result.rows.map((row) => ({
        object: row.object,
        externalId: row.external_id,
        aggregateId: row.aggregate_id,
        fields: row.fields,
        version: row.version,
        attempts: row.attempts,
      }));
    },
    settleRecords: (settlements, now) => settle(database, settlements, now),
  };
}
