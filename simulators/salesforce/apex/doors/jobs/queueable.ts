/** Queueable and scheduled jobs, and finalizers. Source: Apex Developer Guide, "Queueable Apex", "Transaction Finalizers", "Apex Scheduler". */
import type { FinalizerState } from '../../library/async.ts';
import type { Execution } from '../../run/execution.ts';
import type { ExceptionObject } from '../../run/exceptions.ts';
import { classOf } from '../../types/type.ts';
import { PlatformObject, type ApexObject } from '../../values.ts';
import { FINALIZER, noteEnd } from './chain.ts';
import { copyOf } from './copy.ts';
import type { Job, JobTools, Steps } from './job.ts';

const ATTACHED = Symbol('finalizer');

/** Of a run of a Queueable; a second one is a HandledException. */
export const finalizerOf = ({ kept }: Execution): ApexObject | undefined => kept.get(ATTACHED) as ApexObject | undefined;

export const keepFinalizer = ({ kept }: Execution, finalizer: ApexObject): void => void kept.set(ATTACHED, finalizer);

export function* queueableSteps({ runtime, rows }: JobTools, job: Job): Steps {
  rows.change(job.id, { Status: 'Processing' });
  const context = new PlatformObject(classOf('QueueableContext'), { jobId: job.id });
  const { failure, execution } = yield {
    userId: job.userId,
    quiddity: 'QUEUEABLE',
    work: () => runtime.invoke(copyOf(runtime, job.object), 'execute$1$QueueableContext', context),
  };
  rows.end(job.id, failure);
  const finalizer = execution === undefined ? undefined : finalizerOf(execution);
  if (finalizer !== undefined) yield* finalize({ runtime, rows }, job, { finalizer, failure });
}

type Ending = { readonly finalizer: ApexObject; readonly failure: ExceptionObject | undefined };

function* finalize({ runtime }: JobTools, { id, userId }: Job, { finalizer, failure }: Ending): Steps {
  const state: FinalizerState = {
    jobId: id,
    requestId: runtime.uuid(),
    result: failure === undefined ? 'SUCCESS' : 'UNHANDLED_EXCEPTION',
    exception: failure ?? null,
  };
  const context = new PlatformObject(classOf('FinalizerContext'), state);
  yield {
    userId,
    quiddity: FINALIZER,
    work: () => {
      noteEnd(runtime.execution(), failure !== undefined);
      return runtime.invoke(copyOf(runtime, finalizer), 'execute$1$FinalizerContext', context);
    },
  };
}

export type ScheduledJob = Job & { readonly triggerId: string };

/** One run of a schedule. */
export function* scheduledSteps({ runtime, rows }: JobTools, job: ScheduledJob): Steps {
  const context = new PlatformObject(classOf('SchedulableContext'), { triggerId: job.triggerId });
  const { failure } = yield {
    userId: job.userId,
    quiddity: 'SCHEDULED',
    work: () => runtime.invoke(copyOf(runtime, job.object), 'execute$1$SchedulableContext', context),
  };
  if (failure !== undefined) rows.change(job.id, { ExtendedStatus: rows.told(failure) });
}
