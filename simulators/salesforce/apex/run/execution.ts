/** One run of Apex: a transaction with its user, its static variables, its limits and its log. */
import type { RunningUser } from '../org-port.ts';
import { makeHeap, type Heap } from './heap.ts';
import { makeWatch, type Watch } from './watch.ts';
import { SYNCHRONOUS, type LimitName, type Limits } from './limits.ts';

/** Something that happened in a run: a debug log is written from these. Source: Salesforce Help, "Debug Log Levels". */
export type Moment = {
  /** `USER_DEBUG` */
  readonly event: string;
  /** What follows the name in the log: `[3]`, `DEBUG`, the text. */
  readonly details: readonly string[];
  /** Since the run began. Statements stand for time, so that a run leaves the same log on every machine. */
  readonly elapsedNs: number;
};

export type Execution = {
  user: RunningUser;
  /** Values of static fields, by class. */
  statics: unknown[];
  readonly limits: Limits;
  used: Record<LimitName, number>;
  readonly heap: Heap;
  /** Statements that may still run. */
  budget: number;
  readonly watch: Watch;
  readonly kept: Map<symbol, unknown>;
  readonly log: string[];
  /** What a debug log is written from; undefined when nobody wants one. */
  readonly trail: Moment[] | undefined;
  /** Calls of methods are among what the trail holds. */
  readonly methods: boolean;
  readonly test: boolean;
  /** A constant of Quiddity. */
  readonly quiddity: string;
  /** Given when somebody asks for it. */
  requestId: string | undefined;
};

export type ExecutionOptions = {
  readonly limits?: Limits;
  readonly test?: boolean;
  /** Of the test whose part this run is: what runs in a test sees its static variables. */
  readonly statics?: unknown[];
  readonly quiddity?: string;
  /** Filled as it runs. */
  readonly trail?: Moment[];
  readonly methods?: boolean;
};

/** So many statements count as a millisecond of CPU time. */
export const STATEMENTS_PER_MS = 5000;

/** All statements that may run. */
export const budgetOf = ({ cpuTime }: Limits): number => cpuTime * STATEMENTS_PER_MS;

const UNUSED: Readonly<Record<LimitName, number>> = Object.freeze({
  queries: 0,
  queryRows: 0,
  aggregateQueries: 0,
  queryLocatorRows: 0,
  soslQueries: 0,
  dmlStatements: 0,
  dmlRows: 0,
  publishImmediateDml: 0,
  callouts: 0,
  queueableJobs: 0,
  futureCalls: 0,
  emailInvocations: 0,
  mobilePushApexCalls: 0,
  cpuTime: 0,
  heapSize: 0,
});

export function makeExecution(user: RunningUser, options: ExecutionOptions = {}): Execution {
  const { limits = SYNCHRONOUS, test = false, quiddity = test ? 'RUNTEST_SYNC' : 'SYNCHRONOUS' } = options;
  return {
    user,
    statics: options.statics ?? [],
    limits,
    used: { ...UNUSED },
    heap: makeHeap(limits.heapSize),
    budget: budgetOf(limits),
    watch: makeWatch(limits.cpuTime),
    kept: new Map(),
    log: [],
    trail: options.trail,
    methods: options.methods ?? false,
    test,
    quiddity,
    requestId: undefined,
  };
}

const NS_PER_STATEMENT = 1_000_000 / STATEMENTS_PER_MS;

export function elapsedNs({ limits, budget }: Execution): number {
  return (budgetOf(limits) - budget) * NS_PER_STATEMENT;
}

/** Notes what happens, if somebody wants a log of this run. */
export function note(execution: Execution, event: string, ...details: readonly string[]): void {
  execution.trail?.push({ event, details, elapsedNs: elapsedNs(execution) });
}

/** A fresh set of limits, as `Test.startTest` gives. */
export function freshUse(): Record<LimitName, number> {
  return { ...UNUSED };
}

export type Executions = {
  /** Throws when no Apex runs. */
  readonly execution: () => Execution;
  readonly running: () => boolean;
  /** Runs `work` as a part of `next`, and comes back to what ran before. */
  readonly within: <Result>(next: Execution, work: () => Result) => Result;
};

type Stack = { readonly depth: () => number; readonly unwind: (depth: number) => void };

export function makeExecutions(): Executions & {
  /** The stack is as deep after a run as before. */ readonly onLeave: (stack: Stack) => void;
} {
  let current: Execution | undefined;
  let frames: Stack | undefined;
  return {
    onLeave: (stack) => {
      frames = stack;
    },
    running: () => current !== undefined,
    execution: () => {
      if (current === undefined) throw new Error('no Apex runs');
      return current;
    },
    within: (next, work) => {
      const [before, depth] = [current, frames?.depth() ?? 0];
      current = next;
      try {
        return work();
      } finally {
        current = before;
        frames?.unwind(depth);
      }
    },
  };
}
