import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createDatabase } from '../../test/support/postgres.ts';
import type { TestDatabase } from '../../test/support/postgres.ts';
import { openDatabase } from './database.ts';
import type { LedgerDatabase } from './database.ts';

let server: TestDatabase;
let database: LedgerDatabase;

beforeAll(async () => {
  server = await createDatabase('empty');
  database = openDatabase(server.url, { connections: 1 });
});
afterAll(async () => {
  await database.destroy();
  await server.drop();
});

async function prepared(): Promise<readonly string[]> {
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements order by prepare_time`.execute(database);
  return rows.map(({ statement }) => statement);
}

it('prepares a statement once, however often it comes', async () => {
  for (const value of [1, 2, 3]) await sql`select ${value}::int as seen`.execute(database);
  expect((await prepared()).filter((statement) => statement.includes('as seen'))).toEqual(['select $1::int as seen']);
});

it('stops preparing where texts vary without end', async () => {
  for (let column = 0; column < 250; column += 1) await sql`select ${column}::int as ${sql.ref(`c${column}`)}`.execute(database);
  expect((await prepared()).length).toBeLessThanOrEqual(200);
});
