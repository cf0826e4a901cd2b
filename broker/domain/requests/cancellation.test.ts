/** An agent cancels: before the warehouse has it, after, and too late. */
import { describe, expect, it } from '@jest/globals';
import {
  CONTEXT,
  acceptedStory,
  acknowledged,
  erpLine,
  erpSays,
  makeOrder,
  makeStory,
  ORDER_KEY,
  shipment,
  START,
  submitted,
  warehouseSays,
} from '../../../test/support/order-story.ts';
import { answerTo, asked, cancel, countOf, lastOf, shippedStory, withWarehouse } from '../../../test/support/request-story.ts';
import type { Message } from '../message.ts';

function rejected(commandId: string, code: string): Message {
  return { type: 'command.rejected', commandId, code, message: 'no' };
}

/** The last command's body, but for the documents. */
function lastBody(story: ReturnType<typeof makeStory>): unknown {
  const body = story.commands.at(-1)?.body;
  return body?.intent === 'CANCEL_QUANTITY' ? { document: body.document.nativeId, lines: body.lines } : body?.intent;
}

describe('an agent who cancels before the warehouse has it', () => {
  it('has the ERP cancel the whole order, and is told once it did', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(cancel('c1'));
    expect(answerTo(story, 'c1')).toEqual(['Accepted', null]);
    expect(lastBody(story)).toEqual({
      document: '7',
      lines: [
        { lineKey: 10, quantity: 5 },
        { lineKey: 20, quantity: 2 },
      ],
    });
    story.tell(acknowledged(lastOf(story, 'CANCEL_QUANTITY'), '7'));
    expect(answerTo(story, 'c1')).toEqual(['Completed', 'CANCELLED']);
    expect(story.fields('OB_Order__c')).toMatchObject({ Status__c: 'Cancelled', Sync_State__c: 'Current' });
    expect(story.state().lifecycle).toBe('CANCELLED');
    expect(story.open()).toEqual([]);
  });

  it('may cancel a line or a quantity; the rest goes on, and what was cancelled is never released', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(cancel('c1', { 10: 2 }));
    story.tell(erpSays(2, { lines: [erpLine(10, { allocated: 5 }), erpLine(20, { allocated: 2 })] }));
    expect(lastBody(story)).toBe('RELEASE');
    expect(story.commands.at(-1)?.body).toMatchObject({
      release: {
        lines: [
          { lineKey: 10, quantity: 3 },
          { lineKey: 20, quantity: 2 },
        ],
      },
    });
    story.tell(acknowledged(lastOf(story, 'CANCEL_QUANTITY'), '7'));
    story.tell(erpSays(3, { lines: [erpLine(10, { allocated: 5, cancelled: 2 }), erpLine(20, { allocated: 2 })] }));
    expect(countOf(story, 'RELEASE')).toBe(1);
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Cancelled__c: 2, Quantity_Released__c: 3 });
    expect(story.open()).toEqual([]);
  });

  it('troubles nobody with what the ERP promised before it cancelled', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(
      erpSays(2, { lines: [erpLine(10, { confirmed: 4, backordered: 1 }), erpLine(20, { confirmed: 2 })] }),
      cancel('c1', { 10: 3 }),
    );
    story.tell(acknowledged(lastOf(story, 'CANCEL_QUANTITY'), '7'));
    expect(story.open()).toEqual([]);
    const line = story.fields('OB_Order_Line__c', 'ORD1-10');
    expect(line).toMatchObject({ Quantity_Cancelled__c: 3, Quantity_Confirmed__c: 2, Quantity_Backordered__c: 0 });
  });

  it('waits for the ERP to have the order, and then cancels it', () => {
    const story = makeStory(CONTEXT);
    story.tell(submitted(makeOrder()), cancel('c1'));
    expect(countOf(story, 'CANCEL_QUANTITY')).toBe(0);
    story.tell(acknowledged(`${ORDER_KEY}-C1`, '7'));
    story.tell(acknowledged(lastOf(story, 'CANCEL_QUANTITY'), '7'));
    expect(answerTo(story, 'c1')).toEqual(['Completed', 'CANCELLED']);
  });

  it('has nothing left to cancel when the ERP refuses the order: all of it is cancelled at once', () => {
    const story = makeStory(CONTEXT);
    story.tell(submitted(makeOrder()), cancel('c1'));
    story.tell(rejected(`${ORDER_KEY}-C1`, 'BLOCKED_CUSTOMER'));
    expect(answerTo(story, 'c1')).toEqual(['Completed', null]);
    expect(story.fields('OB_Order__c')).toMatchObject({ Status__c: 'Cancelled' });
    expect(story.open()).toEqual([]);
  });

  it('hears nothing more of an order taken back when the ERP says again that it refuses it', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder()));
    story.tell(cancel('c1'));
    story.tell(rejected(`${ORDER_KEY}-C1`, 'BUSY'), rejected(`${ORDER_KEY}-C1`, 'BUSY'));
    expect(story.state().lifecycle).toBe('CANCELLED');
    expect(story.open()).toEqual([]);
  });

  it('takes a refused order back as a whole, not in parts', () => {
    const story = makeStory(CONTEXT);
    story.tell(submitted(makeOrder()));
    story.tell(rejected(`${ORDER_KEY}-C1`, 'BLOCKED_CUSTOMER'));
    story.tell(cancel('c1', { 10: 1 }), cancel('c2'));
    expect(answerTo(story, 'c1')).toEqual(['Rejected', 'ORDER_REFUSED']);
    expect(answerTo(story, 'c2')).toEqual(['Completed', null]);
    story.tell(submitted(makeOrder(), 'again'));
    expect(story.fields('OB_Command__c', 'again')).toMatchObject({ Status__c: 'Rejected', Result_Code__c: 'ORDER_CANCELLED' });
  });

  it('learns of a document that comes into being after all', () => {
    const story = makeStory(CONTEXT);
    story.tell(submitted(makeOrder()));
    story.tell(rejected(`${ORDER_KEY}-C1`, 'BLOCKED_CUSTOMER'));
    story.tell(cancel('c1'));
    story.tell(acknowledged(`${ORDER_KEY}-C1`, '7'));
    expect(story.open().map(({ code }) => code)).toEqual(['DOCUMENT_EXISTS']);
  });
});

describe('an agent who cancels what the warehouse has', () => {
  it('has the warehouse give it back first, and the ERP cancel it then', () => {
    const story = withWarehouse();
    story.tell(cancel('c1', { 10: 2 }));
    expect(lastBody(story)).toEqual({ document: 'W1', lines: [{ lineKey: 10, quantity: 2 }] });
    story.tell(acknowledged(lastOf(story, 'CANCEL_QUANTITY'), 'W1'));
    expect(lastBody(story)).toEqual({ document: '7', lines: [{ lineKey: 10, quantity: 2 }] });
    story.tell(acknowledged(lastOf(story, 'CANCEL_QUANTITY'), '7'));
    expect(answerTo(story, 'c1')).toEqual(['Completed', 'CANCELLED']);
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Cancelled__c: 2, Quantity_Released__c: 3 });
    expect(countOf(story, 'RELEASE')).toBe(1);
    expect(story.open()).toEqual([]);
  });

  it('is told that it is too late, and why, when picking has begun', () => {
    const story = withWarehouse();
    story.tell(cancel('c1'));
    story.tell(rejected(lastOf(story, 'CANCEL_QUANTITY'), 'ALREADY_PICKED'));
    expect(answerTo(story, 'c1')).toEqual(['Rejected', 'TOO_LATE']);
    expect(story.fields('OB_Command__c', 'c1')?.['Result_Text__c']).toContain('ALREADY_PICKED');
    expect(story.open()).toEqual([]);
    expect(story.state().cancellations).toEqual([]);
  });

  it('gets what is still possible, and is told what was not', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(erpSays(2, { lines: [erpLine(10, { allocated: 3, backordered: 2 }), erpLine(20, { allocated: 2 })] }));
    story.tell(acknowledged(lastOf(story, 'RELEASE'), 'W1'));
    story.tell(cancel('c1', { 10: 5 }));
    story.tell(rejected(lastOf(story, 'CANCEL_QUANTITY'), 'ALREADY_PICKED'));
    expect(lastBody(story)).toEqual({ document: '7', lines: [{ lineKey: 10, quantity: 2 }] });
    story.tell(acknowledged(lastOf(story, 'CANCEL_QUANTITY'), '7'));
    expect(answerTo(story, 'c1')).toEqual(['Completed', 'PARTLY_CANCELLED']);
  });

  it('loses the race against the truck: what has left is not cancelled', () => {
    const story = withWarehouse();
    story.tell(cancel('c1'));
    story.tell(warehouseSays(1, { status: 'FULFILLED', shipments: [shipment('S1', { 10: 5, 20: 2 })] }));
    story.tell(rejected(lastOf(story, 'CANCEL_QUANTITY'), 'ALREADY_PICKED'));
    expect(answerTo(story, 'c1')).toEqual(['Rejected', 'TOO_LATE']);
    expect(story.fields('OB_Order__c')).toMatchObject({ Status__c: 'Shipped' });
  });

  it('has a colleague behind it, whose turn comes at once when it was too late', () => {
    const story = withWarehouse();
    story.tell(cancel('c1', { 10: 1 }), cancel('c2', { 20: 1 }));
    story.tell(rejected(lastOf(story, 'CANCEL_QUANTITY'), 'ALREADY_PICKED'));
    expect(lastBody(story)).toEqual({ document: 'W1', lines: [{ lineKey: 20, quantity: 1 }] });
  });

  it('waits for a release that is on its way to the warehouse', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(erpSays(2, { lines: [erpLine(10, { allocated: 5 }), erpLine(20, { allocated: 2 })] }));
    story.tell(cancel('c1'));
    expect(countOf(story, 'CANCEL_QUANTITY')).toBe(0);
    story.tell(acknowledged(lastOf(story, 'RELEASE'), 'W1'));
    expect(lastBody(story)).toMatchObject({ document: 'W1' });
  });

  it('has the goods released again when the ERP refuses what the warehouse gave back', () => {
    const story = withWarehouse();
    story.tell(cancel('c1', { 10: 2 }));
    story.tell(acknowledged(lastOf(story, 'CANCEL_QUANTITY'), 'W1'));
    story.tell(rejected(lastOf(story, 'CANCEL_QUANTITY'), 'PERIOD_CLOSED'));
    expect(answerTo(story, 'c1')).toEqual(['Rejected', 'PERIOD_CLOSED']);
    expect(story.commands.at(-1)?.body).toMatchObject({ intent: 'RELEASE', release: { lines: [{ lineKey: 10, quantity: 2 }] } });
  });
});

describe('an agent who asks for what cannot be', () => {
  it.each<[string, Message, string]>([
    ['a line the order does not have', cancel('c1', { 99: 1 }), 'UNKNOWN_LINE'],
    ['more than is open', cancel('c1', { 10: 6 }), 'QUANTITY_NOT_OPEN'],
  ])('%s is refused at once', (_wish, message, code) => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(message);
    expect(answerTo(story, 'c1')).toEqual(['Rejected', code]);
    expect(countOf(story, 'CANCEL_QUANTITY')).toBe(0);
  });

  it('is sent to a return once everything has left', () => {
    const story = shippedStory();
    story.tell(cancel('c1'), cancel('c2', { 10: 1 }));
    expect([answerTo(story, 'c1'), answerTo(story, 'c2')]).toEqual([
      ['Rejected', 'ALREADY_SHIPPED'],
      ['Rejected', 'ALREADY_SHIPPED'],
    ]);
    expect(story.fields('OB_Command__c', 'c1')?.['Result_Text__c']).toContain('return');
  });

  it('is told when the ERP cannot cancel', () => {
    const story = acceptedStory(makeOrder(), { intents: { erp: ['CREATE_ORDER'], wms: ['RELEASE'] } });
    story.tell(cancel('c1'));
    expect(answerTo(story, 'c1')).toEqual(['Rejected', 'NOT_SUPPORTED']);
  });

  it('clicks twice and cancels once', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(cancel('c1', { 10: 1 }), cancel('c1', { 10: 1 }));
    expect(countOf(story, 'CANCEL_QUANTITY')).toBe(1);
  });

  it('meets a colleague who was faster', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(cancel('c1', { 10: 5 }), cancel('c2', { 10: 5 }), cancel('c3', { 20: 1 }));
    expect(answerTo(story, 'c2')).toEqual(['Rejected', 'ALREADY_REQUESTED']);
    expect(countOf(story, 'CANCEL_QUANTITY')).toBe(1);
    story.tell(acknowledged(lastOf(story, 'CANCEL_QUANTITY'), '7'));
    expect(countOf(story, 'CANCEL_QUANTITY')).toBe(2);
    story.tell(acknowledged(lastOf(story, 'CANCEL_QUANTITY'), '7'));
    expect([answerTo(story, 'c1')[0], answerTo(story, 'c3')[0]]).toEqual(['Completed', 'Completed']);
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Status__c: 'Cancelled' });
  });
});

describe('the deadline of a request', () => {
  it('ends what could not be begun, and nothing of it is done later', () => {
    const story = makeStory(CONTEXT);
    story.tell(submitted(makeOrder()));
    story.tell(asked('c1', { type: 'CANCEL', reason: 'late' }, START + 1500));
    story.tell({ type: 'timer.fired', timer: 'answer-due' });
    expect(answerTo(story, 'c1')).toEqual(['Expired', 'EXPIRED']);
    story.tell(acknowledged(`${ORDER_KEY}-C1`, '7'));
    expect(countOf(story, 'CANCEL_QUANTITY')).toBe(0);
  });

  it('ends the waiting for an answer that never comes; when it comes, it still counts', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(asked('c1', { type: 'CANCEL', reason: 'late' }, START + 4500));
    story.tell({ type: 'timer.fired', timer: 'answer-due' });
    story.tell({ type: 'timer.fired', timer: 'answer-due' });
    expect(answerTo(story, 'c1')).toEqual(['Expired', 'EXPIRED']);
    story.tell(acknowledged(lastOf(story, 'CANCEL_QUANTITY'), '7'));
    expect(answerTo(story, 'c1')).toEqual(['Expired', 'EXPIRED']);
    expect(story.fields('OB_Order__c')).toMatchObject({ Status__c: 'Cancelled' });
  });

  it('wakes the order', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    const { wakeAt } = story.tell(asked('c1', { type: 'CANCEL', reason: 'late' }, START + 60_000));
    expect(wakeAt?.at).toBe(START + 60_000);
  });

  it('that is past when the request comes means that nothing is done', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(asked('c1', { type: 'CANCEL', reason: 'late' }, START));
    expect(answerTo(story, 'c1')).toEqual(['Expired', 'TOO_LATE']);
    expect(countOf(story, 'CANCEL_QUANTITY')).toBe(0);
  });
});
