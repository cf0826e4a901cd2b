/** Time and randomness come in from outside, so that the whole engine runs in a seeded simulation. */
export type Clock = {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves after `ms` milliseconds of this clock, or rejects with the signal's reason. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};

/** A number from 0 (included) to 1 (excluded). */
export type Random = () => number;
