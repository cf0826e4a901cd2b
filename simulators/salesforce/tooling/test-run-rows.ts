/** What an asynchronous run of tests shows of itself. Source: Tooling API guide, "ApexTestQueueItem", "ApexTestResult", "ApexTestRunResult". */
import type { TestOutcome } from '../apex/doors/test-run.ts';
import type { OrgClock } from '../clock.ts';
import { toDatetime } from '../storage/instants.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import type { ClassTests, TestRequest } from './test-request.ts';
import type { ToolingStore } from './tooling-store.ts';

export type TestRunRows = {
  /** Of the AsyncApexJob. */
  readonly jobId: string;
  readonly begin: () => void;
  /** Somebody set the class's queue item to Aborted. */
  readonly isAborted: (tested: ClassTests) => boolean;
  readonly beginClass: (tested: ClassTests) => void;
  readonly addResult: (tested: ClassTests, outcome: TestOutcome, testedAt: string) => void;
  readonly endClass: (tested: ClassTests) => void;
  readonly end: () => void;
};

export function makeTestRunRows(
  { database, rows }: ToolingStore,
  clock: OrgClock,
  { request, userId }: { readonly request: TestRequest; readonly userId: string },
): TestRunRows {
  const [jobs, runs] = [database.table('AsyncApexJob'), database.table('ApexTestRunResult')];
  const [items, results] = [database.table('ApexTestQueueItem'), database.table('ApexTestResult')];
  const { classes, all } = request;
  const counts = { ClassesEnqueued: classes.length, MethodsEnqueued: classes.reduce((sum, { tests }) => sum + tests.length, 0) };
  const done = { ClassesCompleted: 0, MethodsCompleted: 0, MethodsFailed: 0, TestTime: 0 };
  const jobId = rows.make(jobs, { JobType: 'TestRequest', Status: 'Queued', TotalJobItems: classes.length, CreatedById: userId });
  const now = (): string => toDatetime(clock.now());
  const runValues = { AsyncApexJobId: jobId, UserId: userId, Status: 'Queued', IsAllTests: all, StartTime: now(), TestSetupTime: 0 };
  const runId = rows.make(runs, { ...runValues, ...counts, ...done });
  const itemOf = new Map(
    classes.map((tested) => {
      const values = { ApexClassId: tested.classId, ParentJobId: jobId, TestRunResultId: runId, Status: 'Queued' };
      return [tested, rows.make(items, { ...values, ShouldSkipCodeCoverage: request.skipCodeCoverage })];
    }),
  );
  const changeItem = (tested: ClassTests, values: StoredRecord): void => rows.put(items, itemOf.get(tested) ?? '', values);
  const isAborted = (tested: ClassTests): boolean => items.get(itemOf.get(tested) ?? '')?.['Status'] === 'Aborted';
  const passed = new Map<ClassTests, number>();

  return {
    jobId,
    isAborted,
    begin: () => {
      rows.put(jobs, jobId, { Status: 'Processing' });
      rows.put(runs, runId, { Status: 'Processing' });
    },
    beginClass: (tested) => changeItem(tested, { Status: 'Processing' }),
    addResult: (tested, outcome, testedAt) => {
      const ids = { ApexTestRunResultId: runId, AsyncApexJobId: jobId, QueueItemId: itemOf.get(tested) ?? null };
      rows.make(results, { ...ids, ApexClassId: tested.classId, TestTimestamp: testedAt, ...resultOf(outcome) });
      if (outcome.passed) passed.set(tested, (passed.get(tested) ?? 0) + 1);
      else done.MethodsFailed += 1;
      done.MethodsCompleted += 1;
      done.TestTime += outcome.milliseconds;
    },
    endClass: (tested) => {
      done.ClassesCompleted += 1;
      changeItem(tested, { Status: 'Completed', ExtendedStatus: `(${passed.get(tested) ?? 0}/${tested.tests.length})` });
      rows.put(jobs, jobId, { JobItemsProcessed: done.ClassesCompleted, NumberOfErrors: done.MethodsFailed });
      rows.put(runs, runId, done);
    },
    end: () => {
      const aborted = classes.some(isAborted);
      const status = done.MethodsFailed > 0 ? 'Failed' : 'Completed';
      rows.put(runs, runId, { ...done, Status: aborted ? 'Aborted' : status, EndTime: now() });
      rows.put(jobs, jobId, { Status: aborted ? 'Aborted' : 'Completed', CompletedDate: now() });
    },
  };
}

function resultOf({ method, passed, message, stack, milliseconds }: TestOutcome): StoredRecord {
  const told = { Outcome: passed ? 'Pass' : 'Fail', Message: message ?? null, StackTrace: stack ?? null };
  return { IsTestSetup: false, MethodName: method, ...told, RunTime: milliseconds };
}
