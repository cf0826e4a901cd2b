import { describe, expect, test } from '@jest/globals';
import { acknowledged, acceptedStory, makeLine, makeOrder, makeStory, ORDER_KEY, submitted } from '../../test/support/order-story.ts';

const REJECTED = {
  type: 'command.rejected',
  commandId: `${ORDER_KEY}-C1`,
  code: 'CREDIT_LIMIT',
  message: 'Credit limit exceeded',
} as const;

describe('an order submitted again', () => {
  test('with the same content is answered by what became of it, and never created twice', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder(), 'req-1'));
    story.tell(submitted(makeOrder(), 'req-2'));
    expect(story.fields('OB_Command__c', 'req-2')).toMatchObject({ Status__c: 'Accepted' });
    story.tell(acknowledged('ORD1-C1', '7'));
    story.tell(submitted(makeOrder(), 'req-3'));
    for (const key of ['req-1', 'req-2', 'req-3']) expect(story.fields('OB_Command__c', key)).toMatchObject({ Status__c: 'Completed' });
    expect(story.commands).toHaveLength(1);
  });

  test('with other content comes too late, and the agent is told', () => {
    const story = acceptedStory();
    story.tell(submitted(makeOrder({ lines: [makeLine(10, 9)] }), 'req-2'));
    expect(story.fields('OB_Command__c', 'req-2')).toMatchObject({ Status__c: 'Rejected', Result_Code__c: 'ALREADY_SUBMITTED' });
    expect(story.commands).toHaveLength(1);
    expect(story.open()).toEqual([]);
  });

  test('with other content by a storefront, which nobody answers, is an exception a person can see to', () => {
    const story = acceptedStory();
    story.tell(submitted(makeOrder({ lines: [makeLine(10, 9)] })));
    expect(story.open()).toMatchObject([{ code: 'ALREADY_SUBMITTED', owner: 'CUSTOMER_SYSTEM', actions: ['ACKNOWLEDGE'] }]);
    story.tell({ type: 'exception.acknowledged', exceptionId: 'ORD1-E1', by: 'ops', reason: 'told the shop' });
    expect(story.open()).toEqual([]);
    expect(story.fields('OB_Order__c')).toMatchObject({ Sync_State__c: 'Current' });
  });

  test('by a redelivery of the same message changes nothing at all', () => {
    const story = makeStory();
    for (const message of [submitted(makeOrder()), submitted(makeOrder(), 'req-1')]) {
      story.tell(message);
      expect(story.tell(message)).toMatchObject({ journal: [], commands: [], records: [], exceptions: [] });
    }
  });

  test('is recognised whatever the order of its keys', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder()));
    const { lines, source, ...rest } = makeOrder();
    expect(story.tell(submitted({ lines, ...rest, source })).journal).toEqual([]);
  });

  test('with other content again and again by a storefront is counted, not kept', () => {
    const story = acceptedStory();
    const quantities = Array.from({ length: 120 }, (_, number) => 10 + number);
    story.tell(...quantities.map((quantity) => submitted(makeOrder({ lines: [makeLine(10, quantity)] }))));
    const size = JSON.stringify(story.state()).length;
    story.tell(...quantities.map((quantity) => submitted(makeOrder({ lines: [makeLine(20, quantity)] }))));
    expect(JSON.stringify(story.state()).length - size).toBeLessThan(10);
    expect(story.state().conflicts).toMatchObject({ count: 240 });
    expect(story.open()).toMatchObject([{ code: 'ALREADY_SUBMITTED' }]);
    for (const line of [makeLine(10, 10), makeLine(20, 129)])
      expect(story.tell(submitted(makeOrder({ lines: [line] }))).journal).toEqual([]);
  });

  test('corrected again and again, and refused each time, leaves the state small', () => {
    const story = makeStory();
    const refuse = (number: number): void => {
      story.tell(submitted(makeOrder({ lines: [makeLine(10, number)] })));
      story.tell({ ...REJECTED, commandId: `${ORDER_KEY}-C${number}` });
    };
    for (let number = 1; number <= 150; number += 1) refuse(number);
    const size = JSON.stringify(story.state()).length;
    for (let number = 151; number <= 250; number += 1) refuse(number);
    expect(JSON.stringify(story.state()).length - size).toBeLessThan(200);
    expect(story.open()).toMatchObject([{ code: 'CREDIT_LIMIT' }]);
  });

  test('a hundred times and more is still answered, and the state stays small', () => {
    const story = acceptedStory();
    for (let number = 0; number < 120; number += 1) story.tell(submitted(makeOrder(), `req-${number}`));
    expect(story.state().submissions).toHaveLength(100);
    expect(story.fields('OB_Command__c', 'req-119')).toMatchObject({ Status__c: 'Completed' });
  });
});
