/** Time limits of the service. */
export type PubSubTiming = {
  /** An idle subscription hears from the server this often. At most 270 s are promised; about 60 s are seen. */
  readonly keepaliveMs: number;
  /** A subscription without demand is closed after this time. */
  readonly refillWindowMs: number;
  /** A LATEST subscription misses what is published within this time after it began. */
  readonly latestSettleMs: number;
  /** A publish stream without requests is closed after this time. */
  readonly publishIdleMs: number;
};

export const defaultTiming: PubSubTiming = { keepaliveMs: 60_000, refillWindowMs: 60_000, latestSettleMs: 0, publishIdleMs: 70_000 };
