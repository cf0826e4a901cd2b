/** The jobs that begin as soon as their transaction has committed: queueable jobs, batches and calls of future methods. */
import type { JobPort } from '../../context-ports.ts';
import type { Runtime } from '../../run/runtime.ts';
import type { ApexObject, Value } from '../../values.ts';
import { batchSteps } from './batch.ts';
import { NO_CHAIN, nextInChain, type Chain } from './chain.ts';
import { copyOf } from './copy.ts';
import { futureSteps } from './future.ts';
import type { Job, JobTools, Steps } from './job.ts';
import type { JobRows, JobType } from './job-records.ts';
import { queueableSteps } from './queueable.ts';

export type Waiting = { readonly steps: () => Steps; readonly chain: Chain; readonly signature: string | null; readonly delayMs: number };

export type EnqueueTools = {
  readonly runtime: () => Runtime;
  readonly rows: () => JobRows;
  readonly jobOf: (object: ApexObject, type: JobType) => Job;
  readonly hold: (id: string, waiting: Waiting) => string;
  readonly isTaken: (signature: string) => boolean;
};

export const AT_ONCE = { chain: NO_CHAIN, signature: null, delayMs: 0 } as const;

const MINUTE_MS = 60_000;
const DEFAULT_SCOPE = 200;
const LARGEST_SCOPE = 2000;

/** As many records or values as a batch gets at a time. */
export const scopeOf = (wanted: number | undefined): number => Math.min(wanted ?? DEFAULT_SCOPE, LARGEST_SCOPE);

export function makeEnqueuers(options: EnqueueTools): Pick<JobPort, 'enqueue' | 'executeBatch' | 'callLater'> {
  const { runtime, rows, jobOf, hold, isTaken } = options;
  const tools = (): JobTools => ({ runtime: runtime(), rows: rows() });
  return {
    enqueue: (object, { delayMinutes, signature, maximumDepth }) => {
      const chain = nextInChain(runtime(), maximumDepth);
      if (signature !== null && isTaken(signature))
        runtime().fail('DuplicateMessageException', 'Attempt to enqueue job with duplicate queueable signature');
      const job = jobOf(object, 'Queueable');
      return hold(job.id, { steps: () => queueableSteps(tools(), job), chain, signature, delayMs: delayMinutes * MINUTE_MS });
    },
    executeBatch: (object, scope) => {
      const job = { ...jobOf(object, 'BatchApex'), scope: scopeOf(scope) };
      return hold(job.id, { ...AT_ONCE, steps: () => batchSteps(tools(), job) });
    },
    callLater: (call) => {
      const id = rows().add(call.className, 'Future', { MethodName: call.methodName });
      const args = call.args.map((arg): Value => copyOf(runtime(), arg));
      const job = { ...call, args, id, userId: runtime().user().id };
      return hold(id, { ...AT_ONCE, steps: () => futureSteps(tools(), job) });
    },
  };
}
