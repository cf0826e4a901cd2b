/** Jobs of the org: enqueued with the transaction that asks for them, run after its commit, at the org's time; or at `Test.stopTest`. */
import type { CommittedTransaction } from '../../../storage/transaction.ts';
import type { JobPort } from '../../context-ports.ts';
import type { ApexThrow } from '../../run/exceptions.ts';
import type { Runtime } from '../../run/runtime.ts';
import type { ApexObject } from '../../values.ts';
import type { Agenda } from './agenda.ts';
import { chainOf, NO_CHAIN, type Chain } from './chain.ts';
import { copyOf } from './copy.ts';
import { AT_ONCE, makeEnqueuers, type Waiting } from './enqueuers.ts';
import { forbidsCallouts } from './future.ts';
import { runNow, runSteps, type Job, type Steps } from './job.ts';
import type { JobRows, JobType } from './job-records.ts';
import { makePerformer, performNow, type PerformOptions } from './perform.ts';
import { finalizerOf, keepFinalizer } from './queueable.ts';
import { makeSchedules } from './schedules.ts';

export type Jobs = JobPort & {
  /**
   * Runs what waits, and what that enqueues, until nothing waits: as `Test.stopTest` does. Throws the first exception that a job did not catch
   * (Platform Events Developer Guide, "Test BatchApexErrorEvent Messages Published from Batch Apex Jobs").
   */
  readonly runAll: () => void;
  /** Forgets jobs that wait: a test leaves nothing behind. */
  readonly forget: () => void;
  /** What was enqueued in a transaction begins when it has committed. */
  readonly onCommit: (transaction: CommittedTransaction) => void;
};

export type JobsOptions = PerformOptions & { readonly rows: () => JobRows; readonly agenda: Agenda };

/** A test runs so many jobs, those that start one another among them; on the platform none starts another. */
const LONGEST_CHAIN = 150;

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

  const holdSchedule = (id: string, steps: () => Steps): string => hold(id, { ...AT_ONCE, steps });
  const schedules = makeSchedules({ ...options, now: binding.now, jobOf, hold: holdSchedule, begin });

  return {
    ...makeEnqueuers({ ...options, jobOf, hold, isTaken }),
    schedule: schedules.add,
    scheduleBatch: schedules.addBatch,
    ...ofTheRun(runtime),
    abort: (id) => {
      pending.delete(id);
      if (!rows().unschedule(id)) rows().abort(id);
    },
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
      const failures: ApexThrow[] = [];
      const onFailure = (failure: ApexThrow): void => void failures.push(failure);
      for (let count = 0; count < LONGEST_CHAIN; count += 1) {
        const [next] = pending;
        if (next === undefined) break;
        const [id, { steps, chain }] = next;
        pending.delete(id);
        if (schedules.has(id) || !rows().isAborted(id)) runNow(steps(), (step) => performNow({ ...options, onFailure }, step, chain));
      }
      const [first] = failures;
      if (first !== undefined) throw first;
    },
  };
}

/** What a job asks of the run it is. */
function ofTheRun(runtime: () => Runtime): Pick<JobPort, 'chain' | 'forbidsCallouts' | 'attachFinalizer'> {
  return {
    chain: () => chainOf(runtime().execution()),
    forbidsCallouts: () => forbidsCallouts(runtime().execution()),
    attachFinalizer: (finalizer) => attachFinalizer(runtime(), finalizer),
  };
}

function attachFinalizer(runtime: Runtime, finalizer: ApexObject): void {
  const execution = runtime.execution();
  if (finalizerOf(execution) !== undefined) runtime.fail('HandledException', 'A finalizer is already attached');
  keepFinalizer(execution, finalizer);
}
