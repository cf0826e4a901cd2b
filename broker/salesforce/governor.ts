/**
 * The budget of API calls: meters what the org reports, forecasts from the last hour, and says how much more sparingly
 * than usual to call. Orders are read and written in any case; they are only gathered longer.
 */
import type { Clock } from '../engine/clock.ts';
import type { Log, Metrics } from '../telemetry/port.ts';
import type { ApiUsage } from './limit-info.ts';

const HOUR_MS = 3_600_000;
const SAMPLE_EVERY_MS = 60_000;

export type UsageSample = ApiUsage & { readonly at: number };

/** Oldest first, one a minute for an hour at most, and the newest. */
export type UsageHistory = readonly UsageSample[];

/** Adds what a response reported. */
export function observed(history: UsageHistory, sample: UsageSample): UsageHistory {
  const recent = history.filter(({ at }) => sample.at - at <= HOUR_MS);
  const [last, beforeLast] = [recent.at(-1), recent.at(-2)];
  const replaces = last && beforeLast && last.at - beforeLast.at < SAMPLE_EVERY_MS;
  return [...(replaces ? recent.slice(0, -1) : recent), sample];
}

export type Pace = 'NORMAL' | 'SAVING' | 'CRITICAL';

export type Forecast = {
  /** Share of the rolling day's allowance in use, 0 to 1 and beyond. */
  readonly share: number;
  /** Hours until nothing is left, if the last hour goes on; calls that fall out of the day are left out of account. */
  readonly hoursLeft: number;
};

export function forecast(history: UsageHistory): Forecast {
  const [first, last] = [history[0], history.at(-1)];
  if (!first || !last || last.allowed <= 0) return { share: 0, hoursLeft: Number.POSITIVE_INFINITY };
  const callsPerHour = last.at > first.at ? ((last.used - first.used) * HOUR_MS) / Math.max(last.at - first.at, SAMPLE_EVERY_MS) : 0;
  const left = Math.max(0, last.allowed - last.used);
  return { share: last.used / last.allowed, hoursLeft: callsPerHour > 0 ? left / callsPerHour : Number.POSITIVE_INFINITY };
}

export function paceOf({ share, hoursLeft }: Forecast): Pace {
  if (share >= 0.95 || (share >= 0.8 && hoursLeft < 1)) return 'CRITICAL';
  return share >= 0.8 || (share >= 0.5 && hoursLeft < 4) ? 'SAVING' : 'NORMAL';
}

const STRETCH: Readonly<Record<Pace, number>> = { NORMAL: 1, SAVING: 4, CRITICAL: 16 };

export type Governor = {
  readonly observe: (usage: ApiUsage) => void;
  /** How many times longer than usual to gather before a call. */
  readonly stretch: () => number;
};

export function makeGovernor({ clock, log, metrics }: { clock: Pick<Clock, 'now'>; log: Log; metrics: Metrics }): Governor {
  let history: UsageHistory = [];
  let pace: Pace = 'NORMAL';
  return {
    observe: (usage) => {
      history = observed(history, { ...usage, at: clock.now() });
      const next = paceOf(forecast(history));
      metrics.gauge('salesforce_api_calls_used', usage.used);
      metrics.gauge('salesforce_api_calls_allowed', usage.allowed);
      if (next !== pace) log.warn('salesforce.pace_changed', { from: pace, to: next, used: usage.used, allowed: usage.allowed });
      pace = next;
    },
    stretch: () => STRETCH[pace],
  };
}
