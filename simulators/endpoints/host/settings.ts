/** What can be set of every simulated system, at its start and later over its admin API. */
import { z } from 'zod';
import { DEFAULT_CAPACITY } from './capacity.ts';
import type { CapacitySettings } from './capacity.ts';
import { CALM_FEED } from './change-feed.ts';
import type { FeedSettings } from './change-feed.ts';

const milliseconds = z.number().min(0);
const share = z.number().min(0).max(1);

const CapacityPatch = z
  .strictObject({
    concurrency: z.int().min(1),
    latencyMs: milliseconds,
    latencySpreadMs: milliseconds,
    slowShare: share,
    slowMs: milliseconds,
    queueLimit: z.int().min(0),
    callsPerSecond: z.int().min(0),
  })
  .partial();

const FeedPatch = z.strictObject({ delayMs: milliseconds, doubled: share, lost: share }).partial();

/** Some of the settings that every system has. */
export const hostPatch = { capacity: CapacityPatch.optional(), feed: FeedPatch.optional() };

export type HostSettings = { readonly capacity: CapacitySettings; readonly feed: FeedSettings };

export function defaultHostSettings(): HostSettings {
  return { capacity: { ...DEFAULT_CAPACITY }, feed: { ...CALM_FEED } };
}

type Parts = Readonly<Record<string, object | undefined>>;

/** Changes settings in place, part by part: whoever holds them reads them at every use. */
export function adjust(settings: object, patch: Parts): void {
  const parts = settings as Parts;
  for (const [name, values] of Object.entries(patch)) Object.assign(parts[name] ?? {}, values);
}
