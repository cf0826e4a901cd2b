import { describe, expect, test } from '@jest/globals';
import type { Message } from './message.ts';
import {
  acceptedStory,
  acknowledged,
  CONTEXT,
  erpSays,
  makeOrder,
  makeStory,
  ORDER_KEY,
  releasedStory,
  START,
  submitted,
} from '../../test/support/order-story.ts';

const COMMAND = `${ORDER_KEY}-C1`;
const inDoubt = (nextTryAt: number): Message => ({
  type: 'command.in_doubt',
  commandId: COMMAND,
  code: 'TIMEOUT',
  message: 'No answer',
  nextTryAt,
});
const retrying = (nextTryAt: number, said = {}): Message => ({
  ...{ type: 'command.retrying', commandId: COMMAND, code: 'BUSY', message: 'Too busy', attempts: 4, nextTryAt, ...said },
});
const parked: Message = { type: 'command.parked', commandId: COMMAND, code: 'BUSY', message: 'Too busy for a day' };
const duplicated = (...ids: string[]): Message => ({
  ...{ type: 'command.duplicated', commandId: COMMAND, documents: ids.map((nativeId) => ({ nativeId, nativeNumber: `NO-${nativeId}` })) },
});

function submittedStory(context = {}) {
  const story = makeStory(context);
  story.tell(submitted(makeOrder()));
  return story;
}

describe('an order whose answer was lost', () => {
  test('is being verified, with the time of the next look, until the answer comes', () => {
    const story = submittedStory();
    story.tell(inDoubt(START + 5000));
    expect(story.fields('OB_Order__c')).toMatchObject({
      ...{
        Status__c: 'Submitted',
        Sync_State__c: 'Being verified',
        Next_Try_At__c: '2026-11-27T09:00:05.000Z',
        Sync_Detail__c: 'No answer',
      },
    });
    expect(story.open()).toMatchObject([{ category: 'IN_DOUBT', owner: 'BROKER', nextTryAt: '2026-11-27T09:00:05.000Z', actions: [] }]);
    story.tell(acknowledged(COMMAND, '7', true));
    expect(story.open()).toEqual([]);
    expect(story.fields('OB_Order__c')).toMatchObject({ Sync_State__c: 'Current', Next_Try_At__c: null, Sync_Detail__c: null });
    expect(story.fields('OB_Exception__c', 'ORD1-E1')).toMatchObject({ Status__c: 'Resolved', Resolved_At__c: '2026-11-27T09:00:02.000Z' });
  });

  test('is not thrown back by word of an earlier try', () => {
    const story = submittedStory();
    story.tell(inDoubt(START + 5000));
    story.tell(retrying(START + 6000));
    expect(story.tell(inDoubt(START + 5000)).journal).toEqual([]);
    expect(story.tell(retrying(START + 6000)).journal).toEqual([]);
    expect(story.fields('OB_Order__c')).toMatchObject({ Sync_State__c: 'Retrying', Next_Try_At__c: '2026-11-27T09:00:06.000Z' });
  });

  test('is sent again at once after a look that found nothing, and then shows as retrying', () => {
    const story = submittedStory();
    story.tell(inDoubt(START + 5000));
    story.tell(retrying(START + 5000));
    expect(story.open()).toMatchObject([{ exceptionId: 'ORD1-E1', category: 'STUCK', attempts: 4 }]);
  });

  test('hears nothing of it any more once it is answered', () => {
    const story = submittedStory();
    story.tell(acknowledged(COMMAND, '7'));
    for (const late of [inDoubt(START + 9e6), retrying(START + 9e6), parked, acknowledged(COMMAND, '7'), acknowledged(COMMAND, '8')]) {
      expect(story.tell(late).journal).toEqual([]);
    }
    expect(story.open()).toEqual([]);
  });
});

describe('an order that is tried again and again', () => {
  test('shows as retrying, with the next try', () => {
    const story = submittedStory();
    story.tell(retrying(START + 60_000));
    expect(story.fields('OB_Order__c')).toMatchObject({ Sync_State__c: 'Retrying', Next_Try_At__c: '2026-11-27T09:01:00.000Z' });
    expect(story.fields('OB_Exception__c', 'ORD1-E1')).toMatchObject({ Turn__c: 'Broker', Attempts__c: 4, Retryable__c: false });
  });

  test('is operations’ turn where the endpoint’s set-up is wrong', () => {
    const story = submittedStory();
    story.tell(retrying(START + 60_000, { misconfigured: true }));
    expect(story.open()).toMatchObject([{ category: 'CONFIG', owner: 'OPERATIONS', severity: 'ERROR' }]);
    expect(story.fields('OB_Order__c')).toMatchObject({ Sync_State__c: 'Needs attention' });
  });

  test('is given up in the end, and goes on when a person says retry', () => {
    const story = submittedStory();
    story.tell(retrying(START + 60_000));
    story.tell(parked);
    expect(story.open()).toMatchObject([{ category: 'STUCK', owner: 'OPERATIONS', actions: ['RETRY'], message: 'Too busy for a day' }]);
    expect(story.tell(retrying(START + 99_000)).journal).toEqual([]);
    story.tell({ type: 'retry.requested', exceptionId: 'ORD1-E1', by: 'ops', reason: 'ERP is back' });
    expect(story.revived).toEqual([COMMAND]);
    expect(story.commands).toHaveLength(1);
    expect(story.fields('OB_Order__c')).toMatchObject({ Sync_State__c: 'In progress', Status__c: 'Submitted' });
    expect(story.tell({ type: 'retry.requested', exceptionId: 'ORD1-E1', by: 'ops', reason: 'again' }).revived).toEqual([]);
  });

  test('cannot be sent back to work by a person while the broker is at it', () => {
    const story = submittedStory();
    story.tell(inDoubt(START + 5000));
    story.tell({ type: 'retry.requested', exceptionId: 'ORD1-E1', by: 'ops', reason: 'impatient' });
    story.tell({ type: 'exception.acknowledged', exceptionId: 'ORD1-E1', by: 'ops', reason: 'impatient' });
    expect(story.revived).toEqual([]);
    expect(story.open()).toHaveLength(1);
    expect(story.journal.filter(({ type }) => type === 'WishRefused')).toHaveLength(2);
  });

  test('is a divergence where the ERP’s document is not what was sent', () => {
    const story = submittedStory();
    story.tell({ type: 'command.parked', commandId: COMMAND, code: 'DOCUMENT_DIFFERS', message: 'Document 7 is not what was sent' });
    expect(story.open()).toMatchObject([{ category: 'DIVERGED', owner: 'OPERATIONS' }]);
  });

  test('is not created anew by a submission with other content: it may still be executed', () => {
    const story = submittedStory();
    story.tell(parked);
    story.tell(submitted(makeOrder({ requestedDate: '2026-12-24' }), 'req-2'));
    expect(story.commands).toHaveLength(1);
    expect(story.fields('OB_Command__c', 'req-2')).toMatchObject({ Status__c: 'Rejected', Result_Code__c: 'ALREADY_SUBMITTED' });
  });
});

describe('an order nobody answers', () => {
  test('is noticed within five minutes', () => {
    const story = makeStory();
    const { wakeAt } = story.tell(submitted(makeOrder()));
    expect(wakeAt).toEqual({ timer: 'answer-due', at: START + 5 * 60_000 });
    expect(story.tell({ type: 'timer.fired', timer: 'answer-due' }).journal).toEqual([]);
    const late = makeStory({ now: START });
    late.tell(submitted(makeOrder()));
    for (let minute = 0; minute < 300; minute += 1) late.tell();
    late.tell({ type: 'timer.fired', timer: 'answer-due' });
    expect(late.open()).toMatchObject([{ category: 'STUCK', code: 'NO_ANSWER', message: 'No answer yet' }]);
    expect(late.tell({ type: 'timer.fired', timer: 'answer-due' }).journal).toEqual([]);
    const answered = late.tell(acknowledged(COMMAND, '7'));
    expect(answered.wakeAt).toBeUndefined();
    expect(late.open()).toEqual([]);
  });
});

describe('an order the ERP has more than once', () => {
  test('keeps the oldest document and has the younger ones cancelled', () => {
    const story = submittedStory();
    story.tell(duplicated('7', '8', '9'));
    expect(story.fields('OB_Order__c')).toMatchObject({ ERP_Document__c: 'NO-7', Status__c: 'Accepted', Sync_State__c: 'In progress' });
    const named = (id: string) => ({ nativeId: id, nativeNumber: `NO-${id}` });
    expect(story.commands.slice(1).map(({ body }) => body)).toEqual([
      { intent: 'CANCEL_DUPLICATE', document: named('8'), keep: named('7') },
      { intent: 'CANCEL_DUPLICATE', document: named('9'), keep: named('7') },
    ]);
    expect(story.open()).toMatchObject([{ category: 'DUPLICATE', owner: 'BROKER' }]);
    story.tell(acknowledged('ORD1-C2', '8'));
    expect(story.open()).toHaveLength(1);
    story.tell(acknowledged('ORD1-C3', '9'));
    expect(story.open()).toEqual([]);
    expect(story.fields('OB_Order__c')).toMatchObject({ Sync_State__c: 'Current' });
  });

  test('is operations’ turn where the ERP cannot be asked to cancel, until the ERP shows it cancelled', () => {
    const story = submittedStory({ intents: { erp: ['CREATE_ORDER'], wms: ['RELEASE'] } });
    story.tell(duplicated('7', '8'));
    expect(story.commands).toHaveLength(1);
    expect(story.open()).toMatchObject([{ category: 'DUPLICATE', owner: 'OPERATIONS' }]);
    story.tell(erpSays(1, { nativeId: '8', status: 'CANCELLED' }));
    expect(story.open()).toEqual([]);
  });

  test('is found out by an observation of a document that does not count', () => {
    const story = acceptedStory();
    story.tell(erpSays(1, { nativeId: '8', nativeNumber: 'NO-8' }));
    expect(story.open()).toMatchObject([{ category: 'DUPLICATE', message: 'erp has document NO-8 besides the one that counts' }]);
    expect(story.fields('OB_Order__c')).toMatchObject({ ERP_Document__c: 'NO-7' });
  });

  test('is the same document where another endpoint happens to use the same number', () => {
    const story = acceptedStory();
    story.tell(erpSays(1, { endpoint: 'old-erp' }));
    expect(story.open()).toMatchObject([{ category: 'DUPLICATE', endpoint: 'old-erp' }]);
  });

  test('keeps what it has where that is among them', () => {
    const story = submittedStory();
    story.tell(erpSays(1, { nativeId: '8', nativeNumber: 'NO-8' }));
    story.tell(duplicated('7', '8'));
    expect(story.state().document).toEqual({ endpoint: 'erp', nativeId: '7' });
    expect(story.commands).toHaveLength(2);
  });

  // Found by the properties: the cancellation named a document to keep, and there was none.
  test('by the refused command of an earlier revision is a person’s turn: nothing says which one may go', () => {
    const story = submittedStory();
    story.tell({ type: 'command.rejected', commandId: COMMAND, code: 'CREDIT', message: 'No credit' });
    story.tell(submitted(makeOrder(), 'req-2'));
    story.tell(duplicated('7', '8'));
    expect(story.commands.map(({ commandId }) => commandId)).toEqual(['ORD1-C1', 'ORD1-C2']);
    story.tell(acknowledged('ORD1-C2', '9'));
    expect(story.open()).toMatchObject([
      { category: 'DUPLICATE', message: 'erp has document NO-7 and 1 more besides the one that counts' },
    ]);
  });

  test('is told with no documents at all: then the command is simply answered', () => {
    const story = submittedStory();
    story.tell(duplicated());
    expect(story.state().commands).toEqual([]);
  });
});

describe('the cancellation of a duplicate', () => {
  test('that is refused is operations’ turn, and goes again when a person says so', () => {
    const story = submittedStory();
    story.tell(duplicated('7', '8'));
    story.tell({ type: 'command.rejected', commandId: 'ORD1-C2', code: 'PICKED', message: 'Already picked' });
    expect(story.open().map(({ category, owner }) => `${category} ${owner}`)).toEqual(['DUPLICATE OPERATIONS', 'REJECTED OPERATIONS']);
    expect(story.tell({ type: 'command.rejected', commandId: 'ORD1-C2', code: 'PICKED', message: 'Already picked' }).journal).toEqual([]);
    const rejection = story.open().find(({ category }) => category === 'REJECTED');
    story.tell({ type: 'retry.requested', exceptionId: rejection!.exceptionId, by: 'ops', reason: 'unpicked' });
    expect(story.revived).toEqual(['ORD1-C2']);
  });
});

describe('word of a command', () => {
  test('that was never issued is an exception a person can see to, once', () => {
    const story = submittedStory();
    story.tell(acknowledged('ORD1-C9', '7'));
    story.tell(acknowledged('SOMETHING', '7'));
    expect(story.tell(acknowledged('ORD1-C9', '7')).journal).toEqual([]);
    expect(story.open()).toMatchObject([
      { category: 'GAP', code: 'UNKNOWN_COMMAND', actions: ['ACKNOWLEDGE'] },
      { category: 'GAP', code: 'UNKNOWN_COMMAND' },
    ]);
  });

  test('is kept twenty times and no more', () => {
    const story = submittedStory();
    for (let number = 10; number < 40; number += 1) story.tell(acknowledged(`ORD1-C${number}`, '7'));
    expect(story.open()).toHaveLength(20);
  });

  test('that a warehouse has twice is a duplicate for a person to sort out', () => {
    const story = releasedStory();
    const twice = { ...duplicated('W1', 'W2'), commandId: 'ORD1-C2' } as Message;
    expect(story.tell(twice).journal).toEqual([]);
    const other = acceptedStory();
    other.tell(erpSays(2, { lines: erpSaysAllocated() }));
    other.tell(twice);
    expect(other.open()).toMatchObject([{ category: 'DUPLICATE', severity: 'ERROR', endpoint: 'wms', actions: ['ACKNOWLEDGE'] }]);
  });
});

function erpSaysAllocated() {
  const nothing = { cancelled: 0, confirmed: 0, backordered: 0, shipped: 0, invoiced: 0 };
  return [
    { ...nothing, lineKey: 10, allocated: 5 },
    { ...nothing, lineKey: 20, allocated: 2 },
  ];
}

test('an endpoint with no capabilities at all is no reason to crash', () => {
  const story = submittedStory();
  story.reconfigure({ ...CONTEXT, intents: {} });
  story.tell(duplicated('7', '8'));
  expect(story.commands).toHaveLength(1);
});
