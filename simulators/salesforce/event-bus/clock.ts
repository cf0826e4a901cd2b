/** Time as the bus uses it: handed in, so that retention, keepalives and refill windows can be tested without waiting. */
export type BusClock = {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Runs `run` once after `delayMs`, unless the returned function is called first. */
  readonly after: (delayMs: number, run: () => void) => Cancel;
};

export type Cancel = () => void;
