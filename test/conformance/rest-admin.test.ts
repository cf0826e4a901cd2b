/** The simulator's own port: what the demo, the chaos runs and the audit stand on. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { logIn, startTestOrg, type Rest, type TestOrg } from './local-org.ts';

let org: TestOrg;
let rest: Rest;
beforeAll(async () => {
  org = await startTestOrg();
  rest = await logIn(org);
});
afterAll(() => org.stop());

async function admin(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const reply = await fetch(org.adminUrl + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return { status: reply.status, body: await reply.json() };
}
const upsert = (key: string, version: number): ReturnType<Rest> =>
  rest('PATCH', `sobjects/Purchase__c/External_Key__c/${key}`, { Status_Version__c: version }, { 'sforce-call-options': 'client=broker' });

test('the effect log tells every committed write once, in order, with version and origin', async () => {
  await upsert('A', 1);
  await upsert('A', 2);
  await rest('POST', 'sobjects/Purchase__c', { Status__c: 'Lost' });
  await rest('DELETE', 'sobjects/Purchase__c/External_Key__c/A');
  const origin = 'com/salesforce/api/rest/67.0;client=broker';
  expect((await admin('GET', '/effects?object=Purchase__c')).body).toMatchObject({
    effects: [
      { sequence: 1, type: 'CREATE', externalId: 'A', version: 1, origin },
      { sequence: 2, type: 'UPDATE', externalId: 'A', version: 2, origin },
      { sequence: 3, type: 'DELETE', externalId: 'A', origin: 'com/salesforce/api/rest/67.0' },
    ],
    next: 3,
    total: 3,
  });
  expect((await admin('GET', '/effects?after=2&limit=1')).body).toMatchObject({ effects: [{ sequence: 3 }] });
});

describe('faults', () => {
  test('an answer of the org that is down does nothing; the next call works', async () => {
    await admin('POST', '/faults', { kind: 'answer', status: 503, path: '/sobjects/Purchase__c', count: 1 });
    expect(await upsert('B', 1)).toMatchObject({ status: 503, body: [{ errorCode: 'SERVER_UNAVAILABLE' }] });
    expect(await upsert('B', 1)).toMatchObject({ status: 201 });
  });

  test('a dropped connection leaves the work undone, a dropped answer leaves it done', async () => {
    await admin('POST', '/faults', { kind: 'drop', path: 'External_Key__c/C' });
    await expect(upsert('C', 1)).rejects.toThrow();
    await admin('POST', '/faults', { kind: 'doThenDrop', path: 'External_Key__c/D' });
    await expect(upsert('D', 1)).rejects.toThrow();
    expect(await rest('GET', 'sobjects/Purchase__c/External_Key__c/C')).toMatchObject({ status: 404 });
    expect(await rest('GET', 'sobjects/Purchase__c/External_Key__c/D')).toMatchObject({ status: 200 });
  });

  test('sessions end, rows are locked, and all of it is cleared', async () => {
    await admin('POST', '/locks', { object: 'Purchase__c', count: 2 });
    expect(await upsert('E', 1)).toMatchObject({ status: 400, body: [{ errorCode: 'UNABLE_TO_LOCK_ROW' }] });
    await admin('DELETE', '/faults');
    expect(await upsert('E', 1)).toMatchObject({ status: 201 });
    await admin('POST', '/sessions/expire');
    expect(await upsert('E', 2)).toMatchObject({ status: 401 });
    rest = await logIn(org);
  });
});

test('the clock moves forward only, and what is written carries it', async () => {
  const before = org.admin.core.clock.now();
  await admin('POST', '/clock/advance', { ms: 3_600_000 });
  rest = await logIn(org);
  expect(org.admin.core.clock.now() - before).toBeGreaterThanOrEqual(3_600_000);
  expect(await admin('POST', '/clock/advance', { ms: -1 })).toMatchObject({ status: 400 });
});

test('calls are counted by kind', async () => {
  await admin('DELETE', '/stats');
  await rest('GET', 'limits');
  await rest('PATCH', 'composite/sobjects/Purchase__c/External_Key__c', { records: [] });
  expect((await admin('GET', '/stats')).body).toMatchObject({
    calls: { total: 2, byKind: { 'GET limits': 1, 'PATCH composite/sobjects/Purchase__c': 1 } },
  });
});

test('bad input is answered, and nothing of it is on the org port', async () => {
  expect(await admin('GET', '/nothing')).toMatchObject({ status: 404 });
  expect(await admin('POST', '/faults', { kind: 'earthquake' })).toMatchObject({ status: 400 });
  expect(await admin('GET', '/query?q=SELEC')).toMatchObject({ status: 400 });
  expect(await admin('POST', '/actions/dance', {})).toMatchObject({ status: 404 });
  expect((await fetch(`${org.restUrl}/_org/effects`)).status).toBe(404);
});
