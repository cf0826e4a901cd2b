/** What was announced in Salesforce and is still to be read. */
import { sql } from 'kysely';
import type { OrderRequestType } from '../../canonical/order-request.ts';
import type { Ledger } from '../engine/ledger.ts';
import type { LedgerDatabase } from './database.ts';
import { insertMessages } from './messages.ts';

type ReadRow = { dedupe_key: string; order_key: string; request_key: string; request: OrderRequestType | null; attempts: number };

/** The read-request part of the ledger. */
export function makeReads(database: LedgerDatabase, now: () => number): Pick<Ledger, 'claimReads' | 'completeReads'> {
  return {
    claimReads: async (at, limit, leaseUntil) => {
      const result = await sql<ReadRow>`
        with picked as (
          select dedupe_key from read_request as waiting where not done and due_at <= ${at} and (request is null or not exists (
            select from read_request where order_key = waiting.order_key and request is null and not done))
          order by due_at limit ${limit} for update skip locked)
        update read_request as request set due_at = ${leaseUntil}, attempts = request.attempts + 1
        from picked where request.dedupe_key = picked.dedupe_key
        returning request.dedupe_key, request.order_key, request.request_key, request.request, request.attempts`.execute(database);
      return result.rows.map((row) => ({
        dedupeKey: row.dedupe_key,
        orderKey: row.order_key,
        requestKey: row.request_key,
        attempts: row.attempts,
        ...(row.request !== null && { request: row.request }),
      }));
    },
    completeReads: async (dedupeKeys, messages) => {
      await database.transaction().execute(async (transaction) => {
        await sql`update read_request set done = true where dedupe_key = any(${dedupeKeys}::text[])`.execute(transaction);
        await insertMessages(transaction, messages, now());
      });
    },
  };
}
