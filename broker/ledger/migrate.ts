/** Brings a database to the newest ledger. Safe to run by every process at start: one does the work, the others wait. */
import { DEFAULT_MIGRATION_TABLE, Migrator, sql } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely';
import * as ledger from './migrations/0001-ledger.ts';
import * as stuckOrders from './migrations/0002-stuck-orders.ts';
import * as readRequestsTaken from './migrations/0003-read-requests-taken.ts';
import * as unreadSubmissions from './migrations/0004-unread-submissions.ts';
import type { LedgerDatabase } from './database.ts';

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-ledger': ledger,
  '0002-stuck-orders': stuckOrders,
  '0003-read-requests-taken': readRequestsTaken,
  '0004-unread-submissions': unreadSubmissions,
};

/** What a newer version has applied is nothing to this one: migrations only add, so that both run side by side. */
const NOT_OURS: Migration = { up: () => Promise.resolve() };

function makeProvider(database: LedgerDatabase): MigrationProvider {
  return {
    getMigrations: async () => {
      const applied = await sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(database);
      return { ...Object.fromEntries(applied.rows.map(({ name }) => [name, NOT_OURS])), ...MIGRATIONS };
    },
  };
}

/** Applies what is missing and answers the names applied. Throws with the failing migration's name and cause. Takes two connections. */
export async function migrate(database: LedgerDatabase): Promise<readonly string[]> {
  const { error, results } = await new Migrator({ db: database, provider: makeProvider(database) }).migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'unknown';
    throw new Error(`ledger migration ${failed} failed`, { cause: error });
  }
  return (results ?? []).map((result) => result.migrationName);
}
