/** Jobs of the org: enqueued with the transaction that asks for them, run after its commit, at the org's time; or at `Test.stopTest`. */
import type { CommittedTransaction } from '../../../storage/transaction.ts';
import type { JobPort } from '../../context-ports.ts';
import type { Runtime } from '../../run/runtime.ts';
import type { ApexObject } from '../../values.ts';
import type { Agenda } from './agenda.ts';
import { batchSteps } from './batch.ts';
import { NO_CHAIN, nextInChain, type Chain } from './chain.ts';
import { copyOf } from './copy.ts';
import { runNow, runSteps, type Job, type JobTools, type Steps } from './job.ts';
import type { JobRows, JobType } from './job-records.ts';
import { makePerformer, performNow, type PerformOptions } from './perform.ts';
import { finalizerOf, keepFinalizer, queueableSteps } from './queueable.ts';
import { makeSchedules } from './schedules.ts';

export type Jobs = JobPort & {
  /** Runs what waits, and what that enqueues, until nothing waits: as `Test.stopTest` does. */
  readonly runAll: () => void;
  /** Forgets jobs that wait: a test leaves nothing behind. */
  readonly forget: () => void;
  /** What was enqueued in a transaction begins when it has committed. */
  readonly onCommit: (transaction: CommittedTransaction) => void;
};

export type JobsOptions = PerformOptions & { readonly rows: () => JobRows; readonly agenda: Agenda };

/** A test follows so many jobs that start one another; the platform allows one. */
const LONGEST_CHAIN = 50;
const DEFAULT_SCOPE = 200;
const LARGEST_SCOPE = 2000;
const MINUTE_MS = 60_000;

type Waiting = { readonly steps: () => Steps; readonly chain: Chain; readonly signature: string | null; readonly delayMs: number };

const AT_ONCE = { chain: NO_CHAIN, signature: null, delayMs: 0 } as const;

export function makeJobs(options: JobsOptions): Jobs {
  const { runtime, binding, rows, agenda } = options;
  /** Enqueued by the transaction that runs and not yet committed, by the id of the row that says so. */
  const pending = new Map<string, Waiting>();
  const signatures = new Set<string>();
  const perform = makePerformer(options);

  const begin = (steps: Steps, chain: Chain = NO_CHAIN): void =>
    void runSteps(steps, (step) => perform(step, chain)).catch(options.onError);
  const hold = (id: string, waiting: Waiting): string => {
    pending.set(id, waiting);
    return id;
  };
  const isTaken = (signature: string): boolean =>
    signatures.has(signature) || [...pending.values()].some((each) => each.signature === signature);
  const jobOf = (object: ApexObject, type: JobType): Job => ({
    id: rows().add(object.type.name, type),
    object: copyOf(runtime(), object),
    userId: runtime().user().id,
  });

  const start = (id: string, { steps, chain, signature, delayMs }: Waiting): void => {
    if (signature !== null) signatures.add(signature);
    agenda.at(binding.now() + delayMs, () => {
      if (signature !== null) signatures.delete(signature);
      if (!rows().isAborted(id)) begin(steps(), chain);
    });
  };

  const schedules = makeSchedules({
    ...options,
    now: binding.now,
    jobOf,
    hold: (id, steps) => hold(id, { ...AT_ONCE, steps }),
    begin,
  });

  return {
    ...makeEnqueuers({ ...options, jobOf, hold, isTaken }),
    schedule: schedules.add,
    abort: (id) => {
      pending.delete(id);
      if (!rows().unschedule(id)) rows().abort(id);
    },
    attachFinalizer: (finalizer) => attachFinalizer(runtime(), finalizer),
    forget: () => pending.clear(),
    onCommit: ({ changes }) => {
      if (pending.size === 0) return;
      for (const { id, type } of changes) {
        const waiting = type === 'CREATE' ? pending.get(id) : undefined;
        if (waiting !== undefined && !schedules.start(id)) start(id, waiting);
      }
      // Transactions run one at a time: what is left was enqueued by one that was undone.
      pending.clear();
    },
    runAll: () => {
      for (let count = 0; count < LONGEST_CHAIN; count += 1) {
        const [next] = pending;
        if (next === undefined) return;
        const [id, { steps }] = next;
        pending.delete(id);
        if (schedules.has(id) || !rows().isAborted(id)) runNow(steps(), (step) => performNow(options, step));
      }
    },
  };
}

function attachFinalizer(runtime: Runtime, finalizer: ApexObject): void {
  const execution = runtime.execution();
  if (finalizerOf(execution) !== undefined) runtime.fail('HandledException', 'A finalizer is already attached');
  keepFinalizer(execution, finalizer);
}

type EnqueueTools = JobsOptions & {
  readonly jobOf: (object: ApexObject, type: JobType) => Job;
  readonly hold: (id: string, waiting: Waiting) => string;
  readonly isTaken: (signature: string) => boolean;
};

function makeEnqueuers({ runtime, rows, jobOf, hold, isTaken }: EnqueueTools): Pick<JobPort, 'enqueue' | 'executeBatch'> {
  const tools = (): JobTools => ({ runtime: runtime(), rows: rows() });
  return {
    enqueue: (object, { delayMinutes, signature, maximumDepth }) => {
      const chain = nextInChain(runtime(), maximumDepth);
      if (signature !== null && isTaken(signature))
        runtime().fail('DuplicateMessageException', 'Attempt to enqueue job with duplicate queueable signature');
      const job = jobOf(object, 'Queueable');
      return hold(job.id, { steps: () => queueableSteps(tools(), job), chain, signature, delayMs: delayMinutes * MINUTE_MS });
    },
    executeBatch: (object, scope = DEFAULT_SCOPE) => {
      const job = { ...jobOf(object, 'BatchApex'), scope: Math.min(scope, LARGEST_SCOPE) };
      return hold(job.id, { ...AT_ONCE, steps: () => batchSteps(tools(), job) });
    },
  };
}
