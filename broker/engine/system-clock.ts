/** The machine's own clock. Everything else gets its time from here. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock, Random } from './clock.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    try {
      await wait(ms, undefined, signal ? { signal } : {});
    } catch (error) {
      // Node wraps the reason; who waits asks whether it is the one they know.
      throw signal?.aborted === true ? (signal.reason as Error) : error;
    }
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
