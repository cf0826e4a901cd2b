/** The org's API allowance: a rolling day of calls, counted by hour. Source: "API Request Limits and Allocations". */
import type { OrgClock } from '../clock.ts';

const HOUR_MS = 3_600_000;

export type OrgLimits = {
  readonly maxDailyCalls: number;
  /** Counts one call; false when the budget of the last 24 hours is used up. */
  readonly take: () => boolean;
  readonly used: () => number;
  /** Changes the budget, to bring about the end of it. */
  readonly setMax: (calls: number) => void;
};

export function makeOrgLimits(clock: OrgClock, initialMax: number): OrgLimits {
  const hours = new Map<number, number>();
  let max = initialMax;
  const used = (): number => {
    const oldest = Math.floor(clock.now() / HOUR_MS) - 23;
    let total = 0;
    for (const [hour, calls] of hours) {
      if (hour < oldest) hours.delete(hour);
      else total += calls;
    }
    return total;
  };
  return {
    get maxDailyCalls() {
      return max;
    },
    used,
    take: () => {
      if (used() >= max) return false;
      const hour = Math.floor(clock.now() / HOUR_MS);
      hours.set(hour, (hours.get(hour) ?? 0) + 1);
      return true;
    },
    setMax: (calls) => {
      max = calls;
    },
  };
}

export const EDITION_DAILY_CALLS = { developer: 15_000, enterprise: 101_000, unlimited: 105_000 } as const;

export type Edition = keyof typeof EDITION_DAILY_CALLS;
