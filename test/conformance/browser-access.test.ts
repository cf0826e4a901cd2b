/** What a page in a browser needs of the org: a session of the user who sits before it, and leave to call from another origin. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CLERK, startTestOrg, type TestOrg } from './local-org.ts';

const PAGE = 'http://127.0.0.1:5173';

let org: TestOrg;
beforeAll(async () => {
  org = await startTestOrg({ corsOrigins: [PAGE] });
});
afterAll(() => org.stop());

async function sessionOf(username: string): Promise<Response> {
  return fetch(`${org.adminUrl}/sessions`, { method: 'POST', body: JSON.stringify({ username }) });
}

describe("a session from the simulator's own port", () => {
  test("is the chosen user's, with their permissions", async () => {
    const { accessToken, userId } = (await (await sessionOf(CLERK)).json()) as { accessToken: string; userId: string };
    const headers = { authorization: `Bearer ${accessToken}` };
    const info = await fetch(`${org.restUrl}/services/oauth2/userinfo`, { headers });
    expect(await info.json()).toMatchObject({ user_id: userId, preferred_username: CLERK });
    const described = await fetch(`${org.restUrl}/services/data/v67.0/sobjects/Purchase__c/describe`, { headers });
    expect(await described.json()).toMatchObject({ name: 'Purchase__c', deletable: true });
  });

  test('is refused for a user there is not', async () => {
    expect((await sessionOf('nobody@shop.example')).status).toBe(404);
  });
});

describe('a page of another origin', () => {
  const preflight = (origin: string, path: string): Promise<Response> =>
    fetch(org.restUrl + path, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
    });

  test('on the allowlist may call the REST APIs, and reads refusals too', async () => {
    const asked = await preflight(PAGE, '/services/data/v67.0/graphql');
    expect(asked.status).toBe(200);
    expect(asked.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(asked.headers.get('access-control-allow-headers')).toBe('authorization,content-type');
    const refused = await fetch(`${org.restUrl}/services/data/v67.0/limits`, { headers: { origin: PAGE } });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, PAGE]);
  });

  test.each([
    ['http://elsewhere.example', '/services/data/v67.0/graphql'],
    [PAGE, '/cometd/67.0'],
    [PAGE, '/services/oauth2/token'],
  ])('%s may not call %s', async (origin, path) => {
    const asked = await preflight(origin, path);
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([404, null]);
  });
});
