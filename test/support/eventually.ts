import { setTimeout as wait } from 'node:timers/promises';

export type Patience = { readonly deadlineMs?: number; readonly intervalMs?: number };

/**
 * Repeats `attempt` until it neither throws nor rejects, and answers what it answered. When the deadline has passed it
 * throws, with the last error as cause and its message in the text. Use it in place of a sleep.
 */
export async function eventually<T>(attempt: () => T | Promise<T>, { deadlineMs = 20_000, intervalMs = 20 }: Patience = {}): Promise<T> {
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    try {
      return await attempt();
    } catch (cause) {
      if (performance.now() >= deadline) throw new Error(`not so after ${deadlineMs} ms: ${messageOf(cause)}`, { cause });
    }
    await wait(intervalMs);
  }
}

/** Jest's errors come from another realm, so `instanceof Error` would not know them. */
function messageOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'message' in cause ? String(cause.message) : String(cause);
}
