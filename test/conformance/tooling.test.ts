/** The Tooling API and the SOAP doors beside it, as any HTTP client sees them. Source: Tooling API guide; SOAP API guide, "executeAnonymous()". */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PROFILES } from '../../simulators/salesforce/security/profiles.ts';
import { APEX } from './apex-org.ts';
import { CLERK, CLERK_APP, INTEGRATION, logIn, SHOP, startTestOrg, type Rest, type TestOrg } from './local-org.ts';

let org: TestOrg;
let administrator: Rest;
let clerk: Rest;
beforeAll(async () => {
  org = await startTestOrg({
    sources: [SHOP, APEX],
    users: [
      { username: INTEGRATION, lastName: 'Administrator', profile: PROFILES.administrator, permissionSets: [] },
      { username: CLERK, lastName: 'Clerk', permissionSets: ['Shop_Clerk'] },
    ],
  });
  [administrator, clerk] = await Promise.all([logIn(org), logIn(org, CLERK_APP)]);
});
afterAll(() => org.stop());

const run = (as: Rest, source: string): ReturnType<Rest> =>
  as('GET', `tooling/executeAnonymous/?anonymousBody=${encodeURIComponent(source)}`);

test('a block of Apex runs for who may author Apex', async () => {
  const fine = {
    line: -1,
    column: -1,
    compiled: true,
    success: true,
    compileProblem: null,
    exceptionMessage: null,
    exceptionStackTrace: null,
  };
  expect(await run(administrator, 'Integer i = 1;')).toMatchObject({ status: 200, body: fine });
  const failed = { compiled: true, success: false, line: 1, exceptionMessage: 'System.MathException: Divide by 0' };
  expect((await run(administrator, 'Integer i = 0; i = 1 / i;')).body).toMatchObject(failed);
  expect((await run(administrator, 'Integer i = ;')).body).toMatchObject({ compiled: false, success: false, line: 1 });
  expect(await run(clerk, 'Integer i = 1;')).toMatchObject({ status: 403, body: [{ errorCode: 'INSUFFICIENT_ACCESS' }] });
});

test('what the Tooling API has is there for who may see it', async () => {
  const logs = 'tooling/query?q=SELECT Id FROM ApexLog';
  expect((await administrator('GET', logs)).body).toMatchObject({ size: 0, totalSize: 0, done: true, records: [] });
  expect(await clerk('GET', logs)).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_TYPE' }] });
});

test('a trace flag keeps logs until it expires', async () => {
  const level = await administrator('POST', 'tooling/sobjects/DebugLevel', { DeveloperName: 'L', MasterLabel: 'L', ApexCode: 'DEBUG' });
  const userId = String(org.admin.core.directory.byUsername(INTEGRATION)?.['Id']);
  const now = org.admin.core.clock.now();
  const flag = {
    TracedEntityId: userId,
    LogType: 'DEVELOPER_LOG',
    DebugLevelId: (level.body as { id: string }).id,
    StartDate: now,
    ExpirationDate: new Date(now + 3_600_000).toUTCString(),
  };
  expect((await administrator('POST', 'tooling/sobjects/TraceFlag', flag)).status).toBe(201);
  await run(administrator, "System.debug('kept');");
  org.admin.core.clock.advance(3_700_000);
  await run(administrator, "System.debug('not kept');");
  const { records } = (await administrator('GET', 'tooling/query?q=SELECT Id FROM ApexLog')).body as { records: { Id: string }[] };
  expect(records).toHaveLength(1);
  const body = await administrator('GET', `tooling/sobjects/ApexLog/${records[0]?.Id ?? ''}/Body`);
  expect(body.body).toContain('|USER_DEBUG|[1]|DEBUG|kept\n');
  expect((await clerk('GET', `tooling/sobjects/ApexLog/${records[0]?.Id ?? ''}/Body`)).status).toBe(404);
});

test('SOAP: no session, no envelope, another call, and the Metadata API are refused in words', async () => {
  const post = async (path: string, text: string): Promise<string> => {
    const reply = await fetch(`${org.restUrl}/services/Soap/${path}`, {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'text/xml' },
    });
    expect(reply.status).toBe(500);
    return reply.text();
  };
  expect(await post('s/67.0', '<e><Header/><Body><executeAnonymous/></Body></e>')).toContain('sf:INVALID_SESSION_ID');
  expect(await post('s/67.0', 'nothing')).toContain('no SOAP envelope');
  expect(await post('s/67.0', `${'<e>'.repeat(100_000)}${'</e>'.repeat(100_000)}`)).toContain('no SOAP envelope');
  expect(await post('m/67.0', '<e/>')).toContain('not supported by the local org: the Metadata API');
});
