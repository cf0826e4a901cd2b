/** A real PostgreSQL database for a test: one server for the whole Jest run, a database of its own for who asks. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { LEDGER_TEMPLATE } from './postgres-cluster.ts';

export type TestDatabase = {
  readonly url: string;
  /** Removes the database and ends whatever is still connected to it. */
  readonly drop: () => Promise<void>;
};

/** Makes a database that nobody else knows: with the ledger's tables, or `empty`. It takes some ten milliseconds. */
export async function createDatabase(content: 'ledger' | 'empty' = 'ledger'): Promise<TestDatabase> {
  const serverUrl = await askForServer();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await execute(serverUrl, `create database ${name} template ${content === 'ledger' ? LEDGER_TEMPLATE : 'template0'}`);
  const url = new URL(serverUrl);
  url.pathname = name;
  return { url: url.href, drop: () => execute(serverUrl, `drop database if exists ${name} with (force)`) };
}

async function askForServer(): Promise<string> {
  const desk = process.env['TEST_POSTGRES_DESK'];
  if (desk === undefined) throw new Error('a test database exists only inside Jest, whose globalSetup offers it');
  const response = await fetch(desk);
  const answer = await response.text();
  if (!response.ok) throw new Error(`the PostgreSQL of this test run did not start: ${answer}`);
  return answer;
}

async function execute(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
