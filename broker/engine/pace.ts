/** Spreads calls evenly over time, so that no second holds more of them than a rate allows. */
import type { Clock } from './clock.ts';
import { makeSlots } from './slots.ts';

export type Pace = {
  /** Resolves when the next call may begin, in the order of asking; rejects when the signal ends the wait, which costs no turn. */
  readonly turn: (stop?: AbortSignal) => Promise<void>;
};

/** `perSecond` is asked anew for each call and answers more than 0. */
export function makePace(clock: Clock, perSecond: () => number): Pace {
  const gate = makeSlots(1);
  let nextAt = 0;

  /** A timer that woke up late costs the next call nothing; a pause saves up nothing. */
  function noteTurn(): void {
    const spacingMs = 1000 / perSecond();
    const lateMs = clock.now() - nextAt;
    nextAt = (lateMs < spacingMs ? nextAt : clock.now()) + spacingMs;
  }

  return {
    turn: async (stop) => {
      const release = await gate.acquire(stop);
      try {
        const waitMs = nextAt - clock.now();
        if (waitMs > 0) await clock.sleep(waitMs, stop);
        noteTurn();
      } finally {
        release();
      }
    },
  };
}
