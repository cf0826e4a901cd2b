/** Calls of `@future` methods while Apex runs. Source: Apex Developer Guide, "Future Methods". */
import type { FutureMethod } from '../compile/future.ts';
import type { ApexContext } from '../context.ts';
import type { Value } from '../values.ts';

/** Contexts in which no future method may be called. */
const ASYNCHRONOUS_ALREADY: ReadonlySet<string> = new Set(['FUTURE', 'BATCH_APEX']);

export const makeCallLater =
  (context: ApexContext) =>
  (method: FutureMethod, run: (...args: Value[]) => unknown, args: readonly Value[]): void => {
    const { className, name, parameters, callout } = method;
    if (ASYNCHRONOUS_ALREADY.has(context.kind().quiddity)) {
      const title = `${className}.${name}(${parameters})`;
      context.fail('AsyncException', `Future method cannot be called from a future or batch method: ${title}`);
    }
    context.use('futureCalls');
    context.jobs.callLater({ className, methodName: name, callout, run, args });
  };
