/** Writing messages into the inbox: once per source and key, whatever arrives again. */
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Acceptance, InboundMessage } from '../engine/ledger.ts';
import type { LedgerDatabase } from './database.ts';
import { documents } from './documents.ts';

type Key = { source: string; dedupe_key: string };

function keyOf(source: string, dedupeKey: string): string {
  return `${source}\n${dedupeKey}`;
}

/** Messages as rows, `position` counting from 1. */
export function messageRows(messages: readonly InboundMessage[]): RawBuilder<unknown> {
  return sql`rows from (
      unnest(${messages.map((message) => message.aggregateId)}::text[], ${messages.map((message) => message.source)}::text[],
        ${messages.map((message) => message.dedupeKey)}::text[], ${messages.map((message) => message.fingerprint)}::text[]),
      ${documents(messages.map(({ message }) => message))}
    ) with ordinality as message (aggregate_id, source, dedupe_key, fingerprint, message, position)`;
}

/** Clauses of a statement that put rows of `messageRows` into the inboxes of aggregates that exist. `arrived` are the new ones. */
export function arrival(from: RawBuilder<unknown>, now: number): RawBuilder<unknown> {
  return sql`
    arrived as (
      insert into inbox (aggregate_id, source, dedupe_key, fingerprint, message, received_at)
      select aggregate_id, source, dedupe_key, fingerprint, message, ${now}::bigint from ${from} order by position
      on conflict (source, dedupe_key) do nothing
      returning id, aggregate_id, source, dedupe_key, received_at),
    waiting as (insert into waiting_message select id, aggregate_id, received_at from arrived)`;
}

/**
 * Makes the aggregates these messages are for, sorted: two batches that share new aggregates wait for each other instead of
 * deadlocking. What joins `made` comes after that.
 */
function aggregatesMade(messages: readonly InboundMessage[]): RawBuilder<unknown> {
  const ids = [...new Set(messages.map((message) => message.aggregateId))].sort();
  return sql`
    inserted as (
      insert into aggregate (id) select id from unnest(${ids}::text[]) as named (id)
      where not exists (select from aggregate where aggregate.id = named.id) on conflict do nothing returning id),
    made as (select count(*) from inserted)`;
}

/** Inserts messages and the aggregates they are for, all or nothing: one statement. Answers per message, in order. */
export async function insertMessages(
  database: LedgerDatabase,
  messages: readonly InboundMessage[],
  now: number,
): Promise<readonly Acceptance[]> {
  if (messages.length === 0) return [];
  const rows = sql`${messageRows(messages)} cross join made`;
  const inserted = await sql<Key>`
    with ${aggregatesMade(messages)}, ${arrival(rows, now)} select source, dedupe_key from arrived`.execute(database);
  const fresh = new Set(inserted.rows.map((row) => keyOf(row.source, row.dedupe_key)));
  if (fresh.size === messages.length) return messages.map(() => 'NEW');
  return classify(database, messages, fresh);
}

async function classify(database: LedgerDatabase, messages: readonly InboundMessage[], fresh: Set<string>): Promise<readonly Acceptance[]> {
  const known = await sql<Key & { fingerprint: string }>`
    select source, dedupe_key, fingerprint from inbox where (source, dedupe_key) in (
      select * from unnest(${messages.map((message) => message.source)}::text[], ${messages.map((message) => message.dedupeKey)}::text[]))
  `.execute(database);
  const fingerprints = new Map(known.rows.map((row) => [keyOf(row.source, row.dedupe_key), row.fingerprint]));
  return messages.map((message) => {
    const key = keyOf(message.source, message.dedupeKey);
    // A key that occurs twice in one batch is new the first time and a repetition after that.
    if (fresh.delete(key)) return 'NEW';
    return fingerprints.get(key) === message.fingerprint ? 'DUPLICATE' : 'CONFLICT';
  });
}
