import { describe, expect, it } from '@jest/globals';
import { makeOrder, makeStory, ORDER_KEY, submitted } from '../../test/support/order-story.ts';
import type { Message } from './message.ts';
import { wordOfSetApart } from './set-apart.ts';

function word(messageId: number, message: Message): Message {
  return wordOfSetApart(messageId, message) as Message;
}

const retry: Message = { type: 'retry.requested', exceptionId: `${ORDER_KEY}-E1`, by: 'operator', reason: 'Version 2 is out' };

describe('a message the broker has a fault with', () => {
  it('is an exception of its order, for operations to have taken again', () => {
    const story = makeStory();
    story.tell(word(7, submitted(makeOrder())));
    expect(story.open()).toMatchObject([
      { exceptionId: `${ORDER_KEY}-E1`, category: 'STUCK', code: 'MESSAGE_SET_APART', owner: 'OPERATIONS', actions: ['RETRY'] },
    ]);
    const { recalled } = story.tell(retry);
    expect(recalled).toEqual([7]);
    expect(story.open()).toEqual([]);
  });

  it('is an exception again when it cannot be taken again', () => {
    const story = makeStory();
    story.tell(word(7, submitted(makeOrder())));
    story.tell(retry);
    story.tell(word(7, submitted(makeOrder())));
    expect(story.open()).toMatchObject([{ exceptionId: `${ORDER_KEY}-E2`, code: 'MESSAGE_SET_APART' }]);
  });

  it('is shown in Salesforce where its order came from there, though nothing else is known of the order', () => {
    const story = makeStory();
    story.tell(word(7, { ...submitted(makeOrder()), via: 'salesforce' } as Message));
    expect(story.fields('OB_Exception__c', `${ORDER_KEY}-E1`)).toMatchObject({ Code__c: 'MESSAGE_SET_APART' });
  });

  it('is told once, and the word of it is not worth a word of its own', () => {
    const told = word(7, submitted(makeOrder()));
    const story = makeStory();
    story.tell(told, told);
    expect(story.open()).toHaveLength(1);
    expect(wordOfSetApart(8, told)).toBeUndefined();
  });
});
