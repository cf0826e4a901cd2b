/** SOSL over the REST API, as jsforce sends it. Source: REST API Developer Guide, "Search". */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { logIn, SHOP, startTestOrg, type Rest, type TestOrg } from './local-org.ts';

let org: TestOrg;
let rest: Rest;
beforeAll(async () => {
  org = await startTestOrg({ sources: [SHOP] });
  rest = await logIn(org);
  await rest('POST', 'sobjects/Account', { Name: 'Acme Corp', Phone: '555' });
});
afterAll(() => org.stop());

const search = (sosl: string): ReturnType<Rest> => rest('GET', `search?q=${encodeURIComponent(sosl)}`);

test('gives the records found, with type and address', async () => {
  expect(await search('FIND {acme} IN ALL FIELDS RETURNING Account(Id, Name), Contact')).toMatchObject({
    status: 200,
    body: { searchRecords: [{ attributes: { type: 'Account', url: expect.stringMatching(/sobjects\/Account\/001/) }, Name: 'Acme Corp' }] },
  });
  expect(await search('FIND {nobody} RETURNING Account')).toMatchObject({ status: 200, body: { searchRecords: [] } });
});

test('refuses what is no search', async () => {
  expect(await search('LOOK {acme}')).toMatchObject({ status: 400, body: [{ errorCode: 'MALFORMED_SEARCH' }] });
  expect(await search('FIND {acme} RETURNING Nope')).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_TYPE' }] });
  expect(await rest('GET', 'search')).toMatchObject({ status: 400 });
});

test('finds words whole, side by side in a phrase, and by wildcards', async () => {
  await rest('POST', 'sobjects/Account', { Name: `Baker & Sons, ${'a'.repeat(200)}` });
  const finds = async (words: string): Promise<boolean> => {
    const { body } = await search(`FIND {${words}} IN NAME FIELDS RETURNING Account(Name WHERE Name LIKE 'Baker%')`);
    return (body as { searchRecords: unknown[] }).searchRecords.length === 1;
  };
  const found = ['baker', 'son?', 'b*r AND sons', '"baker sons"', 'a*a'];
  const missed = ['bake', 'sons?', '"sons baker"', `${'a*'.repeat(40)}b`];
  for (const words of [...found, ...missed]) expect([words, await finds(words)]).toEqual([words, found.includes(words)]);
});
