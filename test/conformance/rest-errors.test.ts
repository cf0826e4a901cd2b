/** What the org refuses, and in which words: the broker's classification of errors rests on these. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CLERK_APP, logIn, soql, startTestOrg, type Rest, type TestOrg } from './local-org.ts';

let org: TestOrg;
let rest: Rest;
beforeAll(async () => {
  org = await startTestOrg();
  rest = await logIn(org);
  await rest('POST', 'sobjects/Purchase__c', { External_Key__c: 'P1', Reference__c: 'Ref-1' });
});
afterAll(() => org.stop());

const upsert = (records: readonly object[], allOrNone = false): ReturnType<Rest> =>
  rest('PATCH', 'composite/sobjects/Purchase__c/External_Key__c', {
    allOrNone,
    records: records.map((record) => ({ attributes: { type: 'Purchase__c' }, ...record })),
  });

describe('a record is refused with the platform code when', () => {
  const cases: readonly (readonly [string, object, string, string])[] = [
    [
      'a text is one character too long',
      { External_Key__c: 'x'.repeat(21) },
      'STRING_TOO_LONG',
      `External Key: data value too large: ${'x'.repeat(21)} (max length=20)`,
    ],
    [
      'a number has too many digits',
      { Amount__c: 1_000_000 },
      'NUMBER_OUTSIDE_VALID_RANGE',
      'Amount: value outside of valid range on numeric field: 1000000',
    ],
    [
      'a picklist value is unknown',
      { Status__c: 'Lost' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'Status: bad value for restricted picklist field: Lost',
    ],
    [
      'a picklist value is no longer active',
      { Status__c: 'Retired' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'Status: bad value for restricted picklist field: Retired',
    ],
    [
      'one of several picklist values is unknown',
      { Tags__c: 'Gift;Odd' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'Tags: bad value for restricted picklist field: Odd',
    ],
    [
      'a unique value is taken, whatever its case',
      { Reference__c: 'REF-1' },
      'DUPLICATE_VALUE',
      'duplicate value found: Reference__c duplicates value on record with id: ',
    ],
    ['a lookup is no id', { Account__c: 'nonsense' }, 'MALFORMED_ID', 'Account: id value of incorrect type: nonsense'],
    ['a lookup names no record', { Account__c: '001000000000001AAA' }, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id'],
    [
      'a lookup names a record of another object',
      { Account__c: '003000000000001AAA' },
      'FIELD_INTEGRITY_EXCEPTION',
      'Account: id value of incorrect type: 003000000000001AAA',
    ],
    ['the mail address is none', { Contact_Email__c: 'nobody' }, 'INVALID_EMAIL_ADDRESS', 'Contact Email: invalid email address: nobody'],
    [
      'a field of the platform is written',
      { CreatedDate: '2026-01-01T00:00:00Z' },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      'Unable to create/update fields: CreatedDate.',
    ],
    [
      'a parent is not found by its external id',
      { Account__r: { Name: 'x' } },
      'INVALID_FIELD',
      'Foreign key external ID: x not found for field Name in entity Account',
    ],
  ];
  test.each(cases)('%s', async (_, record, errorCode, message) => {
    const reply = await rest('POST', 'sobjects/Purchase__c', record);
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject([{ errorCode, message: expect.stringContaining(message) }]);
  });

  test('a required parent is missing', async () => {
    const reply = await rest('POST', 'sobjects/Purchase_Line__c', { External_Key__c: 'L1' });
    expect(reply).toMatchObject({
      status: 400,
      body: [{ errorCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Purchase__c]', fields: ['Purchase__c'] }],
    });
  });

  test('the parent of a detail is written again and the field cannot be reparented', async () => {
    const line = { External_Key__c: 'MD1', Purchase__r: { External_Key__c: 'P1' }, attributes: { type: 'Purchase_Line__c' } };
    const send = (): ReturnType<Rest> => rest('PATCH', 'composite/sobjects/Purchase_Line__c/External_Key__c', { records: [line] });
    expect((await send()).body).toMatchObject([{ success: true, created: true }]);
    expect((await send()).body).toMatchObject([{ success: false, errors: [{ statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE' }] }]);
  });
});

describe('a whole call is refused when', () => {
  test.each([
    ['a value has the wrong JSON type', { Amount__c: 'many' }, 'Cannot deserialize instance of currency from VALUE_STRING value many'],
    ['a date is no date', { Ordered_On__c: '2026-02-30' }, 'Cannot deserialize instance of date from VALUE_STRING value 2026-02-30'],
    ['a datetime has no offset', { Shipped_At__c: '2026-02-20 10:00:00' }, 'Cannot deserialize instance of datetime'],
    ['a text is a number', { Notes__c: 5 }, 'Cannot deserialize instance of textarea from VALUE_NUMBER_INT value 5'],
  ])('%s', async (_, record, message) => {
    const reply = await upsert([{ External_Key__c: 'GOOD' }, { External_Key__c: 'BAD', ...record }]);
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject([{ errorCode: 'JSON_PARSER_ERROR', message: expect.stringContaining(message) }]);
    const found = await rest('GET', soql("SELECT COUNT() FROM Purchase__c WHERE External_Key__c = 'GOOD'"));
    expect(found.body).toMatchObject({ totalSize: 0 });
  });

  test('the body is no JSON', async () => {
    expect(await rest('POST', 'sobjects/Purchase__c', '{"a":')).toMatchObject({ status: 400, body: [{ errorCode: 'JSON_PARSER_ERROR' }] });
  });

  test('there is no session', async () => {
    const reply = await rest('GET', 'limits', undefined, { authorization: 'Bearer nonsense' });
    expect(reply).toMatchObject({ status: 401, body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }] });
  });

  test('the resource, the method or the version does not exist', async () => {
    expect(await rest('GET', 'nothing/here')).toMatchObject({ status: 404, body: [{ errorCode: 'NOT_FOUND' }] });
    expect(await rest('PUT', 'sobjects/Purchase__c')).toMatchObject({ status: 405, body: [{ errorCode: 'METHOD_NOT_ALLOWED' }] });
    expect(await rest('GET', '/services/data/v99.0/limits')).toMatchObject({ status: 404 });
    expect(await rest('GET', '/services/data/v29.0/limits')).toMatchObject({
      status: 410,
      body: [{ errorCode: 'UNSUPPORTED_API_VERSION' }],
    });
  });

  test('the URI is longer than 16,384 bytes', async () => {
    const keys = Array.from({ length: 1500 }, (_, index) => `'KEY-${index}'`).join(',');
    expect(await rest('GET', soql(`SELECT Id FROM Purchase__c WHERE External_Key__c IN (${keys})`))).toMatchObject({ status: 414 });
  });

  test('more than 200 records, or more than 10 chunks of types, are sent', async () => {
    const many = Array.from({ length: 201 }, (_, index) => ({ External_Key__c: `K${index}` }));
    expect(await upsert(many)).toMatchObject({ status: 400, body: [{ errorCode: 'EXCEEDED_ID_LIMIT' }] });
    const mixed = Array.from({ length: 12 }, (_, index) => ({ attributes: { type: index % 2 === 0 ? 'Account' : 'Product2' }, Name: 'x' }));
    expect(await rest('POST', 'composite/sobjects', { records: mixed })).toMatchObject({ status: 400 });
  });

  test('the allowance of API calls is used up', async () => {
    const small = await startTestOrg({ dailyCalls: 1 });
    const inner = await logIn(small);
    expect((await inner('GET', 'limits')).headers.get('sforce-limit-info')).toBe('api-usage=1/1');
    expect(await inner('GET', 'limits')).toMatchObject({
      status: 403,
      body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }],
    });
    small.admin.core.clock.advance(25 * 3_600_000);
    expect(await inner('GET', 'limits')).toMatchObject({ status: 401 });
    expect(await (await logIn(small))('GET', 'limits')).toMatchObject({ status: 200 });
    await small.stop();
  });
});

describe('a collection', () => {
  test('keeps the good records, in the order they were sent', async () => {
    const reply = await upsert([
      { External_Key__c: 'C1', Amount__c: 1 },
      { External_Key__c: 'C2', Nope__c: 1 },
      { Amount__c: 1 },
      { External_Key__c: 'C3' },
    ]);
    expect(reply).toMatchObject({
      status: 200,
      body: [
        { success: true, created: true },
        { success: false, errors: [{ statusCode: 'INVALID_FIELD', message: "No such column 'Nope__c' on sobject of type Purchase__c" }] },
        { success: false, errors: [{ statusCode: 'MISSING_ARGUMENT' }] },
        { success: true },
      ],
    });
  });

  test('with allOrNone rolls everything back; the good records keep the ids they would have had', async () => {
    const reply = await upsert([{ External_Key__c: 'A1' }, { External_Key__c: 'A2', Status__c: 'Lost' }], true);
    expect(reply.body).toMatchObject([
      { id: expect.stringMatching(/^a\w{17}$/), success: false, errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' }] },
      { success: false, errors: [{ statusCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST' }] },
    ]);
    expect((await rest('GET', soql("SELECT COUNT() FROM Purchase__c WHERE External_Key__c LIKE 'A_'"))).body).toMatchObject({
      totalSize: 0,
    });
  });

  test('fails every record that shares its key with another', async () => {
    const reply = await upsert([{ External_Key__c: 'D1' }, { External_Key__c: 'D2' }, { External_Key__c: 'D1' }]);
    const error = { statusCode: 'DUPLICATE_VALUE', message: 'Duplicate external id specified: D1' };
    expect(reply.body).toMatchObject([{ success: false, errors: [error] }, { success: true }, { success: false, errors: [error] }]);
  });

  test('knows two records of one key that differ in case alone, unless the key is case-sensitive', async () => {
    const send = (key: string, values: readonly string[]): ReturnType<Rest> =>
      rest('PATCH', `composite/sobjects/Purchase__c/${key}`, {
        records: values.map((value) => ({ attributes: { type: 'Purchase__c' }, [key]: value })),
      });
    expect((await send('Legacy_Key__c', ['case', 'CASE'])).body).toMatchObject([
      { success: false, errors: [{ statusCode: 'DUPLICATE_VALUE', message: 'Duplicate external id specified: case' }] },
      { success: false, errors: [{ statusCode: 'DUPLICATE_VALUE', message: 'Duplicate external id specified: CASE' }] },
    ]);
    expect((await send('External_Key__c', ['case', 'CASE'])).body).toMatchObject([{ success: true }, { success: true }]);
  });

  test('finds a row locked by other work', async () => {
    org.admin.core.locks.hold({ object: 'Purchase__c', count: 1 });
    const reply = await upsert([{ External_Key__c: 'P1', Amount__c: 1 }, { External_Key__c: 'LK2' }]);
    expect(reply.body).toMatchObject([{ success: false, errors: [{ statusCode: 'UNABLE_TO_LOCK_ROW' }] }, { success: true }]);
  });

  test('reads records by id, null for those that are not there', async () => {
    const [saved] = (await upsert([{ External_Key__c: 'R1', Amount__c: 7.005 }])).body as { id: string }[];
    const reply = await rest('POST', 'composite/sobjects/Purchase__c', { ids: [saved?.id, 'a00000000000000AAA'], fields: ['amount__c'] });
    expect(reply.body).toEqual([{ attributes: expect.objectContaining({ type: 'Purchase__c' }), Amount__c: 7.005 }, null]);
  });

  test('deletes records, each with its own result', async () => {
    const [saved] = (await upsert([{ External_Key__c: 'X1' }])).body as { id: string }[];
    const reply = await rest('DELETE', `composite/sobjects?ids=${saved?.id},${saved?.id},a00000000000000AAA`);
    expect(reply.body).toMatchObject([
      { success: true },
      { errors: [{ statusCode: 'ENTITY_IS_DELETED' }] },
      { errors: [{ statusCode: 'INVALID_CROSS_REFERENCE_KEY' }] },
    ]);
  });
});

describe('relationships', () => {
  test('details go with their master, a restricted parent stays, a plain lookup is cleared', async () => {
    const account = (await rest('POST', 'sobjects/Account', { Name: 'Ann' })).body as { id: string };
    const purchase = (await rest('POST', 'sobjects/Purchase__c', { External_Key__c: 'REL', Account__c: account.id })).body as {
      id: string;
    };
    await rest('POST', 'sobjects/Purchase_Line__c', { External_Key__c: 'REL#1', Purchase__r: { External_Key__c: 'REL' } });
    const claim = (await rest('POST', 'sobjects/Claim__c', { Purchase__c: purchase.id })).body as { id: string };
    expect(await rest('DELETE', `sobjects/Purchase__c/${purchase.id}`)).toMatchObject({
      status: 400,
      body: [{ errorCode: 'DELETE_FAILED' }],
    });
    expect(await rest('DELETE', `sobjects/Account/${account.id}`)).toMatchObject({ status: 204 });
    expect((await rest('GET', `sobjects/Purchase__c/${purchase.id}?fields=Account__c`)).body).toMatchObject({ Account__c: null });
    await rest('DELETE', `sobjects/Claim__c/${claim.id}`);
    expect(await rest('DELETE', 'sobjects/Purchase__c/External_Key__c/REL')).toMatchObject({ status: 204 });
    expect(await rest('GET', 'sobjects/Purchase_Line__c/External_Key__c/REL%231')).toMatchObject({ status: 404 });
    expect(
      (await rest('GET', `queryAll?q=${encodeURIComponent("SELECT IsDeleted FROM Purchase_Line__c WHERE External_Key__c = 'REL#1'")}`))
        .body,
    ).toMatchObject({
      records: [{ IsDeleted: true }],
    });
  });
});

describe('a validation rule', () => {
  test('stops those without the permission, and only them', async () => {
    const clerk = await logIn(org, CLERK_APP);
    await clerk('PATCH', 'sobjects/Purchase__c/External_Key__c/V1', { Status__c: 'Shipped', Amount__c: 1 });
    const change = { Amount__c: 2 };
    expect(await clerk('PATCH', 'sobjects/Purchase__c/External_Key__c/V1', change)).toMatchObject({
      status: 400,
      body: [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'The amount of a shipped purchase stays.' }],
    });
    expect(await rest('PATCH', 'sobjects/Purchase__c/External_Key__c/V1', change)).toMatchObject({ status: 200 });
  });
});

describe('a single upsert', () => {
  test('takes a percent-encoded slash in the key, and refuses the key in the body', async () => {
    expect(await rest('PATCH', 'sobjects/Purchase__c/External_Key__c/S%2F1', { Amount__c: 1 })).toMatchObject({
      status: 201,
      body: { created: true },
    });
    expect(await rest('PATCH', 'sobjects/Purchase__c/External_Key__c/S%2F1', { External_Key__c: 'S/1' })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_FIELD' }],
    });
  });

  test('answers 300 with the candidates when the key is not unique, 404 when it may not insert', async () => {
    await upsert([
      { External_Key__c: 'M1', Legacy_Key__c: 'old' },
      { External_Key__c: 'M2', Legacy_Key__c: 'old' },
    ]);
    const reply = await rest('PATCH', 'sobjects/Purchase__c/Legacy_Key__c/old', { Amount__c: 1 });
    expect(reply.status).toBe(300);
    expect(reply.body).toEqual([expect.stringMatching(/^\/services\/data\/v67.0\/sobjects\/Purchase__c\//), expect.any(String)]);
    expect(await rest('PATCH', 'sobjects/Purchase__c/External_Key__c/NEW?updateOnly=true', {})).toMatchObject({ status: 404 });
  });

  test('answers 204 without a body up to version 45', async () => {
    expect(await rest('PATCH', '/services/data/v45.0/sobjects/Purchase__c/External_Key__c/P1', { Amount__c: 3 })).toMatchObject({
      status: 204,
      body: undefined,
    });
  });
});
