/** What Salesforce should show and what it was last seen to accept, one row a record. */
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { SALESFORCE_OBJECTS } from '../../canonical/salesforce-objects.ts';
import type { FieldValue, SalesforceObjectName, SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import type { Message } from '../domain/message.ts';
import type { DirtyRecord, InboundMessage, Ledger, RecordSettlement } from '../engine/ledger.ts';
import type { LedgerDatabase, LedgerTables } from './database.ts';
import { insertMessages } from './messages.ts';

type DirtyRow = {
  object: SalesforceObjectName;
  external_id: string;
  aggregate_id: string;
  fields: Record<string, FieldValue>;
  version: number;
  attempts: number;
};

/** A record and the version of the aggregate its values belong to. */
export type VersionedRecord = SalesforceRecord & { readonly aggregateId: string; readonly version: number };

/** The org refuses to go back behind the version a record carries, so the version travels as one of its fields. */
function stamped(record: VersionedRecord): string {
  const versioned = 'Status_Version__c' in SALESFORCE_OBJECTS[record.object].fields;
  return JSON.stringify(versioned ? { ...record.fields, Status_Version__c: record.version } : record.fields);
}

/** Marks records as behind. Values of an earlier turn that were not sent yet are replaced: only the newest are ever sent. */
export async function markRecords(transaction: Transaction<LedgerTables>, records: readonly VersionedRecord[], now: number): Promise<void> {
  if (records.length === 0) return;
  await sql`
    insert into salesforce_record as known (object, external_id, aggregate_id, rank, fields, version, dirty_since, due_at)
    select *, ${now}::bigint, ${now}::bigint from unnest(
      ${records.map((record) => record.object)}::text[], ${records.map((record) => record.externalId)}::text[],
      ${records.map((record) => record.aggregateId)}::text[],
      ${records.map((record) => SALESFORCE_OBJECTS[record.object].rank)}::smallint[],
      ${records.map(stamped)}::jsonb[], ${records.map((record) => record.version)}::bigint[]) as record (object, external_id)
    order by object, external_id
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

/** Tells the aggregate of a record that was refused, or accepted again, at this version. */
function toMessage(row: SettledRow, version: number): InboundMessage {
  const subject = { object: row.object, externalId: row.external_id };
  const message: Message = row.refused
    ? { type: 'record.refused', ...subject, code: row.code ?? 'UNKNOWN', message: row.detail ?? '' }
    : { type: 'record.recovered', ...subject };
  const dedupeKey = `${row.object}:${row.external_id}:${version}:${message.type}`;
  return { aggregateId: row.aggregate_id, source: 'salesforce-record', dedupeKey, fingerprint: message.type, message };
}

/** Children that were refused for want of their parent are tried again when a record of their order recovers. */
async function retryStranded(transaction: Transaction<LedgerTables>, aggregateIds: readonly string[], now: number): Promise<void> {
  if (aggregateIds.length === 0) return;
  await sql`
    update salesforce_record set dirty = true, attempts = 0, due_at = ${now}, dirty_since = ${now}
    where aggregate_id = any(${aggregateIds}::text[]) and refused and not dirty`.execute(transaction);
}

async function settle(database: LedgerDatabase, settlements: readonly RecordSettlement[], now: number): Promise<readonly string[]> {
  if (settlements.length === 0) return [];
  const versions = new Map(settlements.map((item) => [`${item.object}\n${item.externalId}`, item.version]));
  return database.transaction().execute(async (transaction) => {
    const changed = await sql<SettledRow & { was_refused: boolean }>`
      with change as (
        select * from unnest(
          ${settlements.map((item) => item.object)}::text[], ${settlements.map((item) => item.externalId)}::text[],
          ${settlements.map((item) => item.version)}::bigint[], ${settlements.map((item) => item.result)}::text[],
          ${settlements.map((item) => item.dueAt ?? null)}::bigint[], ${settlements.map((item) => item.code ?? null)}::text[],
          ${settlements.map((item) => item.detail ?? null)}::text[]
        ) as change (object, external_id, version, result, due_at, code, detail)),
      before as (
        select record.object, record.external_id, record.refused from salesforce_record as record
        join change using (object, external_id) order by object, external_id for update of record)
      update salesforce_record as record set
        accepted_version = case when change.result = 'ACCEPTED' then greatest(accepted_version, change.version) else accepted_version end,
        dirty = record.version > change.version or change.result = 'RETRY',
        refused = case change.result when 'REFUSED' then true when 'ACCEPTED' then false else record.refused end,
        attempts = case when change.result = 'ACCEPTED' then 0 else attempts + 1 end,
        due_at = coalesce(change.due_at, record.due_at), code = change.code, detail = change.detail
      from change join before using (object, external_id)
      where record.object = change.object and record.external_id = change.external_id
      returning record.object, record.external_id, record.aggregate_id, record.refused, record.code, record.detail,
        before.refused as was_refused`.execute(transaction);
    const news = changed.rows.filter((row) => row.refused !== row.was_refused);
    const messages = news.map((row) => toMessage(row, versions.get(`${row.object}\n${row.external_id}`) ?? 0));
    await insertMessages(transaction, messages, now);
    await retryStranded(
      transaction,
      news.filter((row) => !row.refused).map((row) => row.aggregate_id),
      now,
    );
    return messages.map((message) => message.aggregateId);
  });
}

/** The write-back part of the ledger. */
export function makeRecords(database: LedgerDatabase): Pick<Ledger, 'dirtyRecords' | 'settleRecords'> {
  return {
    dirtyRecords: async (now, limit, except): Promise<readonly DirtyRecord[]> => {
      const result = await sql<DirtyRow>`
        with behind as (
          select aggregate_id, dirty_since from salesforce_record
          where dirty and due_at <= ${now} and aggregate_id <> all(${except}::text[]) order by dirty_since limit ${limit})
        select object, external_id, record.aggregate_id, fields, version, attempts from salesforce_record as record
        where record.dirty and record.due_at <= ${now} and record.aggregate_id in (select aggregate_id from behind)
        order by rank, dirty_since, object, external_id`.execute(database);
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
