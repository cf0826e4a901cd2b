/**
 * Runs of Apex tests, one after the other, a test at a time so that the org goes on answering. Source: Tooling API guide, "ApexTestQueueItem",
 * "ApexTestResult", "ApexTestRunResult", "runTestsSynchronous".
 */
import { runApexTest, type ApexTest, type TestOutcome } from '../apex/doors/test-run.ts';
import type { OrgClock } from '../clock.ts';
import { toDatetime } from '../storage/instants.ts';
import { makeCoverageRows, type CoverageRows } from './coverage-rows.ts';
import type { TestOrg } from './test-org.ts';
import type { ClassTests, TestRequest } from './test-request.ts';
import { makeTestRunRows, type TestRunRows } from './test-run-rows.ts';
import type { ToolingStore } from './tooling-store.ts';

export type TestCaller = { readonly userId: string; readonly username: string };

export type TestRuns = {
  /** Answers the id of its job at once; the tests follow. */
  readonly start: (org: TestOrg, request: TestRequest, caller: TestCaller) => string;
  /** Resolves when all tests ran. */
  readonly finish: (org: TestOrg, request: TestRequest, caller: TestCaller) => Promise<readonly ClassOutcome[]>;
};

export type ClassOutcome = { readonly tested: ClassTests; readonly outcome: TestOutcome };

export type TestRunsOptions = {
  readonly store: ToolingStore;
  readonly clock: OrgClock;
  /** Told of the job when the state of a run changes. */
  readonly tell: (jobId: string) => void;
  readonly onError: (error: unknown) => void;
};

export function makeTestRuns(options: TestRunsOptions): TestRuns {
  const coverage = new WeakMap<TestOrg, CoverageRows>();
  const coverageOf = (org: TestOrg): CoverageRows => {
    const found = coverage.get(org) ?? makeCoverageRows(options.store, org.apex.apex);
    coverage.set(org, found);
    return found;
  };
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    start: (org, request, caller) => {
      const rows = makeTestRunRows(options.store, options.clock, { request, userId: caller.userId });
      options.tell(rows.jobId);
      inTurn(() => runAll(options, { org, request, caller, rows, coverage: coverageOf(org) })).catch(options.onError);
      return rows.jobId;
    },
    finish: (org, request, caller) =>
      inTurn(async () => {
        const outcomes: ClassOutcome[] = [];
        const run = { org, request, caller, coverage: coverageOf(org) };
        for (const tested of request.classes) {
          for (const test of tested.tests) outcomes.push({ tested, outcome: await runOne(options, run, { tested, test }) });
        }
        if (!request.skipCodeCoverage) run.coverage.total();
        return outcomes;
      }),
  };
}

type Run = { readonly org: TestOrg; readonly request: TestRequest; readonly caller: TestCaller; readonly coverage: CoverageRows };

async function runAll(options: TestRunsOptions, run: Run & { readonly rows: TestRunRows }): Promise<void> {
  const { rows, request } = run;
  rows.begin();
  for (const tested of request.classes) {
    if (rows.isAborted(tested)) continue;
    rows.beginClass(tested);
    options.tell(rows.jobId);
    for (const test of tested.tests) {
      const testedAt = toDatetime(options.clock.now());
      rows.addResult(tested, await runOne(options, run, { tested, test }), testedAt);
    }
    rows.endClass(tested);
  }
  if (!request.skipCodeCoverage) run.coverage.total();
  rows.end();
  options.tell(rows.jobId);
}

/** After whatever else waits. */
async function runOne(
  { clock }: TestRunsOptions,
  { org, request, caller, coverage }: Run,
  { tested, test }: { readonly tested: ClassTests; readonly test: ApexTest },
): Promise<TestOutcome> {
  await new Promise(setImmediate);
  if (!request.skipCodeCoverage) coverage.begin();
  const actor = org.actorOf(caller.username);
  const outcome = runApexTest({ host: org.apex, database: org.database, actor, clock: clock.now, isolate: true }, test);
  if (!request.skipCodeCoverage) coverage.keep({ classId: tested.classId, method: test.method.name });
  return outcome;
}
