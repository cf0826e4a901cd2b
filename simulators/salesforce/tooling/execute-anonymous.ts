/** Runs a block of Apex for a user. Source: Tooling API guide, "executeAnonymous"; SOAP API guide, "executeAnonymous()". */
import { failureOf } from '../apex/doors/failure.ts';
import type { ApexHost } from '../apex/doors/host.ts';
import { ApexThrow } from '../apex/run/exceptions.ts';
import type { Execution } from '../apex/run/execution.ts';
import type { LogLevels } from './log-levels.ts';
import { logText, wishOf } from './log-text.ts';

/** As both APIs answer it. */
export type ExecuteAnonymousResult = {
  /** -1 where nothing went wrong. */
  readonly line: number;
  readonly column: number;
  readonly compiled: boolean;
  readonly success: boolean;
  readonly compileProblem: string | null;
  readonly exceptionMessage: string | null;
  readonly exceptionStackTrace: string | null;
};

export type AnonymousRun = {
  readonly result: ExecuteAnonymousResult;
  /** Of code that ran, where levels were given. */
  readonly log: string | undefined;
};

export type AnonymousRequest = { readonly userId: string; readonly source: string; readonly levels?: LogLevels | undefined };

const UNIT = 'execute_anonymous_apex';
const SUCCESS: ExecuteAnonymousResult = {
  line: -1,
  column: -1,
  compiled: true,
  success: true,
  compileProblem: null,
  exceptionMessage: null,
  exceptionStackTrace: null,
};

/** In one transaction of its own, which an exception takes back. Callouts are answered. */
export async function runAnonymous(host: ApexHost, { userId, source, levels }: AnonymousRequest): Promise<AnonymousRun> {
  const compiled = host.apex.anonymous(source);
  if (typeof compiled !== 'function') {
    const [problem] = compiled;
    const { line, column } = problem?.at ?? SUCCESS;
    const compileProblem = problem?.message ?? '';
    return { result: { ...SUCCESS, line, column, compiled: false, success: false, compileProblem }, log: undefined };
  }
  const startedAt = host.binding.now();
  let ran: Execution | undefined;
  const failure = await host.transactions
    .run(
      { userId, quiddity: 'ANONYMOUS', unit: UNIT, source, ...(levels === undefined ? {} : { logged: wishOf(levels) }) },
      (execution) => {
        ran = execution;
        compiled();
      },
    )
    .then(() => undefined, failureOfRun);
  const log =
    levels === undefined || ran === undefined ? undefined : logText({ execution: ran, levels, unit: UNIT, startedAt, source, failure });
  return { result: failure === undefined ? SUCCESS : failedResult(failure), log };
}

type Failure = ReturnType<typeof failureOf>;

function failureOfRun(error: unknown): Failure {
  if (error instanceof ApexThrow) return failureOf(error);
  throw error;
}

function failedResult({ message, stack }: Failure): ExecuteAnonymousResult {
  const [, line = '-1', column = '-1'] = /line (\d+), column (\d+)/.exec(stack) ?? [];
  return {
    ...SUCCESS,
    line: Number(line),
    column: Number(column),
    success: false,
    exceptionMessage: message,
    exceptionStackTrace: stack,
  };
}
