/** The machine's own clock. Everything else gets its time from here. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock, Random } from './clock.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await wait(ms, undefined, signal ? { signal } : {});
  },
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** The machine's own chance. */
export const systemRandom: Random = Math.random;
