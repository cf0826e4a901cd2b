/** What jobs have in common: they go on in steps, each a run of Apex in a transaction of its own. */
import type { ExceptionObject } from '../../run/exceptions.ts';
import type { Execution } from '../../run/execution.ts';
import type { Runtime } from '../../run/runtime.ts';
import type { ApexObject } from '../../values.ts';
import type { JobRows } from './job-records.ts';

export type Job = {
  readonly id: string;
  readonly object: ApexObject;
  /** Whom it runs as: who enqueued it. */
  readonly userId: string;
};

export type Step = { readonly userId: string; readonly quiddity: string; readonly work: () => unknown };

/** What a step came to; one that failed has been undone. */
export type Outcome = {
  readonly value: unknown;
  readonly failure: ExceptionObject | undefined;
  /** Undefined when it did not even begin. */
  readonly execution: Execution | undefined;
};

export type Steps = Generator<Step, void, Outcome>;

export type JobTools = { readonly runtime: Runtime; readonly rows: JobRows };

/** Runs the steps one after the other, now: in a test. */
export function runNow(steps: Steps, perform: (step: Step) => Outcome): void {
  for (let next = steps.next(); next.done !== true; next = steps.next(perform(next.value)));
}

export async function runSteps(steps: Steps, perform: (step: Step) => Promise<Outcome>): Promise<void> {
  for (let next = steps.next(); next.done !== true; next = steps.next(await perform(next.value)));
}
