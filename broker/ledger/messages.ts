/** Writing messages into the inbox: once per source and key, whatever arrives again. */
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Acceptance, InboundMessage } from '../engine/ledger.ts';
import type { LedgerTables } from './database.ts';

type Key = { source: string; dedupe_key: string };

function keyOf(source: string, dedupeKey: string): string {
  return `${source}\n${dedupeKey}`;
}

/** Inserts messages and the aggregates they are for. Answers per message, in order. */
export async function insertMessages(
  transaction: Transaction<LedgerTables>,
  messages: readonly InboundMessage[],
  now: number,
): Promise<readonly Acceptance[]> {
  if (messages.length === 0) return [];
  // Sorted, so that two batches that share new aggregates wait for each other instead of deadlocking.
  const aggregateIds = [...new Set(messages.map((message) => message.aggregateId))].sort();
  await sql`insert into aggregate (id) select unnest(${aggregateIds}::text[]) on conflict do nothing`.execute(transaction);
  const inserted = await sql<Key>`
    insert into inbox (aggregate_id, source, dedupe_key, fingerprint, message, received_at)
    select *, ${now}::bigint from unnest(
      ${messages.map((message) => message.aggregateId)}::text[], ${messages.map((message) => message.source)}::text[],
      ${messages.map((message) => message.dedupeKey)}::text[], ${messages.map((message) => message.fingerprint)}::text[],
      ${messages.map((message) => JSON.stringify(message.message))}::jsonb[])
    on conflict (source, dedupe_key) do nothing
    returning source, dedupe_key`.execute(transaction);
  const fresh = new Set(inserted.rows.map((row) => keyOf(row.source, row.dedupe_key)));
  if (fresh.size === messages.length) return messages.map(() => 'NEW');
  return classify(transaction, messages, fresh);
}

async function classify(
  transaction: Transaction<LedgerTables>,
  messages: readonly InboundMessage[],
  fresh: Set<string>,
): Promise<readonly Acceptance[]> {
  const known = await sql<Key & { fingerprint: string }>`
    select source, dedupe_key, fingerprint from inbox where (source, dedupe_key) in (
      select * from unnest(${messages.map((message) => message.source)}::text[], ${messages.map((message) => message.dedupeKey)}::text[]))
  `.execute(transaction);
  const fingerprints = new Map(known.rows.map((row) => [keyOf(row.source, row.dedupe_key), row.fingerprint]));
  return messages.map((message) => {
    const key = keyOf(message.source, message.dedupeKey);
    // A key that occurs twice in one batch is new the first time and a repetition after that.
    if (fresh.delete(key)) return 'NEW';
    return fingerprints.get(key) === message.fingerprint ? 'DUPLICATE' : 'CONFLICT';
  });
}
