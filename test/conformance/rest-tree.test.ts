/** sObject Tree: new records with their children in one call. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { logIn, soql, startTestOrg, type Rest, type TestOrg } from './local-org.ts';

let org: TestOrg;
let rest: Rest;
beforeAll(async () => {
  org = await startTestOrg();
  rest = await logIn(org);
});
afterAll(() => org.stop());

const attributes = (type: string, referenceId: string): object => ({ attributes: { type, referenceId } });
const line = (key: string, more: object = {}): object => ({ ...attributes('Purchase_Line__c', key), External_Key__c: key, ...more });
const purchase = (key: string, lines: readonly object[]): object => ({
  ...attributes('Purchase__c', key),
  External_Key__c: key,
  Lines__r: { records: lines },
});

test('parents and children are made together, and named by their reference ids', async () => {
  const answer = await rest('POST', 'composite/tree/Purchase__c', {
    records: [purchase('T1', [line('T1a', { Quantity__c: 1 }), line('T1b')]), purchase('T2', [])],
  });
  expect(answer).toMatchObject({ status: 201, body: { hasErrors: false } });
  const { results } = answer.body as { results: { referenceId: string; id: string }[] };
  expect(results.map(({ referenceId }) => referenceId)).toEqual(['T1', 'T1a', 'T1b', 'T2']);
  const query =
    "SELECT External_Key__c, (SELECT External_Key__c FROM Lines__r ORDER BY External_Key__c) FROM Purchase__c WHERE External_Key__c = 'T1'";
  expect(await rest('GET', soql(query))).toMatchObject({
    body: { records: [{ Lines__r: { records: [{ External_Key__c: 'T1a' }, { External_Key__c: 'T1b' }] } }] },
  });
});

test('one bad record undoes all of them, and is named', async () => {
  const bad = { records: [purchase('T3', [line('T3a', { Quantity__c: 'many' })])] };
  expect(await rest('POST', 'composite/tree/Purchase__c', bad)).toMatchObject({
    status: 400,
    body: { hasErrors: true, results: [{ referenceId: 'T3a', errors: [{ statusCode: expect.any(String) }] }] },
  });
  expect(await rest('GET', soql("SELECT Id FROM Purchase__c WHERE External_Key__c = 'T3'"))).toMatchObject({ body: { totalSize: 0 } });
});

test.each([
  ['201 records', { records: Array.from({ length: 201 }, (_, at) => purchase(`M${at}`, [])) }],
  ['a reference id twice', { records: [purchase('D', []), purchase('D', [])] }],
  ['a record without reference id', { records: [{ attributes: { type: 'Purchase__c' } }] }],
  ['no records', {}],
])('%s is refused', async (_, body) => {
  expect(await rest('POST', 'composite/tree/Purchase__c', body)).toMatchObject({ status: 400 });
});
