import type { BusClock } from './clock.ts';

/** What an org may use within a rolling window, and how much of it is left: one entry of the REST `limits` resource. */
export type Allocation = { readonly max: number; readonly remaining: number };

export type Meter = {
  /** Uses up to `wanted`; returns how much was granted. */
  readonly take: (wanted: number) => number;
  readonly allocation: () => Allocation;
};

const slotMs = 60_000;

/** Counts use by the minute over a rolling window. */
export function makeMeter(max: number, windowMs: number, clock: BusClock): Meter {
  const slots: { readonly start: number; count: number }[] = [];
  let used = 0;

  function forgetOld(): void {
    const oldest = clock.now() - windowMs;
    for (let slot = slots[0]; slot !== undefined && slot.start <= oldest; slot = slots[0]) {
      used -= slot.count;
      slots.shift();
    }
  }

  function use(count: number): void {
    const start = clock.now() - (clock.now() % slotMs);
    const slot = slots.at(-1);
    if (slot?.start === start) slot.count += count;
    else slots.push({ start, count });
    used += count;
  }

  return {
    take: (wanted) => {
      forgetOld();
      const granted = Math.min(wanted, max - used);
      if (granted > 0) use(granted);
      return Math.max(granted, 0);
    },
    allocation: () => {
      forgetOld();
      return { max, remaining: max - used };
    },
  };
}
