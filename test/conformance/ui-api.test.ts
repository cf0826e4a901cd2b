/** Single records and object infos as `lightning/uiRecordApi` and `lightning/uiObjectInfoApi` get them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CLERK_APP, logIn, startTestOrg, type Rest, type TestOrg } from './local-org.ts';

let org: TestOrg;
let staff: Rest;
let clerk: Rest;
beforeAll(async () => {
  org = await startTestOrg();
  staff = await logIn(org);
  clerk = await logIn(org, CLERK_APP);
});
afterAll(() => org.stop());

async function create(rest: Rest, fields: Record<string, unknown>, apiName = 'Purchase__c'): Promise<string> {
  const { status, body } = await rest('POST', 'ui-api/records', { apiName, fields });
  expect(status).toBe(201);
  return (body as { id: string }).id;
}

test('a record is made, read with the fields asked for, changed and deleted', async () => {
  const account = await create(staff, { Name: 'Retail Ltd' }, 'Account');
  const id = await create(staff, { External_Key__c: 'U1', Amount__c: 12.5, Account__c: account });
  const fields = 'Purchase__c.Amount__c,Purchase__c.Account__r.Name&optionalFields=Purchase__c.No_Such__c';
  expect(await staff('GET', `ui-api/records/${id}?fields=${fields}`)).toMatchObject({
    status: 200,
    body: {
      apiName: 'Purchase__c',
      id,
      lastModifiedDate: expect.stringMatching(/Z$/),
      weakEtag: expect.any(Number),
      fields: {
        Amount__c: { value: 12.5, displayValue: '$12.50' },
        Account__r: { displayValue: 'Retail Ltd', value: { apiName: 'Account', fields: { Name: { value: 'Retail Ltd' } } } },
      },
    },
  });
  expect(await staff('PATCH', `ui-api/records/${id}`, { fields: { Amount__c: 13 } })).toMatchObject({
    status: 200,
    body: { fields: { Amount__c: { value: 13 } } },
  });
  expect(await staff('DELETE', `ui-api/records/${id}`)).toMatchObject({ status: 204 });
  expect(await staff('GET', `ui-api/records/${id}?fields=Purchase__c.Name`)).toMatchObject({ status: 404 });
});

test('a field there is not, a record one may not see and a value that is refused are told', async () => {
  const id = await create(staff, { External_Key__c: 'U2' });
  expect(await staff('GET', `ui-api/records/${id}?fields=Purchase__c.No_Such__c`)).toMatchObject({
    status: 400,
    body: [{ errorCode: 'INVALID_FIELD' }],
  });
  expect(await clerk('GET', `ui-api/records/${id}?fields=Purchase__c.Name`)).toMatchObject({ status: 404 });
  expect(await staff('PATCH', `ui-api/records/${id}`, { fields: { Status__c: 'Nonsense' } })).toMatchObject({
    status: 400,
    body: [{ errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST' }],
  });
});

describe('the info of an object', () => {
  test('tells what the user may do with it and its fields', async () => {
    expect(await clerk('GET', 'ui-api/object-info/Purchase__c')).toMatchObject({
      status: 200,
      body: {
        apiName: 'Purchase__c',
        createable: true,
        nameFields: ['Name'],
        fields: {
          Amount__c: { dataType: 'Currency', updateable: true },
          Account__c: { dataType: 'Reference', relationshipName: 'Account__r', referenceToInfos: [{ apiName: 'Account' }] },
        },
      },
    });
    expect(await clerk('GET', 'ui-api/object-info/Nothing__c')).toMatchObject({ status: 404 });
  });

  test('has the active values of a picklist', async () => {
    const { body } = await clerk('GET', 'ui-api/object-info/Purchase__c');
    const { defaultRecordTypeId } = body as { defaultRecordTypeId: string };
    const answer = await clerk('GET', `ui-api/object-info/Purchase__c/picklist-values/${defaultRecordTypeId}/Status__c`);
    expect((answer.body as { values: { value: string }[] }).values.map(({ value }) => value)).toContain('Shipped');
  });
});
