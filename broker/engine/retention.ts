/** Keeps the ledger from growing for ever. */
import type { Clock } from './clock.ts';

const DAY_MS = 86_400_000;
const PAUSE_MS = 3_600_000;
/** Between two chunks, so that the work that matters gets through. */
const BREATH_MS = 200;

export type RetentionDependencies = {
  readonly remove: (before: number) => Promise<number>;
  readonly clock: Clock;
  readonly days: number;
  readonly onFailure: (error: unknown) => void;
};

/** Removes chunk after chunk until nothing is left to remove, then rests for an hour, until the signal. */
export async function runRetention({ remove, clock, days, onFailure }: RetentionDependencies, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    let removed = 0;
    try {
      removed = await remove(clock.now() - days * DAY_MS);
    } catch (error) {
      onFailure(error);
    }
    await clock.sleep(removed > 0 ? BREATH_MS : PAUSE_MS, signal).catch(() => undefined);
  }
}
