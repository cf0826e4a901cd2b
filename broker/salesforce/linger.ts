/**
 * How long to gather before a batched call. A lone item hardly waits; the busier it is, the longer it pays to wait,
 * up to the time a full call takes to gather.
 */
import type { Clock } from '../engine/clock.ts';

export type LingerPolicy = {
  /** Wait of a lone item. */
  readonly baseMs: number;
  /** Wait at `busyPerSecond`, the longest there is. */
  readonly maxMs: number;
  readonly busyPerSecond: number;
  /** Items that are worth a call at once. */
  readonly worth: number;
};

/** Whole milliseconds to gather at this rate; `stretch` lengthens it when calls are scarce. */
export function lingerMs(policy: LingerPolicy, perSecond: number, stretch: number): number {
  const { baseMs, maxMs, busyPerSecond, worth } = policy;
  const sloped = baseMs + (maxMs - baseMs) * Math.min(1, perSecond / busyPerSecond);
  const untilWorth = perSecond > 0 ? (worth * 1000) / perSecond : Number.POSITIVE_INFINITY;
  return Math.ceil(Math.min(sloped * stretch, untilWorth));
}

export type RateMeter = { readonly note: (items: number) => void; readonly perSecond: () => number };

/** Items a second, smoothed over a few seconds, falling towards zero while nothing comes. */
export function makeRateMeter(clock: Pick<Clock, 'now'>, windowMs = 2_000): RateMeter {
  let rate = 0;
  let last = clock.now();

  function decayed(now: number): number {
    return rate * Math.exp(-(now - last) / windowMs);
  }

  return {
    note: (items) => {
      const now = clock.now();
      rate = decayed(now) + (items * 1000) / windowMs;
      last = now;
    },
    perSecond: () => decayed(clock.now()),
  };
}
