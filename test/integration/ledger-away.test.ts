/** A network that swallows what is said to PostgreSQL: nothing waits for ever, and everything goes on when it is back. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import express from 'express';
import { makeApp, listen } from '../../broker/http/server.ts';
import { openDatabase } from '../../broker/ledger/database.ts';
import type { LedgerDatabase } from '../../broker/ledger/database.ts';
import { isLedgerAway } from '../../broker/ledger/away.ts';
import { makePostgresLedger } from '../../broker/ledger/postgres-ledger.ts';
import { timerMessage } from '../contract/ledger-moves.ts';
import { eventually } from '../support/eventually.ts';
import { createDatabase } from '../support/postgres.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';

const PATIENCE_MS = 300;

describe('a ledger that does not answer', () => {
  let proxy: TcpProxy;
  let database: LedgerDatabase;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const test = await createDatabase();
    const url = new URL(test.url);
    proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
    url.hostname = '127.0.0.1';
    url.port = String(proxy.port);
    database = openDatabase(url.href, { connections: 1, patienceMs: PATIENCE_MS });
    drop = async () => {
      await database.destroy();
      await proxy.stop();
      await test.drop();
    };
  });
  afterAll(() => drop());

  it('fails who asks it, and serves again over other connections', async () => {
    const ledger = makePostgresLedger(database, Date.now);
    const message = timerMessage('SILENT1', 'a');
    const connection = async (): Promise<unknown> => (await sql`select pg_backend_pid()`.execute(database)).rows;
    const first = await connection();
    expect(await ledger.accept({ messages: [message] })).toEqual(['NEW']);
    proxy.become({ kind: 'silence' });
    const refused = await ledger.accept({ messages: [message] }).catch((error: unknown) => error);
    expect(isLedgerAway(refused)).toBe(true);
    proxy.become({ kind: 'pass' });
    await eventually(async () => {
      expect(await ledger.accept({ messages: [message] })).toEqual(['DUPLICATE']);
    });
    expect(await connection()).not.toEqual(first);
  });

  it('fails a transaction of the same, although nobody answers its rollback either', async () => {
    const transaction = database.transaction().execute(async (begun) => {
      proxy.become({ kind: 'silence' });
      await sql`select 1 where ${1}::int = 1`.execute(begun);
    });
    const refused = await transaction.catch((error: unknown) => error);
    proxy.become({ kind: 'pass' });
    expect(isLedgerAway(refused)).toBe(true);
  });

  it('is away, and no bug, on a server that is the primary no more', async () => {
    const ledger = makePostgresLedger(database, Date.now);
    const writes = async (): Promise<unknown> =>
      ledger.accept({ messages: [timerMessage('DEMOTED1', 'a')] }).catch((error: unknown) => error);
    await sql`set session characteristics as transaction read only`.execute(database);
    const refused = await writes();
    await sql`set session characteristics as transaction read write`.execute(database);
    expect([isLedgerAway(refused), await writes()]).toEqual([true, ['NEW']]);
  });

  it('ends a transaction whose process is gone or stands still, and frees what it held', async () => {
    const result = await sql<{ idle: string; keepalive: string }>`
      select current_setting('idle_in_transaction_session_timeout') as idle, current_setting('tcp_keepalives_idle') as keepalive`.execute(
      database,
    );
    expect(result.rows).toEqual([{ idle: '1min', keepalive: '20' }]);
  });

  it('is told to callers as a matter of coming back, and is no bug', async () => {
    const bugs: unknown[] = [];
    const failing = express.Router().get('/v1/anything', async () => {
      proxy.become({ kind: 'silence' });
      await sql`select 1 where ${1}::int = 1`.execute(database);
    });
    const app = makeApp({ open: [failing], signed: [], authenticated: [] }, [], { onBug: (bug) => bugs.push(bug), isAway: isLedgerAway });
    const server = await listen(app, 0, '127.0.0.1');
    const answer = await fetch(`${server.url}/v1/anything`);
    proxy.become({ kind: 'pass' });
    expect([answer.status, answer.headers.get('retry-after'), bugs]).toEqual([503, '1', []]);
    await server.close();
  });
});
