/** Lets a loop sleep until its time has come or somebody rings. A ring while nobody waits is remembered. */
import type { Clock } from '../engine/clock.ts';

export type Doorbell = {
  readonly ring: () => void;
  /** Resolves after `ms`, at a ring, or when the signal aborts: whichever is first. Never rejects. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
};

export function makeDoorbell(clock: Clock): Doorbell {
  let rung = false;
  let waiter: AbortController | undefined;
  return {
    ring: () => {
      if (waiter) waiter.abort();
      else rung = true;
    },
    wait: async (ms, signal) => {
      if (!rung && !signal.aborted) {
        waiter = new AbortController();
        await clock.sleep(ms, AbortSignal.any([signal, waiter.signal])).catch(() => undefined);
        waiter = undefined;
      }
      rung = false;
    },
  };
}
