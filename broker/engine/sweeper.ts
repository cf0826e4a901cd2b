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

async function askQueue({ remembers, clock, onFailure }: SweeperDependencies): Promise<QueueStanding> {
  try {
    const remembered = await within(clock, QUEUE_PATIENCE_MS, remembers(), () => {
      throw new Error(`the queue did not answer for ${QUEUE_PATIENCE_MS} ms`);
    });
    return remembered ? 'THERE' : 'FORGETFUL';
  } catch (error) {
    onFailure(error);
    return 'AWAY';
  }
}

/** Sweeps once. What is due is looked for while the queue is away all the same. */
async function sweep(dependencies: SweeperDependencies): Promise<void> {
  const { ledger, queue, wakeTurns, takeOverdue, clock } = dependencies;
  const standing = await askQueue(dependencies);
  const now = clock.now();
  wakeTurns(await ledger.waitingAggregates(now - GRACE_MS, TURN_LIMIT));
  const commands =
    standing === 'FORGETFUL'
      ? await ledger.dueCommands(now, REBUILD_PER_ENDPOINT)
      : await ledger.dueCommands(now - GRACE_MS, COMMANDS_PER_ENDPOINT);
  takeOverdue(commands, standing === 'AWAY' ? 'AWAY' : 'THERE');
  if (standing !== 'AWAY') queue.wakeCommands(commands);
}

/** Sweeps until the signal. A sweep that fails is reported and tried again at the next interval. */
export async function runSweeper(dependencies: SweeperDependencies, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await sweep(dependencies);
    } catch (error) {
      dependencies.onFailure(error);
    }
    await dependencies.clock.sleep(dependencies.intervalMs, signal).catch(() => undefined);
  }
}
