/** The work list of people over HTTP: a name nobody can have is refused like any other, and is no fault of the broker. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { makeExceptionRoutes } from '../../broker/http/exception-routes.ts';
import { listen, makeApp } from '../../broker/http/server.ts';
import type { RunningServer } from '../../broker/http/server.ts';
import { openDatabase } from '../../broker/ledger/database.ts';
import type { LedgerDatabase } from '../../broker/ledger/database.ts';
import { makeExceptionReader } from '../../broker/ledger/exception-reader.ts';
import { makePostgresLedger } from '../../broker/ledger/postgres-ledger.ts';
import { createDatabase } from '../support/postgres.ts';

const KEY = 'a-key-for-tests';
const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
const bugs: unknown[] = [];

let server: RunningServer;
let database: LedgerDatabase;
let drop: () => Promise<void>;

beforeAll(async () => {
  const test = await createDatabase();
  ({ drop } = test);
  database = openDatabase(test.url);
  const ledger = makePostgresLedger(database, Date.now);
  const routes = makeExceptionRoutes({ ledger, exceptions: makeExceptionReader(database), wakeTurns: () => undefined });
  const clients = [{ id: 'tests', keySha256: createHash('sha256').update(KEY).digest('hex') }];
  const onError = { onBug: (bug: unknown) => void bugs.push(bug), isAway: () => false };
  server = await listen(makeApp({ open: [], signed: [], authenticated: [routes] }, clients, onError), 0, '127.0.0.1');
});
afterAll(async () => {
  await server.close();
  await database.destroy();
  await drop();
});

it.each([
  ['POST', '/v1/exceptions/NOBODY-E1/retry', 404],
  ['POST', '/v1/exceptions/%00/retry', 404],
  ['POST', `/v1/exceptions/${'x'.repeat(61)}/acknowledge`, 404],
  ['GET', '/v1/exceptions?after=NOBODY-E1', 200],
  ['GET', '/v1/exceptions?after=%00', 422],
])('answers %s %s with %d', async (method, path, status) => {
  const body = method === 'POST' ? { body: JSON.stringify({ reason: 'seen to' }) } : {};
  const response = await fetch(server.url + path, { method, headers, ...body });
  expect([response.status, bugs]).toEqual([status, []]);
});
