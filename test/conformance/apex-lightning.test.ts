/** Lightning components call Apex: `/lwr/apex/v67.0/Class/method` with a user's session. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { notesBeginning, startApexOrg } from './apex-org.ts';
import { soql, type Answer, type Rest, type TestOrg } from './local-org.ts';

let org: TestOrg;
let staff: Rest;
let clerk: Rest;
beforeAll(async () => {
  ({ org, staff, clerk } = await startApexOrg());
});
afterAll(() => org.stop());

const call = (method: string, args: unknown = {}, by = staff): Promise<Answer> => by('POST', `/lwr/apex/v67.0/Till/${method}`, args);
const PURCHASE = 'a00000000000001';

describe('arguments and results', () => {
  test('wrapper classes, lists, maps, ids, decimals and dates go there and come back; only @AuraEnabled members do', async () => {
    const lines = [
      { sku: 'A', quantity: 2, price: 9.95, due: '2026-12-24', tags: ['gift'], secret: 'pin' },
      { sku: 'B', price: '0.10' },
    ];
    expect(await call('ring', { purchaseId: PURCHASE, lines, extra: { note: 'ring twice' }, unknown: 1 })).toMatchObject({
      status: 200,
      body: {
        total: 20,
        count: 2,
        note: 'ring twice',
        times: { opened: '2026-11-21T10:00:00.000Z' },
        lines: [
          { sku: 'A', quantity: 2, price: 9.95, due: '2026-12-24', tags: ['gift'] },
          { sku: 'B', quantity: 1, price: 0.1 },
        ],
      },
    });
    const { body } = await call('ring', { lines: [] });
    expect(body).toEqual({ total: 0, count: 0, lines: [], times: { opened: '2026-11-21T10:00:00.000Z' } });
    expect((await call('secretOf', { line: { secret: 'pin' } })).body).toBe('null 1');
  });

  test('records come without attributes, children as arrays; a cacheable method answers a GET', async () => {
    const booked = await call('book', { notes: 'two lamps', fails: false });
    expect(booked).toMatchObject({ status: 200, body: expect.stringMatching(/^\w{18}$/) });
    const asked = encodeURIComponent(JSON.stringify({ status: 'New' }));
    const { status, body } = await staff('GET', `/lwr/apex/v67.0/Till/open?methodParams=${asked}`);
    expect(status).toBe(200);
    expect(body).toContainEqual({ Id: booked.body, Status__c: 'New', Notes__c: 'two lamps' });
    expect(await staff('GET', '/lwr/apex/v67.0/Till/refuse')).toMatchObject({ status: 405 });
  });

  test.each([
    [{ purchaseId: 'nonsense', lines: [] }, "action parameter 'purchaseId' of type 'Id'"],
    [{ lines: { sku: 'A' } }, "action parameter 'lines' of type 'List<Till.Line>'"],
    [{ lines: [{ quantity: 'many' }] }, "action parameter 'lines' of type 'List<Till.Line>'"],
    [{ lines: [{ due: 'tomorrow' }] }, "action parameter 'lines' of type 'List<Till.Line>'"],
  ])('what does not fit its parameter is refused by name: %j', async (args, message) => {
    expect(await call('ring', args)).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } });
  });

  test('what is no JSON object is refused', async () => {
    expect(await call('ring', [1])).toMatchObject({ status: 400 });
    expect(await call('ring', '{')).toMatchObject({ status: 400, body: [{ errorCode: 'JSON_PARSER_ERROR' }] });
  });
});

describe('who may call what', () => {
  test('a user needs access to the class', async () => {
    expect(await call('refuse', {}, clerk)).toMatchObject({
      status: 403,
      body: { errorCode: 'INSUFFICIENT_ACCESS', message: "You do not have access to the Apex class named 'Till'." },
    });
  });

  test('a method without @AuraEnabled, an unknown one and an unknown class are not found', async () => {
    expect(await call('notForComponents')).toMatchObject({ status: 404, body: { message: expect.stringContaining('notForComponents') } });
    expect(await call('dance')).toMatchObject({ status: 404 });
    expect(await staff('POST', '/lwr/apex/v67.0/Missing/dance', {})).toMatchObject({
      status: 404,
      body: { message: "Apex class 'Missing' does not exist." },
    });
  });

  test('without a session there is no call', async () => {
    expect((await fetch(`${org.restUrl}/lwr/apex/v67.0/Till/refuse`, { method: 'POST', body: '{}' })).status).toBe(401);
  });
});

describe('failures', () => {
  test('an AuraHandledException tells its message alone, and nothing is saved', async () => {
    expect(await call('book', { notes: 'undone', fails: true })).toMatchObject({ status: 500, body: { message: 'Not today.' } });
    expect(await notesBeginning(staff, 'undone')).toEqual([]);
  });

  test('others tell type, message and where', async () => {
    expect(await call('divide', { a: 1, b: 0 })).toMatchObject({
      status: 500,
      body: {
        exceptionType: 'System.MathException',
        isUserDefinedException: false,
        message: 'Divide by 0',
        stackTrace: expect.stringMatching(/^Class\.Till\.divide: line \d+, column \d+/),
      },
    });
    expect(await call('refuse')).toMatchObject({
      body: { exceptionType: 'Till.TillException', isUserDefinedException: true, message: 'closed' },
    });
    expect(await call('divide')).toMatchObject({ body: { exceptionType: 'System.NullPointerException' } });
  });

  test('a refused save tells the errors of its fields', async () => {
    expect(await call('saveBadly')).toMatchObject({
      status: 500,
      body: {
        exceptionType: 'System.DmlException',
        fieldErrors: { Purchase__c: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] },
        pageErrors: [],
      },
    });
  });

  test('a cacheable method may not write', async () => {
    expect(await call('sneak')).toMatchObject({
      status: 500,
      body: { exceptionType: 'System.LimitException', message: 'Too many DML statements: 1' },
    });
  });
});

describe('callouts through a Named Credential', () => {
  let office: Server;
  let answered: { url: string; text: string; key: string | undefined }[];
  beforeAll(async () => {
    office = createServer((request, response) => {
      let text = '';
      request.on('data', (part: Buffer) => (text += part.toString()));
      request.on('end', () => {
        answered.push({ url: request.url ?? '', text, key: request.headers['x-key'] as string | undefined });
        if (request.url === '/silent') return;
        response.writeHead(201, { 'X-Request': request.headers['x-request'] });
        response.end('noted');
      });
    });
    await new Promise<void>((resolve) => office.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(office.address() as AddressInfo).port}/v1`;
    const body = JSON.stringify({ name: 'Shop_Office', url: url.replace('/v1', ''), headers: { 'X-Key': 'k1' } });
    expect((await fetch(`${org.adminUrl}/named-credentials`, { method: 'POST', body })).status).toBe(200);
    answered = [];
  });
  afterAll(() => {
    office.closeAllConnections();
    office.close();
  });

  test('is a row with the address it was given, for those who may look at Setup', async () => {
    const query = `SELECT DeveloperName, Endpoint FROM NamedCredential WHERE DeveloperName = 'Shop_Office'`;
    const seen = (await (await fetch(`${org.adminUrl}/query?${new URLSearchParams({ q: query }).toString()}`)).json()) as {
      records: unknown;
    };
    const Endpoint: unknown = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(seen.records).toEqual([expect.objectContaining({ DeveloperName: 'Shop_Office', Endpoint })]);
    expect((await staff('GET', soql(query))).status).toBe(400);
  });

  test('the answer arrives, one request is sent, and what Apex made before is the same after', async () => {
    expect((await call('ask', { path: '/orders', writesBefore: false })).body).toBe('201 noted true');
    expect(answered).toEqual([{ url: '/orders', text: '{"hello":"office"}', key: 'k1' }]);
    expect(await notesBeginning(staff, 'noted')).toEqual(['noted']);
  });

  test('is waited for within a try, too: what stands behind finally comes after the answer', async () => {
    const before = answered.length;
    expect((await call('askAndLeave', { path: '/orders' })).body).toBe('left');
    expect(answered).toHaveLength(before + 1);
    expect(await notesBeginning(staff, 'noted')).toHaveLength(2);
  });

  test('the org goes on while a callout waits, which ends with its time-out', async () => {
    const waiting = call('ask', { path: '/silent', writesBefore: false });
    expect(await call('divide', { a: 6, b: 2 })).toMatchObject({ body: 3 });
    expect(await waiting).toMatchObject({ status: 500, body: { exceptionType: 'System.CalloutException', message: 'Read timed out' } });
  });

  test('a write before a callout is refused', async () => {
    expect(await call('ask', { path: '/orders', writesBefore: true })).toMatchObject({
      body: { message: 'You have uncommitted work pending. Please commit or rollback before calling out' },
    });
  });

  test('nobody home, and a credential that is not there', async () => {
    const body = JSON.stringify({ name: 'Shop_Office', url: 'http://127.0.0.1:9' });
    await fetch(`${org.adminUrl}/named-credentials`, { method: 'POST', body });
    expect(await call('ask', { path: '/orders', writesBefore: false })).toMatchObject({
      body: { exceptionType: 'System.CalloutException' },
    });
    const missing = JSON.stringify({ name: 'Missing', url: 'http://127.0.0.1:9' });
    expect((await fetch(`${org.adminUrl}/named-credentials`, { method: 'POST', body: missing })).status).toBe(404);
  });
});
