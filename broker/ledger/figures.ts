/** How the broker is, in figures. */
import { sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';

export type LedgerFigures = {
  readonly ordersBehind: number;
  /** How long the one that is longest behind has been, in milliseconds. */
  readonly oldestBehindMs: number;
  readonly openExceptions: number;
  readonly waitingMessages: number;
};

type FiguresRow = { behind: number; since: number | null; exceptions: number; waiting: number };

export async function readFigures(database: LedgerDatabase, now: number): Promise<LedgerFigures> {
  const result = await sql<FiguresRow>`
    select (select count(*) from write_back) as behind,
      (select min(dirty_since) from write_back) as since,
      (select count(*) from exception where open) as exceptions,
      (select count(*) from waiting_message) as waiting`.execute(database);
  const row = result.rows[0] ?? { behind: 0, since: null, exceptions: 0, waiting: 0 };
  return {
    ordersBehind: row.behind,
    oldestBehindMs: row.since === null ? 0 : Math.max(0, now - row.since),
    openExceptions: row.exceptions,
    waitingMessages: row.waiting,
  };
}
