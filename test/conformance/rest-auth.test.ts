import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import jsforce from '@jsforce/jsforce-node';
import { refreshTokenOf } from '../../simulators/salesforce/auth/grants.ts';
import { CLIENT_ID, CLIENT_SECRET, CLERK, CLERK_APP, INTEGRATION, PASSWORD, logIn, startTestOrg, type TestOrg } from './local-org.ts';

let org: TestOrg;
beforeAll(async () => {
  org = await startTestOrg();
});
afterAll(() => org.stop());

const post = async (path: string, form: Record<string, string>): Promise<{ status: number; body: unknown }> => {
  const reply = await fetch(org.restUrl + path, { method: 'POST', body: new URLSearchParams(form) });
  const text = await reply.text();
  return { status: reply.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
};
const token = (form: Record<string, string>): ReturnType<typeof post> => post('/services/oauth2/token', form);
const app = { client_id: CLIENT_ID, client_secret: CLIENT_SECRET };
const credentials = { grant_type: 'client_credentials', ...app };

async function assertion(claims: Record<string, unknown> = {}, pem = org.privateKey): Promise<Record<string, string>> {
  const key = (await import('node:crypto')).createPrivateKey(pem);
  const exp = Math.floor(org.admin.core.clock.now() / 1000) + 180;
  const jwt = await new SignJWT({ iss: CLIENT_ID, sub: INTEGRATION, aud: org.restUrl, exp, ...claims })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(key);
  return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: jwt };
}

describe('the token endpoint', () => {
  test('answers a JWT without issued_at, refresh token or expiry', async () => {
    const { status, body } = await token(await assertion());
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^(00D\w{12})![.\w]*$/),
      scope: 'api',
      instance_url: org.restUrl,
      id: expect.stringMatching(new RegExp(`/id/${org.orgId}/005\\w{15}$`)),
      token_type: 'Bearer',
    });
  });

  test('takes the login hosts as audience, and milliseconds for seconds', async () => {
    expect(await token(await assertion({ aud: 'https://login.salesforce.com', exp: 1_795_242_511_802 }))).toMatchObject({ status: 200 });
  });

  test.each([
    ['another audience', { aud: 'https://example.com' }, 'audience is invalid'],
    ['an assertion that has ended', { exp: 1000 }, 'expired authorization code'],
    ['a user who is not pre-authorised', { sub: CLERK }, "user hasn't approved this consumer"],
    ['an unknown app', { iss: 'nobody' }, 'client identifier invalid'],
  ])('refuses %s', async (_, claims, description) => {
    expect(await token(await assertion(claims))).toMatchObject({ status: 400, body: { error_description: description } });
  });

  test('refuses an assertion signed with another key, and one that is none', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const refused = { status: 400, body: { error: 'invalid_grant', error_description: 'invalid assertion' } };
    expect(await token(await assertion({}, other))).toMatchObject(refused);
    expect(await token({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: 'x.y.z' })).toMatchObject(refused);
  });

  test('refuses a wrong secret, the password grant and unknown grants', async () => {
    expect(await token({ ...credentials, client_secret: 'x' })).toMatchObject({ body: { error: 'invalid_client' } });
    expect(await token({ grant_type: 'password', username: INTEGRATION, password: 'x' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    expect(await token({ grant_type: 'magic' })).toMatchObject({ status: 400, body: { error: 'unsupported_grant_type' } });
  });

  test.each(['constructor', '__proto__', 'toString'])('knows no grant %s', async (name) => {
    expect(await token({ grant_type: name })).toMatchObject({ status: 400, body: { error: 'unsupported_grant_type' } });
  });

  test('refuses client credentials that are not form-encoded, as unknown ones', async () => {
    const authorization = `Basic ${Buffer.from('%zz:%').toString('base64')}`;
    const reply = await fetch(`${org.restUrl}/services/oauth2/token`, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    expect([reply.status, await reply.json()]).toMatchObject([400, { error: 'invalid_client_id' }]);
  });

  test('takes a refresh token without a secret, and refuses one with a wrong secret', async () => {
    const ask = { grant_type: 'refresh_token', client_id: CLIENT_ID, refresh_token: refreshTokenOf(CLIENT_ID, INTEGRATION) };
    expect(await token(ask)).toMatchObject({ status: 200 });
    expect(await token({ ...ask, client_secret: 'x' })).toMatchObject({ body: { error: 'invalid_client' } });
  });
});

describe('a session', () => {
  test('is introspected, revoked, and then refused', async () => {
    const { access_token: accessToken } = (await token(credentials)).body as { access_token: string };
    const ask = { ...app, token: accessToken, token_type_hint: 'access_token' };
    expect(await post('/services/oauth2/introspect', ask)).toMatchObject({
      body: { active: true, username: INTEGRATION, client_id: CLIENT_ID },
    });
    const other = { client_id: CLERK_APP, client_secret: CLIENT_SECRET };
    expect(await post('/services/oauth2/introspect', { ...ask, ...other })).toMatchObject({ status: 200, body: { active: false } });
    expect(await post('/services/oauth2/revoke', { token: accessToken })).toMatchObject({ status: 200 });
    expect(await post('/services/oauth2/introspect', ask)).toMatchObject({ body: { active: false } });
    const reply = await fetch(`${org.restUrl}/services/oauth2/userinfo`, { headers: { authorization: `Bearer ${accessToken}` } });
    expect([reply.status, await reply.text()]).toEqual([403, 'Bad_OAuth_Token']);
  });

  test('lives while it is used within its idle time', async () => {
    const { access_token: accessToken } = (await token(credentials)).body as { access_token: string };
    const call = async (): Promise<number> =>
      (await fetch(`${org.restUrl}/services/data/v67.0/limits`, { headers: { authorization: `OAuth ${accessToken}` } })).status;
    for (let hours = 0; hours < 4; hours += 1) {
      org.admin.core.clock.advance(3_600_000);
      expect(await call()).toBe(200);
    }
    org.admin.core.clock.advance(7_200_001);
    expect(await call()).toBe(401);
  });

  test('that nobody comes back for is not kept', async () => {
    const { sessions, clock } = org.admin.core;
    sessions.expireAll();
    for (let logins = 0; logins < 3; logins += 1) await token(credentials);
    clock.advance(7_200_001);
    await token(credentials);
    expect(sessions.expireAll()).toBe(1);
  });
});

test('a deactivated user has no session and gets none', async () => {
  const fresh = await startTestOrg();
  const rest = await logIn(fresh);
  expect(await rest('GET', 'limits')).toMatchObject({ status: 200 });
  const { core } = fresh.admin;
  const user = core.directory.byUsername(INTEGRATION);
  core.database.transact({ userId: core.systemUserId, permissions: new Set(), changeOrigin: '' }, (transaction) =>
    core.dml.update(transaction, core.metadata.object('User')!, [{ Id: user?.['Id'], IsActive: false }]),
  );
  expect(await rest('GET', 'limits')).toMatchObject({ status: 401, body: [{ errorCode: 'INVALID_SESSION_ID' }] });
  const login = new jsforce.Connection({ loginUrl: fresh.restUrl, version: '64.0' }).login(INTEGRATION, PASSWORD);
  await expect(login).rejects.toThrow('INVALID_LOGIN');
  await fresh.stop();
});

test('a token without a scheme is no session', async () => {
  const { access_token: accessToken } = (await token(credentials)).body as { access_token: string };
  const status = async (authorization: string): Promise<number> =>
    (await fetch(`${org.restUrl}/services/data/v67.0/limits`, { headers: { authorization } })).status;
  expect([await status(`Bearer ${accessToken}`), await status(accessToken), await status(`Basic ${accessToken}`)]).toEqual([200, 401, 401]);
});

test('the identity url is that of the session, of this user in this org', async () => {
  const { access_token: accessToken, id } = (await token(credentials)).body as { access_token: string; id: string };
  const ask = async (url: string): Promise<unknown> => {
    const reply = await fetch(url, { headers: { authorization: `Bearer ${accessToken}` } });
    return [reply.status, (await reply.text()).slice(0, 9)];
  };
  expect(await ask(id)).toEqual([200, '{"id":"ht']);
  expect(await ask(id.replace(/005\w+$/, '005000000000000AAA'))).toEqual([404, 'Bad_Id']);
  expect(await ask(id.replace(org.orgId, '00D000000000000EAA'))).toEqual([403, 'Wrong_Org']);
});

test('discovery, the version list and doubled slashes need no session', async () => {
  const get = async (path: string): Promise<unknown> => (await fetch(org.restUrl + path)).json();
  expect(await get('/.well-known/openid-configuration')).toMatchObject({ token_endpoint: `${org.restUrl}/services/oauth2/token` });
  expect(await get('//services//data')).toContainEqual({ label: "Summer '26", url: '/services/data/v67.0', version: '67.0' });
});
