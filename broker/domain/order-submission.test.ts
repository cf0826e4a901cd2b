import { describe, expect, test } from '@jest/globals';
import {
  acknowledged,
  acceptedStory,
  CONTEXT,
  erpSays,
  makeLine,
  makeOrder,
  makeStory,
  ORDER_KEY,
  submitted,
} from '../../test/support/order-story.ts';

const REJECTED = {
  type: 'command.rejected',
  commandId: `${ORDER_KEY}-C1`,
  code: 'CREDIT_LIMIT',
  message: 'Credit limit exceeded',
} as const;

describe('a submitted order', () => {
  test('goes to the ERP of the first route that fits, and Salesforce shows it on its way', () => {
    const story = makeStory();
    const order = makeOrder({ lines: [makeLine(10, 5), { ...makeLine(20, 2), tax: { amountMinor: 380, currency: 'EUR' } }] });
    story.tell(submitted(order));
    expect(story.commands).toEqual([
      { commandId: 'ORD1-C1', orderKey: ORDER_KEY, endpoint: 'erp', body: { intent: 'CREATE_ORDER', order } },
    ]);
    expect(story.fields('OB_Order__c')).toMatchObject({
      ...{ Status__c: 'Submitted', Sync_State__c: 'In progress', ERP_System__c: 'erp', ERP_Document__c: null },
      ...{ Total_Amount__c: 73.8, Customer_Name__c: 'Erika Mustermann', Placed_At__c: '2026-11-27T08:00:00.000Z' },
    });
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Ordered__c: 5, Unit_Price__c: 10, SKU__c: 'SKU-10' });
    expect(story.fields('OB_Order_Line__c', 'ORD1-20')).toMatchObject({ Tax__c: 3.8 });
  });

  test('is accepted when the ERP has it, and an agent who waits is told so', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder(), 'req-1'));
    expect(story.fields('OB_Command__c', 'req-1')).toMatchObject({ Status__c: 'Accepted', Completed_At__c: null });
    story.tell(acknowledged('ORD1-C1', '7'));
    expect(story.fields('OB_Command__c', 'req-1')).toMatchObject({ Status__c: 'Completed', Completed_At__c: '2026-11-27T09:00:01.000Z' });
    expect(story.fields('OB_Order__c')).toMatchObject({
      ...{ Status__c: 'Accepted', Sync_State__c: 'Current', ERP_Document__c: 'NO-7', Has_Open_Exception__c: false },
    });
  });

  test('shows the native id where the ERP has no number for people', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder()));
    story.tell({ type: 'command.acknowledged', commandId: 'ORD1-C1', document: { nativeId: '7' }, adopted: false });
    expect(story.fields('OB_Order__c')).toMatchObject({ ERP_Document__c: '7' });
  });

  test('that was taken in Salesforce does not have the agent’s own values written over', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder(), 'req-1'));
    expect(story.fields('OB_Order__c')).not.toHaveProperty('Customer_Name__c');
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).not.toHaveProperty('SKU__c');
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Shipped__c: 0, Order__r: { External_Key__c: ORDER_KEY } });
  });

  test.each([
    [
      'no route fits and nothing else is right',
      { routes: [] },
      makeOrder({ lines: [{ ...makeLine(10, 5), parentLineKey: 5 }] }),
      'NOT_ROUTABLE',
    ],
    ['no route fits', { routes: [{ erp: 'erp', brand: 'other' }] }, makeOrder(), 'NOT_ROUTABLE'],
    ['the ERP takes no orders', { intents: { erp: [], wms: ['RELEASE' as const] } }, makeOrder(), 'ROUTE_CANNOT_CREATE'],
    ['the warehouse is not there', { intents: { erp: CONTEXT.intents['erp']! } }, makeOrder(), 'ROUTE_CANNOT_RELEASE'],
    [
      'it is worth nothing',
      {},
      makeOrder({ discounts: [{ code: 'ALL', amount: { amountMinor: 7000, currency: 'EUR' } }] }),
      'TOTAL_OUT_OF_RANGE',
    ],
    ['a line belongs to no other', {}, makeOrder({ lines: [{ ...makeLine(10, 5), parentLineKey: 5 }] }), 'PARENT_LINE_UNKNOWN'],
    ['a line belongs to itself', {}, makeOrder({ lines: [{ ...makeLine(10, 5), parentLineKey: 10 }] }), 'PARENT_LINE_UNKNOWN'],
  ])('is refused by the broker itself if %s', (_, context, order, code) => {
    const story = makeStory(context);
    story.tell(submitted(order, 'req-1'));
    expect(story.commands).toEqual([]);
    expect(story.state().lifecycle).toBe('REJECTED');
    expect(story.open()).toMatchObject([{ category: 'REJECTED', code, owner: 'AGENT', actions: ['CORRECT', 'RETRY'] }]);
    expect(story.fields('OB_Command__c', 'req-1')).toMatchObject({ Status__c: 'Rejected', Result_Code__c: code });
    expect(story.fields('OB_Order__c')).toMatchObject({ Status__c: 'Rejected', Sync_State__c: 'Needs attention' });
  });

  test('that the broker refused goes out when a person asks again and the routes have been put right', () => {
    const story = makeStory({ routes: [] });
    story.tell(submitted(makeOrder()));
    story.tell({ type: 'retry.requested', exceptionId: 'ORD1-E1', by: 'agent', reason: 'too early' });
    expect(story.open()).toMatchObject([{ exceptionId: 'ORD1-E1', code: 'NOT_ROUTABLE' }]);
    story.reconfigure(CONTEXT);
    story.tell({ type: 'retry.requested', exceptionId: 'ORD1-E1', by: 'agent', reason: 'route added' });
    expect(story.open()).toEqual([]);
    expect(story.commands).toMatchObject([{ commandId: 'ORD1-C1', endpoint: 'erp' }]);
  });
});

describe('an order the ERP refuses', () => {
  test('shows the ERP’s reason, without the customer’s name, and waits for an agent', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder(), 'req-1'));
    story.tell({ ...REJECTED, message: 'Customer MUSTERMANN of Cologne is over the limit' });
    expect(story.open()).toMatchObject([
      {
        category: 'REJECTED',
        message: 'Customer … of … is over the limit',
        owner: 'AGENT',
        commandId: 'ORD1-C1',
      },
    ]);
    expect(story.fields('OB_Command__c', 'req-1')).toMatchObject({ Status__c: 'Rejected', Result_Code__c: 'CREDIT_LIMIT' });
    expect(story.fields('OB_Order__c')).toMatchObject({ Status__c: 'Rejected', Has_Open_Exception__c: true });
  });

  test('goes out again as a new revision with a new command when it is submitted corrected', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder(), 'req-1'));
    story.tell(REJECTED);
    story.tell(submitted(makeOrder({ lines: [makeLine(10, 1)] }), 'req-2'));
    expect(story.commands.map((command) => command.commandId)).toEqual(['ORD1-C1', 'ORD1-C2']);
    expect(story.state()).toMatchObject({ revision: 2, lifecycle: 'SUBMITTED' });
    expect(story.open()).toEqual([]);
    story.tell(acknowledged('ORD1-C2', '8'));
    expect(story.fields('OB_Command__c', 'req-1')).toMatchObject({ Status__c: 'Rejected' });
    expect(story.fields('OB_Command__c', 'req-2')).toMatchObject({ Status__c: 'Completed' });
  });

  test('goes out again as it is, by the same command, when a person says retry', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder()));
    story.tell(REJECTED);
    story.tell({ type: 'retry.requested', exceptionId: 'ORD1-E1', by: 'agent', reason: 'limit raised' });
    expect(story.revived).toEqual(['ORD1-C1']);
    expect(story.commands).toHaveLength(1);
    expect(story.state()).toMatchObject({ revision: 1, lifecycle: 'SUBMITTED' });
    expect(story.open()).toEqual([]);
    story.tell(acknowledged('ORD1-C1', '7'));
    expect(story.fields('OB_Order__c')).toMatchObject({ Status__c: 'Accepted', Sync_State__c: 'Current' });
  });

  test('and then turns out to have been executed is accepted all the same', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder()));
    story.tell(REJECTED);
    const result = story.tell(acknowledged('ORD1-C1', '7', true));
    expect(result.revived).toEqual([]);
    expect(story.state().lifecycle).toBe('ACCEPTED');
    expect(story.open()).toEqual([]);
  });

  test('is not sent a second time while the ERP shows a document with its key', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder()));
    story.tell(REJECTED);
    story.tell(erpSays(1));
    expect(story.open().map(({ category }) => category)).toEqual(['REJECTED', 'PARTIAL_CREATE']);
    story.tell({ type: 'retry.requested', exceptionId: 'ORD1-E1', by: 'agent', reason: 'again' });
    story.tell(submitted(makeOrder({ lines: [makeLine(10, 1)] }), 'req-2'));
    expect(story.commands).toHaveLength(1);
    expect(story.revived).toEqual([]);
    expect(story.fields('OB_Command__c', 'req-2')).toMatchObject({ Status__c: 'Rejected', Result_Code__c: 'DOCUMENT_EXISTS' });
    story.tell(erpSays(2, { status: 'CANCELLED' }));
    story.tell(submitted(makeOrder({ lines: [makeLine(10, 1)] }), 'req-3'));
    expect(story.commands).toHaveLength(2);
  });

  test('keeps a late answer to the refused command of an earlier revision: that is a second document', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder()));
    story.tell(REJECTED);
    story.tell(submitted(makeOrder({ lines: [makeLine(10, 1)] })));
    story.tell({ ...REJECTED, commandId: 'ORD1-C1' });
    story.tell(acknowledged('ORD1-C2', '8'));
    story.tell(acknowledged('ORD1-C1', '7'));
    expect(story.open()).toMatchObject([{ category: 'DUPLICATE', endpoint: 'erp' }]);
  });
});

describe('an order whose content cannot be read', () => {
  const UNREADABLE = {
    type: 'order.unreadable',
    requestKey: 'req-1',
    code: 'INVALID_ORDER',
    message: 'Not an order',
    faults: ['/lines: empty'],
  } as const;

  test('fails the agent’s command and is an exception until it is submitted readable', () => {
    const story = makeStory();
    story.tell(UNREADABLE);
    expect(story.fields('OB_Command__c', 'req-1')).toMatchObject({ Status__c: 'Failed', Result_Text__c: 'Not an order: /lines: empty' });
    expect(story.open()).toMatchObject([{ category: 'UNREADABLE', code: 'INVALID_ORDER', owner: 'AGENT', actions: ['CORRECT'] }]);
    expect(story.fields('OB_Order__c')).toBeUndefined();
    expect(story.tell(UNREADABLE).journal).toEqual([]);
    story.tell(submitted(makeOrder(), 'req-2'));
    expect(story.open()).toEqual([]);
    expect(story.commands).toHaveLength(1);
  });

  test('cannot be tried again as it is', () => {
    const story = makeStory();
    story.tell(UNREADABLE);
    story.tell({ type: 'retry.requested', exceptionId: 'ORD1-E1', by: 'agent', reason: 'again' });
    expect(story.journal.at(-1)).toEqual({
      sequence: 4,
      type: 'WishRefused',
      body: { exceptionId: 'ORD1-E1', by: 'agent', code: 'NOTHING_TO_RETRY' },
    });
  });

  test('fails only the command where the ERP has the order already', () => {
    const story = acceptedStory();
    story.tell(UNREADABLE);
    expect(story.fields('OB_Command__c', 'req-1')).toMatchObject({ Status__c: 'Failed' });
    expect(story.open()).toEqual([]);
  });
});

describe('an order nobody submitted', () => {
  test('is an exception in the ledger when an ERP speaks of it, and nothing in Salesforce', () => {
    const story = makeStory();
    story.tell(erpSays(1));
    expect(story.open()).toMatchObject([{ category: 'GAP', code: 'UNKNOWN_ORDER', owner: 'OPERATIONS', endpoint: 'erp' }]);
    expect(story.records.size).toBe(0);
    expect(story.commands).toEqual([]);
  });

  test('is not created a second time when its submission comes after all', () => {
    const story = makeStory();
    story.tell(erpSays(1));
    story.tell(submitted(makeOrder()));
    expect(story.commands).toEqual([]);
    expect(story.open().map(({ code }) => code)).toEqual(['DOCUMENT_EXISTS', 'DOCUMENT_EXISTS']);
  });

  test.each([
    ['an answer', acknowledged('ORD1-C1', '7')],
    ['a wish to retry', { type: 'retry.requested', exceptionId: 'ORD1-E1', by: 'x', reason: 'y' } as const],
    ['an acknowledgement', { type: 'exception.acknowledged', exceptionId: 'ORD1-E1', by: 'x', reason: 'y' } as const],
    ['a timer', { type: 'timer.fired', timer: 'answer-due' } as const],
    ['a recovered record', { type: 'record.recovered', object: 'OB_Order__c', externalId: 'ORD1' } as const],
    ['a refused record', { type: 'record.refused', object: 'OB_Order__c', externalId: 'ORD1', code: 'X', message: 'y' } as const],
  ])('does not crash on %s', (_, message) => {
    const story = makeStory();
    expect(() => story.tell(message)).not.toThrow();
    expect(story.commands).toEqual([]);
  });
});
