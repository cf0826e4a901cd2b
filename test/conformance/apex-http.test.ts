/** Apex over the REST API: invocable actions and `@RestResource` classes. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { notesBeginning, startApexOrg } from './apex-org.ts';
import type { Rest, TestOrg } from './local-org.ts';

let org: TestOrg;
let staff: Rest;
let clerk: Rest;
beforeAll(async () => {
  ({ org, staff, clerk } = await startApexOrg());
});
afterAll(() => org.stop());

describe('an invocable action', () => {
  const ACTION = 'actions/custom/apex/Pricing';
  const offered = (): Promise<string[]> => notesBeginning(staff, 'offered');

  test('is listed and described to who may call it', async () => {
    expect(await staff('GET', 'actions/custom/apex')).toMatchObject({
      body: { actions: [{ name: 'Pricing', label: 'Offer a price', url: '/services/data/v67.0/actions/custom/apex/Pricing' }] },
    });
    expect((await clerk('GET', 'actions/custom/apex')).body).toEqual({ actions: [] });
    expect(await staff('GET', ACTION)).toMatchObject({
      body: {
        label: 'Offer a price',
        description: 'So much for so many',
        inputs: [
          { name: 'sku', label: 'Article', required: true, type: 'STRING' },
          { name: 'quantity', required: false },
        ],
        outputs: [{ name: 'price' }, { name: 'sku' }],
      },
    });
  });

  test('takes many inputs in one transaction, and answers each in its place', async () => {
    expect(await staff('POST', ACTION, { inputs: [{ sku: 'A', quantity: 2 }, { sku: 'B' }] })).toMatchObject({
      status: 200,
      body: [
        { actionName: 'Pricing', isSuccess: true, errors: null, outputValues: { sku: 'A', price: 19 } },
        { outputValues: { sku: 'B', price: 9.5 } },
      ],
    });
    expect(await offered()).toHaveLength(1);
  });

  test.each([
    [{ inputs: [{ sku: 'A', quantity: -1 }] }, 'Till.TillException: less than nothing'],
    [{ inputs: [{ quantity: 1 }] }, 'Missing required input parameter: sku'],
    [{ inputs: [{ sku: 'A', quantity: 'many' }] }, 'JSONException'],
  ])('that fails says why, and nothing is saved: %j', async (body, message) => {
    const before = await offered();
    expect(await staff('POST', ACTION, body)).toMatchObject({
      status: 400,
      body: [{ isSuccess: false, errors: [{ message: expect.stringContaining(message) }], outputValues: null }],
    });
    expect(await offered()).toEqual(before);
  });

  test('is not found without access, and refuses what is no list of inputs', async () => {
    expect(await clerk('POST', ACTION, { inputs: [{ sku: 'A' }] })).toMatchObject({ status: 404 });
    expect(await staff('POST', ACTION, { inputs: [] })).toMatchObject({ status: 400 });
    expect(await staff('POST', 'actions/custom/apex/Missing', { inputs: [{}] })).toMatchObject({ status: 404 });
  });
});

describe('a REST resource', () => {
  test('sees the call and sets the answer', async () => {
    const { status, body, headers } = await staff('GET', '/services/apexrest/weather/Bonn?days=3');
    expect({ status, body, place: headers.get('x-place') }).toEqual({ status: 200, body: { days: 3, sky: 'clear' }, place: 'Bonn' });
    expect(await staff('POST', '/services/apexrest/weather/', { place: 'Bonn', degrees: 12 })).toMatchObject({
      status: 201,
      body: 'Bonn: 12',
    });
    expect(await staff('DELETE', '/services/apexrest/weather/Bonn')).toMatchObject({ status: 204, body: undefined });
  });

  test('refuses what it does not know, who may not call it, and tells what went wrong', async () => {
    expect(await staff('GET', '/services/apexrest/climate')).toMatchObject({ status: 404 });
    expect(await staff('PUT', '/services/apexrest/weather/Bonn', {})).toMatchObject({ status: 405 });
    expect(await clerk('GET', '/services/apexrest/weather/Bonn')).toMatchObject({ status: 403 });
    expect(await staff('POST', '/services/apexrest/weather/', { place: 'Bonn', degrees: 99 })).toMatchObject({
      status: 500,
      body: [{ errorCode: 'APEX_ERROR', message: expect.stringContaining('Till.TillException: too hot') }],
    });
    expect(await staff('POST', '/services/apexrest/weather/', { degrees: 'warm' })).toMatchObject({ status: 400 });
    expect((await fetch(`${org.restUrl}/services/apexrest/weather/Bonn`)).status).toBe(401);
  });
});
