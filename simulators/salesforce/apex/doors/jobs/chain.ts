/** How deep a run lies in a chain of jobs that enqueue one another. Source: Apex Developer Guide, "Queueable Apex" (MaximumQueueableStackDepth). */
import type { Execution } from '../../run/execution.ts';
import type { Runtime } from '../../run/runtime.ts';

export type Chain = { readonly depth: number; readonly maximum: number | null };

const CHAIN = Symbol('chain');

export const NO_CHAIN: Chain = { depth: 0, maximum: null };

export const keepChain = ({ kept }: Execution, chain: Chain): void => void kept.set(CHAIN, chain);

export const chainOf = ({ kept }: Execution): Chain => (kept.get(CHAIN) as Chain | undefined) ?? NO_CHAIN;

/** Where the next job lies; an AsyncException when that is too deep. The first job of a chain says how deep it may be. */
export function nextInChain(runtime: Runtime, wanted: number | null): Chain {
  const now = chainOf(runtime.execution());
  const maximum = now.maximum ?? wanted;
  if (maximum !== null && now.depth + 1 > maximum) runtime.fail('AsyncException', 'Maximum stack depth has been reached.');
  return { depth: now.depth + 1, maximum };
}
