/** The org's own clock. Everything the org stamps, expires or dates reads it, so a test or a demo can move it. */

export type OrgClock = {
  /** Milliseconds since the epoch. Never goes back. */
  readonly now: () => number;
  /** Moves the clock forward. */
  readonly advance: (ms: number) => void;
  /** Told after each move forward. */
  readonly onAdvance: (listener: () => void) => void;
};

/** A clock that follows `source` plus whatever it was advanced by. */
export function makeOrgClock(source: () => number): OrgClock {
  let offsetMs = 0;
  let latest = 0;
  const listeners: (() => void)[] = [];
  return {
    now: () => {
      latest = Math.max(latest, source() + offsetMs);
      return latest;
    },
    advance: (ms) => {
      if (ms < 0) throw new RangeError('the clock of the org only goes forward');
      offsetMs += ms;
      for (const listener of listeners) listener();
    },
    onAdvance: (listener) => void listeners.push(listener),
  };
}
