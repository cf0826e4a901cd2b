/** The scene of most files here: one world, and one broker in it that has every role and works throughout. */
import { afterAll, beforeAll } from '@jest/globals';
import type { RunningBroker } from '../../broker/compose.ts';
import { startLocalWorld } from './local-world.ts';
import type { LocalWorld } from './local-world.ts';

/** Starts both before the tests of a file and stops them after. `broker` may be replaced by a test that stops its own. */
export function setOneBroker(): { world: LocalWorld; broker: RunningBroker } {
  const scene = {} as { world: LocalWorld; broker: RunningBroker };
  beforeAll(async () => {
    scene.world = await startLocalWorld();
    scene.broker = await scene.world.startBroker();
  });
  afterAll(() => scene.world.stop());
  return scene;
}
