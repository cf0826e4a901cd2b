/**
 * How the processes that call endpoints share each endpoint's concurrency. Each announces itself in the ledger, all see the
 * same list in the same order, and each takes the part that falls to its place in the list.
 */
import type { Clock } from './clock.ts';
import type { Lane } from './lane.ts';
import type { Caller, Ledger } from './ledger.ts';

/** A process announces itself this often within the time it counts as alive. */
const ANNOUNCEMENTS_PER_LEASE = 4;
/** Others take note of a newcomer within a round of theirs; it waits for two of its own before it takes what they leave. */
const ROUNDS_UNTIL_GROWN = 2;

export type CallersDependencies = {
  readonly ledger: Pick<Ledger, 'announceCaller' | 'withdrawCaller'>;
  readonly lanes: readonly Lane[];
  readonly clock: Clock;
  /** This process. */
  readonly caller: Caller;
  readonly leaseMs: number;
  readonly onFailure: (error: unknown) => void;
};

/** A process that executes commands needs most of the places; one that polls or validates needs some. */
export const CALLER_WEIGHT = { worker: 8, other: 1 } as const;

function heaviestFirst(callers: readonly Caller[]): readonly Caller[] {
  return callers.toSorted((a, b) => b.weight - a.weight);
}

/**
 * Places of an endpoint that fall to a process: one, and of what is left a part by its weight. An endpoint with fewer places
 * than there are processes is served by the heaviest, the oldest among them first.
 */
export function placesOf(concurrency: number, callers: readonly Caller[], owner: string): number {
  const sorted = heaviestFirst(callers);
  const index = sorted.findIndex((caller) => caller.owner === owner);
  if (index === -1 || index >= concurrency) return 0;
  const rest = Math.max(0, concurrency - sorted.length);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const weightUpTo = (end: number): number => sorted.slice(0, end).reduce((sum, { weight }) => sum + weight, 0);
  const placesUpTo = (end: number): number => Math.ceil((rest * weightUpTo(end)) / total);
  return 1 + placesUpTo(index + 1) - placesUpTo(index);
}

/** Gives up places at once, and takes more only when the others have had time to give them up. */
function makeShare(lanes: readonly Lane[], owner: string): (callers: readonly Caller[]) => void {
  let known = '';
  let rounds = 0;
  return (callers) => {
    const named = JSON.stringify(callers);
    rounds = named === known ? rounds + 1 : 0;
    known = named;
    const mayGrow = callers.length === 1 || rounds >= ROUNDS_UNTIL_GROWN;
    for (const lane of lanes) {
      const places = placesOf(lane.endpoint.capabilities.concurrency, callers, owner);
      lane.setPlaces(mayGrow ? places : Math.min(places, lane.places()));
    }
  };
}

/** Takes this process's part of every lane and keeps it up to date until the answer is called. The first part is taken before it resolves. */
export async function shareEndpoints({
  ledger,
  lanes,
  clock,
  caller,
  leaseMs,
  onFailure,
}: CallersDependencies): Promise<() => Promise<void>> {
  const share = makeShare(lanes, caller.owner);
  const stopping = new AbortController();
  let announcedAt = clock.now();

  async function round(): Promise<void> {
    const now = clock.now();
    try {
      share(await ledger.announceCaller(caller, now, leaseMs));
      announcedAt = now;
    } catch (error) {
      onFailure(error);
      // Whoever can still reach the ledger counts us as gone by now.
      if (now >= announcedAt + leaseMs) share([]);
    }
  }

  async function keep(): Promise<void> {
    for (;;) {
      await clock.sleep(leaseMs / ANNOUNCEMENTS_PER_LEASE, stopping.signal).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await round();
    }
  }

  for (const lane of lanes) lane.setPlaces(0);
  await round();
  const keeping = keep();
  return async () => {
    stopping.abort(new Error('stopping'));
    await keeping;
    await ledger.withdrawCaller(caller.owner).catch(onFailure);
  };
}
