/** Waiting longer after each failure, and never all at the same moment. */
import type { Random } from '../engine/clock.ts';

export type BackoffPolicy = { readonly baseMs: number; readonly capMs: number };

/** Milliseconds to wait after the `failures`-th failure in a row (1 is the first): between half and all of a doubling step. */
export function backoffMs(policy: BackoffPolicy, failures: number, random: Random): number {
  const step = Math.min(policy.capMs, policy.baseMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(step * (0.5 + random() / 2));
}
