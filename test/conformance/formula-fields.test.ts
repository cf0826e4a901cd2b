/** Values of formula fields through every API that reads records. Source: Salesforce Help, "Formula Field Data Types"; Object Reference, "calculated fields". */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { PROFILES } from '../../simulators/salesforce/security/profiles.ts';
import { CLIENT_ID, CLIENT_SECRET, logIn, startTestOrg, type Rest, type TestOrg } from './local-org.ts';

const SOURCE = fileURLToPath(new URL('../../simulators/salesforce/apex/conformance/fixtures-formulas', import.meta.url));
const USER = 'librarian@books.example';

let org: TestOrg;
let rest: Rest;
let id: string;
beforeAll(async () => {
  org = await startTestOrg({
    sources: [SOURCE],
    users: [{ username: USER, lastName: 'Librarian', profile: PROFILES.administrator, permissionSets: [] }],
    apps: [{ clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, runAs: USER, scope: 'api' }],
    passwords: new Map(),
  });
  rest = await logIn(org);
  const shelf = await create('Shelf__c', { Name: 'A1', Room__c: 'attic' });
  id = await create('Book__c', { Name: 'one', Shelf__c: shelf, Price__c: 29.99, Discount__c: 15 });
});
afterAll(() => org.stop());

async function create(object: string, fields: object): Promise<string> {
  const { status, body } = await rest('POST', `sobjects/${object}`, fields);
  expect(status).toBe(201);
  return (body as { id: string }).id;
}

test('a record and a query', async () => {
  const value = { Price_After_Discount__c: 25.49, Share_Off__c: 15, Dear__c: true, Where__c: 'ATTIC / A1', Maker__c: USER };
  expect(await rest('GET', `sobjects/Book__c/${id}`)).toMatchObject({ status: 200, body: value });
  const soql = 'SELECT Price_After_Discount__c, Shelf__r.Place__c FROM Book__c WHERE Dear__c = TRUE AND Mine__c = TRUE';
  expect(await rest('GET', `query?q=${encodeURIComponent(soql)}`)).toMatchObject({
    body: { records: [{ Price_After_Discount__c: 25.49, Shelf__r: { Place__c: 'ATTIC / A1' } }] },
  });
});

test('what a report adds up', async () => {
  const soql = 'SELECT AVG(Price_After_Discount__c) a, Where__c w FROM Book__c GROUP BY Where__c';
  expect(await rest('GET', `query?q=${encodeURIComponent(soql)}`)).toMatchObject({ body: { records: [{ a: 25.49, w: 'ATTIC / A1' }] } });
});

test('the User Interface API, with the parent’s', async () => {
  const fields = 'Book__c.Price_After_Discount__c,Book__c.Shelf__r.Place__c';
  expect(await rest('GET', `ui-api/records/${id}?fields=${fields}`)).toMatchObject({
    body: {
      fields: {
        Price_After_Discount__c: { value: 25.49, displayValue: '$25.49' },
        Shelf__r: { value: { fields: { Place__c: { value: 'ATTIC / A1' } } } },
      },
    },
  });
});

test('GraphQL, filters and order too', async () => {
  const query = `{ uiapi { query { Book__c(where: { Where__c: { like: "attic%" } }, orderBy: { Price_After_Discount__c: { order: ASC } })
    { edges { node { Price_After_Discount__c { value } Shelf__r { Place__c { value } } } } } } } }`;
  expect(await rest('POST', 'graphql', { query })).toMatchObject({
    body: {
      data: {
        uiapi: {
          query: {
            Book__c: { edges: [{ node: { Price_After_Discount__c: { value: 25.49 }, Shelf__r: { Place__c: { value: 'ATTIC / A1' } } } }] },
          },
        },
      },
      errors: [],
    },
  });
});

test('nobody writes it, and a describe tells what it is', async () => {
  expect(await rest('PATCH', `sobjects/Book__c/${id}`, { Price_After_Discount__c: 1 })).toMatchObject({
    status: 400,
    body: [{ errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', fields: ['Price_After_Discount__c'] }],
  });
  const { body } = await rest('GET', 'sobjects/Book__c/describe');
  const fields = (body as { fields: readonly { name: string }[] }).fields;
  expect(fields.find(({ name }) => name === 'Price_After_Discount__c')).toMatchObject({
    calculated: true,
    calculatedFormula: 'Price__c * (1 - Discount__c)',
    createable: false,
    updateable: false,
  });
});
