import { afterEach, describe, expect, test } from '@jest/globals';
import { POINTS } from '../../scripts/chaos/killer.ts';
import { placeOrders } from '../../scripts/load/place-orders.ts';
import { API_KEY, WEBHOOK } from '../../scripts/stack/broker-process.ts';
import type { LocalRedis } from '../../scripts/local-redis.ts';
import type { FaultPoint } from '../../broker/engine/fault-points.ts';
import { startLocalWorld } from '../e2e/local-world.ts';
import type { LocalWorld } from '../e2e/local-world.ts';
import { describeWithRedis, startRedis } from '../support/redis.ts';

const ORDERS = 40;
const NOWHERE = 'http://127.0.0.1:9';
const cleanUp: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

/**
 * Starts a broker that kills itself at each point in turn, and at last one that lives. Orders come in all the while.
 * Answers the points at which a broker died.
 */
async function killAt(world: LocalWorld, points: readonly (readonly [FaultPoint, number])[]): Promise<readonly FaultPoint[]> {
  let url = NOWHERE;
  const keys: string[] = [];
  const doors = { agent: world.agent, storefront: { url: () => url, apiKey: API_KEY }, store: { url: () => url, ...WEBHOOK } };
  const placing = placeOrders(doors, world.orders(ORDERS), (key) => keys.push(key));
  const died: FaultPoint[] = [];
  for (const [point, count] of points) {
    const broker = await world.startProcess({ BROKER_KILL_AT: `${point}:${count}` });
    url = broker.answer;
    await broker.gone;
    died.push(point);
  }
  url = (await world.startProcess()).answer;
  await placing;
  const { report } = await world.expectKept(keys);
  expect(report).toMatchObject({ accepted: ORDERS, erpDocuments: ORDERS, duplicates: 0, missing: 0, stale: 0, regressions: 0 });
  return died;
}

async function startWorld(redis?: LocalRedis): Promise<LocalWorld> {
  const world = await startLocalWorld(redis && { queueUrl: redis.url });
  cleanUp.push(world.stop);
  return world;
}

// Intake comes first: the first broker to live takes all events that wait.
const FIRST_HALF = [
  ['intake.before-commit', 1],
  ['command.after-call', 4],
  ['turn.before-commit', 5],
  ['write-back.after-call', 2],
] as const;
const SECOND_HALF = [
  ['intake.after-commit', 1],
  ['turn.after-commit', 3],
  ['command.before-call', 6],
  ['command.after-settle', 2],
  ['write-back.before-call', 1],
] as const;

test('every point at which a broker can be made to die is covered below', () => {
  const covered = [...FIRST_HALF, ...SECOND_HALF].map(([point]) => point);
  expect(covered.sort()).toEqual([...POINTS].sort());
});

describe('a broker killed again and again, jobs in PostgreSQL', () => {
  test('loses and doubles nothing', async () => {
    expect(await killAt(await startWorld(), FIRST_HALF)).toHaveLength(FIRST_HALF.length);
  }, 60_000);
});

describeWithRedis('a broker killed again and again, jobs in Redis', () => {
  test('loses and doubles nothing', async () => {
    const redis = await startRedis();
    cleanUp.push(redis.stop);
    expect(await killAt(await startWorld(redis), SECOND_HALF)).toHaveLength(SECOND_HALF.length);
  }, 60_000);
});
