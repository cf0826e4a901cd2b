/** What a user with nothing but the agents' group may ask for, as Lightning pages ask: class by class, and with the sharing of post-install. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { commandMessage } from '../../broker/salesforce/intake/command-mapping.ts';
import { CustomerOrder } from '../../canonical/order.ts';
import type { RequestedCommandType } from '../../canonical/salesforce-events.ts';
import { startOrg, type RunningOrg } from '../../simulators/salesforce/org.ts';
import { PROFILES } from '../../simulators/salesforce/security/profiles.ts';
import { CLIENT_SECRET, logIn, soql, type Answer, type Rest } from './local-org.ts';
import { PACKAGE } from './package-org.ts';

const POST_INSTALL = fileURLToPath(new URL('../../post-install', import.meta.url));
const SETS: Readonly<Record<string, readonly string[]>> = {
  agent: ['OB_Service_Agent'],
  colleague: ['OB_Service_Agent'],
  lonely: ['OB_Service_Agent'],
  supervisor: ['OB_Service_Supervisor'],
  caller: ['OB_Service_Supervisor', 'OB_Broker_Callout'],
  administrator: ['OB_Administrator', 'OB_Broker_Callout'],
  broker: ['OB_Integration'],
};

let org: RunningOrg;
let as: Readonly<Record<string, Rest>>;
beforeAll(async () => {
  const names = Object.keys(SETS);
  org = await startOrg({
    sources: [PACKAGE, `${POST_INSTALL}/credential`, `${POST_INSTALL}/sharing`],
    users: names.map((name) => ({
      username: `${name}@package.example`,
      lastName: name,
      profile: PROFILES.minimumAccess,
      permissionSets: SETS[name] ?? [],
      groups: name === 'agent' || name === 'colleague' ? ['OB_Service_Agents'] : [],
    })),
    apps: names.map((name) => ({ clientId: name, clientSecret: CLIENT_SECRET, runAs: `${name}@package.example`, scope: 'api' })),
    onError: (error) => {
      throw error;
    },
  });
  as = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await logIn(org, name)] as const)));
});
afterAll(() => org.stop());

const by = (name: string): Rest => as[name] ?? (() => Promise.reject(new Error(`nobody is called ${name}`)));
const call = (who: string, method: string, args: unknown = {}): Promise<Answer> =>
  by(who)('POST', `/lwr/apex/v67.0/${method.replace('.', '/')}`, args);

let orders = 0;

/** An order of which two of five were delivered, as the broker writes it. */
async function mirrored(): Promise<{ readonly orderId: string; readonly lineId: string; readonly key: string }> {
  const key = `AGENT${++orders}`;
  const broker = by('broker');
  await broker('PATCH', `sobjects/OB_Order__c/External_Key__c/${key}`, {
    Status__c: 'Partially shipped',
    Currency__c: 'EUR',
    Status_Version__c: 1,
  });
  await broker('PATCH', `sobjects/OB_Order_Line__c/External_Key__c/${key}-10`, {
    ...{ Order__r: { External_Key__c: key }, Line_Number__c: '10', SKU__c: 'SKU-10', Unit_Price__c: 10, Status_Version__c: 1 },
    ...{ Quantity_Ordered__c: 5, Quantity_Shipped__c: 2, Quantity_Released__c: 2 },
  });
  const { body } = await broker('GET', soql(`SELECT Id, (SELECT Id FROM Lines__r) FROM OB_Order__c WHERE External_Key__c = '${key}'`));
  const [order] = (body as { records: { Id: string; Lines__r: { records: { Id: string }[] } }[] }).records;
  return { key, orderId: order?.Id ?? '', lineId: order?.Lines__r.records[0]?.Id ?? '' };
}

/** A complete draft of one line. */
async function drafted(who: string): Promise<string> {
  const { body } = await by(who)('POST', 'sobjects/OB_Order__c', {
    ...{ Currency__c: 'EUR', Customer_Key__c: 'C-1', Customer_Name__c: 'Ada', Ship_To_Name__c: 'Ada' },
    ...{ Ship_To_Line_1__c: 'Main Street 1', Ship_To_City__c: 'Berlin', Ship_To_Country__c: 'DE' },
  });
  const { id } = body as { id: string };
  const line = { Order__c: id, Line_Number__c: '10', SKU__c: 'S', Quantity_Ordered__c: 1.5, Unit_Price__c: 9.99, Tax__c: 1 };
  await by(who)('POST', 'sobjects/OB_Order_Line__c', line);
  return id;
}

describe('the Apex a page may call', () => {
  const classes = readdirSync(PACKAGE, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.cls') && path.startsWith('main/'))
    .map((path) => ({ name: path.replace(/^.*\/|\.cls$/g, ''), text: readFileSync(`${PACKAGE}/${path}`, 'utf8') }))
    .filter(({ text }) => /@AuraEnabled\s+public static/.test(text))
    .map(({ name, text }) => ({ name, method: /@AuraEnabled\s+public static [\w.<>]+ (\w+)\(/.exec(text)?.[1] ?? '' }));

  test.each([
    ['agent', ['OB_DraftActions', 'OB_ExceptionActions', 'OB_OrderActions', 'OB_ReturnActions']],
    ['broker', []],
  ])('is for %s: %j, and no other class', async (who, expected) => {
    const answers = await Promise.all(
      classes.map(async ({ name, method }) => ({ name, status: (await call(who, `${name}.${method}`)).status })),
    );
    expect(
      answers
        .filter(({ status }) => status !== 403)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(expected);
  });
});

describe('an agent of the group that orders are shared with', () => {
  test('sees an order of the broker; an agent who is not in it does not', async () => {
    const { key, orderId } = await mirrored();
    const query = soql(`SELECT Id FROM OB_Order__c WHERE External_Key__c = '${key}'`);
    expect(await by('agent')('GET', query)).toMatchObject({ body: { totalSize: 1 } });
    expect(await by('lonely')('GET', query)).toMatchObject({ body: { totalSize: 0 } });
    expect(await call('lonely', 'OB_OrderActions.eligibility', { request: { orderId } })).toMatchObject({
      status: 500,
      body: { message: 'The order does not exist, or you may not see it.' },
    });
    expect(await by('agent')('PATCH', `sobjects/OB_Order__c/${orderId}`, { Customer_Name__c: 'x' })).toMatchObject({ status: 403 });
  });

  test('is told what may be asked for, asks, and asks once', async () => {
    const { orderId, lineId } = await mirrored();
    const forecast = await call('agent', 'OB_OrderActions.eligibility', { request: { orderId } });
    expect(forecast).toMatchObject({ status: 200, body: { lines: [{ lineId, cancellable: 3, returnable: 2, refundPerUnit: 10 }] } });
    const request = { orderId, idempotencyKey: `cancel-${orderId}`, reason: 'Changed their mind', lines: [{ lineId, quantity: 1.5 }] };
    const first = await call('agent', 'OB_OrderActions.cancel', { request });
    expect(first).toMatchObject({ status: 200, body: { type: 'CANCEL', status: 'Requested', repeated: false } });
    const again = await call('agent', 'OB_OrderActions.cancel', { request });
    expect(again).toMatchObject({ status: 200, body: { commandId: (first.body as { commandId: string }).commandId, repeated: true } });
  });

  test('is told when a colleague has asked: two who press at once make one request', async () => {
    const { orderId } = await mirrored();
    const hold = (who: string): Promise<Answer> =>
      call(who, 'OB_OrderActions.hold', { request: { orderId, idempotencyKey: `hold-${who}-${orderId}`, reason: 'Fraud check' } });
    const answers = await Promise.all([hold('agent'), hold('colleague')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 500]);
    expect(answers.find(({ status }) => status === 500)).toMatchObject({ body: { message: expect.stringContaining('asked for already') } });
    expect(await by('broker')('GET', soql(`SELECT Id FROM OB_Command__c WHERE Order__c = '${orderId}'`))).toMatchObject({
      body: { totalSize: 1 },
    });
  });

  test('starts a return that is theirs, and may not fake what becomes of it', async () => {
    const { orderId, lineId } = await mirrored();
    const request = {
      orderId,
      idempotencyKey: `return-${orderId}`,
      resolution: 'Refund',
      lines: [{ lineId, quantity: 1, reason: 'Damaged' }],
    };
    const { status, body } = await call('agent', 'OB_ReturnActions.startReturn', { request });
    expect({ status, body }).toMatchObject({ status: 200, body: { type: 'RETURN', returnId: expect.stringMatching(/^\w{18}$/) } });
    const { returnId } = body as { returnId: string };
    expect(await by('agent')('PATCH', `sobjects/OB_Return__c/${returnId}`, { Status__c: 'Credited' })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE' }],
    });
  });

  test('notes and escalates; retries, replays and assigns nothing', async () => {
    const { orderId } = await mirrored();
    const request = { orderId, idempotencyKey: `note-${orderId}`, text: 'Calls back on Monday', reason: 'Waits since Monday' };
    expect(await call('agent', 'OB_OrderActions.addNote', { request })).toMatchObject({ status: 200, body: { repeated: false } });
    expect(
      await call('agent', 'OB_ExceptionActions.escalate', { request: { ...request, idempotencyKey: `case-${orderId}` } }),
    ).toMatchObject({ status: 200, body: { created: true, caseNumber: expect.stringMatching(/^\d+$/) } });
    const refusal = { status: 500, body: { message: expect.stringContaining('You may not do this') } };
    expect(await call('agent', 'OB_OrderActions.replay', { request })).toMatchObject(refusal);
    expect(await call('agent', 'OB_ExceptionActions.assign', { request: { exceptionIds: [orderId], ownerId: orderId } })).toMatchObject(
      refusal,
    );
    expect(await call('supervisor', 'OB_OrderActions.replay', { request })).toMatchObject({ status: 200, body: { type: 'REPLAY' } });
  });

  test('writes neither commands nor timeline entries nor exceptions past the actions', async () => {
    const { orderId } = await mirrored();
    const forged: readonly (readonly [string, object])[] = [
      ['OB_Command__c', { Order__c: orderId, Type__c: 'CANCEL', Idempotency_Key__c: 'forged' }],
      ['OB_Timeline_Entry__c', { Order__c: orderId, Category__c: 'Note', Note__c: 'forged' }],
      ['OB_Exception__c', { Order__c: orderId }],
    ];
    for (const [object, fields] of forged)
      expect({ object, answer: await by('agent')('POST', `sobjects/${object}`, fields) }).toMatchObject({
        object,
        answer: { status: 400 },
      });
  });

  test('validates without the key of the broker in a degraded mode that says so', async () => {
    const orderId = await drafted('agent');
    expect(await call('agent', 'OB_OrderActions.validate', { request: { orderId } })).toMatchObject({
      status: 200,
      body: { valid: true, degraded: true, findings: [] },
    });
  });
});

describe("a customer's flow", () => {
  const flow = (who: string, action: string, inputs: readonly object[]): Promise<Answer> =>
    by(who)('POST', `actions/custom/apex/${action}`, { inputs });

  test('learns what may be asked for, and asks, row by row', async () => {
    const { orderId } = await mirrored();
    expect(await flow('agent', 'OB_FlowEligibility', [{ orderId }])).toMatchObject({
      status: 200,
      body: [{ isSuccess: true, outputValues: { found: true, mayCancel: true, mayReturn: true, refundEstimate: 20 } }],
    });
    const row = { orderId, idempotencyKey: `flow-${orderId}`, reason: 'Fraud score' };
    const asked = await flow('agent', 'OB_FlowRequest', [
      { ...row, type: 'HOLD' },
      { ...row, type: 'REPLAY', idempotencyKey: `replay-${orderId}` },
    ]);
    expect(asked).toMatchObject({
      status: 200,
      body: [
        { isSuccess: true, outputValues: { status: 'Requested', commandId: expect.stringMatching(/^\w{18}$/) } },
        { isSuccess: true, outputValues: { refusal: expect.stringContaining('You may not do this') } },
      ],
    });
  });
});

describe('an administrator', () => {
  type Check = { readonly name: string; readonly state: string };
  const checks = async (): Promise<ReadonlyMap<string, string>> => {
    const { body } = await call('administrator', 'OB_SetupChecks.run');
    return new Map((body as Check[]).map(({ name, state }) => [name, state]));
  };

  test('is told what is missing, schedules the sweeper with a button, and is told that it runs', async () => {
    const before = await checks();
    expect([before.get('integrationUser'), before.get('queue'), before.get('sweeper')]).toEqual(['OK', 'OK', 'MISSING']);
    expect(await call('administrator', 'OB_SetupChecks.schedule', { request: { job: 'sweeper' } })).toMatchObject({
      status: 200,
      body: { name: 'sweeper', state: 'OK' },
    });
    expect((await checks()).get('sweeper')).toBe('OK');
  });
});

describe('what the broker is sent', () => {
  test('is, for validation, an order as its API takes it, with the key of the External Credential', async () => {
    const server = createServer((request, response) => {
      void textOf(request).then((body) => {
        seen.push({ path: request.url, key: request.headers.authorization, body });
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ valid: true, checks: [{ name: 'order', result: 'passed' }], faults: [] }));
      });
    });
    const seen: { path: string | undefined; key: string | undefined; body: string }[] = [];
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const target = { name: 'OB_Broker', url, headers: { authorization: 'Bearer key' } };
    await fetch(`${org.adminUrl}/named-credentials`, { method: 'POST', body: JSON.stringify(target) });
    const answer = await call('caller', 'OB_OrderActions.validate', { request: { orderId: await drafted('caller') } });
    expect(answer).toMatchObject({ status: 200, body: { valid: true, degraded: false } });
    expect(seen).toMatchObject([{ path: '/v1/orders/validate', key: 'Bearer key' }]);
    expect(CustomerOrder.safeParse(JSON.parse(seen[0]?.body ?? ''))).toMatchObject({
      success: true,
      data: { lines: [{ lineKey: 10, quantity: 1.5, unitPrice: { amountMinor: 999 }, tax: { amountMinor: 100 } }] },
    });
    server.close();
  });

  const address = { name: 'Ada', line1: 'Ring 1', city: 'Wien', country: 'AT', pickupLocation: 'STORE-7' };
  test.each<[string, (lineId: string) => object, Exclude<RequestedCommandType, 'SUBMIT'>]>([
    ['OB_OrderActions.cancel', (lineId: string) => ({ reason: 'x', lines: [{ lineId, quantity: 1.5 }] }), 'CANCEL'],
    ['OB_OrderActions.hold', () => ({ reason: 'x' }), 'HOLD'],
    ['OB_OrderActions.replay', () => ({ reason: 'x' }), 'REPLAY'],
    [
      'OB_ReturnActions.startReturn',
      (lineId: string) => ({
        resolution: 'Store credit',
        note: 'Torn',
        lines: [{ lineId, quantity: 2, reason: 'Not as described', condition: 'Missing parts' }],
      }),
      'RETURN',
    ],
  ])('is, for %s, a request it can read', async (method, extra, type) => {
    const { orderId, lineId } = await mirrored();
    await reads(method, { orderId, ...extra(lineId) }, type);
  });

  test('is, for another delivery, a request it can read', async () => {
    const key = `AGENT${++orders}`;
    await by('broker')('PATCH', `sobjects/OB_Order__c/External_Key__c/${key}`, { Status__c: 'Accepted', Status_Version__c: 1 });
    const { body } = await by('broker')('GET', `sobjects/OB_Order__c/External_Key__c/${key}?fields=Id`);
    await reads('OB_OrderActions.changeDelivery', { orderId: (body as { Id: string }).Id, ...address }, 'CHANGE_ADDRESS');
  });

  async function reads(method: string, request: object, type: Exclude<RequestedCommandType, 'SUBMIT'>): Promise<void> {
    const idempotencyKey = `${method}-${orders}`;
    expect(await call('caller', method, { request: { ...request, idempotencyKey } })).toMatchObject({ status: 200, body: { type } });
    const { body } = await by('broker')('GET', soql(`${COMMAND} WHERE Idempotency_Key__c = '${idempotencyKey}'`));
    const [record] = (body as { records: Record<string, unknown>[] }).records;
    expect(commandMessage(idempotencyKey, type, record)).toMatchObject({ type: 'order.requested', request: { type } });
  }
});

const COMMAND =
  'SELECT Idempotency_Key__c,Type__c,Payload__c,Reason__c,Deadline__c,CreatedById,Return__r.External_Key__c FROM OB_Command__c';
