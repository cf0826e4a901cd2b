/** Bulk API 2.0 as jsforce drives it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import jsforce from '@jsforce/jsforce-node';
import { eventually } from '../support/eventually.ts';
import { CLIENT_ID, CLIENT_SECRET, logIn, soql, startTestOrg, type Rest, type TestOrg } from './local-org.ts';

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

describe('a job', () => {
  type Job = { readonly id: string; readonly state: string };
  const open = async (job: object): Promise<Job> => (await rest('POST', 'jobs/ingest', { object: 'Account', ...job })).body as Job;
  const upload = ({ id }: Job, csv: string): ReturnType<Rest> =>
    rest('PUT', `jobs/ingest/${id}/batches`, csv, { 'content-type': 'text/csv' });
  const close = ({ id }: Job, state = 'UploadComplete'): ReturnType<Rest> => rest('PATCH', `jobs/ingest/${id}`, { state });
  const ended = async ({ id }: Job): Promise<unknown> => {
    let body: unknown;
    await eventually(async () => {
      ({ body } = await rest('GET', `jobs/ingest/${id}`));
      expect(body).toMatchObject({ state: expect.stringMatching(/^(JobComplete|Failed)$/) });
    });
    return body;
  };
  const run = async (job: object, csv: string): Promise<Job> => {
    const made = await open(job);
    expect(await upload(made, csv)).toMatchObject({ status: 201 });
    await close(made);
    await ended(made);
    return made;
  };

  test.each([
    ['a column is no field', 'Name,Nope__c\nx,y\n', 'InvalidBatch : Field name not found : Nope__c'],
    ['a column is no key of a parent', 'Name,Owner.Nope\nx,y\n', 'InvalidBatch : Field name not found : Owner.Nope'],
    ['a column has the name of a prototype', 'Name,__proto__.Name\nx,y\n', 'InvalidBatch : Field name not found : __proto__.Name'],
    [
      'lines end otherwise than it says',
      'Name\r\nx\r\n',
      'InvalidBatch : LineEnding is invalid on user data. Current LineEnding setting is LF',
    ],
  ])('fails as a whole where %s', async (_, csv, errorMessage) => {
    const job = await run({ operation: 'insert' }, csv);
    expect(await ended(job)).toMatchObject({ state: 'Failed', errorMessage, numberRecordsProcessed: 0 });
    expect((await rest('GET', `jobs/ingest/${job.id}/unprocessedrecords`)).body).toContain('x');
  });

  test('deletes records of its own object alone', async () => {
    const { id: account } = (await rest('POST', 'sobjects/Account', { Name: 'Gone' })).body as Job;
    const { id: purchase } = (await rest('POST', 'sobjects/Purchase__c', { External_Key__c: 'STAYS' })).body as Job;
    const job = await run({ operation: 'delete' }, `Id\n${account}\n${purchase}\nnonsense\n`);
    const failed = (await rest('GET', `jobs/ingest/${job.id}/failedResults`)).body;
    expect(String(failed).trim().split('\n').slice(1)).toEqual([
      expect.stringContaining('INVALID_CROSS_REFERENCE_KEY'),
      expect.stringContaining('MALFORMED_ID'),
    ]);
    expect(await rest('GET', `sobjects/Purchase__c/${purchase}`)).toMatchObject({ status: 200 });
    expect(await rest('GET', `sobjects/Account/${account}`)).toMatchObject({ status: 404 });
  });

  test('deletes for good only with the permission to', async () => {
    expect(await rest('POST', 'jobs/ingest', { object: 'Account', operation: 'hardDelete' })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'FEATURENOTENABLED' }],
    });
  });

  test('can be given up while it works, and is deleted only once it works no more', async () => {
    const job = await open({ operation: 'insert' });
    const refused = { status: 400, body: [{ errorCode: 'INVALIDJOBSTATE' }] };
    expect(await rest('DELETE', `jobs/ingest/${job.id}`)).toMatchObject(refused);
    await upload(job, `Name\n${'Many\n'.repeat(2000)}`);
    await close(job);
    expect(await close(job, 'Aborted')).toMatchObject({ status: 200, body: { state: 'Aborted' } });
    expect(await close(job)).toMatchObject(refused);
    const { totalSize } = (await rest('GET', soql("SELECT COUNT() FROM Account WHERE Name = 'Many'"))).body as { totalSize: number };
    expect(totalSize).toBeLessThan(2000);
    expect(await rest('DELETE', `jobs/ingest/${job.id}`)).toMatchObject({ status: 204 });
    expect(await rest('GET', `jobs/ingest/${job.id}`)).toMatchObject({ status: 404 });
  });

  test('takes CSV and nothing else', async () => {
    const job = await open({ operation: 'insert' });
    expect(await rest('PUT', `jobs/ingest/${job.id}/batches`, { Name: 'x' })).toMatchObject({ status: 415 });
  });

  test('is kept for seven days', async () => {
    const { id } = await open({ operation: 'insert' });
    org.admin.core.clock.advance(7 * 86_400_000 - 1000);
    expect(await (await logIn(org))('GET', `jobs/ingest/${id}`)).toMatchObject({ status: 200 });
    org.admin.core.clock.advance(10_000);
    expect(await (await logIn(org))('GET', `jobs/ingest/${id}`)).toMatchObject({ status: 404 });
  });
});
