/** Measures what the ledger holds when somebody asks: each process answers for the whole deployment. */
import type { Clock } from './engine/clock.ts';
import { within } from './engine/deadline.ts';
import type { LedgerDatabase } from './ledger/database.ts';
import { readLedgerHealth } from './ledger/health.ts';
import { readLagMs } from './ledger/lag.ts';
import type { Metrics } from './telemetry/port.ts';

/** Shorter than whoever scrapes has: the other figures are wanted most while the ledger does not answer. */
const PATIENCE_MS = 2000;

export type StandingMetricsDependencies = { readonly database: LedgerDatabase; readonly metrics: Metrics; readonly clock: Clock };

/** The answer sets the gauges; it never throws. */
export function makeStandingMetrics({ database, metrics, clock }: StandingMetricsDependencies): () => Promise<void> {
  async function measure(): Promise<void> {
    const now = clock.now();
    const [health, lagMs] = await Promise.all([readLedgerHealth(database), readLagMs(database, now)]);
    const secondsSince = (at: number | null): number => Math.max(0, now - (at ?? now)) / 1000;
    metrics.gauge('broker_open_exceptions', health.openExceptions);
    metrics.gauge('broker_stuck_orders', health.stuckOrders);
    metrics.gauge('broker_set_apart_messages', health.setApart);
    metrics.gauge('broker_parked_events', health.parkedEvents);
    metrics.gauge('broker_oldest_message_seconds', secondsSince(health.waitingSince));
    metrics.gauge('broker_oldest_due_work_seconds', secondsSince(health.dueSince));
    metrics.gauge('broker_salesforce_lag_seconds', lagMs / 1000);
  }

  return async () => {
    const measured = measure().then(
      () => true,
      () => false,
    );
    metrics.gauge('broker_ledger_reachable', (await within(clock, PATIENCE_MS, measured, () => false)) ? 1 : 0);
  };
}
