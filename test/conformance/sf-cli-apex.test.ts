/** The real sf CLI runs Apex and Apex tests in the local org, and reads debug logs. Source: Salesforce CLI Command Reference, "apex". */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually.ts';
import { describeWithSf, type SfAnswer } from '../support/sf.ts';
import { runAnonymous } from '../../simulators/salesforce/tooling/execute-anonymous.ts';
import type { TestOrg } from './local-org.ts';
import { ADMINISTRATOR, clerkToken, SF_TIMEOUT_MS, startSfOrg } from './sf-org.ts';

describeWithSf('the sf CLI runs Apex in the local org', (sf) => {
  let org: TestOrg;
  beforeAll(async () => {
    org = await startSfOrg(sf);
  }, SF_TIMEOUT_MS);
  afterAll(() => org.stop());

  const apex = (text: string, target = 'local'): Promise<SfAnswer> => {
    const file = join(sf.folder(), 'block.apex');
    writeFileSync(file, text);
    return sf.json(`apex run --target-org ${target} --file ${file}`);
  };
  const testing = (more: string): Promise<SfAnswer> => sf.json(`apex run test --target-org local ${more}`);

  test(
    'an anonymous block runs, and its debug log comes back in the form of the platform',
    async () => {
      const { status, result } = await apex("\nSystem.debug('hello');\ninsert new Account(Name = 'By hand');\n");
      expect({ status, result }).toMatchObject({ status: 0, result: { compiled: true, success: true } });
      const { logs } = result as { logs: string };
      expect(logs).toMatch(/^67\.0 APEX_CODE,DEBUG;APEX_PROFILING,INFO\nExecute Anonymous: \nExecute Anonymous: System\.debug/);
      expect(logs).toMatch(
        /^\d\d:\d\d:\d\d\.\d{1,3} \(\d+\)\|EXECUTION_STARTED\n.*\|CODE_UNIT_STARTED\|\[EXTERNAL\]\|execute_anonymous_apex$/m,
      );
      expect(logs).toMatch(/\|USER_DEBUG\|\[2\]\|DEBUG\|hello$/m);
      expect(logs).toMatch(/\|LIMIT_USAGE_FOR_NS\|\(default\)\|\n {2}Number of SOQL queries: 0 out of 100\n/);
      expect(logs).toContain('  Number of DML statements: 1 out of 150\n');
      expect(logs).toMatch(/\|EXECUTION_FINISHED\n$/);
      expect([...org.admin.core.database.table('Account').records()].map(({ Name }) => Name)).toContain('By hand');
    },
    SF_TIMEOUT_MS,
  );

  test(
    'a block that does not compile is refused with line and column, and nothing runs',
    async () => {
      const answer = await apex("insert new Account(Name = 'Half');\nInteger i = ;");
      expect(answer).toMatchObject({ status: 1, name: 'executeCompileFailure' });
      expect(answer.message).toMatch(/^Compilation failed at Line 2 column \d+/);
      expect((await apex('Foo.bar();')).name).toBe('executeCompileFailure');
      expect([...org.admin.core.database.table('Account').records()].map(({ Name }) => Name)).not.toContain('Half');
    },
    SF_TIMEOUT_MS,
  );

  test(
    'an exception takes back what was done, and is told with its stack',
    async () => {
      const answer = await apex("insert new Account(Name = 'Undone');\nInteger zero = 0;\nSystem.debug(1 / zero);");
      expect(answer).toMatchObject({
        name: 'executeRuntimeFailure',
        data: { exceptionMessage: 'System.MathException: Divide by 0', exceptionStackTrace: 'AnonymousBlock: line 3, column 1', line: '3' },
      });
      expect((answer as { data?: { logs?: string } }).data?.logs).toMatch(
        /\|EXCEPTION_THROWN\|\[3\]\|System\.MathException: Divide by 0\n.*\|FATAL_ERROR\|System\.MathException: Divide by 0\n\nAnonymousBlock: line 3/,
      );
      expect([...org.admin.core.database.table('Account').records()].map(({ Name }) => Name)).not.toContain('Undone');
    },
    SF_TIMEOUT_MS,
  );

  test(
    'who may not author Apex runs none, and sees neither logs nor tests',
    async () => {
      await sf.useToken('clerk', org.restUrl, await clerkToken(org));
      const run = await apex('System.debug(1);', 'clerk');
      expect(run.status).toBe(1);
      expect(run.message).toContain('insufficient access rights');
      const logs = await sf.json('data query --target-org clerk --use-tooling-api --query', 'SELECT Id FROM ApexLog');
      expect(logs).toMatchObject({ status: 1, name: 'INVALID_TYPE' });
      const tests = await sf.json('apex run test --target-org clerk --synchronous --class-names OB_OrderSubmission_Tests');
      expect(tests).toMatchObject({ status: 1, name: 'INSUFFICIENT_ACCESS' });
    },
    SF_TIMEOUT_MS,
  );

  test(
    'a class is tested synchronously with its coverage',
    async () => {
      const { status, result } = await testing('--synchronous --class-names OB_OrderSubmission_Tests --code-coverage');
      expect(status).toBe(0);
      const { summary, coverage } = result as {
        summary: Record<string, unknown>;
        coverage: { coverage: { name: string; coveredPercent: number }[] };
      };
      expect(summary).toMatchObject({ outcome: 'Passed', failing: 0 });
      expect(coverage.coverage).toContainEqual(expect.objectContaining({ name: 'OB_OrderSubmission', coveredPercent: 100 }));
    },
    SF_TIMEOUT_MS,
  );

  test(
    'some tests run asynchronously; the run is read again, in another form',
    async () => {
      const method = 'OB_OrderSubmission_Tests.a_key_of_another_request_is_refused';
      const folder = join(sf.folder(), 'results');
      const { result } = await testing(`--tests ${method} --wait 5 --output-dir ${folder}`);
      const { summary } = result as { summary: { testRunId: string } };
      expect(result).toMatchObject({ summary: { outcome: 'Passed', testsRan: 1 }, tests: [{ FullName: method, Outcome: 'Pass' }] });
      expect(readdirSync(folder)).toContain('test-run-id.txt');
      const again = await sf.run(`apex get test --target-org local --test-run-id ${summary.testRunId} --result-format tap`);
      expect(again.stdout).toContain(`ok 1 ${method}`);
      const junit = await sf.run(`apex get test --target-org local --test-run-id ${summary.testRunId} --result-format junit`);
      expect(junit.stdout).toMatch(/<testsuite name="force\.apex"[^>]*tests="1"[^>]*failures="0"/);
    },
    SF_TIMEOUT_MS,
  );

  test(
    'all tests of the org run, without its records',
    async () => {
      const { result } = await testing('--test-level RunLocalTests --code-coverage --wait 10');
      const { summary } = result as { summary: { testsRan: number; passing: number; orgWideCoverage: string } };
      expect(summary.testsRan).toBeGreaterThan(100);
      expect(summary.passing).toBe(summary.testsRan);
      expect(Number.parseInt(summary.orgWideCoverage, 10)).toBeGreaterThanOrEqual(95);
    },
    SF_TIMEOUT_MS,
  );

  test(
    'a class or method that is none is refused before anything runs',
    async () => {
      const none = await testing('--synchronous --class-names OB_Nobody');
      expect(none).toMatchObject({
        status: 1,
        name: 'INVALID_INPUT',
        message: expect.stringContaining("class name's value is invalid: OB_Nobody"),
      });
      const method = await testing('--tests OB_OrderSubmission_Tests.no_such_method --wait 1');
      expect(method).toMatchObject({ status: 1, name: 'INVALID_INPUT', message: expect.stringContaining('no_such_method') });
    },
    SF_TIMEOUT_MS,
  );

  test(
    'logs of a traced user are kept, listed, read, and heard of as they come',
    async () => {
      const { tooling } = org.admin.core;
      const tail = sf.start('apex tail log --target-org local');
      try {
        const patience = { deadlineMs: SF_TIMEOUT_MS / 4, intervalMs: 500 };
        await eventually(() => expect(tooling.store.database.table('TraceFlag').size()).toBe(1), patience);
        // It says nowhere when it listens.
        await eventually(async () => {
          await runHere(org, "System.debug('traced');");
          expect(tail.said()).toContain('|USER_DEBUG|[1]|DEBUG|traced');
        }, patience);
      } finally {
        tail.stop();
      }
      const { result } = await sf.json('apex list log --target-org local');
      const [newest] = result as Record<string, unknown>[];
      expect(newest).toMatchObject({ Operation: 'execute_anonymous_apex', Status: 'Success', LogUser: { Name: 'Administrator' } });
      const log = await sf.run(`apex get log --target-org local --log-id ${String(newest?.['Id'])}`);
      expect(log.stdout).toContain('|USER_DEBUG|[1]|DEBUG|traced');
    },
    SF_TIMEOUT_MS,
  );
});

/** As the administrator, without the CLI's start. */
async function runHere({ admin }: TestOrg, source: string): Promise<void> {
  const userId = String(admin.core.directory.byUsername(ADMINISTRATOR)?.['Id']);
  await runAnonymous(admin.core.apex, { userId, source });
}
