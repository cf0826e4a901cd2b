/** What the runbook has done to a ledger that was restored to an earlier moment: nothing the endpoints may have done since is done again. */
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { openDatabase } from '../../broker/ledger/database.ts';
import { makePostgresLedger } from '../../broker/ledger/postgres-ledger.ts';
import { issue, LEASE_MS, T0 } from '../contract/ledger-moves.ts';
import { createDatabase } from '../support/postgres.ts';

const RUNBOOK = new URL('../../docs/runbook.md', import.meta.url);

function statementsOf(heading: string): readonly string[] {
  const section = readFileSync(RUNBOOK, 'utf8').split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/```sql\n(.*?)```/gs)].map(([, statements = '']) => statements);
}

it('has every command asked about before it is sent, and versions that Salesforce takes for newer, of what is there and of what comes', async () => {
  const { url, drop } = await createDatabase();
  const database = openDatabase(url);
  const ledger = makePostgresLedger(database, () => T0);
  const [before, after] = statementsOf('PostgreSQL was restored to an earlier moment');
  const waiting = await issue(ledger);
  await sql.raw(before ?? '').execute(database);
  const restored = await issue(ledger);
  const claims = await ledger.claimCommands([waiting.commandId, restored.commandId], 'me', T0, LEASE_MS);
  expect(claims.map(({ mode, sentAt = 0 }) => [mode, Math.abs(Date.now() - sentAt) < 60_000])).toEqual([
    ['PROBE', true],
    ['PROBE', true],
  ]);
  const versions = await sql<{ version: number }>`select version from aggregate`.execute(database);
  expect(versions.rows).toEqual([{ version: 1_000_001 }, { version: 1_000_001 }]);

  await sql.raw(after ?? '').execute(database);
  const usual = await issue(ledger);
  expect(await ledger.claimCommands([usual.commandId], 'me', T0, LEASE_MS)).toMatchObject([{ mode: 'SEND' }]);
  const own = await sql<{ version: number }>`select version from aggregate where id = ${usual.aggregateId}`.execute(database);
  expect(own.rows).toEqual([{ version: 1 }]);
  await database.destroy();
  await drop();
});
