/** How far Salesforce is behind the ledger. */
import { sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';

/** How long the order that is longest behind has been, in milliseconds; 0 when none is. */
export async function readLagMs(database: LedgerDatabase, now: number): Promise<number> {
  const result = await sql<{ since: number | null }>`select min(dirty_since) as since from write_back`.execute(database);
  const since = result.rows[0]?.since ?? now;
  return Math.max(0, now - since);
}
