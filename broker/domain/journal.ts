/** Journal entries: the events as they happened, without the content of the order, which is personal. */
import type { OrderEvent } from './order-event.ts';
import type { JournalEntry } from './turn.ts';

/** The journal entry of an event that took this number. */
export function journalEntry(event: OrderEvent, sequence: number): JournalEntry {
  const { type, ...body } = event;
  if (event.type !== 'OrderSubmitted') return { sequence, type, body };
  const { revision, via, identity, requestKey, order } = event;
  return { sequence, type, body: { revision, via, identity, requestKey, lines: order.lines.length } };
}
