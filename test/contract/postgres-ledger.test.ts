import { openDatabase } from '../../broker/ledger/database.ts';
import { migrate } from '../../broker/ledger/migrate.ts';
import { makePostgresLedger } from '../../broker/ledger/postgres-ledger.ts';
import { ledgerContract } from './ledger.suite.ts';

ledgerContract('PostgreSQL', async () => {
  const database = openDatabase('postgres://postgres:x@127.0.0.1:54399/postgres');
  await migrate(database);
  return { ledger: makePostgresLedger(database, Date.now), close: () => database.destroy() };
});
