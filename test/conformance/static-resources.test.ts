/** Static resources over HTTP, as a page of the org asks for them. Source: Visualforce guide, "Using Static Resources". */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INTEGRATION, SHOP, startTestOrg, type TestOrg } from './local-org.ts';

const RESOURCES = join(import.meta.dirname, '../../simulators/salesforce/apex/conformance/fixtures-resources');
const PARCEL = readFileSync(join(RESOURCES, 'staticresources/Parcel.resource'));

let org: TestOrg;
let token = '';
beforeAll(async () => {
  org = await startTestOrg({ sources: [SHOP, RESOURCES] });
  const reply = await fetch(`${org.adminUrl}/sessions`, { method: 'POST', body: JSON.stringify({ username: INTEGRATION }) });
  ({ accessToken: token } = (await reply.json()) as { accessToken: string });
});
afterAll(() => org.stop());

const ask = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> => fetch(org.restUrl + path, { headers });
const cookies = (sid: string): Readonly<Record<string, string>> => ({ cookie: `BrowserId=abc; sid=${sid}; oid=${org.orgId}` });

test.each(['/resource/Parcel', '/resource/1700000000000/Parcel', '/resource/parcel?v=2'])(
  '%s is the file, for a session as cookie or header',
  async (path) => {
    for (const headers of [cookies(token), { authorization: `Bearer ${token}` }]) {
      const reply = await ask(path, headers);
      expect([reply.status, reply.headers.get('content-type'), reply.headers.get('content-length')]).toEqual([
        200,
        'application/json',
        String(PARCEL.length),
      ]);
      expect(Buffer.from(await reply.arrayBuffer())).toEqual(PARCEL);
    }
  },
);

test('nobody else gets it', async () => {
  for (const headers of [{}, cookies(''), cookies(`${token}x`), { authorization: 'Bearer nobody' }]) {
    const reply = await ask('/resource/Parcel', headers);
    expect({ status: reply.status, body: await reply.json() }).toMatchObject({ status: 401, body: [{ errorCode: 'INVALID_SESSION_ID' }] });
  }
});

test('what is not there is not found, and none of it is an API call', async () => {
  const used = org.admin.core.limits.used();
  expect((await ask('/resource/Missing', cookies(token))).status).toBe(404);
  expect((await ask('/resource/Parcel', cookies(token))).status).toBe(200);
  expect(org.admin.core.limits.used()).toBe(used);
});

test('the REST API takes no session from a cookie', async () => {
  expect((await ask('/services/data/v67.0/limits', cookies(token))).status).toBe(401);
});
