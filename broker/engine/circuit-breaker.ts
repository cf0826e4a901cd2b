/**
 * Stops calling an endpoint that keeps failing, and lets one call through after a while to see whether it is back.
 * Our own, because it must run on the injected clock; it is a counter and an instant.
 */
export type CircuitBreaker = {
  /** Whether a call may be made now. While half open, the first to ask may, the others may not. */
  readonly admits: (now: number) => boolean;
  /** How long until a call may be made again; 0 when it may now. */
  readonly retryAfterMs: (now: number) => number;
  readonly succeeded: () => void;
  /** `fatal` opens at once: credentials or set-up, which the next call cannot cure. */
  readonly failed: (now: number, fatal: boolean) => void;
  readonly isOpen: () => boolean;
};

export function makeCircuitBreaker(failureThreshold: number, openMs: number): CircuitBreaker {
  let failures = 0;
  let openUntil = 0;

  return {
    admits: (now) => {
      if (openUntil === 0) return true;
      if (now < openUntil) return false;
      // Half open: whoever comes next waits another period, unless this call closes the circuit first.
      openUntil = now + openMs;
      return true;
    },
    retryAfterMs: (now) => Math.max(0, openUntil - now),
    succeeded: () => {
      failures = 0;
      openUntil = 0;
    },
    failed: (now, fatal) => {
      failures += 1;
      if (fatal || failures >= failureThreshold) openUntil = now + openMs;
    },
    isOpen: () => openUntil !== 0,
  };
}
