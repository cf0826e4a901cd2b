import type { BusClock } from './clock.ts';

/** A clock that tells the time of `now` and waits in real time. Waiting timers do not keep the process alive. */
export function makeTimerClock(now: () => number): BusClock {
  return {
    now,
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs).unref();
      return () => clearTimeout(timer);
    },
  };
}
