/** Runs Apex from outside, each time in a transaction of its own: committed when it ends, undone by whatever it does not catch. */
import type { Actor } from '../../storage/actor.ts';
import type { Database } from '../../storage/database.ts';
import type { CalloutRequest } from '../context-ports.ts';
import { ApexThrow } from '../run/exceptions.ts';
import { makeExecution, type Execution, type ExecutionOptions } from '../run/execution.ts';
import type { Runtime } from '../run/runtime.ts';
import type { OrgBinding } from './org-binding.ts';
import { CalloutPending, makeRecording, record, type CalloutOutcome, type Recording } from './recording.ts';

export type ApexCall = Pick<ExecutionOptions, 'limits'> & {
  readonly userId: string;
  /** A constant of Quiddity. */
  readonly quiddity: string;
  /** What a debug log calls it; the quiddity when left out. */
  readonly unit?: string;
  /** The text of an anonymous block. */
  readonly source?: string;
  /** The caller wants the trail of the run, whoever else does. */
  readonly logged?: LogWish;
};

export type FinishedRun = {
  readonly execution: Execution;
  readonly unit: string;
  /** ms since the epoch */
  readonly startedAt: number;
  readonly source?: string;
  readonly failure: ApexThrow | undefined;
};

/** What a trail is to hold: `methods` are the calls of methods. */
export type LogWish = { readonly methods: boolean };

/** Who keeps debug logs. */
export type RunLogs = {
  readonly wants: (userId: string) => LogWish | undefined;
  /** Takes a run that has ended. */
  readonly take: (run: FinishedRun) => void;
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
  readonly logs: RunLogs;
};

export function makeApexTransactions(options: ApexTransactionOptions): ApexTransactions {
  const { database, binding, runtime, customPermissions, send, logs } = options;

  const attempt = <Result>(call: ApexCall, recording: Recording, work: (execution: Execution) => Result): Result => {
    const { userId, unit = call.quiddity, source, logged } = call;
    const actor: Actor = { userId, permissions: customPermissions(userId), changeOrigin: '' };
    const [startedAt, traced] = [binding.now(), logs.wants(userId)];
    const wishes = [traced, logged].filter((wish) => wish !== undefined);
    const trail = wishes.length === 0 ? {} : { trail: [], methods: wishes.some(({ methods }) => methods) };
    const execution = makeExecution(binding.userOf(userId), { ...call, ...trail });
    const ended = (failure: ApexThrow | undefined): void => {
      if (traced !== undefined) logs.take({ execution, unit, startedAt, failure, ...(source === undefined ? {} : { source }) });
    };
    record(execution, recording);
    try {
      const run = (): Result => runtime().within(execution, () => work(execution));
      const result = database.transact(actor, (transaction) => binding.on(transaction, run));
      ended(undefined);
      return result;
    } catch (error) {
      if (error instanceof ApexThrow) ended(error);
      throw error;
    }
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
