/** The scheduler on BullMQ: a queue for turns, and one for each endpoint, in which stopping goes before starting. */
import { makeCircuitBreaker } from './circuit-breaker.ts';
import type { Clock } from './clock.ts';
import { within } from './deadline.ts';
import type { EndpointCapabilities } from './endpoint.ts';
import type { Lane } from './lane.ts';
import type { ScheduledCommand } from './ledger.ts';
import type { JobQueue, QueueBackend } from './queue-backend.ts';
import type { Scheduler } from './scheduler.ts';

export const TURN_QUEUE = 'turns';

export function endpointQueue(endpoint: string): string {
  return `endpoint-${endpoint}`;
}

/** Same commands and tokens, same job: waking twice is harmless. BullMQ allows neither colons nor bare numbers. */
function jobId(commands: readonly ScheduledCommand[]): string {
  const [first] = commands;
  const others = commands.length > 1 ? `-and-${commands.length - 1}` : '';
  return `cmd-${first?.commandId}-${first?.token}${others}`;
}

/** An endpoint of many slots is given several commands in a job: one for each of so many slots. */
const SLOTS_PER_BUNDLED = 8;

/** What a rate holds back waits in the queue, where stopping goes first: there a job is a call. */
function bundleOf({ concurrency, callsPerSecond }: EndpointCapabilities): number {
  return callsPerSecond === undefined ? Math.max(1, Math.floor(concurrency / SLOTS_PER_BUNDLED)) : 1;
}

/** Commands of one priority that are due now, some in a job: a job costs the queue as much as what it carries costs us. */
function bundles(commands: readonly ScheduledCommand[], now: number, most: number): readonly (readonly ScheduledCommand[])[] {
  const [later, due] = [commands.filter(({ dueAt }) => dueAt > now), commands.filter(({ dueAt }) => dueAt <= now)];
  const equals = [...Map.groupBy(due, ({ priority }) => priority).values()];
  const cut = (list: readonly ScheduledCommand[]): (readonly ScheduledCommand[])[] =>
    Array.from({ length: Math.ceil(list.length / most) }, (_, index) => list.slice(index * most, (index + 1) * most));
  return [...equals.flatMap(cut), ...later.map((command) => [command])];
}

/** A queue that does not answer for so long is given up; the sweeper makes up for what it did not take. */
const PATIENCE_MS = 5000;
/** One that was given up is asked this often whether it is back. All others who would ask it need not wait, nor does what they say pile up. */
const AWAY_MS = 1000;

type Ask = (work: () => Promise<unknown>) => Promise<void>;

function makeAsk(clock: Clock): Ask {
  const breaker = makeCircuitBreaker(1, AWAY_MS);
  return async (work) => {
    if (!breaker.admits(clock.now())) throw new Error('the queue is away');
    try {
      await within(clock, PATIENCE_MS, work(), () => {
        throw new Error(`the queue did not answer for ${PATIENCE_MS} ms`);
      });
      breaker.succeeded();
    } catch (error) {
      breaker.failed(clock.now(), true);
      throw error;
    }
  };
}

export type BullmqScheduler = Scheduler & { readonly close: () => Promise<void> };

export function makeBullmqScheduler(backend: QueueBackend, clock: Clock, lanes: readonly Lane[]): BullmqScheduler {
  const most = new Map(lanes.map(({ endpoint }) => [endpoint.id, bundleOf(endpoint.capabilities)]));
  const queues = new Map<string, JobQueue>();
  const ask = makeAsk(clock);

  function queueOf(name: string): JobQueue {
    const known = queues.get(name) ?? backend.queue(name);
    queues.set(name, known);
    return known;
  }

  function toJob(commands: readonly ScheduledCommand[], now: number): Parameters<JobQueue['addBulk']>[0][number] {
    const { priority = 0, dueAt = now } = commands[0] ?? {};
    const data = { ids: commands.map(({ commandId }) => commandId) };
    return { name: 'command', data, opts: { jobId: jobId(commands), priority, delay: Math.max(0, dueAt - now) } };
  }

  return {
    wakeTurns: async (aggregateIds) => {
      if (aggregateIds.length > 0) await ask(() => queueOf(TURN_QUEUE).addBulk([{ name: 'turns', data: { ids: aggregateIds } }]));
    },
    wakeCommands: async (commands) => {
      const now = clock.now();
      const byEndpoint = [...Map.groupBy(commands, (command) => command.endpoint)];
      if (byEndpoint.length === 0) return;
      const add = ([endpoint, due]: (typeof byEndpoint)[number]): Promise<unknown> => {
        const jobs = bundles(due, now, most.get(endpoint) ?? 1).map((bundle) => toJob(bundle, now));
        return queueOf(endpointQueue(endpoint)).addBulk(jobs);
      };
      await ask(() => Promise.all(byEndpoint.map(add)));
    },
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
