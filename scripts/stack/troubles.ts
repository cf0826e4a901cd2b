/** The world's bad days: how the ERP and the warehouse behave with and without faults. */
import type { EndpointOptions } from './world.ts';

type Settings = Pick<EndpointOptions, 'erp' | 'warehouse'>;

const QUIET: Settings = {
  erp: { capacity: { concurrency: 8, latencyMs: 15, latencySpreadMs: 10 }, timing: { replenishAfterMs: 4000, invoiceDelayMs: 500 } },
  warehouse: { capacity: { concurrency: 8, latencyMs: 10, latencySpreadMs: 10 } },
};

/** Late and doubled hints, a search that lags, some that never come. */
const ROUGH: Settings = {
  erp: {
    ...QUIET.erp,
    feed: { delayMs: 800, doubled: 0.2, lost: 0.01 },
    timing: { replenishAfterMs: 4000, invoiceDelayMs: 500, indexLagMs: 300 },
  },
  warehouse: { ...QUIET.warehouse, feed: { delayMs: 800, doubled: 0.2, lost: 0.01 } },
};

export function settingsFor(faults: boolean): Settings {
  return faults ? ROUGH : QUIET;
}

type Rule = {
  readonly kind: string;
  readonly probability: number;
  readonly operation?: string;
  readonly delayMs?: number;
  readonly retryAfterMs?: number;
};

const RULES: readonly Rule[] = [
  { kind: 'drop-answer', probability: 0.06 },
  { kind: 'late-commit', probability: 0.03, delayMs: 1500 },
  { kind: 'throttle', probability: 0.03, retryAfterMs: 300 },
  { kind: 'error-before-commit', probability: 0.03 },
  { kind: 'error-after-commit', probability: 0.03 },
  { kind: 'reset-before-commit', probability: 0.02 },
  { kind: 'slow', probability: 0.03, delayMs: 400 },
];

/** Lets calls of a simulated system fail from now on, by chance of its seed. */
export async function addTroubles(systemUrl: string): Promise<void> {
  const response = await fetch(`${systemUrl}/_admin/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(RULES),
  });
  if (!response.ok) throw new Error(`faults were not taken: ${await response.text()}`);
}

/** Lets no more calls fail. */
export async function endTroubles(systemUrl: string): Promise<void> {
  await fetch(`${systemUrl}/_admin/faults`, { method: 'DELETE' });
}
