/** Goods come back: from the wish to the refund, with everything that may go otherwise. */
import { describe, expect, it } from '@jest/globals';
import { CONTEXT, acknowledged, erpLine, erpSays, ORDER_KEY } from '../../../test/support/order-story.ts';
import type { Story } from '../../../test/support/order-story.ts';
import {
  answerTo,
  arrivalSays,
  asked,
  authorizedStory,
  bringBack,
  countOf,
  creditMemo,
  lastOf,
  receipt,
  RETURN_KEY,
  returnSays,
  shippedStory,
  withWarehouse,
} from '../../../test/support/request-story.ts';
import type { Message } from '../message.ts';

function rejected(commandId: string, code: string): Message {
  return { type: 'command.rejected', commandId, code, message: 'no' };
}

function statusOf(story: Story): unknown {
  return story.fields('OB_Return__c', RETURN_KEY)?.['Status__c'];
}

function withdraw(key: string): Message {
  return asked(key, { type: 'CANCEL_RETURN', returnKey: RETURN_KEY, reason: 'keeps it' });
}

/** Without a warehouse that takes returns: the ERP receives them itself. */
const ERP_RECEIVES = { intents: { ...CONTEXT.intents, wms: ['RELEASE' as const] } };

describe('a return that goes well', () => {
  it('is authorised, received, inspected, credited and refunded, and everybody is told of it', () => {
    const story = shippedStory();
    story.tell(bringBack('ret', { 10: 3 }));
    expect([answerTo(story, 'ret'), statusOf(story)]).toEqual([['Accepted', null], 'Requested']);
    story.tell(acknowledged(lastOf(story, 'CREATE_RETURN'), '90'));
    expect(answerTo(story, 'ret')).toEqual(['Completed', 'RETURN_CREATED']);
    story.tell(returnSays(1, { labelUrl: 'https://labels.example/90' }));
    expect(story.fields('OB_Return__c', RETURN_KEY)).toMatchObject({
      ...{ Status__c: 'Authorized', RMA__c: 'RMA-90', ERP_Document__c: 'RMA-90', Reason__c: 'Damaged' },
      Label_URL__c: 'https://labels.example/90',
      ...{ Resolution__c: 'Refund', Refund_State__c: 'Not due', Order__r: { External_Key__c: ORDER_KEY } },
    });
    story.tell(acknowledged(lastOf(story, 'EXPECT_RETURN'), 'WR1'));
    story.tell(arrivalSays(1, { receipts: [receipt('A1', 3)] }));
    expect(statusOf(story)).toBe('Disposed');
    expect(countOf(story, 'CREDIT_RETURN')).toBe(0);
    story.tell(acknowledged(lastOf(story, 'CONFIRM_RECEIPT'), '90'));
    expect(story.commands.at(-1)?.body).toMatchObject({ intent: 'CREDIT_RETURN', lines: [{ lineKey: 10, quantity: 3 }] });
    expect(statusOf(story)).toBe('Credit pending');
    story.tell(acknowledged(lastOf(story, 'CREDIT_RETURN'), '90'));
    story.tell(returnSays(2, { credits: [creditMemo('1', 3, 'POSTED')] }));
    expect(story.commands.at(-1)?.body).toMatchObject({ intent: 'BOOK_REFUND', amount: { amountMinor: 3000, currency: 'EUR' } });
    story.tell(acknowledged(lastOf(story, 'BOOK_REFUND'), '90'));
    story.tell(returnSays(3, { credits: [creditMemo('1', 3, 'REFUNDED')] }));
    expect(story.fields('OB_Return__c', RETURN_KEY)).toMatchObject({
      Status__c: 'Credited',
      Refund_State__c: 'Complete',
      Refund_Amount__c: 30,
    });
    expect(story.fields('OB_Return_Line__c', `${RETURN_KEY}-10`)).toMatchObject({
      ...{ Quantity__c: 3, Quantity_Authorized__c: 3, Quantity_Received__c: 3, Quantity_Credited__c: 3, Quantity_Refused__c: 0 },
      ...{ Condition__c: 'Opened', Disposition__c: 'Restock', Refund_Amount__c: 30 },
    });
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Returned__c: 3 });
    expect(story.fields('OB_Invoice__c', 'ORD1-1')).toMatchObject({ Type__c: 'Credit memo', Status__c: 'Paid', Total_Amount__c: 30 });
    story.tell(returnSays(4, { status: 'CLOSED', credits: [creditMemo('1', 3, 'REFUNDED')] }));
    expect(statusOf(story)).toBe('Closed');
    expect(story.open()).toEqual([]);
    expect(
      story
        .timeline()
        .filter(({ code }) => code.startsWith('RETURN_'))
        .map(({ code }) => code),
    ).toEqual([...['RETURN_REQUESTED', 'RETURN_COMPLETED', 'RETURN_AUTHORIZED', 'RETURN_DISPOSED', 'RETURN_CREDITED', 'RETURN_CLOSED']]);
    expect(story.timeline().find(({ code }) => code === 'RETURN_CLOSED')?.params).toEqual({ return: 'RMA-90' });
  });

  it('comes in parts: each part is confirmed and credited once', () => {
    const story = authorizedStory();
    const first = receipt('A1', 1);
    story.tell(arrivalSays(1, { receipts: [first] }));
    expect(statusOf(story)).toBe('Partially received');
    story.tell(acknowledged(lastOf(story, 'CONFIRM_RECEIPT'), '90'));
    story.tell(arrivalSays(2, { receipts: [first, receipt('A2', 2)] }));
    story.tell(acknowledged(lastOf(story, 'CONFIRM_RECEIPT'), '90'));
    const credited = story.commands.flatMap(({ body }) =>
      body.intent === 'CREDIT_RETURN' ? body.lines.map(({ quantity }) => quantity) : [],
    );
    expect([countOf(story, 'CONFIRM_RECEIPT'), credited]).toEqual([2, [1, 2]]);
  });

  it('is told to the ERP only once it was looked at', () => {
    const story = authorizedStory();
    story.tell(arrivalSays(1, { receipts: [receipt('A1', 3, { dispositions: [] })] }));
    expect([statusOf(story), countOf(story, 'CONFIRM_RECEIPT')]).toEqual(['Received', 0]);
    story.tell(arrivalSays(2, { receipts: [receipt('A1', 3, { dispositions: [{ lineKey: 10, quantity: 1, taken: 'SCRAP' }] })] }));
    expect([statusOf(story), countOf(story, 'CONFIRM_RECEIPT')]).toEqual(['Inspected', 0]);
    story.tell(arrivalSays(3, { receipts: [receipt('A1', 3)] }));
    expect(countOf(story, 'CONFIRM_RECEIPT')).toBe(1);
  });

  it('is credited for what was taken back, not for what was refused', () => {
    const story = authorizedStory();
    const dispositions = [
      { lineKey: 10, quantity: 2, taken: 'RESTOCK' as const },
      { lineKey: 10, quantity: 1, taken: 'KEEP_WITH_CUSTOMER' as const, accepted: false },
    ];
    story.tell(arrivalSays(1, { receipts: [receipt('A1', 3, { dispositions })] }));
    story.tell(acknowledged(lastOf(story, 'CONFIRM_RECEIPT'), '90'));
    expect(story.commands.at(-1)?.body).toMatchObject({ intent: 'CREDIT_RETURN', lines: [{ lineKey: 10, quantity: 2 }] });
    expect(story.fields('OB_Return_Line__c', `${RETURN_KEY}-10`)).toMatchObject({ Quantity_Refused__c: 1 });
  });

  it('is received by the ERP where no warehouse takes returns', () => {
    const story = authorizedStory(ERP_RECEIVES);
    story.tell(returnSays(2, { receipts: [receipt('A1', 3, { endpoint: 'erp' })] }));
    expect([countOf(story, 'EXPECT_RETURN'), countOf(story, 'CONFIRM_RECEIPT'), countOf(story, 'CREDIT_RETURN')]).toEqual([0, 0, 1]);
  });

  it('needs no word of ours where the ERP credits by itself', () => {
    const intents = { ...ERP_RECEIVES.intents, erp: ['CREATE_ORDER' as const, 'CONFIRM_SHIPMENT' as const, 'CREATE_RETURN' as const] };
    const story = authorizedStory({ intents });
    story.tell(returnSays(2, { receipts: [receipt('A1', 3)], credits: [creditMemo('1', 3, 'APPLIED')] }));
    expect([countOf(story, 'CREDIT_RETURN'), countOf(story, 'BOOK_REFUND'), statusOf(story)]).toEqual([0, 0, 'Credited']);
  });

  it('is not credited in exchange for other goods', () => {
    const story = shippedStory();
    const lines = [{ lineKey: 10, quantity: 1, reason: 'WRONG_ITEM' as const }];
    story.tell(asked('ret', { type: 'RETURN', returnKey: RETURN_KEY, resolution: 'EXCHANGE', lines }));
    story.tell(acknowledged(lastOf(story, 'CREATE_RETURN'), '90'), returnSays(1), acknowledged(`${ORDER_KEY}-C5`, 'WR1'));
    story.tell(arrivalSays(1, { receipts: [receipt('A1', 1)] }));
    story.tell(acknowledged(lastOf(story, 'CONFIRM_RECEIPT'), '90'));
    expect(countOf(story, 'CREDIT_RETURN')).toBe(0);
  });
});

describe('a return that does not', () => {
  it.each<[string, Message, string]>([
    ['of a line the order does not have', bringBack('ret', { 99: 1 }), 'UNKNOWN_LINE'],
    ['of more than was shipped', bringBack('ret', { 10: 6 }), 'QUANTITY_NOT_RETURNABLE'],
  ])('%s is refused at once', (_what, message, code) => {
    const story = shippedStory();
    story.tell(message);
    expect([answerTo(story, 'ret'), countOf(story, 'CREATE_RETURN')]).toEqual([['Rejected', code], 0]);
  });

  it('of what never left is a cancellation', () => {
    const story = withWarehouse();
    story.tell(bringBack('ret', { 10: 1 }));
    expect(answerTo(story, 'ret')).toEqual(['Rejected', 'NOT_SHIPPED']);
  });

  it('asked for by two agents comes back once', () => {
    const story = shippedStory();
    story.tell(
      bringBack('r1', { 10: 4 }),
      bringBack('r1', { 10: 4 }),
      bringBack('r2', { 10: 2 }, 'RET2'),
      bringBack('r3', { 10: 1 }, 'RET3'),
    );
    expect([answerTo(story, 'r2'), answerTo(story, 'r3')[0], countOf(story, 'CREATE_RETURN')]).toEqual([
      ['Rejected', 'QUANTITY_NOT_RETURNABLE'],
      'Accepted',
      2,
    ]);
    story.tell(bringBack('r4', { 10: 1 }, 'RET4'), bringBack('r5', { 20: 1 }, 'RET3'));
    expect([answerTo(story, 'r4'), answerTo(story, 'r5')]).toEqual([
      ['Rejected', 'ALREADY_RETURNED'],
      ['Rejected', 'RETURN_EXISTS'],
    ]);
  });

  it('is refused by the ERP: the agent hears why, and the goods may be asked for again', () => {
    const story = shippedStory();
    story.tell(bringBack('ret', { 10: 5 }));
    story.tell(rejected(lastOf(story, 'CREATE_RETURN'), 'RETURN_PERIOD_OVER'));
    expect([answerTo(story, 'ret'), statusOf(story)]).toEqual([['Rejected', 'RETURN_PERIOD_OVER'], 'Declined']);
    story.tell(bringBack('again', { 10: 5 }, 'RET2'));
    expect(answerTo(story, 'again')[0]).toBe('Accepted');
    expect(story.open()).toEqual([]);
  });

  it('is declined by people in the ERP, or expires', () => {
    const story = shippedStory();
    story.tell(bringBack('ret', { 10: 3 }));
    story.tell(acknowledged(lastOf(story, 'CREATE_RETURN'), '90'), returnSays(1, { status: 'REQUESTED' }));
    expect([statusOf(story), countOf(story, 'EXPECT_RETURN')]).toEqual(['Requested', 0]);
    story.tell(returnSays(2, { status: 'DECLINED' }));
    expect([statusOf(story), countOf(story, 'EXPECT_RETURN')]).toEqual(['Declined', 0]);
    const other = authorizedStory();
    other.tell(returnSays(2, { status: 'EXPIRED' }));
    expect(statusOf(other)).toBe('Expired');
  });

  it('brings more, other lines or other goods than announced: a person looks, and only what was authorised is credited', () => {
    const story = authorizedStory();
    const lines = [
      { lineKey: 10, quantity: 4 },
      { lineKey: 20, quantity: 1 },
    ];
    const dispositions = lines.map((line) => ({ ...line, taken: 'RESTOCK' as const }));
    const unannounced = [{ receiptId: 'A1', sku: 'SOCKS', quantity: 1 }];
    story.tell(arrivalSays(1, { receipts: [receipt('A1', 4, { lines, dispositions })], unannounced }));
    story.tell(acknowledged(lastOf(story, 'CONFIRM_RECEIPT'), '90'));
    expect(
      story
        .open()
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['RETURNED_MORE_THAN_AUTHORIZED', 'RETURNED_OTHER_LINE', 'WRONG_ITEM_RETURNED']);
    expect(story.commands.at(-1)?.body).toMatchObject({ intent: 'CREDIT_RETURN', lines: [{ lineKey: 10, quantity: 3 }] });
    expect(story.fields('OB_Return_Line__c', `${RETURN_KEY}-20`)).toMatchObject({ Quantity__c: 0, Quantity_Received__c: 1 });
  });

  it('is taken back before anything arrived: first the warehouse is asked, then the ERP', () => {
    const story = authorizedStory();
    story.tell(withdraw('w1'));
    expect(story.commands.at(-1)).toMatchObject({ endpoint: 'wms', body: { intent: 'CANCEL_RETURN', document: { nativeId: 'WR1' } } });
    story.tell(acknowledged(lastOf(story, 'CANCEL_RETURN'), 'WR1'));
    expect(story.commands.at(-1)).toMatchObject({ endpoint: 'erp', body: { intent: 'CANCEL_RETURN', document: { nativeId: '90' } } });
    story.tell(acknowledged(lastOf(story, 'CANCEL_RETURN'), '90'));
    expect(answerTo(story, 'w1')).toEqual(['Completed', null]);
    story.tell(returnSays(2, { status: 'CANCELLED' }));
    expect([statusOf(story), countOf(story, 'CANCEL_RETURN')]).toEqual(['Cancelled', 2]);
    story.tell(bringBack('again', { 10: 5 }, 'RET2'));
    expect(answerTo(story, 'again')[0]).toBe('Accepted');
  });

  it('cannot be taken back when goods have arrived, when it is over, or when it never was', () => {
    const story = authorizedStory();
    story.tell(withdraw('w1'));
    story.tell(rejected(lastOf(story, 'CANCEL_RETURN'), 'ALREADY_RECEIVED'));
    story.tell(arrivalSays(1, { receipts: [receipt('A1', 1)] }));
    story.tell(withdraw('w2'), asked('w3', { type: 'CANCEL_RETURN', returnKey: 'NONE', reason: 'x' }));
    const over = authorizedStory();
    over.tell(returnSays(2, { status: 'EXPIRED' }), withdraw('w4'));
    expect([answerTo(story, 'w1')[1], answerTo(story, 'w2')[1], answerTo(story, 'w3')[1], answerTo(over, 'w4')[1]]).toEqual([
      ...['ALREADY_RECEIVED', 'ALREADY_RECEIVED', 'UNKNOWN_RETURN', 'RETURN_ENDED'],
    ]);
  });

  it('is taken back while the ERP declines it: the customer has what they want', () => {
    const story = shippedStory();
    story.tell(bringBack('ret', { 10: 3 }), withdraw('w1'));
    story.tell(acknowledged(lastOf(story, 'CREATE_RETURN'), '90'), returnSays(1, { status: 'DECLINED' }));
    expect([answerTo(story, 'w1'), countOf(story, 'CANCEL_RETURN')]).toEqual([['Completed', null], 0]);
  });

  it('has a refund that fails, or a word nobody mapped: a person is told', () => {
    const story = authorizedStory(ERP_RECEIVES);
    const receipts = [receipt('A1', 3)];
    story.tell(returnSays(2, { receipts, credits: [creditMemo('1', 3, 'REFUND_FAILED')] }));
    expect(story.open().map(({ code }) => code)).toEqual(['REFUND_FAILED']);
    expect(story.fields('OB_Return__c', RETURN_KEY)).toMatchObject({ Refund_State__c: 'Failed' });
    story.tell(returnSays(3, { receipts, credits: [creditMemo('1', 3, 'REFUNDED')], status: 'UNKNOWN', rawStatus: 'LIMBO' }));
    expect(story.open().map(({ code }) => code)).toEqual(['UNMAPPED_STATUS']);
  });

  it('shows the credit that was voided', () => {
    const story = authorizedStory(ERP_RECEIVES);
    story.tell(returnSays(2, { receipts: [receipt('A1', 3)], credits: [creditMemo('1', 3, 'POSTED')] }));
    story.tell(returnSays(3, { receipts: [receipt('A1', 3)], credits: [creditMemo('1', 3, 'VOIDED')] }));
    expect(story.fields('OB_Invoice__c', 'ORD1-1')).toMatchObject({ Status__c: 'Cancelled' });
  });

  it('of an ERP that refuses to note a receipt waits for operations, who send it again', () => {
    const story = authorizedStory();
    story.tell(arrivalSays(1, { receipts: [receipt('A1', 3)] }));
    const commandId = lastOf(story, 'CONFIRM_RECEIPT');
    story.tell(rejected(commandId, 'PERIOD_CLOSED'));
    const [exception] = story.open();
    expect(exception).toMatchObject({ code: 'PERIOD_CLOSED', owner: 'OPERATIONS', actions: ['RETRY'] });
    story.tell(asked('t1', { type: 'RETRY', exceptionId: exception!.exceptionId, reason: 'opened' }));
    expect(story.revived).toEqual([commandId]);
    story.tell(acknowledged(commandId, '90'));
    expect([story.open(), countOf(story, 'CREDIT_RETURN')]).toEqual([[], 1]);
  });

  it('nobody asked for, or has twice, is for a person to see', () => {
    const story = authorizedStory();
    story.tell(returnSays(1, { returnKey: 'OTHER', nativeId: '91' }), returnSays(1, { nativeId: '92' }));
    expect(
      story
        .open()
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['DUPLICATED', 'UNKNOWN_RETURN']);
  });
});

describe('snapshots of a return', () => {
  it('come to the same in any order, however often', () => {
    const says = [
      arrivalSays(1, { receipts: [receipt('A1', 1)] }),
      arrivalSays(2, { receipts: [receipt('A1', 1), receipt('A2', 2)] }),
      returnSays(2, { credits: [creditMemo('1', 3, 'POSTED')] }),
      returnSays(3, { credits: [creditMemo('1', 3, 'REFUNDED')] }),
    ];
    const [forward, backward] = [authorizedStory(), authorizedStory()];
    forward.tell(...says);
    backward.tell(...says.toReversed(), ...says);
    expect(backward.state().returns[0]?.documents).toEqual(forward.state().returns[0]?.documents);
    expect(statusOf(backward)).toBe(statusOf(forward));
    expect(statusOf(forward)).toBe('Credited');
  });

  it('do not disturb the order they belong to', () => {
    const story = authorizedStory();
    story.tell(
      erpSays(4, {
        status: 'COMPLETED',
        lines: [erpLine(10, { allocated: 5, shipped: 5, invoiced: 5 }), erpLine(20, { allocated: 2, shipped: 2, invoiced: 2 })],
      }),
    );
    expect(story.fields('OB_Order__c')).toMatchObject({ Sync_State__c: 'Current', Has_Open_Exception__c: false });
  });
});
