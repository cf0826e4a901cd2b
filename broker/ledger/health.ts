/** How the ledger is, for a person who looks: what waits, and what only a person will find. */
import { sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';

export type LedgerHealth = {
  /** PostgreSQL's version in words. */
  readonly version: string;
  readonly openExceptions: number;
  /** Messages that made a turn throw. */
  readonly setApart: number;
  /** Orders none of whose turns run. */
  readonly stuckOrders: number;
  /** Events nobody could understand. */
  readonly parkedEvents: number;
  /** When the message that waits longest came in, in epoch ms. */
  readonly waitingSince: number | null;
  /** When the work that is due longest was due, in epoch ms. */
  readonly dueSince: number | null;
};

/** Throws where the ledger cannot be reached, or was never migrated. */
export async function readLedgerHealth(database: LedgerDatabase): Promise<LedgerHealth> {
  const result = await sql<LedgerHealth>`
    select current_setting('server_version') as version,
      (select count(*) from exception where open) as "openExceptions",
      (select count(*) from inbox where fault is not null) as "setApart",
      (select count(*) from aggregate where held_until is not null) as "stuckOrders",
      (select count(*) from parked_event) as "parkedEvents",
      (select received_at from waiting_message order by message_id limit 1) as "waitingSince",
      (select min(due_at) from command where state in ('PENDING', 'RETRY_WAIT', 'IN_DOUBT')) as "dueSince"`.execute(database);
  const [health] = result.rows;
  if (!health) throw new Error('a select of constants has a row');
  return health;
}
