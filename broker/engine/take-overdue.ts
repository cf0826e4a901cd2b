/** Executing overdue commands without a way through the queue. The ledger's claims keep them from being executed twice. */
import type { CommandExecutor } from './command-executor.ts';
import type { Lane } from './lane.ts';
import type { ScheduledCommand } from './ledger.ts';

/** AWAY: the queue brings nobody anything. Takes at once, and resolves when what was taken is over; never rejects. */
export type TakeOverdue = (commands: readonly ScheduledCommand[], queue: 'AWAY' | 'THERE') => Promise<void>;

type Served = Pick<Lane, 'endpoint' | 'places' | 'inFlight'>;

/** While the queue is there, a lane with overdue commands is not served by it only if the lane has nothing to do. */
function freePlaces({ places, inFlight }: Served, queue: 'AWAY' | 'THERE'): number {
  if (queue === 'AWAY') return Math.max(0, places() - inFlight());
  return inFlight() > 0 ? 0 : places();
}

/** `executors` are those of the lanes, in their order. */
export function makeTakeOverdue(lanes: readonly Served[], executors: readonly Pick<CommandExecutor, 'execute'>[]): TakeOverdue {
  return async (commands, queue) => {
    const taken = lanes.flatMap((lane, index) => {
      const executor = executors[index];
      const overdue = commands.filter((command) => command.endpoint === lane.endpoint.id).slice(0, freePlaces(lane, queue));
      return executor ? overdue.map(({ commandId }) => executor.execute(commandId)) : [];
    });
    // A command that cannot be claimed or settled now is found again by the next sweep.
    await Promise.allSettled(taken);
  };
}
