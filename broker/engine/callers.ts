/**
 * How the processes that call endpoints share each endpoint's concurrency. Each announces itself in the ledger, all see the
 * same list in the same order, and each takes the part that falls to its place in the list.
 */
import type { Clock } from './clock.ts';
import type { Lane } from './lane.ts';
import type { Ledger } from './ledger.ts';

/** A process announces itself this often within the time it counts as alive. */
const ANNOUNCEMENTS_PER_LEASE = 4;
/** Others take note of a newcomer within a round of theirs; it waits for two of its own before it takes what they leave. */
const ROUNDS_UNTIL_GROWN = 2;

export type CallersDependencies = {
  readonly ledger: Pick<Ledger, 'announceCaller' | 'withdrawCaller'>;
  readonly lanes: readonly Lane[];
  readonly clock: Clock;
  /** Names this process. */
  readonly owner: string;
  readonly leaseMs: number;
  readonly onFailure: (error: unknown) => void;
};

/** Places of an endpoint that fall to a process. The oldest processes serve an endpoint with fewer places than there are processes. */
export function placesOf(concurrency: number, callers: readonly string[], owner: string): number {
  const index = callers.indexOf(owner);
  if (index === -1) return 0;
  return Math.floor(concurrency / callers.length) + (index < concurrency % callers.length ? 1 : 0);
}

/** Gives up places at once, and takes more only when the others have had time to give them up. */
function makeShare(lanes: readonly Lane[], owner: string): (callers: readonly string[]) => void {
  let known = '';
  let rounds = 0;
  return (callers) => {
    rounds = callers.join() === known ? rounds + 1 : 0;
    known = callers.join();
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
  owner,
  leaseMs,
  onFailure,
}: CallersDependencies): Promise<() => Promise<void>> {
  const share = makeShare(lanes, owner);
  const stopping = new AbortController();
  let announcedAt = clock.now();

  async function round(): Promise<void> {
    const now = clock.now();
    try {
      share(await ledger.announceCaller(owner, now, leaseMs));
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
    await ledger.withdrawCaller(owner).catch(onFailure);
  };
}
