import { systemClock } from '../../broker/engine/system-clock.ts';
import type { Clock } from '../../broker/engine/clock.ts';

/** The machine's time, to which a test can add. */
export function makeSkippingClock(): { readonly clock: Clock; readonly pass: (ms: number) => void } {
  let skippedMs = 0;
  return {
    clock: { ...systemClock, now: () => systemClock.now() + skippedMs },
    pass: (ms) => {
      skippedMs += ms;
    },
  };
}
