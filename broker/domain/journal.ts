/** Journal entries: the events as they happened, without the content of the order, which is personal. */
import type { OrderEvent } from './order-event.ts';
import type { JournalEntry } from './turn.ts';

/** What is kept of the events that hold personal data; undefined for the others, which are kept as they are. */
function impersonal(event: OrderEvent): unknown {
  switch (event.type) {
    case 'OrderSubmitted': {
      const { revision, via, identity, requestKey, order } = event;
      return { revision, via, identity, requestKey, lines: order.lines.length };
    }
    case 'ReturnRequested': {
      const { note: _, ...request } = event.request;
      return { requestKey: event.requestKey, request };
    }
    case 'AddressWanted':
      return { requestKey: event.requestKey };
    case 'AddressChanged':
      return { country: event.delivery.shipTo.country };
    default:
      return undefined;
  }
}

/** The journal entry of an event that took this number. */
export function journalEntry(event: OrderEvent, sequence: number): JournalEntry {
  const { type, ...body } = event;
  return { sequence, type, body: impersonal(event) ?? body };
}
