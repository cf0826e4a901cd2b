/** Queueable jobs and their finalizers. Source: Apex Developer Guide, "Queueable Apex" and "Transaction Finalizers". */
import type { EnqueueOptions, JobPort } from '../context-ports.ts';
import type { FinalizerState } from '../library/async.ts';
import { ApexThrow, type ExceptionObject } from '../run/exceptions.ts';
import { makeExecution, type Execution } from '../run/execution.ts';
import { ASYNCHRONOUS } from '../run/limits.ts';
import type { Runtime } from '../run/runtime.ts';
import { classOf } from '../types/type.ts';
import { PlatformObject, type ApexObject, type Value } from '../values.ts';
import type { OrgBinding } from './org-binding.ts';

type Job = { readonly id: string; readonly object: ApexObject; readonly userId: string; readonly kind: 'Queueable' | 'ScheduledApex' };

export type Jobs = JobPort & {
  /** Runs what waits, and what that enqueues, until nothing waits: as `Test.stopTest` does. */
  readonly runAll: () => void;
  /** Forgets jobs that wait: a test leaves nothing behind. */
  readonly forget: () => void;
};

export type JobOptions = {
  readonly runtime: () => Runtime;
  readonly binding: OrgBinding;
  /** Writes down a job and its end, as AsyncApexJob. */
  readonly record: (job: {
    readonly id: string | undefined;
    readonly className: string;
    readonly type: string;
    readonly status: string;
    readonly errors: number;
  }) => string;
  /** Called when a job waits; outside of tests it starts the work after the commit. */
  readonly waits: () => void;
};

const FINALIZER = Symbol('finalizer');

/** A test follows so many jobs that start one another; the platform allows one. */
const LONGEST_CHAIN = 50;

export function makeJobs(options: JobOptions): Jobs {
  const { runtime, binding, record } = options;
  const waiting: Job[] = [];

  const add = (object: ApexObject, kind: Job['kind']): string => {
    const id = record({ id: undefined, className: object.type.name, type: kind, status: 'Queued', errors: 0 });
    waiting.push({ id, object, kind, userId: runtime().user().id });
    options.waits();
    return id;
  };

  const run = (job: Job): void => {
    const apex = runtime();
    const execution = makeExecution(binding.userOf(job.userId), { limits: ASYNCHRONOUS, test: apex.running() && apex.inTest() });
    const savepoint = binding.savepoint();
    const failure = attempt(() => apex.within(execution, () => apex.call(job.object, 'execute', contextOf(job))));
    if (failure !== undefined) binding.rollback(savepoint);
    record({
      id: job.id,
      className: job.object.type.name,
      type: job.kind,
      status: failure === undefined ? 'Completed' : 'Failed',
      errors: failure === undefined ? 0 : 1,
    });
    finalize(job, execution, failure);
  };

  const finalize = (job: Job, execution: Execution, failure: ExceptionObject | undefined): void => {
    const finalizer = execution.kept.get(FINALIZER) as ApexObject | undefined;
    if (finalizer === undefined) return;
    const apex = runtime();
    const result = failure === undefined ? 'SUCCESS' : 'UNHANDLED_EXCEPTION';
    const state: FinalizerState = { jobId: job.id, requestId: apex.uuid(), result, exception: failure ?? null };
    const next = makeExecution(binding.userOf(job.userId), { limits: ASYNCHRONOUS, test: execution.test });
    apex.within(next, () => apex.call(finalizer, 'execute', new PlatformObject(classOf('FinalizerContext'), state)));
  };

  return {
    enqueue: (object, _options: EnqueueOptions) => {
      runtime().use('queueableJobs');
      return add(object, 'Queueable');
    },
    schedule: (_name, _cron, object) => add(object, 'ScheduledApex'),
    executeBatch: () => runtime().fail('AsyncException', 'not supported: Database.executeBatch'),
    abort: (jobId) => void waiting.splice(0, waiting.length, ...waiting.filter((job) => job.id !== jobId)),
    attachFinalizer: (finalizer) => {
      const { kept } = runtime().execution();
      if (kept.has(FINALIZER)) runtime().fail('HandledException', 'A finalizer is already attached');
      kept.set(FINALIZER, finalizer);
    },
    forget: () => void waiting.splice(0),
    runAll: () => {
      for (let count = 0; count < LONGEST_CHAIN; count += 1) {
        const job = waiting.shift();
        if (job === undefined) return;
        run(job);
      }
    },
  };
}

function contextOf({ id, kind }: Job): Value {
  return kind === 'Queueable'
    ? new PlatformObject(classOf('QueueableContext'), { jobId: id })
    : new PlatformObject(classOf('SchedulableContext'), { triggerId: id });
}

function attempt(work: () => void): ExceptionObject | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof ApexThrow) return error.exception;
    throw error;
  }
}
