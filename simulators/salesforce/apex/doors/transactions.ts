/** Runs Apex from outside, each time in a transaction of its own: committed when it ends, undone by whatever it does not catch. */
import type { Actor } from '../../storage/actor.ts';
import type { Database } from '../../storage/database.ts';
import type { CalloutRequest } from '../context-ports.ts';
import { makeExecution, type Execution, type ExecutionOptions } from '../run/execution.ts';
import type { Runtime } from '../run/runtime.ts';
import type { OrgBinding } from './org-binding.ts';
import { CalloutPending, makeRecording, record, type CalloutOutcome, type Recording } from './recording.ts';

export type ApexCall = Pick<ExecutionOptions, 'limits'> & {
  readonly userId: string;
  /** A constant of Quiddity. */
  readonly quiddity: string;
};

export type ApexTransactions = {
  /** Rejects with the `ApexThrow` that `work` does not catch. `work` runs again after each callout: all it changes outside the org's data must be its own. */
  readonly run: <Result>(call: ApexCall, work: (execution: Execution) => Result) => Promise<Result>;
};

export type ApexTransactionOptions = {
  readonly database: Database;
  readonly binding: OrgBinding;
  readonly runtime: () => Runtime;
  readonly customPermissions: (userId: string) => ReadonlySet<string>;
  readonly send: (request: CalloutRequest) => Promise<CalloutOutcome>;
};

export function makeApexTransactions(options: ApexTransactionOptions): ApexTransactions {
  const { database, binding, runtime, customPermissions, send } = options;

  const attempt = <Result>(call: ApexCall, recording: Recording, work: (execution: Execution) => Result): Result => {
    const actor: Actor = { userId: call.userId, permissions: customPermissions(call.userId), changeOrigin: '' };
    const execution = makeExecution(binding.userOf(call.userId), call);
    record(execution, recording);
    return database.transact(actor, (transaction) => binding.on(transaction, () => runtime().within(execution, () => work(execution))));
  };

  return {
    run: async (call, work) => {
      const recording = makeRecording();
      for (;;) {
        try {
          return attempt(call, recording, work);
        } catch (error) {
          if (!(error instanceof CalloutPending)) throw error;
          recording.resume(await send(error.request));
        }
      }
    },
  };
}
