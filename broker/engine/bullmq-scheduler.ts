/** The scheduler on BullMQ: a queue for turns, and one for each endpoint, in which stopping goes before starting. */
import type { Clock } from './clock.ts';
import type { ScheduledCommand } from './ledger.ts';
import type { JobQueue, QueueBackend } from './queue-backend.ts';
import type { Scheduler } from './scheduler.ts';

export const TURN_QUEUE = 'turns';

export function endpointQueue(endpoint: string): string {
  return `endpoint-${endpoint}`;
}

/**
 * Same command and token, same job: waking twice is harmless. BullMQ allows neither colons nor bare numbers.
 */
function jobId(command: ScheduledCommand): string {
  return `cmd-${command.commandId}-${command.token}`;
}

/** A queue that does not answer for so long is given up; the sweeper makes up for what it did not take. */
const PATIENCE_MS = 5000;

async function inTime(work: Promise<unknown>, clock: Clock): Promise<void> {
  const answered = new AbortController();
  const late = clock.sleep(PATIENCE_MS, answered.signal).then(() => {
    throw new Error(`the queue did not answer for ${PATIENCE_MS} ms`);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    answered.abort();
    // Whichever lost the race has nobody left to listen.
    await Promise.allSettled([late]);
    work.catch(() => undefined);
  }
}

export type BullmqScheduler = Scheduler & { readonly close: () => Promise<void> };

export function makeBullmqScheduler(backend: QueueBackend, clock: Clock): BullmqScheduler {
  const queues = new Map<string, JobQueue>();

  function queueOf(name: string): JobQueue {
    const known = queues.get(name) ?? backend.queue(name);
    queues.set(name, known);
    return known;
  }

  function toJob(command: ScheduledCommand): Parameters<JobQueue['addBulk']>[0][number] {
    const delay = Math.max(0, command.dueAt - clock.now());
    return { name: 'command', data: { ids: [command.commandId] }, opts: { jobId: jobId(command), priority: command.priority, delay } };
  }

  return {
    wakeTurns: async (aggregateIds) => {
      if (aggregateIds.length > 0) await inTime(queueOf(TURN_QUEUE).addBulk([{ name: 'turns', data: { ids: aggregateIds } }]), clock);
    },
    wakeCommands: async (commands) => {
      const lanes = Map.groupBy(commands, (command) => command.endpoint);
      const added = [...lanes].map(([endpoint, lane]) => queueOf(endpointQueue(endpoint)).addBulk(lane.map(toJob)));
      await inTime(Promise.all(added), clock);
    },
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
