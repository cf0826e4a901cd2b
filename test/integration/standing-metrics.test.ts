/** What an operator's monitoring sees of the ledger, whichever process it asks. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { systemClock } from '../../broker/engine/system-clock.ts';
import type { Ledger } from '../../broker/engine/ledger.ts';
import { openDatabase } from '../../broker/ledger/database.ts';
import type { LedgerDatabase } from '../../broker/ledger/database.ts';
import { makePostgresLedger } from '../../broker/ledger/postgres-ledger.ts';
import { makeStandingMetrics } from '../../broker/standing-metrics.ts';
import { makeMetrics } from '../../broker/telemetry/metrics.ts';
import { fresh, remember, T0, timerMessage } from '../contract/ledger-moves.ts';
import { createDatabase } from '../support/postgres.ts';

const metrics = makeMetrics();
const clock = { ...systemClock, now: () => T0 + 90_000 };
let database: LedgerDatabase;
let ledger: Ledger;
let measure: () => Promise<void>;
let drop: () => Promise<void>;

beforeAll(async () => {
  const created = await createDatabase();
  database = openDatabase(created.url);
  ledger = makePostgresLedger(database, () => T0);
  measure = makeStandingMetrics({ database, metrics, clock });
  drop = created.drop;
});
afterAll(() => drop());

async function figures(): Promise<Readonly<Record<string, number>>> {
  await measure();
  const { text } = await metrics.expose();
  return Object.fromEntries([...text.matchAll(/^(broker_\w+) (\S+)$/gm)].map(([, name = '', value]) => [name, Number(value)]));
}

test('nothing waits in a ledger that is new', async () => {
  expect(await figures()).toMatchObject({ broker_ledger_reachable: 1, broker_open_exceptions: 0, broker_oldest_message_seconds: 0 });
});

test('an order nothing can be taken of is counted, and its message and what Salesforce does not show grow old', async () => {
  const id = fresh('ORDER');
  await ledger.accept({ messages: [timerMessage(id, 'a')] });
  await ledger.runTurns([id], remember(), T0);
  await ledger.accept({ messages: [timerMessage(id, 'b')] });
  const broken = (): never => {
    throw new Error('a bug');
  };
  await ledger.runTurns([id], broken, T0);
  expect(await figures()).toMatchObject({
    ...{ broker_stuck_orders: 1, broker_open_exceptions: 1, broker_set_apart_messages: 0, broker_parked_events: 0 },
    ...{ broker_oldest_message_seconds: 90, broker_oldest_due_work_seconds: 0, broker_salesforce_lag_seconds: 90 },
  });
});

test('a ledger that is away is told, and what it held stays as it was', async () => {
  await database.destroy();
  expect(await figures()).toMatchObject({ broker_ledger_reachable: 0, broker_stuck_orders: 1 });
});
