/** When a command is tried again: capped exponential backoff with full jitter, bounded by age. Milliseconds. */

const BASE_MS = 200;
const CAP_MS = 60_000;
const LOCK_MS = 250;
const FIRST_PROBE_MS = 250;
/** A command this old is given up and becomes a person's turn. */
const MAX_AGE_MS = 24 * 60 * 60_000;

/** Sends of a busy object that wait a short time only. */
export const LOCK_WAITS = 5;

type Tries = { readonly attempts: number; readonly random: number };

/** Full jitter under an exponential cap; never sooner than the endpoint stated, and then spread, so that not all come at once. */
export function retryDelayMs({ attempts, random }: Tries, statedMs = 0): number {
  const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempts, 20));
  return Math.round(statedMs === 0 ? random * ceiling : statedMs + random * BASE_MS);
}

/** For an object somebody else is busy with. */
export function lockDelayMs({ random }: Tries, statedMs = 0): number {
  return Math.round(statedMs + (0.2 + 0.8 * random) * LOCK_MS);
}

/** Looks follow a send at growing distances, the first one soon. `looks` are those that found nothing. */
export function probeDelayMs(looks: number): number {
  return Math.min(CAP_MS, FIRST_PROBE_MS * 2 ** Math.min(looks, 20));
}

/** After a look that failed: the longer the doubt lasts, the later the next. */
export function failedProbeDelayMs(doubtMs: number, statedMs = 0): number {
  return Math.max(statedMs, Math.min(CAP_MS, Math.max(FIRST_PROBE_MS, Math.round(doubtMs / 2))));
}

/** Whether the next try would come too late. */
export function givesUp(createdAt: number, dueAt: number): boolean {
  return dueAt - createdAt > MAX_AGE_MS;
}
