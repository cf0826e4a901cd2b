/** The writer's slow tasks: the heartbeat agents see, and the allowances operators watch. */
import type { Clock } from '../engine/clock.ts';
import type { Log, Metrics } from '../telemetry/port.ts';
import { loggable } from './failure.ts';
import { beat } from './heartbeat.ts';
import type { BrokerStatus } from './heartbeat.ts';
import { measureLimits } from './org-limits.ts';
import type { Allowances } from './org-limits.ts';
import type { RestClient } from './rest-client.ts';

const BEAT_EVERY_MS = 60_000;
const BEATS_PER_MEASUREMENT = 15;

export type VitalSignsDependencies = {
  readonly rest: RestClient;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Key of the deployment's status record. */
  readonly key: string;
  readonly status: () => Promise<BrokerStatus>;
  /** How much scarcer than usual calls are. */
  readonly stretch: () => number;
};

/** Beats until the signal aborts. */
export async function runVitalSigns(dependencies: VitalSignsDependencies, signal: AbortSignal): Promise<void> {
  const { rest, clock, log, key, status, stretch } = dependencies;
  let allowances: Allowances = {};
  for (let beats = 0; !signal.aborted; beats += 1) {
    try {
      if (beats % BEATS_PER_MEASUREMENT === 0) allowances = await measureLimits(dependencies);
      const failure = await beat({ rest, clock }, key, { ...(await status()), allowances });
      if (failure) log.warn('salesforce.heartbeat_failed', loggable(failure));
    } catch (error) {
      log.error('salesforce.heartbeat_failed', { error: String(error) });
    }
    await clock.sleep(BEAT_EVERY_MS * stretch(), signal).catch(() => undefined);
  }
}
