/**
 * Jest calls this once before all test files. PostgreSQL starts only when the first test file asks for a database (see
 * `postgres.ts`), so that a run without databases does not pay for one.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTestCluster } from './postgres-cluster.ts';
import type { TestCluster } from './postgres-cluster.ts';

export default async function globalSetup(): Promise<void> {
  let cluster: Promise<TestCluster> | undefined;
  const desk = createServer((_, response) => {
    cluster ??= startTestCluster();
    cluster.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(desk, 'listening');
  process.env['TEST_POSTGRES_DESK'] = `http://127.0.0.1:${(desk.address() as AddressInfo).port}`;
  globalThis.stopTestServers = async () => {
    desk.close();
    await (await cluster)?.stop();
  };
}

declare global {
  var stopTestServers: (() => Promise<void>) | undefined;
}
