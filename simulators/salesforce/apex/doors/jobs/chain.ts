/** How deep a run lies in a chain of jobs that enqueue one another. Source: Apex Developer Guide, "Queueable Apex" (MaximumQueueableStackDepth). */
import type { Execution } from '../../run/execution.ts';
import type { Runtime } from '../../run/runtime.ts';

export type Chain = {
  readonly depth: number;
  readonly maximum: number | null;
  /** So many jobs before this one failed and were enqueued again by their finalizers, one after another. */
  readonly failed: number;
};

/** Source: Apex Developer Guide, "Transaction Finalizers". */
const MOST_FAILED = 5;

export const FINALIZER = 'TRANSACTION_FINALIZER_QUEUEABLE';

const CHAIN = Symbol('chain');

export const NO_CHAIN: Chain = { depth: 0, maximum: null, failed: 0 };

export const keepChain = ({ kept }: Execution, chain: Chain): void => void kept.set(CHAIN, chain);

export const chainOf = ({ kept }: Execution): Chain => (kept.get(CHAIN) as Chain | undefined) ?? NO_CHAIN;

/** Where the next job lies; an AsyncException when that is too deep. The first job of a chain says how deep it may be. */
export function nextInChain(runtime: Runtime, wanted: number | null): Chain {
  const execution = runtime.execution();
  const now = chainOf(execution);
  const maximum = now.maximum ?? wanted;
  if (maximum !== null && now.depth + 1 > maximum) runtime.fail('AsyncException', 'Maximum stack depth has been reached.');
  if (now.failed > MOST_FAILED) runtime.fail('AsyncException', `A failed job can be enqueued again ${MOST_FAILED} times.`);
  return { depth: now.depth + 1, maximum, failed: execution.quiddity === FINALIZER ? now.failed : 0 };
}

/** What a finalizer enqueues goes on from how its job ended. */
export function noteEnd(execution: Execution, isFailure: boolean): void {
  const chain = chainOf(execution);
  keepChain(execution, { ...chain, failed: isFailure ? chain.failed + 1 : 0 });
}
