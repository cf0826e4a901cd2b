/** Time and randomness come in from outside, so that the whole engine runs in a seeded simulation. */
export type Clock = {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves after `ms` milliseconds of this clock, or rejects with the signal's reason. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Calls `action` once after `ms` milliseconds, unless the answer is called before. Cheaper than a sleep that is mostly called off. */
  readonly after: (ms: number, action: () => void) => () => void;
};

/** A number from 0 (included) to 1 (excluded). */
export type Random = () => number;
