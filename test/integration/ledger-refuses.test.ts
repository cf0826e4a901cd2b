/** Turns that run, and whose results PostgreSQL will not store: a fault of one order, which costs no other anything. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Ledger } from '../../broker/engine/ledger.ts';
import { makeExceptionReader } from '../../broker/ledger/exception-reader.ts';
import { openDatabase } from '../../broker/ledger/database.ts';
import type { LedgerDatabase } from '../../broker/ledger/database.ts';
import { makePostgresLedger } from '../../broker/ledger/postgres-ledger.ts';
import { fresh, remember, T0, timerMessage, turnsSeen } from '../contract/ledger-moves.ts';
import { createDatabase } from '../support/postgres.ts';

let database: LedgerDatabase;
let ledger: Ledger;
let drop: () => Promise<void>;

beforeAll(async () => {
  const test = await createDatabase();
  database = openDatabase(test.url);
  ledger = makePostgresLedger(database, () => T0);
  drop = async () => {
    await database.destroy();
    await test.drop();
  };
});
afterAll(() => drop());

it('leave that order as it is, shown and tried again, and commit those it was to be committed with', async () => {
  const orders = Array.from({ length: 9 }, () => fresh('ORDER'));
  const [damaged = '', ...others] = orders;
  await ledger.accept({ messages: [timerMessage(damaged, 'a')] });
  await ledger.runTurns([damaged], remember(), T0);
  // A state that was lost begins its journal again, at numbers that are taken.
  await sql`update aggregate set state = null where id = ${damaged}`.execute(database);
  await ledger.accept({ messages: orders.map((id) => timerMessage(id, 'b')) });

  const { reports } = await ledger.runTurns(orders, remember(), T0);
  expect(reports.map(({ aggregateId }) => aggregateId).sort()).toEqual([...orders].sort());
  expect(reports.filter(({ fault }) => fault !== undefined)).toMatchObject([
    { aggregateId: damaged, fault: expect.stringContaining('journal_pkey') },
  ]);
  for (const id of others) expect(await turnsSeen(ledger, id)).toEqual(['b']);
  const exceptions = await makeExceptionReader(database).list(10, undefined);
  expect(exceptions).toMatchObject([{ orderKey: damaged, code: 'ORDER_STUCK' }]);
  expect(await ledger.waitingAggregates(T0 + 60_000, 10)).toEqual([damaged]);
});
