/**
 * What a system can carry: so many calls served at once, each for a drawn time; a queue above that, 503 above the
 * queue's bound, 429 above a rate. It keeps the books from which utilisation is told.
 */
import type { SimulatorClock } from '../clock.ts';
import type { Random } from '../random.ts';

export type CapacitySettings = {
  /** Calls served at once. */
  readonly concurrency: number;
  /** Time a call takes, of which `latencySpreadMs` is drawn evenly on top. */
  readonly latencyMs: number;
  readonly latencySpreadMs: number;
  /** Share of calls that take `slowMs` instead. */
  readonly slowShare: number;
  readonly slowMs: number;
  /** Calls that may wait for a place. */
  readonly queueLimit: number;
  /** Calls admitted in a second; 0 for no limit. */
  readonly callsPerSecond: number;
};

export const DEFAULT_CAPACITY: CapacitySettings = {
  concurrency: 64,
  latencyMs: 0,
  latencySpreadMs: 0,
  slowShare: 0,
  slowMs: 0,
  queueLimit: 10_000,
  callsPerSecond: 0,
};

export type Admission =
  /** `leave` must be called when the call has been served. */
  | { readonly kind: 'admitted'; readonly leave: () => void }
  | { readonly kind: 'overloaded' }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number };

export type CapacityStats = {
  readonly served: number;
  readonly overloaded: number;
  readonly throttled: number;
  readonly inService: number;
  readonly queued: number;
  readonly busyMs: number;
  readonly elapsedMs: number;
  /** Busy time over the time the places could have been busy since the books were opened. */
  readonly utilisation: number;
};

export type Capacity = {
  readonly admit: () => Promise<Admission>;
  /** Draws how long one call takes. */
  readonly serviceMs: () => number;
  readonly stats: () => CapacityStats;
  /** Opens the books anew. */
  readonly reset: () => void;
};

const RATE_WINDOW_MS = 1000;

/** Counts calls by the second. Answers how long to wait, or undefined to let a call in. */
function makeRate(settings: CapacitySettings, clock: SimulatorClock): () => number | undefined {
  let window = { since: clock.now(), calls: 0 };
  return () => {
    const { callsPerSecond } = settings;
    if (callsPerSecond === 0) return undefined;
    const now = clock.now();
    if (now - window.since >= RATE_WINDOW_MS) window = { since: now, calls: 0 };
    if (window.calls >= callsPerSecond) return window.since + RATE_WINDOW_MS - now;
    window.calls += 1;
    return undefined;
  };
}

function drawServiceMs({ latencyMs, latencySpreadMs, slowShare, slowMs }: CapacitySettings, random: Random): number {
  if (slowShare > 0 && random() < slowShare) return slowMs;
  return latencySpreadMs > 0 ? latencyMs + random() * latencySpreadMs : latencyMs;
}

/** The settings are read at every call, so they may be changed while the system runs. */
export function makeCapacity(settings: CapacitySettings, clock: SimulatorClock, random: Random): Capacity {
  const overRate = makeRate(settings, clock);
  const waiting: (() => void)[] = [];
  const inService = new Set<{ since: number }>();
  let books = { since: clock.now(), busyMs: 0, served: 0, overloaded: 0, throttled: 0 };

  function enter(): Admission {
    const service = { since: clock.now() };
    inService.add(service);
    return {
      kind: 'admitted',
      leave: () => {
        if (!inService.delete(service)) return;
        books.busyMs += clock.now() - service.since;
        books.served += 1;
        if (inService.size < settings.concurrency) waiting.shift()?.();
      },
    };
  }

  function busyMs(now: number): number {
    return [...inService].reduce((sum, { since }) => sum + now - since, books.busyMs);
  }

  return {
    admit: () => {
      const retryAfterMs = overRate();
      if (retryAfterMs !== undefined) {
        books.throttled += 1;
        return Promise.resolve({ kind: 'throttled', retryAfterMs });
      }
      if (inService.size < settings.concurrency) return Promise.resolve(enter());
      if (waiting.length < settings.queueLimit) return new Promise((resolve) => waiting.push(() => resolve(enter())));
      books.overloaded += 1;
      return Promise.resolve({ kind: 'overloaded' });
    },
    serviceMs: () => drawServiceMs(settings, random),
    stats: () => {
      const now = clock.now();
      const { since, served, overloaded, throttled } = books;
      const [elapsedMs, busy] = [now - since, busyMs(now)];
      const utilisation = elapsedMs > 0 ? busy / (settings.concurrency * elapsedMs) : 0;
      return { served, overloaded, throttled, inService: inService.size, queued: waiting.length, busyMs: busy, elapsedMs, utilisation };
    },
    reset: () => {
      const now = clock.now();
      for (const service of inService) service.since = now;
      books = { since: now, busyMs: 0, served: 0, overloaded: 0, throttled: 0 };
    },
  };
}
