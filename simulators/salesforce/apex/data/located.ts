/** Rows of a QueryLocator. Source: Apex Developer Guide, "Execution Governors and Limits" and "Using Batch Apex". */
import { isBatchStarting } from '../library/batchable.ts';
import type { Runtime } from '../run/runtime.ts';
import type { Value } from '../values.ts';

/** What `ask` queries is not held at once, and has a limit of its own; what a batch goes through may be of any number. */
export function located(runtime: Runtime, ask: () => Value): Value {
  return runtime.queries.streamed(ask, isBatchStarting(runtime) ? 'none' : 'queryLocatorRows');
}
