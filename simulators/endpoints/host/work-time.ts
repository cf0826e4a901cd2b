/**
 * Calls that take their time to the mark, on average. Timers fire up to a millisecond late, which would make a system of
 * n places and t ms a call serve noticeably less than n/t; so what one call took too long, a later one takes less.
 */
import type { SimulatorClock } from '../clock.ts';

/** More than this is no rounding but a machine that is busy, and is not made up for. */
const MOST_ROUNDING_MS = 2;

/** Answers a function that resolves after so many milliseconds of work. */
export function makeWorkTime(clock: SimulatorClock): (ms: number) => Promise<void> {
  let excessMs = 0;

  return (ms) =>
    new Promise((resolve) => {
      const saved = Math.min(excessMs, ms / 2);
      excessMs -= saved;
      const planned = ms - saved;
      const begun = clock.now();
      clock.after(planned, () => {
        excessMs += Math.min(clock.now() - begun - planned, MOST_ROUNDING_MS);
        resolve();
      });
    });
}
