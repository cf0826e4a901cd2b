/** Brings a database to the newest ledger. Safe to run by every process at start: one does the work, the others wait. */
import { Migrator } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely';
import * as ledger from './migrations/0001-ledger.ts';
import * as stuckOrders from './migrations/0002-stuck-orders.ts';
import type { LedgerDatabase } from './database.ts';

const MIGRATIONS: Readonly<Record<string, Migration>> = { '0001-ledger': ledger, '0002-stuck-orders': stuckOrders };

const provider: MigrationProvider = { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) };

/** Applies what is missing and answers the names applied. Throws with the failing migration's name and cause. */
export async function migrate(database: LedgerDatabase): Promise<readonly string[]> {
  const { error, results } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'unknown';
    throw new Error(`ledger migration ${failed} failed`, { cause: error });
  }
  return (results ?? []).map((result) => result.migrationName);
}
