/** The worker role: runs turns, executes commands, sweeps. Any number of processes may have it. */
import { INTENT_PRIORITY } from '../../canonical/command.ts';
import type { Clock, Random } from './clock.ts';
import { makeBullmqScheduler, endpointQueue, TURN_QUEUE } from './bullmq-scheduler.ts';
import { makeCommandExecutor } from './command-executor.ts';
import type { CommandExecutor } from './command-executor.ts';
import type { FinishedCall } from './command-call.ts';
import type { ReachPoint } from './fault-points.ts';
import type { Lane } from './lane.ts';
import { makeTakeOverdue } from './take-overdue.ts';
import type { Ledger, ScheduledCommand, TurnFunction } from './ledger.ts';
import type { JobWorker, QueueBackend } from './queue-backend.ts';
import type { Scheduler } from './scheduler.ts';
import { runSweeper } from './sweeper.ts';
import { makeTurnRunner } from './turn-runner.ts';
import type { FinishedTurns, TurnRunner } from './turn-runner.ts';

/** Jobs a lane takes ahead of its slots, so that the next call starts when one ends; what a rate holds back stays in the queue. */
const AHEAD = 2;
/** Jobs of turns taken at once. */
const TURN_JOBS = 10;
/** Claims are renewed this often within a lease. */
const RENEWALS_PER_LEASE = 4;

export type WorkerDependencies = {
  readonly ledger: Ledger;
  readonly backend: QueueBackend;
  readonly lanes: readonly Lane[];
  readonly turn: TurnFunction;
  readonly clock: Clock;
  readonly random: Random;
  readonly owner: string;
  readonly leaseMs: number;
  readonly sweepIntervalMs: number;
  readonly reach: ReachPoint;
  /** Called after a commit that left records to write to Salesforce. */
  readonly onRecords: () => void;
  /** Called after a commit, with the aggregates whose turns it holds. */
  readonly onTurns: (turns: FinishedTurns) => void;
  readonly onCall: (call: FinishedCall) => void;
  readonly onFailure: (where: string, error: unknown) => void;
};

export type RunningWorker = {
  /** Runs the turns of these aggregates here, without a way through the queue. */
  readonly wakeTurns: (aggregateIds: readonly string[]) => void;
  /** Takes nothing new, gives back what was not sent, finishes what was. */
  readonly stop: () => Promise<void>;
};

function startLane(dependencies: WorkerDependencies, executor: CommandExecutor, lane: Lane): JobWorker {
  const { callsPerSecond } = lane.endpoint.capabilities;
  const worker = dependencies.backend.worker(
    endpointQueue(lane.endpoint.id),
    async (job) => {
      await Promise.all(job.data.ids.map((id) => executor.execute(id)));
    },
    { autorun: false },
  );
  // A process without places leaves the jobs to those that have some; once it has some it keeps some.
  let runs = false;
  lane.onPlaces((places) => {
    worker.concurrency = callsPerSecond === undefined ? places * AHEAD + AHEAD : places;
    if (places === 0 || runs) return;
    runs = true;
    worker.run().catch((error: unknown) => {
      dependencies.onFailure(`jobs of ${lane.endpoint.id}`, error);
    });
  });
  return worker;
}

/** Keeps claims alive while their calls run. A renewal that fails shows at the send, which needs a live lease. */
async function keepClaims(dependencies: WorkerDependencies, executors: readonly CommandExecutor[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await dependencies.clock.sleep(dependencies.leaseMs / RENEWALS_PER_LEASE, signal).catch(() => undefined);
    const renewals = await Promise.allSettled(executors.map((executor) => executor.renew()));
    for (const renewal of renewals) if (renewal.status === 'rejected') dependencies.onFailure('claims', renewal.reason);
  }
}

/** The end of a job of turns: taking it is only taking note. */
function wakingJob({ wake }: TurnRunner): (job: { readonly data: { readonly ids: readonly string[] } }) => Promise<void> {
  return (job) => {
    wake(job.data.ids);
    return Promise.resolve();
  };
}

function makeExecutor(
  dependencies: WorkerDependencies,
  lane: Lane,
  scheduler: Pick<Scheduler, 'wakeCommands'>,
  turns: TurnRunner,
): CommandExecutor {
  return makeCommandExecutor({
    ...dependencies,
    ...{ lane, scheduler, wakeTurns: turns.wakeAnswered },
    onFault: (error) => {
      dependencies.onFailure(`adapter ${lane.endpoint.id}`, error);
    },
  });
}

/** What is overdue goes into the queues again. In a lane that is full it waits for a slot and nothing else, unless it must go first. */
function makeSweeperQueue(queues: Scheduler, lanes: readonly Lane[]): Pick<Scheduler, 'wakeCommands'> {
  return {
    wakeCommands: (commands) => {
      const full = new Set(lanes.filter(isFull).map(({ endpoint }) => endpoint.id));
      const isUrgent = ({ priority }: ScheduledCommand): boolean => priority < INTENT_PRIORITY.CREATE_ORDER;
      queues.wakeCommands(commands.filter((command) => isUrgent(command) || !full.has(command.endpoint)));
    },
  };
}

function isFull({ places, inFlight }: Lane): boolean {
  return inFlight() >= places();
}

export function startWorker(dependencies: WorkerDependencies): RunningWorker {
  const { backend, lanes, clock } = dependencies;
  const failed = (where: string) => (error: unknown) => {
    dependencies.onFailure(where, error);
  };
  const stopping = new AbortController();
  const queues = makeBullmqScheduler(backend, clock, lanes, failed('queue'));
  const turns = makeTurnRunner({ ...dependencies, scheduler: queues, onFailure: failed('turns') });
  const executors = lanes.map((lane) => makeExecutor(dependencies, lane, queues, turns));
  const workers = [
    ...lanes.map((lane, index) => startLane(dependencies, executors[index] as CommandExecutor, lane)),
    backend.worker(TURN_QUEUE, wakingJob(turns), { concurrency: TURN_JOBS }),
  ];
  const sweeper = {
    ...dependencies,
    queue: makeSweeperQueue(queues, lanes),
    remembers: backend.remembers,
    wakeTurns: turns.wake,
    takeOverdue: makeTakeOverdue(lanes, executors),
    intervalMs: dependencies.sweepIntervalMs,
  };
  const sweeping = runSweeper({ ...sweeper, onFailure: failed('sweeper') }, stopping.signal);
  const renewing = keepClaims(dependencies, executors, stopping.signal);

  return {
    wakeTurns: turns.wake,
    stop: async () => {
      stopping.abort(new Error('stopping'));
      await Promise.all(executors.map((executor) => executor.stop()));
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all([sweeping, renewing, turns.stop()]);
      await queues.close();
    },
  };
}
