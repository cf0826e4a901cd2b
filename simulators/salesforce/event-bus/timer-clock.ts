import type { BusClock } from './clock.ts';

export type TimerClock = BusClock & {
  /** Ends every wait that is under way, and begins no more: the org is gone, and nobody is there for what would have run. */
  readonly stop: () => void;
};

/** A clock that tells the time of `now` and waits in real time. Waiting timers do not keep the process alive. */
export function makeTimerClock(now: () => number): TimerClock {
  const waiting = new Set<NodeJS.Timeout>();
  let isStopped = false;
  return {
    now,
    after: (delayMs, run) => {
      if (isStopped) return () => undefined;
      const timer = setTimeout(() => {
        waiting.delete(timer);
        run();
      }, delayMs).unref();
      waiting.add(timer);
      return () => {
        waiting.delete(timer);
        clearTimeout(timer);
      };
    },
    stop: () => {
      isStopped = true;
      for (const timer of waiting) clearTimeout(timer);
      waiting.clear();
    },
  };
}
