/** What Salesforce's refusals lead to. Salesforce's own words may hold personal data: only the code is kept. */
import type { Message } from './message.ts';
import type { OrderEvent } from './order-event.ts';
import type { OrderState } from './order-state.ts';
import { shownCode } from './refusal.ts';

type Of<Type extends Message['type']> = Extract<Message, { type: Type }>;

function nameOf({ object, externalId }: { object: string; externalId: string }): string {
  return `${object} ${externalId}`;
}

/** Salesforce refused a record for good, or for another reason than before. */
export function decideRecordRefused(state: OrderState, message: Of<'record.refused'>): readonly OrderEvent[] {
  const [record, code] = [nameOf(message), shownCode(message.code, state.order)];
  const isKnown = state.refusedRecords.some((known) => known.record === record && known.code === code);
  return isKnown ? [] : [{ type: 'RecordRefused', record, code }];
}

/** Salesforce took a record it had refused. */
export function decideRecordRecovered(state: OrderState, message: Of<'record.recovered'>): readonly OrderEvent[] {
  const record = nameOf(message);
  return state.refusedRecords.some((known) => known.record === record) ? [{ type: 'RecordRecovered', record }] : [];
}
