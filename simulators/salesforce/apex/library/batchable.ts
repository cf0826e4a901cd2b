/** What can be run as a batch. Source: Apex Reference Guide, "Batchable Interface". */
import type { ApexContext } from '../context.ts';
import type { ApexObject } from '../values.ts';

const STARTING = Symbol('the start method of a batch runs');

/** Runs the `start` method of a batch. */
export function startBatch<Scope>(context: ApexContext, start: () => Scope): Scope {
  const kept = context.keep(STARTING, () => ({ runs: false }));
  kept.runs = true;
  try {
    return start();
  } finally {
    kept.runs = false;
  }
}

export const isBatchStarting = (context: ApexContext): boolean => context.keep(STARTING, () => ({ runs: false })).runs;

const METHODS = ['start$1', 'execute$2', 'finish$1'];

/** Fails for an object that is no batch, and for a scope that holds nothing. */
export function demandBatch(context: ApexContext, job: ApexObject, scope: number | undefined): void {
  if (!METHODS.every((slot) => context.classes.has(job.type, slot)))
    context.fail('TypeException', `Batch class ${job.type.name} does not implement Database.Batchable`);
  if (scope !== undefined && scope < 1) context.fail('IllegalArgumentException', 'The scope size must be greater than 0');
}
