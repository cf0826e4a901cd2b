/** What one user has asked for is not for another: open query cursors and bulk jobs. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CLERK_APP, logIn, soql, startTestOrg, type Rest, type TestOrg } from './local-org.ts';

let org: TestOrg;
let staff: Rest;
let clerk: Rest;
beforeAll(async () => {
  org = await startTestOrg();
  staff = await logIn(org);
  clerk = await logIn(org, CLERK_APP);
  for (const part of [0, 1]) {
    const records = Array.from({ length: 150 }, (_, at) => ({ attributes: { type: 'Purchase__c' }, External_Key__c: `K${part}-${at}` }));
    await staff('PATCH', 'composite/sobjects/Purchase__c/External_Key__c', { records });
  }
});
afterAll(() => org.stop());

test('the next page of a query', async () => {
  const first = await staff('GET', soql('SELECT Id FROM Purchase__c'), undefined, { 'sforce-query-options': 'batchSize=200' });
  const { nextRecordsUrl } = first.body as { nextRecordsUrl: string };
  expect(await clerk('GET', nextRecordsUrl)).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_QUERY_LOCATOR' }] });
  expect(await staff('GET', nextRecordsUrl)).toMatchObject({ status: 200, body: { done: true } });
});

test('the rows of a bulk query, and the job of a bulk load', async () => {
  const job = await staff('POST', 'jobs/query', { operation: 'query', query: 'SELECT Id FROM Purchase__c' });
  const load = await staff('POST', 'jobs/ingest', { object: 'Purchase__c', operation: 'insert' });
  const [queryId, loadId] = [job, load].map(({ body }) => (body as { id: string }).id);
  for (const path of [`jobs/query/${queryId}/results`, `jobs/ingest/${loadId}`]) {
    expect((await clerk('GET', path)).status).toBe(404);
    expect((await staff('GET', path)).status).toBe(200);
  }
});
