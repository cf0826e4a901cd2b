/** Reading what the ledger knows of orders, each time in one consistent look. */
import { sql } from 'kysely';
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import type { InboundMessage } from '../engine/ledger.ts';
import type { OrderStanding, PendingCommand } from '../engine/standing.ts';
import type { LedgerDatabase } from './database.ts';

type StandingRow = {
  state: unknown;
  pending: PendingCommand[];
  exceptions: ExceptionRecord[];
  behind: number;
  behind_since: number | null;
};

/** The order's standing, or undefined if the broker has never heard of it. */
export async function readOrderStanding(database: LedgerDatabase, orderKey: string): Promise<OrderStanding | undefined> {
  const result = await sql<StandingRow>`
    select state,
      (select coalesce(jsonb_agg(jsonb_build_object('commandId', id, 'endpoint', endpoint, 'intent', intent, 'state', command.state,
        'code', code, 'dueAt', due_at) order by created_at), '[]')
        from command where aggregate_id = aggregate.id and command.state not in ('ACKED', 'REJECTED')) as pending,
      (select coalesce(json_agg(record order by opened_at), '[]') from exception where aggregate_id = aggregate.id and open) as exceptions,
      (select count(distinct key) from unwritten, json_array_elements_text(keys) as key where aggregate_id = aggregate.id) as behind,
      (select min(since) from unwritten where aggregate_id = aggregate.id) as behind_since
    from aggregate where id = ${orderKey}`.execute(database);
  const row = result.rows[0];
  if (!row) return undefined;
  const { state, pending, exceptions } = row;
  return { state, pending, exceptions, recordsBehind: row.behind, behindSince: row.behind_since };
}

/** The states of those orders of the messages that were heard of before. A message that is itself a repetition asks for none. */
export async function readStatesBefore(
  database: LedgerDatabase,
  messages: readonly InboundMessage[],
): Promise<ReadonlyMap<string, unknown>> {
  if (messages.length === 0) return new Map();
  const result = await sql<{ id: string; state: unknown }>`
    select aggregate.id, aggregate.state from unnest(
      ${messages.map((message) => message.aggregateId)}::text[], ${messages.map((message) => message.source)}::text[],
      ${messages.map((message) => message.dedupeKey)}::text[]) as message (aggregate_id, source, dedupe_key)
    join aggregate on aggregate.id = message.aggregate_id and aggregate.version > 0
    where not exists (select from inbox where inbox.source = message.source and inbox.dedupe_key = message.dedupe_key)`.execute(database);
  return new Map(result.rows.map((row) => [row.id, row.state]));
}
