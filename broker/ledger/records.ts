/** What Salesforce is to show and has not taken yet. What it has taken is the projection of the aggregates, and kept nowhere else. */
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { SALESFORCE_OBJECTS } from '../../canonical/salesforce-objects.ts';
import type { SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import type { DirtyQuestion, DirtyRecord, Ledger, RecordSettlement } from '../engine/ledger.ts';
import type { LedgerDatabase, LedgerTables } from './database.ts';
import { insertMessages } from './messages.ts';
import { recordKey } from './record-key.ts';
import { recordMessage } from './record-message.ts';
import { saveSettled } from './save-settled.ts';
import { dueAt, settleAggregate } from './settle-records.ts';
import type { Trouble } from './settle-records.ts';

type UnwrittenRow = { aggregate_id: string; version: number; since: number; keys: string[] };
type TroubleRow = {
  aggregate_id: string;
  key: string;
  version: number;
  refused: boolean;
  attempts: number;
  due_at: number | null;
  code: string | null;
  detail: string | null;
};

function toTrouble({ aggregate_id: _, due_at, ...row }: TroubleRow): Trouble {
  return { ...row, dueAt: due_at };
}

async function troublesOf(
  database: LedgerDatabase | Transaction<LedgerTables>,
  aggregateIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Trouble[]>> {
  const result = await sql<TroubleRow>`
    select aggregate_id, key, version, refused, attempts, due_at, code, detail from record_trouble
    where aggregate_id = any(${aggregateIds}::text[])`.execute(database);
  return new Map([...Map.groupBy(result.rows, (row) => row.aggregate_id)].map(([id, rows]) => [id, rows.map(toTrouble)]));
}

type BehindRow = UnwrittenRow & { records: SalesforceRecord[] };

/** The newest values of each record that are due. */
function dueRecords(rows: readonly BehindRow[], troubles: readonly Trouble[], now: number): DirtyRecord[] {
  const newest = new Map<string, DirtyRecord>();
  const troubleOf = new Map(troubles.map((trouble) => [trouble.key, trouble]));
  for (const { aggregate_id: aggregateId, version, keys, records } of rows) {
    const open = new Set(keys);
    for (const record of records) {
      const key = recordKey(record);
      const trouble = troubleOf.get(key);
      const attempts = trouble && trouble.version >= version ? trouble.attempts : 0;
      if (open.has(key)) newest.set(key, { ...record, aggregateId, version, attempts });
    }
  }
  return [...newest]
    .filter(([key, { version }]) => (dueAt(troubleOf.get(key), version, now) ?? Infinity) <= now)
    .map(([, record]) => record);
}

async function dirtyRecords(database: LedgerDatabase, { now, limit, except, patienceMs }: DirtyQuestion): Promise<readonly DirtyRecord[]> {
  const result = await sql<BehindRow>`
    with behind as (
      select aggregate_id, dirty_since from write_back
      where due_at <= ${now} and (not awaiting or dirty_since <= ${now - patienceMs}) and aggregate_id <> all(${except}::text[])
      order by dirty_since limit ${limit})
    select row.* from behind cross join lateral (
      select aggregate_id, version, since, keys, records from unwritten where aggregate_id = behind.aggregate_id order by version) as row
    order by behind.dirty_since`.execute(database);
  if (result.rows.length === 0) return [];
  const rows = Map.groupBy(result.rows, (row) => row.aggregate_id);
  const troubles = await troublesOf(database, [...rows.keys()]);
  return [...rows]
    .flatMap(([id, own]) => dueRecords(own, troubles.get(id) ?? [], now))
    .sort((a, b) => SALESFORCE_OBJECTS[a.object].rank - SALESFORCE_OBJECTS[b.object].rank);
}

/** Locks the aggregates' records. Answers those that are in the queue: the others have nothing to lock, and nothing behind. */
async function lockQueue(transaction: Transaction<LedgerTables>, aggregateIds: readonly string[]): Promise<ReadonlySet<string>> {
  const locked = await sql<{ aggregate_id: string }>`
    select aggregate_id from write_back where aggregate_id = any(${aggregateIds}::text[])
    order by aggregate_id for update`.execute(transaction);
  return new Set(locked.rows.map((row) => row.aggregate_id));
}

async function settle(database: LedgerDatabase, settlements: readonly RecordSettlement[], now: number): Promise<readonly string[]> {
  if (settlements.length === 0) return [];
  const answered = Map.groupBy(settlements, (item) => item.aggregateId);
  const aggregateIds = [...answered.keys()];
  return database.transaction().execute(async (transaction) => {
    const queued = await lockQueue(transaction, aggregateIds);
    const known = await sql<UnwrittenRow>`
      select aggregate_id, version, since, keys from unwritten where aggregate_id = any(${aggregateIds}::text[])
      order by aggregate_id, version`.execute(transaction);
    const unwritten = Map.groupBy(known.rows, (row) => row.aggregate_id);
    const troubles = await troublesOf(transaction, aggregateIds);
    const changes = [...answered].map(([aggregateId, own]) => {
      const before = { unwritten: unwritten.get(aggregateId) ?? [], troubles: troubles.get(aggregateId) ?? [] };
      return { aggregateId, queued: queued.has(aggregateId), before, after: settleAggregate(before, own, now) };
    });
    await saveSettled(transaction, changes);
    const news = changes.flatMap(({ after }) => after.news);
    await insertMessages(transaction, news.map(recordMessage), now);
    return news.map(({ aggregateId }) => aggregateId);
  });
}

/** The write-back part of the ledger. */
export function makeRecords(database: LedgerDatabase): Pick<Ledger, 'dirtyRecords' | 'settleRecords'> {
  return {
    dirtyRecords: (question) => dirtyRecords(database, question),
    settleRecords: (settlements, now) => settle(database, settlements, now),
  };
}
