/** Taking in what arrived: messages, read requests, parked events and the replay id, in one transaction. */
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Acceptance, Checkpoint, Fenced, InboundBatch, Ledger, ParkedEvent, ReadRequest } from '../engine/ledger.ts';
import type { LedgerDatabase, LedgerTables } from './database.ts';
import { insertMessages } from './messages.ts';

/** Moves the replay id, unless the lease it was read under is no longer the newest. */
async function saveCheckpoint(transaction: Transaction<LedgerTables>, { topic, replayId, lease }: Checkpoint): Promise<boolean> {
  const held = await sql`
    select 1 from lease where name = ${lease.name} and owner = ${lease.owner} and token = ${lease.token} for share`.execute(transaction);
  if (held.rows.length === 0) return false;
  await sql`
    insert into subscription (topic, replay_id) values (${topic}, ${Buffer.from(replayId)})
    on conflict (topic) do update set replay_id = excluded.replay_id`.execute(transaction);
  return true;
}

async function insertReads(transaction: Transaction<LedgerTables>, reads: readonly ReadRequest[], now: number): Promise<void> {
  if (reads.length === 0) return;
  await sql`
    insert into read_request (dedupe_key, order_key, request_key, request, requested_at, due_at)
    select *, ${now}::bigint, ${now}::bigint from unnest(
      ${reads.map((read) => read.dedupeKey)}::text[], ${reads.map((read) => read.orderKey)}::text[],
      ${reads.map((read) => read.requestKey)}::text[], ${reads.map((read) => read.request ?? null)}::text[])
    on conflict do nothing`.execute(transaction);
}

async function insertParked(transaction: Transaction<LedgerTables>, parked: readonly ParkedEvent[]): Promise<void> {
  if (parked.length === 0) return;
  const column = <Name extends keyof ParkedEvent>(name: Name): ParkedEvent[Name][] => parked.map((event) => event[name]);
  const bytes = (name: 'replayId' | 'payload'): Buffer[] => column(name).map((value) => Buffer.from(value));
  await sql`
    insert into parked_event (topic, event_id, replay_id, schema_id, payload, code, message)
    select * from unnest(
      ${column('topic')}::text[], ${column('eventId')}::text[], ${bytes('replayId')}::bytea[], ${column('schemaId')}::text[],
      ${bytes('payload')}::bytea[], ${column('code')}::text[], ${column('message')}::text[])
    on conflict do nothing`.execute(transaction);
}

class LeaseLost extends Error {}

/** The intake part of the ledger. `now` stamps when things were received. */
export function makeIntake(database: LedgerDatabase, now: () => number): Pick<Ledger, 'accept' | 'checkpoint'> {
  return {
    accept: async ({ messages, reads = [], parked = [], checkpoint }: InboundBatch): Promise<readonly Acceptance[] | Fenced> => {
      const at = now();
      // Messages alone are one statement, for which callers of the API wait.
      if (!checkpoint && reads.length === 0 && parked.length === 0) return insertMessages(database, messages, at);
      try {
        return await database.transaction().execute(async (transaction) => {
          if (checkpoint && !(await saveCheckpoint(transaction, checkpoint))) throw new LeaseLost();
          await insertReads(transaction, reads, at);
          await insertParked(transaction, parked);
          return insertMessages(transaction, messages, at);
        });
      } catch (error) {
        if (error instanceof LeaseLost) return { fenced: true };
        throw error;
      }
    },
    checkpoint: async (topic) => {
      const row = await database.selectFrom('subscription').select('replay_id').where('topic', '=', topic).executeTakeFirst();
      return row && new Uint8Array(row.replay_id);
    },
  };
}
