/**
 * A steady rate is measured in a broker that has nothing else to do. Rounds before it leave what became of their orders in the ERP
 * since; a broker that follows it reads that first.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Setting } from './setting.ts';

/** More than a round of polls and the flush of its records. */
const QUIET_MS = 3000;
const PAUSE_MS = 500;
const PATIENCE_MS = 300_000;

/** Resolves when the running broker has written nothing to Salesforce for a while. */
export async function untilQuiet({ watch }: Setting): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  let writes = await watch.brokerWrites();
  let since = performance.now();
  while (performance.now() - since < QUIET_MS) {
    if (performance.now() > deadline) throw new Error(`the broker still follows earlier orders after ${PATIENCE_MS} ms`);
    await wait(PAUSE_MS);
    const now = await watch.brokerWrites();
    if (now !== writes) since = performance.now();
    writes = now;
  }
}
