/**
 * Rebuilds from the ledger what the scheduler forgot: waiting turns, due commands, timers. All of Redis may be lost
 * and nothing is; a holder that vanished is noticed here.
 */
import type { Clock } from './clock.ts';
import { within } from './deadline.ts';
import type { Ledger } from './ledger.ts';
import type { Scheduler } from './scheduler.ts';
import type { TakeOverdue } from './take-overdue.ts';

/** What is younger than this is still on its way through the scheduler. */
const GRACE_MS = 500;
const TURN_LIMIT = 2000;
const COMMANDS_PER_ENDPOINT = 200;
const REBUILD_PER_ENDPOINT = 5000;
/** A queue that has not answered after this long is away. */
const QUEUE_PATIENCE_MS = 1000;
/** What is taken here may be over at once. */
const SHORTEST_PAUSE_MS = 100;

export type SweeperDependencies = {
  readonly ledger: Pick<Ledger, 'waitingAggregates' | 'dueCommands'>;
  readonly queue: Pick<Scheduler, 'wakeCommands'>;
  /** Whether the queue still has what it was given. */
  readonly remembers: () => Promise<boolean>;
  /** Runs turns here, without a way through the queue. */
  readonly wakeTurns: (aggregateIds: readonly string[]) => void;
  /** Takes of the commands that are overdue what can be executed here at once. */
  readonly takeOverdue: TakeOverdue;
  readonly clock: Clock;
  readonly intervalMs: number;
  readonly onFailure: (error: unknown) => void;
};

/** FORGETFUL: the queue lost what it was given. AWAY: it does not answer, and is asked nothing more in this sweep. */
type QueueStanding = 'THERE' | 'FORGETFUL' | 'AWAY';

/** One question at a time: while the last has no answer, the queue is away. */
function makeAskQueue({ remembers, clock, onFailure }: SweeperDependencies): () => Promise<QueueStanding> {
  let asked: Promise<boolean> | undefined;
  return async () => {
    const isNew = asked === undefined;
    asked ??= remembers().finally(() => (asked = undefined));
    try {
      const remembered = await within(clock, isNew ? QUEUE_PATIENCE_MS : 0, asked, () => {
        throw new Error(`the queue did not answer for ${QUEUE_PATIENCE_MS} ms`);
      });
      return remembered ? 'THERE' : 'FORGETFUL';
    } catch (error) {
      if (isNew) onFailure(error);
      return 'AWAY';
    }
  };
}

/** What a sweep began here, where the queue brings no more: its end is the time to look again. */
type Begun = { readonly taken?: Promise<void> };

/** Sweeps once. What is due is looked for while the queue is away all the same. */
async function sweep(standing: QueueStanding, { ledger, queue, wakeTurns, takeOverdue, clock }: SweeperDependencies): Promise<Begun> {
  const now = clock.now();
  wakeTurns(await ledger.waitingAggregates(now - GRACE_MS, TURN_LIMIT));
  const commands =
    standing === 'FORGETFUL'
      ? await ledger.dueCommands(now, REBUILD_PER_ENDPOINT)
      : await ledger.dueCommands(now - GRACE_MS, COMMANDS_PER_ENDPOINT);
  const taken = takeOverdue(commands, standing === 'AWAY' ? 'AWAY' : 'THERE');
  if (standing === 'AWAY') return commands.length > 0 ? { taken } : {};
  queue.wakeCommands(commands);
  return {};
}

async function pause({ taken }: Begun, { clock, intervalMs }: SweeperDependencies, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  if (taken) {
    await clock.sleep(SHORTEST_PAUSE_MS, signal);
    void taken.then(() => {
      over.abort();
    });
  }
  await clock.sleep(intervalMs, AbortSignal.any([signal, over.signal]));
}

/** Sweeps until the signal. A sweep that fails is reported and tried again at the next interval. */
export async function runSweeper(dependencies: SweeperDependencies, signal: AbortSignal): Promise<void> {
  const askQueue = makeAskQueue(dependencies);
  while (!signal.aborted) {
    let begun: Begun = {};
    try {
      begun = await sweep(await askQueue(), dependencies);
    } catch (error) {
      dependencies.onFailure(error);
    }
    await pause(begun, dependencies, signal).catch(() => undefined);
  }
}
