/** Time of the simulated systems. Everything they delay, stamp or expire goes through it. */

export type SimulatorClock = {
  /** Milliseconds since the epoch, with fractions: busy time is summed from short spans. */
  readonly now: () => number;
  /** Runs `work` after `delayMs`. Answers the function that calls it off. */
  readonly after: (delayMs: number, work: () => void) => () => void;
};

/** The machine's own time. Its timers do not keep a process alive. */
export const machineClock: SimulatorClock = {
  now: () => performance.timeOrigin + performance.now(),
  after: (delayMs, work) => {
    const timer = setTimeout(work, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export type ManualClock = SimulatorClock & {
  /** Lets time go by and runs what falls due, in order, also what that work itself puts off into the span. */
  readonly advance: (ms: number) => void;
};

type Timer = { readonly at: number; readonly work: () => void };

/** A clock that stands still until it is advanced. */
export function makeManualClock(startMs: number): ManualClock {
  const timers = new Set<Timer>();
  let now = startMs;

  function nextDue(until: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of timers) if (timer.at <= until && (!first || timer.at < first.at)) first = timer;
    return first;
  }

  return {
    now: () => now,
    after: (delayMs, work) => {
      const timer = { at: now + delayMs, work };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: (ms) => {
      const until = now + ms;
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer);
        now = timer.at;
        timer.work();
      }
      now = until;
    },
  };
}
