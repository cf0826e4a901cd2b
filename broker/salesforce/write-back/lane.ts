/** The write-back lane as a whole: when Salesforce takes no calls at all, it waits, and the records wait untouched in the ledger. */
import type { Clock, Random } from '../../engine/clock.ts';
import type { Log, Metrics } from '../../telemetry/port.ts';
import { backoffMs } from '../backoff.ts';
import type { BackoffPolicy } from '../backoff.ts';
import { loggable } from '../failure.ts';
import type { FailureClass, SalesforceFailure } from '../failure.ts';

const PASSING: BackoffPolicy = { baseMs: 500, capMs: 30_000 };
const SOMEBODY_MUST_ACT: BackoffPolicy = { baseMs: 5_000, capMs: 300_000 };

const WAIT: Readonly<Partial<Record<FailureClass, BackoffPolicy>>> = {
  LOCKED: PASSING,
  TRANSIENT: PASSING,
  SESSION: PASSING,
  BUSY: { baseMs: 2_000, capMs: 60_000 },
  // The allowance rolls over 24 hours: a little comes back all the time.
  QUOTA: { baseMs: 300_000, capMs: 900_000 },
};

export type Lane = {
  /** Milliseconds until calls make sense again. */
  readonly waitMs: () => number;
  readonly opened: () => void;
  readonly closed: (failure: SalesforceFailure) => void;
};

export function makeLane({ clock, random, log, metrics }: { clock: Clock; random: Random; log: Log; metrics: Metrics }): Lane {
  let failures = 0;
  let until = 0;
  return {
    waitMs: () => Math.max(0, until - clock.now()),
    opened: () => {
      if (failures > 0) log.info('salesforce.writing_again', { failures });
      failures = 0;
      metrics.gauge('salesforce_write_lane_open', 1);
    },
    closed: (failure) => {
      failures += 1;
      const waitMs = failure.retryAfterMs ?? backoffMs(WAIT[failure.class] ?? SOMEBODY_MUST_ACT, failures, random);
      until = Math.max(until, clock.now() + waitMs);
      metrics.gauge('salesforce_write_lane_open', 0);
      log.warn('salesforce.writing_waits', { ...loggable(failure), failures, waitMs });
    },
  };
}
