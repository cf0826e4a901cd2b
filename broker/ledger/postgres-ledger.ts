/** The ledger on PostgreSQL. */
import type { Ledger } from '../engine/ledger.ts';
import { makeCommands } from './commands.ts';
import type { LedgerDatabase } from './database.ts';
import { makeIntake } from './intake.ts';
import { makeLeases } from './leases.ts';
import { makeReads } from './reads.ts';
import { makeRecords } from './records.ts';
import { makeTurns } from './turns.ts';

/** `now` stamps when things were received and settled, in milliseconds since the epoch. */
export function makePostgresLedger(database: LedgerDatabase, now: () => number): Ledger {
  return {
    ...makeIntake(database, now),
    ...makeTurns(database),
    ...makeCommands(database, now),
    ...makeRecords(database),
    ...makeReads(database, now),
    ...makeLeases(database),
  };
}
