/** A draft whose answer got lost, as its page goes on: refused a second time, found by its key, and brought up to date. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RunningOrg } from '../../simulators/salesforce/org.ts';
import type { Rest } from './local-org.ts';
import { actAs, startPackageOrg } from './package-org.ts';

const KEY = '5b0e9f0c-0001-4000-8000-00000000d4af';

let org: RunningOrg;
let agent: Rest;
beforeAll(async () => {
  org = await startPackageOrg();
  agent = await actAs(org, 'OB_Service_Agent');
});
afterAll(() => org.stop());

const save = (apiName: string, fields: object): ReturnType<Rest> => agent('POST', 'ui-api/records', { apiName, fields });
const saved = (draftKey: string): ReturnType<Rest> => agent('POST', '/lwr/apex/v67.0/OB_DraftActions/saved', { request: { draftKey } });
const idOf = (body: unknown): string => (body as { id: string }).id;

test('an agent saves an order under a key once, finds it, and changes what was typed meanwhile', async () => {
  const first = await save('OB_Order__c', { Draft_Key__c: KEY, Customer_Name__c: 'Ada', Ship_To_Phone__c: '1' });
  expect(first.status).toBe(201);
  const second = await save('OB_Order__c', { Draft_Key__c: KEY, Customer_Name__c: 'Ada Berg' });
  expect(second).toMatchObject({ status: 400, body: [{ errorCode: 'DUPLICATE_VALUE' }] });
  expect(await saved(KEY)).toMatchObject({ status: 200, body: idOf(first.body) });
  const fields = { Customer_Name__c: 'Ada Berg', Ship_To_Phone__c: null, Account__c: null, Contact__c: null, Requested_Date__c: null };
  expect((await agent('PATCH', `ui-api/records/${idOf(first.body)}`, { fields })).status).toBe(200);
  const { body } = await agent('GET', `sobjects/OB_Order__c/${idOf(first.body)}`);
  expect(body).toMatchObject({ Customer_Name__c: 'Ada Berg', Ship_To_Phone__c: null, Draft_Key__c: KEY });
});

test('a line is saved once, too, and taken out of the draft again', async () => {
  const order = await save('OB_Order__c', { Customer_Name__c: 'Ada' });
  const line = { Draft_Key__c: `${KEY}-line`.slice(-36), Order__c: idOf(order.body), Line_Number__c: 1, SKU__c: 'KETTLE' };
  const first = await save('OB_Order_Line__c', { ...line, Quantity_Ordered__c: 2 });
  expect(first.status).toBe(201);
  expect(await save('OB_Order_Line__c', { ...line, Quantity_Ordered__c: 3 })).toMatchObject({ status: 400 });
  expect(await saved(line.Draft_Key__c)).toMatchObject({ body: idOf(first.body) });
  const fields = { Line_Number__c: 1, SKU__c: 'KETTLE', Description__c: null, Quantity_Ordered__c: 3, Unit_Price__c: 39.9 };
  expect((await agent('PATCH', `ui-api/records/${idOf(first.body)}`, { fields })).status).toBe(200);
  expect((await agent('DELETE', `ui-api/records/${idOf(first.body)}`)).status).toBe(204);
  expect(await saved(line.Draft_Key__c)).toMatchObject({ body: null });
});
