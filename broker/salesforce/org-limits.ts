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

/** Measures once. A failure is logged and nothing else: the next time will do. */
export async function measureLimits({ rest, log, metrics }: LimitsDependencies): Promise<void> {
  const result = await rest.call({ method: 'GET', path: '/limits', timeoutMs: TIMEOUT_MS, purpose: 'limits' });
  if (!result.ok) {
    log.warn('salesforce.limits_failed', loggable(result.failure));
    return;
  }
  const limits = Limits.safeParse(result.body).data ?? {};
  for (const name of WATCHED) {
    const limit = limits[name];
    if (!limit) continue;
    metrics.gauge('salesforce_limit_max', limit.Max, { limit: name });
    metrics.gauge('salesforce_limit_remaining', limit.Remaining, { limit: name });
    if (limit.Remaining < limit.Max * SCARCE)
      log.warn('salesforce.limit_scarce', { limit: name, remaining: limit.Remaining, max: limit.Max });
  }
}
