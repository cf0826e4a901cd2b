import type { BusClock } from './clock.ts';

/** The machine's own time. Waiting timers do not keep the process alive. */
export const systemClock: BusClock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs).unref();
    return () => clearTimeout(timer);
  },
};
