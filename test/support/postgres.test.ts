import { afterEach, expect, it } from '@jest/globals';
import pg from 'pg';
import { createDatabase } from './postgres.ts';
import type { TestDatabase } from './postgres.ts';

const made: TestDatabase[] = [];

afterEach(async () => {
  for (const database of made.splice(0)) await database.drop();
});

async function make(content?: 'ledger' | 'empty'): Promise<string> {
  const database = await createDatabase(content);
  made.push(database);
  return database.url;
}

async function rows(url: string, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const result = await client.query<Record<string, unknown>>(query);
  await client.end();
  return result.rows;
}

const TABLES = `select table_name from information_schema.tables where table_schema = 'public'`;

it('gives a database with the ledger in it, and an empty one on request', async () => {
  expect(await rows(await make(), TABLES)).toContainEqual({ table_name: 'inbox' });
  expect(await rows(await make('empty'), TABLES)).toEqual([]);
});

it('gives two tests databases that do not see each other', async () => {
  const [first, second] = [await make('empty'), await make('empty')];
  await rows(first, 'create table mine (id int)');
  expect(await rows(second, TABLES)).toEqual([]);
});
