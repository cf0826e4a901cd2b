import { openDatabase } from '../../broker/ledger/database.ts';
import { makePostgresLedger } from '../../broker/ledger/postgres-ledger.ts';
import type { Ledger } from '../../broker/engine/ledger.ts';
import { createDatabase } from '../support/postgres.ts';
import { intakeContract } from './intake.suite.ts';
import { ledgerContract } from './ledger.suite.ts';
import { turnFaultContract } from './turn-faults.suite.ts';

async function open(): Promise<{ ledger: Ledger; close: () => Promise<void> }> {
  const { url, drop } = await createDatabase();
  const database = openDatabase(url);
  const close = async (): Promise<void> => {
    await database.destroy();
    await drop();
  };
  return { ledger: makePostgresLedger(database, Date.now), close };
}

ledgerContract('PostgreSQL', open);
intakeContract('PostgreSQL', open);
turnFaultContract('PostgreSQL', open);
