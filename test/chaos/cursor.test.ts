import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { startLocalWorld } from '../e2e/local-world.ts';
import type { LocalWorld } from '../e2e/local-world.ts';

const TOPIC = '/event/OB_Command_Requested__e';

let world: LocalWorld;

beforeAll(async () => {
  world = await startLocalWorld();
});
afterAll(() => world.stop());

describe('a broker that was stopped while the org went on', () => {
  /** Orders taken, a broker that stops, orders nobody listens to; then the position is dealt with and a broker starts. */
  async function missSome(dealWithPosition: () => Promise<unknown>): Promise<readonly string[]> {
    const first = await world.startBroker();
    const heard = await world.agent.submit(world.orders(3));
    await world.expectKept(heard);
    expect(await world.queryLedger('select 1 from subscription where topic = $1', [TOPIC])).toHaveLength(1);
    await first.stop();
    const missed = await world.agent.submit(world.orders(8));
    await dealWithPosition();
    return [...heard, ...missed];
  }

  async function expectNothingMissing(keys: readonly string[]): Promise<void> {
    const second = await world.startBroker();
    const after = await world.agent.submit(world.orders(2));
    const { report } = await world.expectKept([...keys, ...after]);
    expect(report).toMatchObject({ missing: 0, duplicates: 0, stale: 0, regressions: 0 });
    await second.stop();
  }

  test('goes on from its position', async () => {
    await expectNothingMissing(await missSome(() => Promise.resolve()));
  });

  test('misses nothing when its position is gone', async () => {
    const keys = await missSome(() => world.queryLedger('delete from subscription'));
    expect(await world.queryLedger('select 1 from subscription')).toHaveLength(0);
    await expectNothingMissing(keys);
  });

  test('misses nothing when its position is garbage', async () => {
    await expectNothingMissing(await missSome(() => world.queryLedger('update subscription set replay_id = $1', [randomBytes(10)])));
  });

  test('misses nothing when its position is empty', async () => {
    await expectNothingMissing(await missSome(() => world.queryLedger('update subscription set replay_id = $1', [Buffer.alloc(0)])));
  });

  test('misses nothing when the org has forgotten its position and every event since', async () => {
    const keys = await missSome(() => {
      world.org.admin.core.bus.faults.expireReplay(TOPIC);
      return Promise.resolve();
    });
    await expectNothingMissing(keys);
  });
});
