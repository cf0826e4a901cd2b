import { afterEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts';
import { placeOrders } from '../../scripts/load/place-orders.ts';
import { API_KEY, WEBHOOK } from '../../scripts/stack/broker-process.ts';
import { startLocalWorld } from '../e2e/local-world.ts';
import type { LocalWorld } from '../e2e/local-world.ts';
import { eventually } from '../support/eventually.ts';
import { describeWithRedis, startRedis } from '../support/redis.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';

const ORDERS = 45;
const PATIENCE = { deadlineMs: 30_000, intervalMs: 50 };
const cleanUp: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

/** Orders come in; when the first have their documents, trouble strikes, and again when more have. */
async function strike(world: LocalWorld, trouble: () => Promise<unknown>): Promise<void> {
  cleanUp.push(world.stop);
  const broker = await world.startProcess();
  const url = (): string => broker.answer;
  const keys: string[] = [];
  const doors = { agent: world.agent, storefront: { url, apiKey: API_KEY }, store: { url, ...WEBHOOK } };
  const placing = placeOrders(doors, world.orders(ORDERS), (key) => keys.push(key));
  for (const done of [5, 20]) {
    await eventually(async () => {
      const [acknowledged] = await world.queryLedger(
        "select count(*)::int as count from command where intent = 'CREATE_ORDER' and state = 'ACKED'",
      );
      expect(acknowledged?.['count']).toBeGreaterThanOrEqual(done);
    }, PATIENCE);
    await trouble();
  }
  await placing;
  const { report } = await world.expectKept(keys);
  expect(report).toMatchObject({ accepted: ORDERS, erpDocuments: ORDERS, duplicates: 0, missing: 0, stale: 0, regressions: 0 });
  expect(broker.isRunning()).toBe(true);
}

test('a power cut of PostgreSQL, twice, loses nothing, and the broker lives on', async () => {
  const postgres = await startEmbeddedPostgres();
  cleanUp.push(postgres.stop);
  await strike(await startLocalWorld({ databaseUrl: postgres.url }), () => postgres.restart('crash'));
}, 90_000);

describeWithRedis('Redis in the middle of the work', () => {
  test('flushed, twice: nothing is lost', async () => {
    const redis = await startRedis();
    cleanUp.push(redis.stop);
    const client = new Redis(redis.url);
    cleanUp.push(() => {
      client.disconnect();
      return Promise.resolve();
    });
    await strike(await startLocalWorld({ queueUrl: redis.url }), () => client.flushall());
  }, 60_000);

  test('crashed, twice: nothing is lost', async () => {
    const redis = await startRedis();
    cleanUp.push(redis.stop);
    await strike(await startLocalWorld({ queueUrl: redis.url }), () => redis.restart('crash'));
  }, 60_000);

  test('silent from then on, without a word or a broken connection: the orders come through all the same', async () => {
    const redis = await startRedis();
    cleanUp.push(redis.stop);
    const proxy = await startTcpProxy({ port: Number(new URL(redis.url).port) });
    cleanUp.push(proxy.stop);
    await strike(await startLocalWorld({ queueUrl: `redis://127.0.0.1:${proxy.port}` }), async () => {
      proxy.become({ kind: 'silence' });
    });
  }, 90_000);
});
