/** Calls no well-meaning client sends, and calls with conditions: what the org makes of them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import { logIn, startTestOrg, type Rest, type TestOrg } from './local-org.ts';

let org: TestOrg;
let rest: Rest;
beforeAll(async () => {
  org = await startTestOrg();
  rest = await logIn(org);
});
afterAll(() => org.stop());

describe('a call is refused when', () => {
  test.each([
    ['text/plain', '{}'],
    ['application/x-www-form-urlencoded', 'Name=x'],
    ['application/xml', '<Account/>'],
    ['', '{}'],
  ])('the body is of type %j', async (type, body) => {
    expect(await rest('POST', 'sobjects/Account', body, { 'content-type': type })).toMatchObject({
      status: 415,
      body: [{ errorCode: 'UNSUPPORTED_MEDIA_TYPE' }],
    });
  });

  test.each([
    ['sobjects/Account', `{"Name":"x","Parent":${'{"Parent":'.repeat(20_000)}1${'}'.repeat(20_000)}}`],
    ['composite', `{"compositeRequest":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ])('the body of %s nests without end', async (path, body) => {
    expect(await rest('POST', path, body)).toMatchObject({ status: 400, body: [{ errorCode: 'JSON_PARSER_ERROR' }] });
  });

  test('a query of GraphQL nests without end', async () => {
    const query = `{ ${'a { '.repeat(50_000)}${'} '.repeat(50_000)}}`;
    expect(await rest('POST', 'graphql', { query })).toMatchObject({
      status: 200,
      body: { errors: [{ extensions: { ErrorType: 'InvalidSyntax' } }] },
    });
  });

  test('the body is no UTF-8', async () => {
    const reply = await fetch(`${org.restUrl}/services/data/v67.0/sobjects/Account`, { method: 'POST', body: Buffer.from([0x7b, 0xff]) });
    expect([reply.status, await reply.json()]).toMatchObject([400, [{ errorCode: 'JSON_PARSER_ERROR' }]]);
  });

  test.each(['__proto__', 'constructor', 'hasOwnProperty'])('a field is called %s', async (name) => {
    const body = `{"Name":"x","${name}":{"Name":"y"}}`;
    expect(await rest('POST', 'sobjects/Account', body)).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_FIELD' }] });
  });
});

test('a caller who hangs up in the middle of a request is no failure of the org', async () => {
  const failures: unknown[] = [];
  const fresh = await startTestOrg({ onError: (error) => void failures.push(error) });
  const { port } = new URL(fresh.restUrl);
  const closed = new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('close', resolve).on('error', resolve).resume();
    socket.end('POST /services/data/v67.0/sobjects/Account HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{');
  });
  await closed;
  await logIn(fresh);
  expect(failures).toEqual([]);
  await fresh.stop();
});

describe('a conditional call', () => {
  const at = (ms: number): string => new Date(ms).toUTCString();

  test('reads what has changed since, and neither reads nor writes what has changed meanwhile', async () => {
    const { id } = (await rest('POST', 'sobjects/Account', { Name: 'Ann' })).body as { id: string };
    const path = `sobjects/Account/${id}`;
    const { LastModifiedDate } = (await rest('GET', path)).body as { LastModifiedDate: string };
    const modified = Date.parse(LastModifiedDate.replace('+0000', 'Z'));
    const get = (headers: Readonly<Record<string, string>>): ReturnType<Rest> => rest('GET', path, undefined, headers);
    expect(await rest('HEAD', path)).toMatchObject({ status: 200, body: undefined });
    expect(await get({ 'if-modified-since': at(modified) })).toMatchObject({ status: 304, body: undefined });
    expect(await get({ 'if-modified-since': at(modified - 1000) })).toMatchObject({ status: 200 });
    expect(await get({ 'if-unmodified-since': at(modified - 1000) })).toMatchObject({ status: 412 });
    expect(await rest('PATCH', path, { Name: 'x' }, { 'if-unmodified-since': at(modified - 1000) })).toMatchObject({ status: 412 });
    expect(await rest('PATCH', path, { Name: 'y' }, { 'if-unmodified-since': at(modified) })).toMatchObject({ status: 204 });
    expect(await get({ 'if-modified-since': LastModifiedDate })).toMatchObject({ status: 400 });
  });
});
