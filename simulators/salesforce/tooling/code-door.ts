/**
 * Tooling API calls that run Apex: `executeAnonymous`, `runTestsSynchronous`, `runTestsAsynchronous`. All need Author Apex. Source: Tooling API guide,
 * "REST Resources".
 */
import type { ApexHost } from '../apex/doors/host.ts';
import type { Session } from '../auth/sessions.ts';
import type { ApiReply } from '../rest/api-call.ts';
import { ApiFault } from '../rest/api-fault.ts';
import { API_ERRORS } from '../rest/errors.ts';
import { parseJson } from '../rest/http-body.ts';
import { runAnonymous } from './execute-anonymous.ts';
import { readTestRequest, type TestRequest } from './test-request.ts';
import type { TestOrg } from './test-org.ts';
import type { ClassOutcome, TestCaller } from './test-runs.ts';
import type { Tooling } from './tooling.ts';

export type CodeRequest = { readonly method: string; readonly url: string; readonly text: string; readonly session: Session };

const ADDRESS = /^\/services\/data\/v\d+\.0\/tooling\/(executeAnonymous|runTestsSynchronous|runTestsAsynchronous)\/?(?:\?.*)?$/is;

export const isCodeCall = (url: string): boolean => ADDRESS.test(url);

/** Throws `ApiFault`. */
export async function answerCode(tooling: Tooling, host: ApexHost, request: CodeRequest): Promise<ApiReply> {
  const { userId } = request.session;
  if (!host.accessOf(userId).user('AuthorApex'))
    throw new ApiFault(403, [{ errorCode: 'INSUFFICIENT_ACCESS', message: 'insufficient access rights: Author Apex is needed' }]);
  const resource = ADDRESS.exec(request.url)?.[1]?.toLowerCase();
  if (resource === 'executeanonymous') return executeAnonymous(host, request);
  if (request.method !== 'POST') throw API_ERRORS.methodNotAllowed(request.method, ['POST']);
  const org = tooling.testOrgs.current();
  const tests = readTestRequest(org.apex, tooling.store.database.table('ApexClass'), parseJson(request.text));
  const caller = { userId, username: host.binding.userOf(userId).username };
  if (resource === 'runtestssynchronous') return runTests(tooling, { org, tests, caller });
  return { status: 200, body: tooling.testRuns.start(org, tests, caller) };
}

async function executeAnonymous(host: ApexHost, { method, url, session }: CodeRequest): Promise<ApiReply> {
  if (method !== 'GET') throw API_ERRORS.methodNotAllowed(method, ['GET']);
  const source = new URLSearchParams(url.split(/\?(.*)/s)[1] ?? '').get('anonymousBody');
  if (source === null) throw API_ERRORS.invalidRequest('The parameter anonymousBody is missing.');
  const { result } = await runAnonymous(host, { userId: session.userId, source });
  return { status: 200, body: result };
}

type Wanted = { readonly org: TestOrg; readonly tests: TestRequest; readonly caller: TestCaller };

async function runTests({ testRuns }: Tooling, { org, tests, caller }: Wanted): Promise<ApiReply> {
  if (tests.classes.length !== 1) throw API_ERRORS.invalidRequest('A synchronous run tests the methods of one class.');
  const outcomes = await testRuns.finish(org, tests, caller);
  const failures = outcomes.filter(({ outcome }) => !outcome.passed).map(failureBody);
  const body = {
    apexLogId: null,
    codeCoverage: [],
    codeCoverageWarnings: [],
    failures,
    flowCoverage: [],
    flowCoverageWarnings: [],
    numFailures: failures.length,
    numTestsRun: outcomes.length,
    successes: outcomes.filter(({ outcome }) => outcome.passed).map(successBody),
    totalTime: outcomes.reduce((sum, { outcome }) => sum + outcome.milliseconds, 0),
  };
  return { status: 200, body };
}

function successBody({ tested, outcome }: ClassOutcome): object {
  const { method, milliseconds } = outcome;
  return { id: tested.classId, methodName: method, name: tested.className, namespace: null, seeAllData: false, time: milliseconds };
}

function failureBody({ tested, outcome }: ClassOutcome): object {
  const { message = null, stack = null } = outcome;
  return { ...successBody({ tested, outcome }), message, packageName: tested.className, stackTrace: stack, type: 'Class' };
}
