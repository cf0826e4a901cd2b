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

/** A queue that does not answer for so long is given up. */
const PATIENCE_MS = 5000;
/** While the queue fails it is tried this often: what is given to one that hangs stays in memory. */
const REST_MS = 250;

type Handover = { readonly give: (add: () => Promise<unknown>) => void; readonly done: () => Promise<void> };

/** Gives to the queue what it takes. What it does not is told, and left to the sweeper. */
function makeHandover(clock: Clock, onFailure: (error: unknown) => void): Handover {
  const breaker = makeCircuitBreaker(1, REST_MS);
  const underWay = new Set<Promise<void>>();

  async function hand(add: () => Promise<unknown>): Promise<void> {
    try {
      await within(clock, PATIENCE_MS, add(), () => {
        throw new Error(`the queue did not answer for ${PATIENCE_MS} ms`);
      });
      breaker.succeeded();
    } catch (error) {
      breaker.failed(clock.now(), true);
      onFailure(error);
    }
  }

  return {
    give: (add) => {
      if (!breaker.admits(clock.now())) return;
      const handing = hand(add).finally(() => underWay.delete(handing));
      underWay.add(handing);
    },
    done: async () => {
      await Promise.all(underWay);
    },
  };
}

export type BullmqScheduler = Scheduler & { readonly close: () => Promise<void> };

/** `onFailure` is called with what a queue failed of; the sweeper makes up for it. */
export function makeBullmqScheduler(
  backend: QueueBackend,
  clock: Clock,
  lanes: readonly Lane[],
  onFailure: (error: unknown) => void,
): BullmqScheduler {
  const { give, done } = makeHandover(clock, onFailure);
  const most = new Map(lanes.map(({ endpoint }) => [endpoint.id, bundleOf(endpoint.capabilities)]));
  const queues = new Map<string, JobQueue>();

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
    wakeTurns: (aggregateIds) => {
      if (aggregateIds.length > 0) give(() => queueOf(TURN_QUEUE).addBulk([{ name: 'turns', data: { ids: aggregateIds } }]));
    },
    wakeCommands: (commands) => {
      const now = clock.now();
      for (const [endpoint, due] of Map.groupBy(commands, (command) => command.endpoint)) {
        const jobs = bundles(due, now, most.get(endpoint) ?? 1).map((bundle) => toJob(bundle, now));
        give(() => queueOf(endpointQueue(endpoint)).addBulk(jobs));
      }
    },
    close: async () => {
      await done();
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
