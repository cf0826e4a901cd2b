/**
 * The scheduler port: who is woken when. It carries ids and nothing else, may forget everything, and may wake twice;
 * the sweeper rebuilds what it forgets from the ledger. So nobody waits for a wake-up, and none fails.
 */
import type { ScheduledCommand } from './ledger.ts';

export type Scheduler = {
  /** Wakes the turns of these aggregates. */
  readonly wakeTurns: (aggregateIds: readonly string[]) => void;
  /** Puts commands into their endpoints' queues, each at its time and priority. */
  readonly wakeCommands: (commands: readonly ScheduledCommand[]) => void;
};
