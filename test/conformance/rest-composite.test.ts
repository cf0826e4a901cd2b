import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { logIn, soql, startTestOrg, type Rest, type TestOrg } from './local-org.ts';

let org: TestOrg;
let rest: Rest;
beforeAll(async () => {
  org = await startTestOrg();
  rest = await logIn(org);
});
afterAll(() => org.stop());

const base = '/services/data/v67.0';
const create = (referenceId: string, body: object): object => ({ method: 'POST', url: `${base}/sobjects/Purchase__c`, referenceId, body });
const count = async (where: string): Promise<unknown> => (await rest('GET', soql(`SELECT COUNT() FROM Purchase__c WHERE ${where}`))).body;
const calls = (): number => org.admin.stats.snapshot().total;

describe('composite', () => {
  test('passes values from one subrequest to the next, in one API call', async () => {
    const before = calls();
    const reply = await rest('POST', 'composite', {
      compositeRequest: [
        create('order', { External_Key__c: 'CO1', Amount__c: 5 }),
        {
          method: 'PATCH',
          url: `${base}/sobjects/Purchase_Line__c/External_Key__c/CO1-1`,
          referenceId: 'line',
          body: { Purchase__c: '@{order.id}', Quantity__c: 2 },
        },
        {
          method: 'GET',
          url: `${base}/${soql("SELECT Id, Purchase__r.Amount__c FROM Purchase_Line__c WHERE Id = '@{line.id}'")}`.replace(
            '%40%7Bline.id%7D',
            '@{line.id}',
          ),
          referenceId: 'read',
        },
        { method: 'GET', url: `${base}/sobjects/Purchase__c/@{read.records[0].Purchase__r.Nothing}`, referenceId: 'broken' },
      ],
    });
    expect(reply.body).toMatchObject({
      compositeResponse: [
        { httpStatusCode: 201, referenceId: 'order' },
        { httpStatusCode: 201, referenceId: 'line', body: { created: true } },
        { httpStatusCode: 200, referenceId: 'read', body: { totalSize: 1, records: [{ Purchase__r: { Amount__c: 5 } }] } },
        { httpStatusCode: 400, referenceId: 'broken', body: [{ errorCode: 'PROCESSING_HALTED' }] },
      ],
    });
    expect(calls() - before).toBe(1);
  });

  test('with allOrNone undoes what was done and halts the rest', async () => {
    const reply = await rest('POST', 'composite', {
      allOrNone: true,
      compositeRequest: [
        create('a', { External_Key__c: 'AN1' }),
        create('b', { Status__c: 'Lost' }),
        create('c', { External_Key__c: 'AN2' }),
      ],
    });
    const message = 'The transaction was rolled back since another operation in the same transaction failed.';
    expect(reply.body).toMatchObject({
      compositeResponse: [
        { httpStatusCode: 400, body: [{ errorCode: 'PROCESSING_HALTED', message }] },
        { httpStatusCode: 400, body: [{ errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST' }] },
        { httpStatusCode: 400, body: [{ errorCode: 'PROCESSING_HALTED', message }] },
      ],
    });
    expect(await count("External_Key__c LIKE 'AN_'")).toMatchObject({ totalSize: 0 });
  });

  test('with allOrNone outside, a partial failure of a collection inside undoes all', async () => {
    const records = [
      { attributes: { type: 'Purchase__c' }, External_Key__c: 'IN1' },
      { attributes: { type: 'Purchase__c' }, Status__c: 'Lost' },
    ];
    await rest('POST', 'composite', {
      allOrNone: true,
      compositeRequest: [{ method: 'POST', url: `${base}/composite/sobjects`, referenceId: 'many', body: { allOrNone: false, records } }],
    });
    expect(await count("External_Key__c = 'IN1'")).toMatchObject({ totalSize: 0 });
  });

  test('without allOrNone, refers to the good records of a collection that failed in part', async () => {
    const records = [
      { attributes: { type: 'Purchase__c' }, Status__c: 'Lost' },
      { attributes: { type: 'Purchase__c' }, External_Key__c: 'PART' },
    ];
    const read = (referenceId: string, index: number): object => ({
      method: 'GET',
      url: `${base}/sobjects/Purchase__c/@{many[${index}].id}`,
      referenceId,
    });
    const reply = await rest('POST', 'composite', {
      compositeRequest: [
        { method: 'POST', url: `${base}/composite/sobjects`, referenceId: 'many', body: { records } },
        read('good', 1),
        read('bad', 0),
      ],
    });
    expect(reply.body).toMatchObject({
      compositeResponse: [
        { httpStatusCode: 200 },
        { httpStatusCode: 200, body: { External_Key__c: 'PART' } },
        { httpStatusCode: 400, body: [{ errorCode: 'PROCESSING_HALTED' }] },
      ],
    });
  });

  test.each(['composite', 'composite/batch', 'composite/tree/Account', 'jobs/ingest'])('takes no %s as a subrequest', async (path) => {
    const compositeRequest = [{ method: 'POST', url: `${base}/${path}`, referenceId: 'inner', body: { compositeRequest: [] } }];
    expect((await rest('POST', 'composite', { compositeRequest })).body).toMatchObject({
      compositeResponse: [{ httpStatusCode: 400, body: [{ errorCode: 'INVALID_INPUT' }] }],
    });
  });

  test('takes 25 subrequests, five of them queries or collections', async () => {
    const queries = Array.from({ length: 6 }, (_, index) => ({
      method: 'GET',
      url: `${base}/${soql('SELECT Id FROM Account')}`,
      referenceId: `q${index}`,
    }));
    expect(await rest('POST', 'composite', { compositeRequest: queries })).toMatchObject({ status: 400 });
    expect(await rest('POST', 'composite', { compositeRequest: queries.slice(1) })).toMatchObject({ status: 200 });
    const many = Array.from({ length: 26 }, (_, index) => create(`r${index}`, {}));
    expect(await rest('POST', 'composite', { compositeRequest: many })).toMatchObject({ status: 400 });
  });

  test('publishes several events in one call, which the limits tell', async () => {
    const event = (referenceId: string): object => ({
      method: 'POST',
      url: `${base}/sobjects/Purchase_Shipped__e`,
      referenceId,
      body: { Key__c: referenceId },
    });
    const reply = await rest('POST', 'composite', { compositeRequest: [event('e1'), event('e2')] });
    expect(reply.body).toMatchObject({ compositeResponse: [{ httpStatusCode: 201 }, { httpStatusCode: 201 }] });
    expect((await rest('GET', 'limits')).body).toMatchObject({ HourlyPublishedPlatformEvents: { Max: 250_000, Remaining: 249_998 } });
    expect(await rest('POST', 'sobjects/Purchase_Shipped__e', { Parcels__c: 1 })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'REQUIRED_FIELD_MISSING' }],
    });
  });
});

test('a batch runs each subrequest by itself, and halts on request', async () => {
  const batchRequests = [
    { method: 'GET', url: 'v67.0/limits' },
    { method: 'POST', url: 'v67.0/sobjects/Purchase__c', richInput: { Status__c: 'Lost' } },
    { method: 'GET', url: 'v67.0/limits' },
  ];
  expect((await rest('POST', 'composite/batch', { batchRequests })).body).toMatchObject({
    hasErrors: true,
    results: [{ statusCode: 200 }, { statusCode: 400 }, { statusCode: 200 }],
  });
  expect((await rest('POST', 'composite/batch', { haltOnError: true, batchRequests })).body).toMatchObject({
    results: [{ statusCode: 200 }, { statusCode: 400 }, { statusCode: 412, result: [{ errorCode: 'BATCH_PROCESSING_HALTED' }] }],
  });
});

test('a graph names each of its nodes once', async () => {
  const graphs = [{ graphId: 'g', compositeRequest: [create('same', {}), create('same', {})] }];
  expect(await rest('POST', 'composite/graph', { graphs })).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_INPUT' }] });
});

test('each graph is done whole or not at all', async () => {
  const reply = await rest('POST', 'composite/graph', {
    graphs: [
      { graphId: 'good', compositeRequest: [create('g1', { External_Key__c: 'G1' })] },
      { graphId: 'bad', compositeRequest: [create('g2', { External_Key__c: 'G2' }), create('g3', { Status__c: 'Lost' })] },
    ],
  });
  expect(reply.body).toMatchObject({
    graphs: [
      { graphId: 'good', isSuccessful: true },
      { graphId: 'bad', isSuccessful: false },
    ],
  });
  expect(await count("External_Key__c IN ('G1', 'G2')")).toMatchObject({ totalSize: 1 });
});
