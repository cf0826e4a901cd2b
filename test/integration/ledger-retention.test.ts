/** Removing what is old from a ledger in which most is young: the work is that of what goes, not of what is there. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { openDatabase } from '../../broker/ledger/database.ts';
import type { LedgerDatabase } from '../../broker/ledger/database.ts';
import { removeTaken } from '../../broker/ledger/retention.ts';
import { createDatabase } from '../support/postgres.ts';

const BEFORE = 1_000_000;

let database: LedgerDatabase;
let drop: () => Promise<void>;

beforeAll(async () => {
  const test = await createDatabase();
  database = openDatabase(test.url, { connections: 1 });
  drop = async () => {
    await database.destroy();
    await test.drop();
  };
});
afterAll(() => drop());

async function fill(count: number, receivedAt: number, fault: string | null = null): Promise<void> {
  await sql`
    insert into inbox (aggregate_id, source, dedupe_key, fingerprint, message, received_at, fault)
    select 'ORDER', 'test', gen_random_uuid()::text, 'f', '{}'::json, ${receivedAt}::bigint, ${fault}::text from generate_series(1, ${count}::int)
  `.execute(database);
}

async function fillReads(count: number, requestedAt: number, done: boolean): Promise<void> {
  await sql`
    insert into read_request (dedupe_key, order_key, request_key, requested_at, due_at, done)
    select gen_random_uuid()::text, 'ORDER', 'key', ${requestedAt}::bigint, ${requestedAt}::bigint, ${done}
    from generate_series(1, ${count}::int)`.execute(database);
}

/** Rows of a table that were read so far, by an index or without. */
async function rowsRead(table: string): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(database);
  const result = await sql<{ rows: number }>`
    select idx_tup_fetch + seq_tup_read as rows from pg_stat_user_tables where relname = ${table}`.execute(database);
  return result.rows[0]?.rows ?? 0;
}

it('removes read requests that were taken, and reads no other', async () => {
  await fillReads(1000, BEFORE - 1, false);
  await fillReads(6000, BEFORE - 1, true);
  await fillReads(40_000, BEFORE, true);
  expect([await removeTaken(database, BEFORE), await removeTaken(database, BEFORE)]).toEqual([5000, 1000]);
  const before = await rowsRead('read_request');
  expect(await removeTaken(database, BEFORE)).toBe(0);
  expect((await rowsRead('read_request')) - before).toBe(0);
});

it('passes by messages that stay, and stops at what is young', async () => {
  await fill(6000, BEFORE - 1, 'a bug');
  await fill(7000, BEFORE - 1);
  await fill(40_000, BEFORE);
  expect([await removeTaken(database, BEFORE), await removeTaken(database, BEFORE)]).toEqual([5000, 2000]);
  const before = await rowsRead('inbox');
  expect(await removeTaken(database, BEFORE)).toBe(0);
  expect((await rowsRead('inbox')) - before).toBeLessThan(20_000);
  const left = await sql<{ count: number }>`select count(*) as count from inbox`.execute(database);
  expect(left.rows).toEqual([{ count: 46_000 }]);
});
