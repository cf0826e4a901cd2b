/** Time that passes only when nothing is left to do now: hours of retries run in a moment, in the same order every time. */
import type { Clock } from '../../broker/engine/clock.ts';

type Timer = { readonly at: number; readonly order: number; readonly wake: () => void };

export type VirtualClock = Clock & {
  /** Runs until the condition holds; throws when time would pass `limit` (epoch ms) first. */
  readonly runUntil: (condition: () => boolean, limit: number) => Promise<void>;
};

/** Lets everything that can go on without time passing go on. */
function settleEverything(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function makeVirtualClock(start: number): VirtualClock {
  let now = start;
  let order = 0;
  const timers = new Set<Timer>();

  function next(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of timers) {
      if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) first = timer;
    }
    return first;
  }

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason as Error);
          return;
        }
        order += 1;
        const stop = (): void => {
          timers.delete(timer);
          reject(signal?.reason as Error);
        };
        const timer: Timer = {
          at: now + Math.max(0, ms),
          order,
          wake: () => {
            signal?.removeEventListener('abort', stop);
            resolve();
          },
        };
        signal?.addEventListener('abort', stop, { once: true });
        timers.add(timer);
      }),
    after: (ms, action) => {
      order += 1;
      const timer: Timer = { at: now + Math.max(0, ms), order, wake: action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    runUntil: async (condition, limit) => {
      for (;;) {
        await settleEverything();
        if (condition()) return;
        const timer = next();
        if (!timer) throw new Error('nothing will ever happen again, and the condition does not hold');
        if (timer.at > limit) throw new Error(`the condition does not hold by ${new Date(limit).toISOString()}`);
        timers.delete(timer);
        now = timer.at;
        timer.wake();
      }
    },
  };
}
