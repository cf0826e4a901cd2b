/** For tests: stories in which agents ask for things, and goods come back. */
import type { CreditMemo } from '../../canonical/billing.ts';
import type { OrderRequest } from '../../canonical/order-request.ts';
import type { ReturnObservation } from '../../canonical/observation.ts';
import type { ReturnReceipt } from '../../canonical/returns.ts';
import type { TurnContext } from '../../broker/domain/context.ts';
import type { Message } from '../../broker/domain/message.ts';
import type { SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import {
  acceptedStory,
  acknowledged,
  CONTEXT,
  erpLine,
  erpSays,
  makeOrder,
  ORDER_KEY,
  shipment,
  START,
  warehouseSays,
} from './order-story.ts';
import type { Story } from './order-story.ts';

export const RETURN_KEY = 'RET1';

/** An agent asks. The key of the request tells it from others. */
export function asked(requestKey: string, request: OrderRequest, deadline?: number): Message {
  return { type: 'order.requested', requestKey, via: 'salesforce', by: 'agent', request, ...(deadline !== undefined && { deadline }) };
}

export function cancel(requestKey: string, quantities?: Readonly<Record<number, number>>): Message {
  const lines = quantities && Object.entries(quantities).map(([lineKey, quantity]) => ({ lineKey: Number(lineKey), quantity }));
  return asked(requestKey, { type: 'CANCEL', reason: 'changed their mind', ...(lines && { lines }) });
}

export function bringBack(requestKey: string, quantities: Readonly<Record<number, number>>, returnKey = RETURN_KEY): Message {
  const lines = Object.entries(quantities).map(([lineKey, quantity]) => ({
    ...{ lineKey: Number(lineKey), quantity },
    reason: 'DAMAGED' as const,
  }));
  return asked(requestKey, { type: 'RETURN', returnKey, resolution: 'REFUND', lines });
}

/** What became of a request, as the agent reads it. */
export function answerTo(story: Story, requestKey: string): SalesforceRecord['fields'][string][] {
  const fields = story.fields('OB_Command__c', requestKey);
  return [fields?.['Status__c'] ?? null, fields?.['Result_Code__c'] ?? null];
}

/** The name of the last command of this intent. */
export function lastOf(story: Story, intent: string): string {
  const command = story.commands.findLast(({ body }) => body.intent === intent);
  if (!command) throw new Error(`no ${intent} was issued`);
  return command.commandId;
}

/** How many commands of this intent went out. */
export function countOf(story: Story, intent: string): number {
  return story.commands.filter(({ body }) => body.intent === intent).length;
}

/** The order is with the ERP, allocated, and all of it with the warehouse as release 1, of which it calls W1. */
export function withWarehouse(context: Partial<TurnContext> = CONTEXT): Story {
  const story = acceptedStory(makeOrder(), context);
  story.tell(erpSays(2, { lines: [erpLine(10, { allocated: 5 }), erpLine(20, { allocated: 2 })] }));
  story.tell(acknowledged(`${ORDER_KEY}-C2`, 'W1'));
  return story;
}

/** Everything is shipped, and the ERP knows. */
export function shippedStory(context: Partial<TurnContext> = CONTEXT): Story {
  const story = withWarehouse(context);
  story.tell(warehouseSays(1, { status: 'FULFILLED', shipments: [shipment('S1', { 10: 5, 20: 2 })] }));
  story.tell(acknowledged(lastOf(story, 'CONFIRM_SHIPMENT'), '7'));
  const done = { allocated: 5, shipped: 5, invoiced: 5 };
  story.tell(erpSays(3, { status: 'COMPLETED', lines: [erpLine(10, done), erpLine(20, { allocated: 2, shipped: 2, invoiced: 2 })] }));
  return story;
}

/** The ERP's snapshot of the return: authorised, three of line 10, untouched but for what is said. */
export function returnSays(version: number, said: Partial<ReturnObservation> = {}): Message {
  const observation: ReturnObservation = {
    ...{ kind: 'return', endpoint: 'erp', orderKey: ORDER_KEY, returnKey: RETURN_KEY, nativeId: '90', nativeNumber: 'RMA-90', version },
    ...{ observedAt: new Date(START + version * 1000).toISOString(), rawStatus: 'authorised', status: 'AUTHORIZED' },
    ...{ lines: [{ lineKey: 10, authorized: 3 }], receipts: [], unannounced: [], credits: [], ...said },
  };
  return { type: 'document.observed', observation };
}

/** The warehouse's snapshot of the return it expects. */
export function arrivalSays(version: number, said: Partial<ReturnObservation> = {}): Message {
  return returnSays(version, { endpoint: 'wms', nativeId: 'WR1', nativeNumber: 'WR1', rawStatus: 'expected', ...said });
}

/** An arrival of some of line 10, looked at and put back on the shelf unless something else is said. */
export function receipt(receiptId: string, quantity: number, said: Partial<ReturnReceipt> = {}): ReturnReceipt {
  const lines = [{ lineKey: 10, quantity }];
  return {
    ...{ receiptId, returnKey: RETURN_KEY, endpoint: 'wms', receivedAt: '2026-12-01T09:00:00Z', lines },
    dispositions: [{ lineKey: 10, quantity, condition: 'OPENED', taken: 'RESTOCK' }],
    ...said,
  };
}

/** A credit memo for some of line 10, ten euros a piece. */
export function creditMemo(creditMemoId: string, quantity: number, status: CreditMemo['status']): CreditMemo {
  const total = { amountMinor: quantity * 1000, currency: 'EUR' };
  const lines = [{ lineKey: 10, quantity, amount: total }];
  return { creditMemoId, number: `CM-${creditMemoId}`, total, issuedAt: '2026-12-02T09:00:00Z', status, lines };
}

/** Three of line 10 are to come back: the ERP has authorised it, and the warehouse expects them. */
export function authorizedStory(context: Partial<TurnContext> = CONTEXT): Story {
  const story = shippedStory(context);
  story.tell(bringBack('ret', { 10: 3 }));
  story.tell(acknowledged(lastOf(story, 'CREATE_RETURN'), '90'));
  story.tell(returnSays(1));
  if (context.intents?.['wms']?.includes('EXPECT_RETURN')) story.tell(acknowledged(lastOf(story, 'EXPECT_RETURN'), 'WR1'));
  return story;
}
