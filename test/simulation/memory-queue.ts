/** BullMQ's part in memory: priorities, delays, one job an id, and a memory that can be wiped. */
import type { Clock } from '../../broker/engine/clock.ts';
import type { JobQueue, JobWorker, QueueBackend } from '../../broker/engine/queue-backend.ts';

type Job = { readonly id: string; readonly ids: readonly string[]; readonly priority: number; readonly order: number };
type Lane = { waiting: Job[]; known: Set<string>; worker: MemoryWorker | undefined };

/** What a killed worker had in hand stays in its hands for ever, and does not count against the next. */
type MemoryWorker = { active: number; concurrency: number; readonly process: (ids: readonly string[]) => Promise<unknown> };

export type MemoryQueueBackend = QueueBackend & { readonly flush: () => void };

export function makeMemoryQueueBackend(clock: Clock): MemoryQueueBackend {
  const lanes = new Map<string, Lane>();
  let generation = 0;
  let remembered = false;
  let order = 0;

  function laneOf(name: string): Lane {
    const lane = lanes.get(name) ?? { waiting: [], known: new Set<string>(), worker: undefined };
    lanes.set(name, lane);
    return lane;
  }

  function pump(lane: Lane): void {
    const { worker } = lane;
    while (worker && worker.active < worker.concurrency) {
      const job = lane.waiting.shift();
      if (!job) return;
      worker.active += 1;
      void worker
        .process(job.ids)
        .catch(() => undefined)
        .finally(() => {
          worker.active -= 1;
          lane.known.delete(job.id);
          pump(lane);
        });
    }
  }

  function enter(lane: Lane, job: Job, born: number): void {
    if (born !== generation) return;
    const at = lane.waiting.findIndex((other) => other.priority > job.priority);
    lane.waiting.splice(at === -1 ? lane.waiting.length : at, 0, job);
    pump(lane);
  }

  function add(lane: Lane, ids: readonly string[], id: string | undefined, options: { priority: number; delay: number }): void {
    order += 1;
    const job: Job = { id: id ?? `job-${order}`, ids, priority: options.priority, order };
    if (lane.known.has(job.id)) return;
    lane.known.add(job.id);
    const born = generation;
    if (options.delay > 0)
      void clock.sleep(options.delay).then(() => {
        enter(lane, job, born);
      });
    else enter(lane, job, born);
  }

  return {
    queue: (name) => {
      const lane = laneOf(name);
      const queue: Pick<JobQueue, 'addBulk' | 'close'> = {
        addBulk: (jobs) => {
          for (const job of jobs)
            add(lane, job.data.ids, job.opts?.jobId, { priority: job.opts?.priority ?? 0, delay: job.opts?.delay ?? 0 });
          return Promise.resolve([]);
        },
        close: () => Promise.resolve(),
      };
      return queue as JobQueue;
    },
    worker: (name, process, options) => {
      const lane = laneOf(name);
      const running: MemoryWorker = {
        active: 0,
        concurrency: options.concurrency ?? 1,
        process: (ids) => Promise.resolve(process({ data: { ids } } as never)),
      };
      const run = (): Promise<void> => {
        lane.worker = running;
        pump(lane);
        return Promise.resolve();
      };
      if (options.autorun !== false) void run();
      const worker: Pick<JobWorker, 'close' | 'run' | 'concurrency'> = {
        run,
        get concurrency() {
          return running.concurrency;
        },
        set concurrency(next) {
          running.concurrency = next;
          pump(lane);
        },
        close: () => {
          lane.worker = undefined;
          return Promise.resolve();
        },
      };
      return worker as JobWorker;
    },
    remembers: () => {
      const before = remembered;
      remembered = true;
      return Promise.resolve(before);
    },
    ping: () => Promise.resolve(),
    close: () => Promise.resolve(),
    flush: () => {
      generation += 1;
      remembered = false;
      for (const lane of lanes.values()) {
        lane.waiting = [];
        lane.known.clear();
      }
    },
  };
}
