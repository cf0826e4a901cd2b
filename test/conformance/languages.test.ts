/** The package in the language of whoever uses it: what the org says itself follows the user, in every door of Lightning pages. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RunningOrg } from '../../simulators/salesforce/org.ts';
import { actAs, startPackageOrg } from './package-org.ts';

let org: RunningOrg;
beforeAll(async () => {
  org = await startPackageOrg();
});
afterAll(() => org.stop());

async function speak(language: string, locale: string): Promise<void> {
  const body = JSON.stringify({ username: 'ob_service_agent@package.example', language, locale });
  const { status } = await fetch(`${org.adminUrl}/personal-settings`, { method: 'POST', body });
  expect(status).toBe(200);
}

const QUERY = `query { uiapi { query { OB_Order__c(first: 1) { edges { node {
  Status__c { value displayValue } Total_Amount__c { displayValue } } } } } } }`;

test('names of fields, picklist words and values are those of the user’s language', async () => {
  const rest = await actAs(org, 'OB_Service_Agent');
  await rest('POST', 'ui-api/records', { apiName: 'OB_Order__c', fields: { Total_Amount__c: 1234.5 } });
  const label = async (field = 'Total_Amount__c'): Promise<unknown> => {
    const { body } = await rest('GET', 'ui-api/object-info/OB_Order__c');
    return (body as { fields: Record<string, { label: string }> }).fields[field]?.label;
  };
  const node = async (): Promise<unknown> => {
    const { body } = await rest('POST', 'graphql', { query: QUERY });
    return (body as Found).data.uiapi.query.OB_Order__c.edges[0]?.node;
  };
  expect(await label()).toBe('Total Amount');
  expect(await node()).toMatchObject({ Status__c: { value: 'Draft', displayValue: 'Draft' } });
  await speak('de', 'de_DE');
  expect(await label()).toBe('Gesamtbetrag');
  expect(await label('Name')).toBe('Externer Auftrag');
  expect(await node()).toMatchObject({ Status__c: { value: 'Draft', displayValue: 'Entwurf' } });
  expect(await node()).toMatchObject({ Total_Amount__c: { displayValue: expect.stringContaining('1.234,50') } });
  await speak('fr', 'fr_FR');
  expect(await label()).toBe('Total Amount');
});

test('Apex explains itself in the language of the user', async () => {
  const rest = await actAs(org, 'OB_Service_Agent');
  const { body } = await rest('POST', 'ui-api/records', { apiName: 'OB_Order__c', fields: {} });
  const reasons = async (): Promise<string> => {
    const answer = await fetch(`${org.restUrl}/lwr/apex/v67.0/OB_OrderActions/eligibility`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ request: { orderId: (body as { id: string }).id } }),
    });
    return answer.text();
  };
  await speak('en_US', 'en_US');
  expect(await reasons()).toContain('Not possible while the order is in status');
  await speak('de', 'de_DE');
  expect(await reasons()).toContain('Nicht möglich, solange der Auftrag den Status');
});

async function token(): Promise<string> {
  const body = JSON.stringify({ username: 'ob_service_agent@package.example' });
  const answer = await fetch(`${org.adminUrl}/sessions`, { method: 'POST', body });
  return ((await answer.json()) as { accessToken: string }).accessToken;
}

type Found = {
  readonly data: { readonly uiapi: { readonly query: { readonly OB_Order__c: { readonly edges: readonly { node: unknown }[] } } } };
};
