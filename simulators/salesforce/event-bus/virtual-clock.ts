import type { BusClock } from './clock.ts';

export type VirtualClock = BusClock & {
  /** Moves time forward and runs, in order, whatever falls due on the way. */
  readonly advance: (durationMs: number) => void;
};

/** A clock that moves only when told to. */
export function makeVirtualClock(startMs: number): VirtualClock {
  let now = startMs;
  const timers = new Set<{ readonly dueAt: number; readonly run: () => void }>();

  function nextDueBy(end: number) {
    return [...timers].filter((timer) => timer.dueAt <= end).sort((a, b) => a.dueAt - b.dueAt)[0];
  }

  return {
    now: () => now,
    after: (delayMs, run) => {
      const timer = { dueAt: now + delayMs, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance: (durationMs) => {
      const end = now + durationMs;
      for (let timer = nextDueBy(end); timer !== undefined; timer = nextDueBy(end)) {
        timers.delete(timer);
        now = timer.dueAt;
        timer.run();
      }
      now = end;
    },
  };
}
