/** The stand-in on the package's own metadata: the same answers the package's Apex gives. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { makeShopOrg, type ShopOrg } from '../fixtures/shop-org.ts';
import type { Actor } from '../storage/actor.ts';
import type { SaveResult } from '../storage/dml.ts';
import type { RecordInput } from '../storage/draft.ts';
import type { CommittedTransaction } from '../storage/transaction.ts';

const PACKAGE = fileURLToPath(new URL('../../../force-app', import.meta.url));

let org: ShopOrg;
let agent: Actor;
let broker: Actor;
let commits: CommittedTransaction[];
beforeEach(() => {
  org = makeShopOrg([PACKAGE]);
  agent = { ...org.clerk, permissions: new Set(['OB_Submit_Order']) };
  broker = { ...org.clerk, permissions: new Set(['OB_Integration_Write']) };
  commits = [];
  org.database.onCommit((transaction) => void commits.push(transaction));
});

const insert = (actor: Actor, name: string, record: RecordInput): SaveResult | undefined =>
  org.database.transact(actor, (transaction) => org.dml.insert(transaction, org.metadata.object(name)!, [record]))[0];
const update = (actor: Actor, name: string, record: RecordInput): SaveResult | undefined =>
  org.database.transact(actor, (transaction) => org.dml.update(transaction, org.metadata.object(name)!, [record]))[0];
const get = (id: unknown) => org.database.tableOfId(String(id))?.get(String(id));
const ask = (input: Readonly<Record<string, unknown>>, actor = agent): Record<string, unknown> =>
  org.database.transact(actor, (transaction) => org.apex.actions.get('requestCommand')!(org.services, transaction, input)) as Record<
    string,
    unknown
  >;
const draft = (): string => {
  const id = insert(agent, 'OB_Order__c', { Status__c: 'Draft', Currency__c: 'EUR' })?.id;
  insert(agent, 'OB_Order_Line__c', { Order__c: id, Line_Number__c: 10, SKU__c: 'X', Quantity_Ordered__c: 1 });
  return String(id);
};

describe('submitting a draft', () => {
  test('stores the command, completes the order, and announces it with the commit', async () => {
    const orderId = draft();
    const { commandId, orderKey } = ask({ type: 'SUBMIT', orderId, idempotencyKey: 'k1', correlationId: 'c1' });
    expect(orderKey).toBe(orderId.toUpperCase());
    expect(get(orderId)).toMatchObject({
      External_Key__c: orderKey,
      Source_System__c: 'salesforce',
      Submitted_At__c: '2026-11-21T10:00:00.000+0000',
    });
    expect(get(commandId)).toMatchObject({
      Status__c: 'Requested',
      Publish_State__c: 'Pending',
      Deadline__c: '2026-11-22T10:00:00.000+0000',
    });
    expect(commits.at(-1)?.events).toMatchObject([
      {
        eventName: 'OB_Command_Requested__e',
        fields: {
          Order_Key__c: orderKey,
          Command_Key__c: 'k1',
          Command_Id__c: commandId,
          Type__c: 'SUBMIT',
          Schema_Version__c: 1,
          Correlation_Id__c: 'c1',
        },
      },
    ]);
    await new Promise(setImmediate);
    expect(get(commandId)).toMatchObject({ Publish_State__c: 'Published' });
  });

  test('with the same key answers with the first command and announces nothing more', () => {
    const orderId = draft();
    const first = ask({ type: 'SUBMIT', orderId, idempotencyKey: 'k1' });
    expect(ask({ type: 'SUBMIT', orderId, idempotencyKey: 'k1' })).toEqual({ ...first, repeated: true });
    expect(commits.flatMap((commit) => commit.events)).toHaveLength(1);
    expect(() => ask({ type: 'SUBMIT', orderId: draft(), idempotencyKey: 'k1' })).toThrow('belongs to another request');
  });

  test('is refused without the permission, a second time, for an unknown type or order, with a bad key', () => {
    const orderId = draft();
    expect(() => ask({ type: 'SUBMIT', orderId, idempotencyKey: 'k1' }, org.clerk)).toThrow('You may not ask for SUBMIT');
    ask({ type: 'SUBMIT', orderId, idempotencyKey: 'k1' });
    expect(() => ask({ type: 'SUBMIT', orderId, idempotencyKey: 'k2' })).toThrow('waits for its answer');
    expect(() => ask({ type: 'DANCE', orderId, idempotencyKey: 'k3' })).toThrow('not a type of command in use');
    expect(() => ask({ type: 'SUBMIT', orderKey: 'NONE', idempotencyKey: 'k4' })).toThrow('does not exist');
    expect(() => ask({ type: 'SUBMIT', orderId, idempotencyKey: 'a b' })).toThrow('visible characters');
  });

  test('locks the lines for people until the broker refuses the order', () => {
    const orderId = draft();
    const { commandId } = ask({ type: 'SUBMIT', orderId, idempotencyKey: 'k1' });
    const line = { Order__c: orderId, Line_Number__c: 20, SKU__c: 'Y', Quantity_Ordered__c: 1 };
    expect(insert(agent, 'OB_Order_Line__c', line)).toMatchObject({
      success: false,
      errors: [{ message: expect.stringContaining('handed over') }],
    });
    expect(update(broker, 'OB_Command__c', { Id: commandId, Status__c: 'Rejected', Status_Version__c: 1 })).toMatchObject({
      success: true,
    });
    expect(get(orderId)).toMatchObject({ Submitted_At__c: null });
    expect(insert(agent, 'OB_Order_Line__c', line)).toMatchObject({ success: true });
  });
});

describe('a write with an older version', () => {
  test('changes nothing but the count of stale writes', () => {
    const id = insert(broker, 'OB_Order__c', { External_Key__c: 'O1', Status__c: 'Shipped', Status_Version__c: 5 })?.id;
    expect(update(broker, 'OB_Order__c', { Id: id, Status__c: 'Accepted', Order_Number__c: 'N', Status_Version__c: 4 })).toMatchObject({
      success: true,
    });
    expect(update(broker, 'OB_Order__c', { Id: id, Status__c: 'Accepted', Status_Version__c: null })).toMatchObject({ success: true });
    expect(get(id)).toMatchObject({ Status__c: 'Shipped', Order_Number__c: null, Status_Version__c: 5, Stale_Writes__c: 2 });
    update(broker, 'OB_Order__c', { Id: id, Status__c: 'Delivered', Status_Version__c: 5 });
    expect(get(id)).toMatchObject({ Status__c: 'Delivered', Stale_Writes__c: 2 });
  });
});

test('people cannot write what the systems of record own', () => {
  const id = insert(broker, 'OB_Order__c', { External_Key__c: 'O1', Status__c: 'Accepted', Status_Version__c: 1 })?.id;
  expect(update(agent, 'OB_Order__c', { Id: id, Status__c: 'Shipped' })).toMatchObject({
    success: false,
    errors: [{ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION' }],
  });
});
