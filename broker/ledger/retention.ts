/** Removing what nobody can ask for any more, a little at a time. Orders, commands and the journal stay. */
import { sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';

const CHUNK = 5000;

/**
 * Removes messages and read requests taken, and events parked, before `before`, in epoch ms. It must lie further back than any sender
 * repeats itself: Salesforce keeps events for 72 hours. Answers how many rows went.
 */
export async function removeTaken(database: LedgerDatabase, before: number): Promise<number> {
  // Ids rise with time: whether the first of them are old enough is asked of a chunk, or all that is young would be read for nothing.
  const messages = await sql`
    delete from inbox where id in (
      select id from (
        select id, received_at from inbox where fault is null
          and not exists (select from waiting_message where message_id = inbox.id)
        order by id limit ${CHUNK}) as oldest
      where received_at < ${before})`.execute(database);
  const reads = await sql`
    delete from read_request where dedupe_key in (
      select dedupe_key from read_request where done and requested_at < ${before} order by requested_at limit ${CHUNK})`.execute(database);
  const events = await sql`
    delete from parked_event where (topic, event_id) in (
      select topic, event_id from parked_event where parked_at < to_timestamp(${before} / 1000.0) limit ${CHUNK})`.execute(database);
  return [messages, reads, events].reduce((sum, { numAffectedRows = 0n }) => sum + Number(numAffectedRows), 0);
}
