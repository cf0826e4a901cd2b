/** An agent holds an order, lifts the hold, sends the order elsewhere, and looks after exceptions. */
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
  submitted,
} from '../../../test/support/order-story.ts';
import { answerTo, asked, cancel, countOf, lastOf, shippedStory, withWarehouse } from '../../../test/support/request-story.ts';
import type { Message } from '../message.ts';

const ELSEWHERE = { name: 'Erika Mustermann', line1: 'Domplatz 2', city: 'Bonn', country: 'DE' };
const ALLOCATED = { lines: [erpLine(10, { allocated: 5 }), erpLine(20, { allocated: 2 })] };

const hold = (key: string): Message => asked(key, { type: 'HOLD', reason: 'fraud check' });
const lift = (key: string): Message => asked(key, { type: 'RELEASE_HOLD' });
const move = (key: string): Message => asked(key, { type: 'CHANGE_ADDRESS', shipTo: ELSEWHERE });

function rejected(commandId: string, code: string): Message {
  return { type: 'command.rejected', commandId, code, message: 'no' };
}

describe('an agent who holds an order', () => {
  it('keeps it from the warehouse at once, and is answered when the ERP holds it too', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(hold('h1'), erpSays(2, ALLOCATED));
    expect([countOf(story, 'HOLD'), countOf(story, 'RELEASE')]).toEqual([1, 0]);
    expect(answerTo(story, 'h1')).toEqual(['Accepted', null]);
    story.tell(acknowledged(lastOf(story, 'HOLD'), '7'));
    expect(answerTo(story, 'h1')).toEqual(['Completed', null]);
    expect(story.fields('OB_Order__c')).toMatchObject({ Status__c: 'On hold' });
  });

  it('lifts it, and the goods go out once the ERP has let go', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(hold('h1'));
    story.tell(acknowledged(lastOf(story, 'HOLD'), '7'), erpSays(2, { ...ALLOCATED, status: 'ON_HOLD', holds: ['MANUAL'] }));
    story.tell(lift('r1'));
    expect(countOf(story, 'RELEASE')).toBe(0);
    story.tell(acknowledged(lastOf(story, 'RELEASE_HOLD'), '7'));
    expect(answerTo(story, 'r1')).toEqual(['Completed', null]);
    expect(countOf(story, 'RELEASE')).toBe(0);
    story.tell(erpSays(3, ALLOCATED));
    expect(countOf(story, 'RELEASE')).toBe(1);
    expect(story.state().hold).toBeUndefined();
  });

  it('changes their mind before the ERP has answered: one word at a time, and the last one counts', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(hold('h1'), lift('r1'));
    expect([countOf(story, 'HOLD'), countOf(story, 'RELEASE_HOLD')]).toEqual([1, 0]);
    story.tell(acknowledged(lastOf(story, 'HOLD'), '7'));
    expect(countOf(story, 'RELEASE_HOLD')).toBe(1);
    story.tell(acknowledged(lastOf(story, 'RELEASE_HOLD'), '7'));
    expect([answerTo(story, 'h1')[0], answerTo(story, 'r1')[0]]).toEqual(['Completed', 'Completed']);
    expect(story.state().hold).toBeUndefined();
  });

  it('is told when a colleague asked for the opposite before the ERP could be told', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(hold('h1'), lift('r1'), hold('h2'));
    story.tell(acknowledged(lastOf(story, 'HOLD'), '7'));
    expect(countOf(story, 'RELEASE_HOLD')).toBe(0);
    expect(['h1', 'r1', 'h2'].map((key) => answerTo(story, key))).toEqual([
      ['Completed', null],
      ['Rejected', 'SUPERSEDED'],
      ['Completed', null],
    ]);
  });

  it('shares the hold with a colleague who asks for it too', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(hold('h1'), hold('h2'));
    story.tell(acknowledged(lastOf(story, 'HOLD'), '7'));
    expect([answerTo(story, 'h1')[0], answerTo(story, 'h2')[0], countOf(story, 'HOLD')]).toEqual(['Completed', 'Completed', 1]);
    story.tell(hold('h3'));
    expect([answerTo(story, 'h3')[0], countOf(story, 'HOLD')]).toEqual(['Completed', 1]);
  });

  it('before the ERP has the order: it is told as soon as it has', () => {
    const story = makeStory(CONTEXT);
    story.tell(submitted(makeOrder()), hold('h1'));
    expect(story.fields('OB_Order__c')).toMatchObject({ Status__c: 'On hold' });
    story.tell(acknowledged(`${ORDER_KEY}-C1`, '7'));
    expect(countOf(story, 'HOLD')).toBe(1);
  });

  it('is told when the ERP will not: then nothing is held', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(hold('h1'));
    story.tell(rejected(lastOf(story, 'HOLD'), 'NOT_ALLOWED'));
    expect(answerTo(story, 'h1')).toEqual(['Rejected', 'NOT_ALLOWED']);
    story.tell(erpSays(2, ALLOCATED));
    expect(countOf(story, 'RELEASE')).toBe(1);
  });

  it('holds it here alone where the ERP cannot', () => {
    const story = acceptedStory(makeOrder(), { intents: { erp: ['CREATE_ORDER'], wms: ['RELEASE'] } });
    story.tell(hold('h1'));
    expect(answerTo(story, 'h1')).toEqual(['Completed', null]);
    story.tell(erpSays(2, ALLOCATED));
    expect(countOf(story, 'RELEASE')).toBe(0);
    story.tell(lift('r1'));
    expect([answerTo(story, 'r1')[0], countOf(story, 'RELEASE')]).toEqual(['Completed', 1]);
  });

  it('comes too late for what the warehouse has, or has shipped', () => {
    const early = withWarehouse();
    early.tell(hold('h1'));
    expect(answerTo(early, 'h1')).toEqual(['Rejected', 'ALREADY_RELEASED']);
    const late = shippedStory();
    late.tell(hold('h1'));
    expect(answerTo(late, 'h1')).toEqual(['Rejected', 'NOTHING_TO_HOLD']);
  });

  it('cannot lift what the ERP holds, nor what nobody holds', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(lift('r1'));
    story.tell(erpSays(2, { holds: ['CREDIT'], status: 'ON_HOLD' }), lift('r2'));
    expect([answerTo(story, 'r1'), answerTo(story, 'r2')]).toEqual([
      ['Rejected', 'NOT_HELD'],
      ['Rejected', 'HELD_BY_ERP'],
    ]);
  });

  it('has it ended by a cancellation of everything', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(hold('h1'));
    story.tell(acknowledged(lastOf(story, 'HOLD'), '7'), cancel('c1'));
    story.tell(acknowledged(lastOf(story, 'CANCEL_QUANTITY'), '7'));
    expect(answerTo(story, 'c1')).toEqual(['Completed', 'CANCELLED']);
    expect(story.state().hold).toBeUndefined();
    expect(story.fields('OB_Order__c')).toMatchObject({ Status__c: 'Cancelled' });
  });
});

describe('an agent who sends an order elsewhere', () => {
  it('has the ERP told first; the release that follows has the new address', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(move('m1'), erpSays(2, ALLOCATED));
    expect([countOf(story, 'CHANGE_ADDRESS'), countOf(story, 'RELEASE')]).toEqual([1, 0]);
    story.tell(acknowledged(lastOf(story, 'CHANGE_ADDRESS'), '7'));
    expect(answerTo(story, 'm1')).toEqual(['Completed', null]);
    expect(story.fields('OB_Order__c')).toMatchObject({ Ship_To_City__c: 'Bonn', Ship_To_Phone__c: null });
    expect(story.commands.at(-1)?.body).toMatchObject({ intent: 'RELEASE', release: { shipTo: ELSEWHERE } });
  });

  it('sees the new address in Salesforce even where the order came from there', () => {
    const story = makeStory(CONTEXT);
    story.tell(submitted(makeOrder(), 's1'));
    story.tell(acknowledged(`${ORDER_KEY}-C1`, '7'), move('m1'));
    expect(story.fields('OB_Order__c')).not.toHaveProperty('Ship_To_City__c');
    story.tell(acknowledged(lastOf(story, 'CHANGE_ADDRESS'), '7'));
    expect(story.fields('OB_Order__c')).toMatchObject({ Ship_To_City__c: 'Bonn' });
  });

  it('comes too late once a warehouse has the old one, or the goods have left', () => {
    const early = withWarehouse();
    early.tell(move('m1'));
    const late = shippedStory();
    late.tell(move('m1'));
    expect([answerTo(early, 'm1'), answerTo(late, 'm1')]).toEqual([
      ['Rejected', 'ALREADY_RELEASED'],
      ['Rejected', 'NOTHING_OPEN'],
    ]);
  });

  it('keeps the old one where the ERP refuses or cannot', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(move('m1'), move('m2'));
    expect(answerTo(story, 'm2')).toEqual(['Rejected', 'ALREADY_REQUESTED']);
    story.tell(rejected(lastOf(story, 'CHANGE_ADDRESS'), 'BAD_ADDRESS'));
    expect(answerTo(story, 'm1')).toEqual(['Rejected', 'BAD_ADDRESS']);
    expect(story.fields('OB_Order__c')).toMatchObject({ Ship_To_City__c: 'Cologne' });
    story.reconfigure({ intents: { erp: ['CREATE_ORDER'], wms: ['RELEASE'] } });
    story.tell(move('m3'));
    expect(answerTo(story, 'm3')).toEqual(['Rejected', 'NOT_SUPPORTED']);
  });

  it('leaves no personal data in journal and timeline', () => {
    const story = acceptedStory(makeOrder(), CONTEXT);
    story.tell(move('m1'));
    story.tell(acknowledged(lastOf(story, 'CHANGE_ADDRESS'), '7'));
    const told = JSON.stringify([story.journal, story.timeline()]);
    expect(told).not.toMatch(/Domplatz|Bonn|Mustermann/);
  });
});

describe('an agent who looks after exceptions', () => {
  const refused = (): ReturnType<typeof makeStory> => {
    const story = makeStory(CONTEXT);
    story.tell(submitted(makeOrder()));
    story.tell(rejected(`${ORDER_KEY}-C1`, 'BLOCKED_CUSTOMER'));
    return story;
  };

  it('has work sent again, with who and why', () => {
    const story = refused();
    story.tell(asked('t1', { type: 'RETRY', exceptionId: `${ORDER_KEY}-E1`, reason: 'unblocked' }));
    expect(answerTo(story, 't1')).toEqual(['Completed', null]);
    expect(story.revived).toEqual([`${ORDER_KEY}-C1`]);
    expect(story.journal.find(({ type }) => type === 'CommandRevived')?.body).toMatchObject({ by: 'agent', reason: 'unblocked' });
  });

  it('is told what is over, what never was, and what cannot be tried again', () => {
    const story = refused();
    story.tell(asked('t1', { type: 'RETRY', exceptionId: `${ORDER_KEY}-E1`, reason: 'x' }));
    story.tell(asked('t2', { type: 'RETRY', exceptionId: `${ORDER_KEY}-E1`, reason: 'x' }));
    story.tell(asked('t3', { type: 'RETRY', exceptionId: `${ORDER_KEY}-E9`, reason: 'x' }));
    const other = refused();
    other.tell(asked('t4', { type: 'ACKNOWLEDGE', exceptionId: `${ORDER_KEY}-E1`, reason: 'x' }));
    expect([answerTo(story, 't2'), answerTo(story, 't3'), answerTo(other, 't4')]).toEqual([
      ['Completed', 'ALREADY_RESOLVED'],
      ['Rejected', 'UNKNOWN_EXCEPTION'],
      ['Rejected', 'NOT_TO_ACKNOWLEDGE'],
    ]);
  });

  it('has every record written to Salesforce again', () => {
    const story = shippedStory();
    const { records } = story.tell(asked('p1', { type: 'REPLAY', reason: 'edited by hand' }));
    const objects = new Set(records.map(({ object }) => object));
    expect([...objects].sort()).toEqual(
      ['OB_Command__c', 'OB_Order_Line__c', 'OB_Order__c', 'OB_Shipment_Line__c', 'OB_Shipment__c', 'OB_Timeline_Entry__c'].sort(),
    );
    expect(answerTo(story, 'p1')).toEqual(['Completed', null]);
  });

  it('is told when the request cannot be understood, or the order is unknown', () => {
    const story = makeStory(CONTEXT);
    story.tell(cancel('c1'));
    story.tell({ type: 'request.unreadable', requestKey: 'c2', request: 'CANCEL', code: 'INVALID_REQUEST', message: 'lines: is missing' });
    expect([answerTo(story, 'c1'), answerTo(story, 'c2')]).toEqual([
      ['Rejected', 'UNKNOWN_ORDER'],
      ['Failed', 'INVALID_REQUEST'],
    ]);
  });
});
