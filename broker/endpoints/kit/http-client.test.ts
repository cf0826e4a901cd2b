import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server as TcpServer } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { makeHttpClient } from './http-client.ts';
import type { HttpClient } from './http-client.ts';
import { failureOf } from './outcome.ts';

const opened: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function listen(server: Server | TcpServer): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  opened.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  opened.push(() => server.closeAllConnections());
  return listen(server);
}

function client(baseUrl: string): HttpClient {
  const made = makeHttpClient({ baseUrl, headers: { 'x-api-key': 'k' }, connections: 2, timeoutMs: 1000, now: () => 0 });
  opened.unshift(made.close);
  return made;
}

function post(http: HttpClient, signal = AbortSignal.timeout(5000)) {
  return http.call({ method: 'POST', path: '/orders', body: { a: 1 } }, signal);
}

describe('a call', () => {
  it('keeps the path of the base URL, sends JSON and our headers, and reads JSON', async () => {
    const url = await serve((request, response) => {
      response.setHeader('retry-after', '7');
      request.on('data', (body) => response.writeHead(201).end(JSON.stringify([request.url, request.headers['x-api-key'], String(body)])));
    });
    const answer = { kind: 'answer', status: 201, body: ['/base/orders', 'k', '{"a":1}'], retryAfterMs: 7000 };
    expect(await post(client(`${url}/base/`))).toEqual(answer);
  });

  it('that nobody listens to was provably not sent', async () => {
    const server = createTcpServer();
    const url = await listen(server);
    server.close();
    const result = await post(client(url));
    expect(result).toEqual({ kind: 'failure', delivery: 'NOT_SENT', code: 'ECONNREFUSED' });
    expect(failureOf(result, 'write').class).toBe('RETRY_SAFE');
  });

  it('to a host without an address was provably not sent', async () => {
    expect(await post(client('http://nowhere.invalid'))).toMatchObject({ delivery: 'NOT_SENT' });
  });

  it('whose connection breaks proves nothing: a write is in doubt, a read is asked again', async () => {
    const url = await serve((request) => request.socket.resetAndDestroy());
    const result = await post(client(url));
    expect(result).toMatchObject({ kind: 'failure', delivery: 'UNKNOWN' });
    expect([failureOf(result, 'write').class, failureOf(result, 'read').class]).toEqual(['IN_DOUBT', 'RETRY_SAFE']);
  });

  it('whose answer breaks off in the middle proves nothing', async () => {
    const url = await serve((request, response) => {
      response.writeHead(201, { 'content-length': '100' });
      response.write('{"id":');
      setImmediate(() => request.socket.destroy());
    });
    expect(await post(client(url))).toMatchObject({ kind: 'failure', delivery: 'UNKNOWN' });
  });

  it('that is given up proves nothing, and says why it was given up', async () => {
    const url = await serve(() => undefined);
    expect(await post(client(url), AbortSignal.timeout(30))).toEqual({ kind: 'failure', delivery: 'UNKNOWN', code: 'TIMEOUT' });
  });

  it('whose answer weighs too much is cut off', async () => {
    const url = await serve((_request, response) => response.end('x'.repeat(21_000_000)));
    expect(await post(client(url))).toMatchObject({ kind: 'failure', delivery: 'UNKNOWN', code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' });
  });

  it('that is answered with something else than JSON has no body', async () => {
    const url = await serve((_request, response) => response.end('<html>welcome</html>'));
    const result = await post(client(url));
    expect(result).toEqual({ kind: 'answer', status: 200, body: undefined });
    expect(failureOf(result, 'write').class).toBe('IN_DOUBT');
  });
});
