/** Messages the broker has a fault with. The order goes on, and a person sees what it goes on without. */
import type { Message } from './message.ts';
import type { OrderEvent } from './order-event.ts';
import type { OrderState } from './order-state.ts';

type Word = Extract<Message, { type: 'message.set_apart' }>;

/** What an order is told of a message that was set apart; nothing of one that was such a word itself. */
export function wordOfSetApart(messageId: number, message: Message): Word | undefined {
  if (message.type === 'message.set_apart') return undefined;
  return { type: 'message.set_apart', messageId, what: message.type, fromSalesforce: 'via' in message && message.via === 'salesforce' };
}

/** What tells this trouble of an order from its others. */
export function setApartSubject({ messageId }: Pick<Word, 'messageId'>): string {
  return `set-apart:${messageId}`;
}

export function decideSetApart(state: OrderState, { messageId, what, fromSalesforce }: Word): readonly OrderEvent[] {
  const known = state.setApart.some((other) => other.messageId === messageId);
  return known ? [] : [{ type: 'MessageSetApart', message: { messageId, what, fromSalesforce } }];
}
