/** Runs one step of a job: in a transaction of its own, or in that of a test. A failure undoes the step and is its outcome. */
import { ApexThrow, ExceptionObject } from '../../run/exceptions.ts';
import { makeExecution, type Execution } from '../../run/execution.ts';
import { limitsOfJob } from '../../run/limits.ts';
import type { Runtime } from '../../run/runtime.ts';
import type { OrgBinding } from '../org-binding.ts';
import type { ApexTransactions } from '../transactions.ts';
import { keepChain, type Chain } from './chain.ts';
import type { Outcome, Step } from './job.ts';

export type PerformOptions = {
  readonly runtime: () => Runtime;
  readonly binding: OrgBinding;
  readonly transactions: ApexTransactions;
  /** Told of what is no exception of Apex: a bug of the org. */
  readonly onError: (error: unknown) => void;
};

export type Performer = (step: Step, chain: Chain) => Promise<Outcome>;

export function makePerformer({ runtime, transactions, onError }: PerformOptions): Performer {
  return async ({ userId, quiddity, work }, chain) => {
    let execution: Execution | undefined;
    try {
      const value = await transactions.run({ userId, quiddity, limits: limitsOfJob(quiddity) }, (begun) => {
        execution = begun;
        keepChain(begun, chain);
        return work();
      });
      return { value, failure: undefined, execution };
    } catch (error) {
      if (error instanceof ApexThrow) return { value: undefined, failure: error.exception, execution };
      onError(error);
      return { value: undefined, failure: ExceptionObject.of(runtime().type('UnexpectedException'), String(error)), execution };
    }
  };
}

export type PerformNow = PerformOptions & { /** Told of what a step did not catch. */ readonly onFailure: (failure: ApexThrow) => void };

/** Inside the transaction of a test. */
export function performNow({ runtime, binding, onFailure }: PerformNow, { userId, quiddity, work }: Step, chain: Chain): Outcome {
  const { statics } = runtime().execution();
  const execution = makeExecution(binding.userOf(userId), { limits: limitsOfJob(quiddity), test: true, statics, quiddity });
  keepChain(execution, chain);
  const savepoint = binding.savepoint();
  const leave = binding.enter(userId);
  try {
    return { value: runtime().within(execution, work), failure: undefined, execution };
  } catch (error) {
    if (!(error instanceof ApexThrow)) throw error;
    binding.rollback(savepoint);
    onFailure(error);
    return { value: undefined, failure: error.exception, execution };
  } finally {
    leave();
  }
}
