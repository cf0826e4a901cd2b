import { openDatabase } from '../../broker/ledger/database.ts';
import { makePostgresLedger } from '../../broker/ledger/postgres-ledger.ts';
import { createDatabase } from '../support/postgres.ts';
import { ledgerContract } from './ledger.suite.ts';

ledgerContract('PostgreSQL', async () => {
  const { url, drop } = await createDatabase();
  const database = openDatabase(url);
  const close = async (): Promise<void> => {
    await database.destroy();
    await drop();
  };
  return { ledger: makePostgresLedger(database, Date.now), close };
});
