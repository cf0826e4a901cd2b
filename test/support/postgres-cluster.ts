import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts';
import { openDatabase } from '../../broker/ledger/database.ts';
import { migrate } from '../../broker/ledger/migrate.ts';
import pg from 'pg';

export type TestCluster = { readonly url: string; readonly stop: () => Promise<void> };

/** The migrated ledger that every test database is copied from. */
export const LEDGER_TEMPLATE = 'ledger_template';

/** Starts the PostgreSQL of one Jest run. Nothing of it outlives the run, so it does not wait for the disk. */
export async function startTestCluster(): Promise<TestCluster> {
  const { url, stop } = await startEmbeddedPostgres({ settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } });
  await makeLedgerTemplate(url);
  return { url, stop };
}

async function makeLedgerTemplate(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create database ${LEDGER_TEMPLATE}`);
  await admin.end();
  const template = new URL(url);
  template.pathname = LEDGER_TEMPLATE;
  const database = openDatabase(template.href, { connections: 2 });
  await migrate(database);
  await database.destroy();
}
