/** Bulk API 2.0 as jsforce drives it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import jsforce from '@jsforce/jsforce-node';
import { CLIENT_ID, CLIENT_SECRET, logIn, startTestOrg, type Rest, type TestOrg } from './local-org.ts';

let org: TestOrg;
let connection: jsforce.Connection;
let rest: Rest;
beforeAll(async () => {
  org = await startTestOrg();
  rest = await logIn(org);
  connection = new jsforce.Connection({
    instanceUrl: org.restUrl,
    loginUrl: org.restUrl,
    version: '67.0',
    oauth2: { loginUrl: org.restUrl, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
  });
  await connection.authorize({ grant_type: 'client_credentials' });
  connection.bulk2.pollInterval = 5;
});
afterAll(() => org.stop());

test('upserts thousands of rows, each with its own result', async () => {
  const input = Array.from({ length: 1000 }, (_, index) => ({
    External_Key__c: `B${index}`,
    Amount__c: index === 7 ? 'many' : String(index),
    Status__c: index === 8 ? 'Lost' : 'New',
  }));
  const results = await connection.bulk2.loadAndWaitForResults({
    object: 'Purchase__c',
    operation: 'upsert',
    externalIdFieldName: 'External_Key__c',
    input,
    lineEnding: 'LF',
    pollInterval: 5,
  });
  expect(results.successfulResults).toHaveLength(998);
  expect(results.successfulResults[0]).toMatchObject({ sf__Created: 'true', External_Key__c: 'B0' });
  expect(results.failedResults.map((row) => row.sf__Error)).toEqual([
    expect.stringMatching(/^INVALID_TYPE_ON_FIELD_IN_RECORD:.*:Amount__c --$/),
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:Status: bad value for restricted picklist field: Lost:Status__c --',
  ]);
  expect(results.unprocessedRecords).toHaveLength(0);
});

test('an empty cell leaves a field alone, #N/A empties it, a dotted column names the parent', async () => {
  await rest('POST', 'sobjects/Purchase__c', { External_Key__c: 'E1', Amount__c: 5, Notes__c: 'keep' });
  const load = (object: string, csv: string): Promise<unknown> =>
    connection.bulk2.loadAndWaitForResults({
      object,
      operation: 'upsert',
      externalIdFieldName: 'External_Key__c',
      input: csv,
      lineEnding: 'LF',
      pollInterval: 5,
    });
  await load('Purchase__c', 'External_Key__c,Amount__c,Notes__c\nE1,#N/A,\n');
  expect((await rest('GET', 'sobjects/Purchase__c/External_Key__c/E1?fields=Amount__c,Notes__c')).body).toMatchObject({
    Amount__c: null,
    Notes__c: 'keep',
  });
  await load('Purchase_Line__c', 'External_Key__c,Purchase__r.External_Key__c,Quantity__c\nE1#1,E1,3\n');
  expect((await rest('GET', 'sobjects/Purchase_Line__c/External_Key__c/E1%231?fields=Quantity__c')).body).toMatchObject({ Quantity__c: 3 });
});

test('reads a large query page by page until the locator is the word null', async () => {
  const stream = await connection.bulk2.query('SELECT External_Key__c, Account__r.Name FROM Purchase__c');
  const rows = await stream.toArray();
  expect(rows.length).toBeGreaterThan(998);
  expect(rows[0]).toEqual({ External_Key__c: 'B0', 'Account__r.Name': '' });
  const job = (await rest('POST', 'jobs/query', { operation: 'query', query: 'SELECT Id FROM Purchase__c' })).body as { id: string };
  const first = await rest('GET', `jobs/query/${job.id}/results?maxRecords=900`);
  expect(first.headers.get('sforce-numberofrecords')).toBe('900');
  expect(
    (await rest('GET', `jobs/query/${job.id}/results?maxRecords=900&locator=${first.headers.get('sforce-locator')}`)).headers.get(
      'sforce-locator',
    ),
  ).toBe('null');
});

test('refuses a job on an unknown object, an upload after the end, and a query with children', async () => {
  expect(await rest('POST', 'jobs/ingest', { object: 'Nope__c', operation: 'insert' })).toMatchObject({
    status: 400,
    body: [{ errorCode: 'INVALIDENTITY' }],
  });
  expect(await rest('POST', 'jobs/ingest', { object: 'Purchase__c', operation: 'upsert', externalIdFieldName: 'Notes__c' })).toMatchObject({
    status: 400,
  });
  const job = (await rest('POST', 'jobs/ingest', { object: 'Purchase__c', operation: 'insert' })).body as { id: string };
  expect(await rest('PATCH', `jobs/ingest/${job.id}`, { state: 'Aborted' })).toMatchObject({ body: { state: 'Aborted' } });
  expect(await rest('PUT', `jobs/ingest/${job.id}/batches`, 'Name\nx\n', { 'content-type': 'text/csv' })).toMatchObject({
    status: 400,
    body: [{ errorCode: 'INVALIDJOBSTATE' }],
  });
  expect(
    await rest('POST', 'jobs/query', { operation: 'query', query: 'SELECT Id, (SELECT Id FROM Lines__r) FROM Purchase__c' }),
  ).toMatchObject({ status: 400 });
});
