/**
 * Reads the allowances no response header tells: event deliveries are the tightest of them. Source: REST API Developer
 * Guide, "Limits".
 */
import { z } from 'zod';
import type { Log, Metrics } from '../telemetry/port.ts';
import { loggable } from './failure.ts';
import type { RestClient } from './rest-client.ts';

const TIMEOUT_MS = 20_000;
const WATCHED = ['DailyApiRequests', 'DailyDeliveredPlatformEvents', 'HourlyPublishedPlatformEvents', 'DataStorageMB'] as const;
/** Below this share of an allowance the log says so. */
const SCARCE = 0.1;

const Limits = z.record(z.string(), z.object({ Max: z.number(), Remaining: z.number() }).loose());

export type LimitsDependencies = { readonly rest: RestClient; readonly log: Log; readonly metrics: Metrics };

/** What of an allowance is gone, and what there is. */
export type Allowance = { readonly used: number; readonly allowed: number };

export type Allowances = Readonly<Partial<Record<(typeof WATCHED)[number], Allowance>>>;

/** Measures once. A failure is logged and answers nothing: the next time will do. */
export async function measureLimits({ rest, log, metrics }: LimitsDependencies): Promise<Allowances> {
  const result = await rest.call({ method: 'GET', path: '/limits', timeoutMs: TIMEOUT_MS, purpose: 'limits' });
  if (!result.ok) {
    log.warn('salesforce.limits_failed', loggable(result.failure));
    return {};
  }
  const allowances: Partial<Record<(typeof WATCHED)[number], Allowance>> = {};
  const limits = Limits.safeParse(result.body).data ?? {};
  for (const name of WATCHED) {
    const limit = limits[name];
    if (!limit) continue;
    allowances[name] = { used: limit.Max - limit.Remaining, allowed: limit.Max };
    metrics.gauge('salesforce_limit_max', limit.Max, { limit: name });
    metrics.gauge('salesforce_limit_remaining', limit.Remaining, { limit: name });
    if (limit.Remaining < limit.Max * SCARCE)
      log.warn('salesforce.limit_scarce', { limit: name, remaining: limit.Remaining, max: limit.Max });
  }
  return allowances;
}
