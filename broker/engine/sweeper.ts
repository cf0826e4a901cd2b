/**
 * Rebuilds from the ledger what the scheduler forgot: waiting turns, due commands, timers. All of Redis may be lost
 * and nothing is; a holder that vanished is noticed here.
 */
import type { Clock } from './clock.ts';
import { within } from './deadline.ts';
import type { Ledger } from './ledger.ts';
import type { Scheduler } from './scheduler.ts';

/** What is younger than this is still on its way through the scheduler. */
const GRACE_MS = 500;
const TURN_LIMIT = 2000;
const COMMANDS_PER_ENDPOINT = 200;
const REBUILD_PER_ENDPOINT = 5000;
/** A queue that has not answered after this long is away. */
const QUEUE_PATIENCE_MS = 1000;

export type SweeperDependencies = {
  readonly ledger: Pick<Ledger, 'waitingAggregates' | 'dueCommands'>;
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly intervalMs: number;
  /** Whether the scheduler still has what it was given. */
  readonly remembers: () => Promise<boolean>;
  readonly onFailure: (error: unknown) => void;
};

/** Whether the scheduler lost what it was given. While it is away, what is due is looked for all the same. */
async function hasForgotten({ remembers, clock, onFailure }: SweeperDependencies): Promise<boolean> {
  try {
    return !(await within(clock, QUEUE_PATIENCE_MS, remembers(), () => {
      throw new Error(`the queue did not answer for ${QUEUE_PATIENCE_MS} ms`);
    }));
  } catch (error) {
    onFailure(error);
    return false;
  }
}

/** Sweeps once. */
async function sweep(dependencies: SweeperDependencies): Promise<void> {
  const { ledger, scheduler, clock } = dependencies;
  const forgotten = await hasForgotten(dependencies);
  const now = clock.now();
  const aggregates = await ledger.waitingAggregates(now - GRACE_MS, TURN_LIMIT);
  await scheduler.wakeTurns(aggregates);
  const commands = forgotten
    ? await ledger.dueCommands(now, REBUILD_PER_ENDPOINT)
    : await ledger.dueCommands(now - GRACE_MS, COMMANDS_PER_ENDPOINT);
  await scheduler.wakeCommands(commands);
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
