/**
 * Ends the process at a named point, for chaos runs: `BROKER_KILL_AT=command.after-call:3` ends it the third time it
 * has called an endpoint and not yet told the ledger. Without the variable nothing listens.
 */
import type { FaultPoint, ReachPoint } from './engine/fault-points.ts';

/** Listener for the points named in `plan`, `point:count`, or for none. `kill` must not return. */
export function faultListener(plan: string | undefined, kill: () => void): ReachPoint {
  if (plan === undefined) return () => undefined;
  const [point, count = '1'] = plan.split(':') as [FaultPoint, string?];
  let left = Number(count);
  return (reached) => {
    if (reached !== point) return;
    left -= 1;
    if (left === 0) kill();
  };
}
