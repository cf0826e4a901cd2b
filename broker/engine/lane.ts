/**
 * The way to one endpoint. Everything that calls it, commands, probes, polls and validations, shares its concurrency, its
 * rate and its circuit breaker. Processes share concurrency and rate between them (callers.ts); each has a breaker of its own.
 */
import type { Failure, OwnFailure } from '../domain/outcome.ts';
import { makeCircuitBreaker } from './circuit-breaker.ts';
import type { Clock } from './clock.ts';
import type { Endpoint } from './endpoint.ts';
import { withDeadline } from './deadline.ts';
import { makePace } from './pace.ts';
import type { Pace } from './pace.ts';
import { makeSlots } from './slots.ts';

const FAILURES_TO_OPEN = 20;
const OPEN_MS = 2000;

/** Answered by work whose claim lapsed while it waited: no call was made, so it tells nothing of the endpoint. */
export const LEASE_LOST = { class: 'LEASE_LOST' } as const;

export type Lane = {
  readonly endpoint: Endpoint;
  /**
   * Makes a call when a slot is free and the rate allows it, with the endpoint's time-out; rejects with the reason of `stop`
   * where that ends the wait. An open circuit answers without calling: CONFIG where a
   * fault of credentials opened it, RETRY_SAFE otherwise.
   */
  readonly call: <Answer extends { readonly class: string }>(
    work: (signal: AbortSignal) => Promise<Answer>,
    stop?: AbortSignal,
  ) => Promise<Answer | Failure>;
  readonly isOpen: () => boolean;
  readonly inFlight: () => number;
  /** Calls this process may have in flight: all the endpoint takes, or its part where processes share it. */
  readonly places: () => number;
  readonly setPlaces: (places: number) => void;
  /** Calls the listener now and whenever the places change. */
  readonly onPlaces: (listener: (places: number) => void) => void;
};

/** Whether an answer says that the endpoint itself is unwell. A refusal or a stated wait is a healthy endpoint's answer. */
function isUnwell(answer: { readonly class: string; readonly retryAfterMs?: number }): boolean {
  return answer.class === 'IN_DOUBT' || answer.class === 'CONFIG' || (answer.class === 'RETRY_SAFE' && answer.retryAfterMs === undefined);
}

function configFault(answer: { readonly class: string; readonly code?: string; readonly message?: string }): Failure | undefined {
  if (answer.class !== 'CONFIG') return undefined;
  return { class: 'CONFIG', code: answer.code ?? 'CONFIG', message: answer.message ?? 'Credentials or set-up are wrong' };
}

function circuitOpen({ id }: Endpoint, retryAfterMs: number): OwnFailure {
  return { class: 'RETRY_SAFE', code: 'CIRCUIT_OPEN', message: `${id} keeps failing and is left alone for a while`, retryAfterMs };
}

/** Of the rate a process takes the part that it has of the places. */
function makeSharedPace({ capabilities: { callsPerSecond, concurrency } }: Endpoint, clock: Clock, places: () => number): Pace | undefined {
  if (callsPerSecond === undefined) return undefined;
  return makePace(clock, () => (callsPerSecond * Math.max(1, places())) / concurrency);
}

export function makeLane(endpoint: Endpoint, clock: Clock): Lane {
  let places = endpoint.capabilities.concurrency;
  const pace = makeSharedPace(endpoint, clock, () => places);
  const slots = makeSlots(places);
  const listeners: ((places: number) => void)[] = [];
  const breaker = makeCircuitBreaker(FAILURES_TO_OPEN, OPEN_MS);
  /** The fault of credentials or set-up that opened the circuit: what waits is told of that, not of a circuit. */
  let misconfigured: Failure | undefined;

  async function guarded<Answer extends { readonly class: string }>(
    work: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer | Failure> {
    if (!breaker.admits(clock.now())) {
      if (misconfigured) return misconfigured;
      return circuitOpen(endpoint, breaker.retryAfterMs(clock.now()));
    }
    const answer = await withDeadline(clock, endpoint.capabilities.timeoutMs, work);
    if (answer.class === LEASE_LOST.class) return answer;
    misconfigured = configFault(answer);
    if (isUnwell(answer)) breaker.failed(clock.now(), answer.class === 'CONFIG');
    else breaker.succeeded();
    return answer;
  }

  return {
    endpoint,
    call: async (work, stop) => {
      const release = await slots.acquire(stop);
      try {
        await pace?.turn(stop);
        return await guarded(work);
      } finally {
        release();
      }
    },
    isOpen: breaker.isOpen,
    inFlight: slots.used,
    places: () => places,
    setPlaces: (next) => {
      if (next === places) return;
      places = next;
      slots.resize(next);
      for (const listener of listeners) listener(next);
    },
    onPlaces: (listener) => {
      listeners.push(listener);
      listener(places);
    },
  };
}
