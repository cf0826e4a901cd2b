/**
 * What a client wants tested. Source: Tooling API guide, "runTestsAsynchronous", "runTestsSynchronous". The words of refusals are those that clients of
 * the platform quote.
 */
import { z } from 'zod';
import type { ApiFault } from '../rest/api-fault.ts';
import { API_ERRORS } from '../rest/errors.ts';
import { findApexTests, type ApexTest } from '../apex/doors/test-run.ts';
import type { ApexHost } from '../apex/doors/host.ts';
import type { RecordTable } from '../storage/record-table.ts';

const names = z.string().transform((text) => text.split(',').map((name) => name.trim()));
const testSchema = z.object({
  classId: z.string().optional(),
  className: z.string().optional(),
  testMethods: z.array(z.string()).optional(),
});
const requestSchema = z.object({
  tests: z.array(testSchema).optional(),
  classNames: names.optional(),
  classids: names.optional(),
  testLevel: z.enum(['RunSpecifiedTests', 'RunLocalTests', 'RunAllTestsInOrg']).optional(),
  suiteNames: z.unknown().optional(),
  suiteids: z.unknown().optional(),
  skipCodeCoverage: z.boolean().default(false),
});

export type ClassTests = { readonly classId: string; readonly className: string; readonly tests: readonly ApexTest[] };

export type TestRequest = { readonly classes: readonly ClassTests[]; readonly skipCodeCoverage: boolean; readonly all: boolean };

/** Of the platform's answer to a class it cannot test. */
const invalidClass = (name: string): ApiFault =>
  API_ERRORS.invalidRequest(`This class name's value is invalid: ${name}. Provide the name of an Apex class that has test methods.`);

/** Throws `ApiFault` for what cannot be run: nothing is started then. */
export function readTestRequest(host: ApexHost, code: RecordTable, body: unknown): TestRequest {
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) throw API_ERRORS.invalidRequest(z.prettifyError(parsed.error));
  const { tests, classNames = [], classids = [], testLevel, skipCodeCoverage, suiteNames, suiteids } = parsed.data;
  if ((suiteNames ?? suiteids) !== undefined) throw API_ERRORS.invalidRequest('not supported by the local org: test suites');
  const wanted = [...(tests ?? []), ...classNames.map((className) => ({ className })), ...classids.map((classId) => ({ classId }))];
  if (wanted.length > 0) return { classes: wanted.map((each) => testsOf(host, code, each)), skipCodeCoverage, all: false };
  if (testLevel === undefined || testLevel === 'RunSpecifiedTests') throw API_ERRORS.invalidRequest('Specify the tests to run.');
  const classes = Map.groupBy(findApexTests(host), ({ info }) => info.name);
  return { classes: [...classes].map(([className, all]) => classTests(code, className, all)), skipCodeCoverage, all: true };
}

type Wanted = z.infer<typeof testSchema>;

function testsOf(host: ApexHost, code: RecordTable, { classId, className, testMethods }: Wanted): ClassTests {
  const name = className ?? String(code.get(classId ?? '')?.['Name'] ?? classId ?? '');
  const all = findApexTests(host, name);
  const [first] = all;
  if (first === undefined) throw invalidClass(name);
  if (testMethods === undefined) return classTests(code, first.info.name, all);
  const chosen = testMethods.map((method) => {
    const found = all.find((test) => test.method.name.toLowerCase() === method.toLowerCase());
    if (found === undefined) throw API_ERRORS.invalidRequest(`The class ${first.info.name} has no test method named ${method}.`);
    return found;
  });
  return classTests(code, first.info.name, chosen);
}

function classTests(code: RecordTable, className: string, tests: readonly ApexTest[]): ClassTests {
  const row = [...code.records()].find(({ Name }) => Name === className);
  return { classId: String(row?.['Id'] ?? ''), className, tests };
}
