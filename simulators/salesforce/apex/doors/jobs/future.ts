/** Calls of `@future` methods as jobs. Source: Apex Developer Guide, "Future Methods". */
import type { LaterCall } from '../../context-ports.ts';
import type { Execution } from '../../run/execution.ts';
import type { Value } from '../../values.ts';
import { copyOf } from './copy.ts';
import type { JobTools, Steps } from './job.ts';

export type FutureJob = LaterCall & { readonly id: string; readonly userId: string };

const NO_CALLOUTS = Symbol('no callouts');

/** Of a future method that does not say `callout=true`. */
export const forbidsCallouts = ({ kept }: Execution): boolean => kept.has(NO_CALLOUTS);

export function* futureSteps({ runtime, rows }: JobTools, { id, userId, callout, run, args }: FutureJob): Steps {
  rows.change(id, { Status: 'Processing' });
  const { failure } = yield {
    userId,
    quiddity: 'FUTURE',
    work: () => {
      if (!callout) runtime.execution().kept.set(NO_CALLOUTS, true);
      return run(...args.map((arg): Value => copyOf(runtime, arg)));
    },
  };
  rows.end(id, failure);
}
