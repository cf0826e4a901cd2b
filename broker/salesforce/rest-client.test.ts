import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { jwtVerify } from 'jose';
import type { SalesforceConfig } from './config.ts';
import { SALESFORCE_DEFAULTS } from './config.ts';
import type { ApiUsage } from './limit-info.ts';
import { makeRestClient } from './rest-client.ts';
import { makeSession } from './session.ts';
import { askForToken } from './token-grant.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const unmeasured = { count: () => undefined, observe: () => undefined, gauge: () => undefined };
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
let server: Server | undefined;

type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => void;

async function serve(
  rest: Answer,
): Promise<{ url: string; requests: { path: string; headers: IncomingMessage['headers']; body: string }[] }> {
  const requests: { path: string; headers: IncomingMessage['headers']; body: string }[] = [];
  let logins = 0;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      requests.push({ path: request.url ?? '', headers: request.headers, body });
      if (request.url === '/services/oauth2/token') {
        logins += 1;
        response.end(JSON.stringify({ access_token: `00Dx!${logins}`, instance_url: url, token_type: 'Bearer' }));
      } else if (request.url === '/services/oauth2/userinfo') {
        response.end(JSON.stringify({ organization_id: '00D000000000001AAA' }));
      } else {
        rest(request, body, response);
      }
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, requests };
}

function connect(loginUrl: string, auth?: SalesforceConfig['auth']) {
  const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  let now = Date.now();
  const clock = { now: () => now };
  const config: SalesforceConfig = {
    ...SALESFORCE_DEFAULTS,
    loginUrl,
    auth: auth ?? { kind: 'jwt-bearer', clientId: 'broker-app', username: 'broker@example.test', privateKey },
    pubSub: { endpoint: 'unused', tls: false },
  };
  const session = makeSession({ ask: () => askForToken(config, clock), clock, random: () => 1, log: silent, metrics: unmeasured });
  const usages: ApiUsage[] = [];
  const rest = makeRestClient({ config, session, metrics: unmeasured, onUsage: (usage) => usages.push(usage) });
  return { rest, usages, session, pass: (ms: number) => (now += ms) };
}

const limits = { method: 'GET', path: '/limits', timeoutMs: 2_000, purpose: 'test' } as const;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
});

describe('a REST call', () => {
  it('signs a short-lived assertion, names the client, and reads gzip and the usage of the day', async () => {
    const org = await serve((_request, _body, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'sforce-limit-info': 'api-usage=18/5000' });
      response.end(gzipSync('{"fine":true}'));
    });
    const { rest, usages } = connect(org.url);
    expect(await rest.call(limits)).toEqual({ ok: true, status: 200, body: { fine: true } });
    expect(usages).toEqual([{ used: 18, allowed: 5000 }]);
    expect(org.requests.at(-1)).toMatchObject({
      path: '/services/data/v67.0/limits',
      headers: { authorization: 'Bearer 00Dx!1', 'sforce-call-options': 'client=order-broker' },
    });
    const form = new URLSearchParams(org.requests[0]?.body);
    const { payload } = await jwtVerify(form.get('assertion') ?? '', keys.publicKey, { audience: org.url, issuer: 'broker-app' });
    expect(payload.sub).toBe('broker@example.test');
    expect((payload.exp ?? 0) * 1000 - Date.now()).toBeLessThanOrEqual(180_000);
    await rest.close();
  });

  it('sends the secret of a client-credentials app in the body', async () => {
    const org = await serve((_request, _body, response) => response.end('{}'));
    const { rest } = connect(org.url, { kind: 'client-credentials', clientId: 'app', clientSecret: 'hush' });
    expect(await rest.call(limits)).toMatchObject({ ok: true });
    expect(new URLSearchParams(org.requests[0]?.body).get('client_secret')).toBe('hush');
    await rest.close();
  });

  it('renews an ended session once and tries again', async () => {
    const org = await serve((request, _body, response) => {
      const old = request.headers.authorization === 'Bearer 00Dx!1';
      response.writeHead(old ? 401 : 200);
      response.end(old ? '[{"errorCode":"INVALID_SESSION_ID","message":"Session expired or invalid"}]' : '{}');
    });
    const { rest, session, pass } = connect(org.url);
    await session.current();
    pass(7_200_000);
    expect(await rest.call(limits)).toMatchObject({ ok: true });
    await rest.close();
  });

  it('gives up after one renewal when the new session is refused too', async () => {
    const org = await serve((_request, _body, response) => {
      response.writeHead(401);
      response.end('[{"errorCode":"INVALID_SESSION_ID","message":"Session expired or invalid"}]');
    });
    const { rest, session, pass } = connect(org.url);
    await session.current();
    pass(7_200_000);
    expect(await rest.call(limits)).toMatchObject({ ok: false, failure: { class: 'SESSION' } });
    expect(org.requests.filter(({ path }) => path.endsWith('/limits'))).toHaveLength(2);
    await rest.close();
  });

  it.each([
    [503, '<html>down for maintenance</html>', 'TRANSIENT', 'HTTP_503'],
    [403, '[{"errorCode":"REQUEST_LIMIT_EXCEEDED","message":"TotalRequests Limit exceeded."}]', 'QUOTA', 'REQUEST_LIMIT_EXCEEDED'],
    [404, '[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]', 'REFUSED', 'NOT_FOUND'],
  ])('classifies HTTP %i with %s', async (status, text, expected, code) => {
    const org = await serve((_request, _body, response) => {
      response.writeHead(status);
      response.end(text);
    });
    const { rest } = connect(org.url);
    expect(await rest.call(limits)).toMatchObject({ ok: false, failure: { class: expected, code, status } });
    await rest.close();
  });

  it('ends at its deadline', async () => {
    const org = await serve(() => undefined);
    const { rest } = connect(org.url);
    expect(await rest.call({ ...limits, timeoutMs: 50 })).toMatchObject({ ok: false, failure: { class: 'TRANSIENT', code: 'TIMEOUT' } });
    await rest.close();
  });

  it('treats a dropped connection as passing trouble', async () => {
    const org = await serve((request) => request.socket.destroy());
    const { rest } = connect(org.url);
    expect(await rest.call(limits)).toMatchObject({ ok: false, failure: { class: 'TRANSIENT' } });
    await rest.close();
  });

  it('says when the private key is no key', async () => {
    const org = await serve((_request, _body, response) => response.end('{}'));
    const { rest } = connect(org.url, { kind: 'jwt-bearer', clientId: 'a', username: 'b', privateKey: 'nonsense' });
    expect(await rest.call(limits)).toMatchObject({ ok: false, failure: { class: 'CONFIG', code: 'BAD_PRIVATE_KEY' } });
    await rest.close();
  });
});
