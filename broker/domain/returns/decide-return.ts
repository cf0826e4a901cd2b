/** Wishes to send goods back, and to take such a wish back. */
import { minus, plus } from '../../../canonical/quantity.ts';
import type { ReturnRequest } from '../../../canonical/returns.ts';
import type { TurnContext } from '../context.ts';
import { nextCommandId } from '../command-id.ts';
import type { OrderEvent } from '../order-event.ts';
import { lineFacts } from '../order-quantities.ts';
import { keptDocument } from '../order-state.ts';
import type { OrderState } from '../order-state.ts';
import { refuse, takeOn } from '../requests/answers.ts';
import type { RequestedOf } from '../requests/answers.ts';
import type { Answer } from '../requests/request-state.ts';
import { fingerprint } from '../stable-hash.ts';
import { claimedQuantity, returnLineFacts } from './return-quantities.ts';
import { erpDocumentOf, isVoid } from './return-state.ts';
import type { ReturnState } from './return-state.ts';

type WishToReturn = RequestedOf<'RETURN'>;
type AskedLine = WishToReturn['request']['lines'][number];

/** More returns of one order are a matter for people. */
const MOST_RETURNS = 50;

/** What of a line has left and is in no return yet. */
function returnable(state: OrderState, lineKey: number): number {
  const facts = lineFacts(state).find(({ line }) => line.lineKey === lineKey);
  const claimed = state.returns.map((each) => claimedQuantity(each, lineKey, isVoid(each)));
  return facts ? Math.max(0, minus(facts.buckets.shipped, plus(...claimed))) : 0;
}

function faultOf(state: OrderState, { lineKey, quantity }: AskedLine): Answer | undefined {
  const facts = lineFacts(state).find(({ line }) => line.lineKey === lineKey);
  if (!facts) return { code: 'UNKNOWN_LINE', message: `The order has no line ${lineKey}` };
  if (facts.buckets.shipped === 0) {
    return { code: 'NOT_SHIPPED', message: `Nothing of line ${lineKey} has left the warehouse: cancel it instead` };
  }
  const free = returnable(state, lineKey);
  if (quantity <= free) return undefined;
  if (free === 0) return { code: 'ALREADY_RETURNED', message: `All of line ${lineKey} that was shipped is in a return already` };
  return { code: 'QUANTITY_NOT_RETURNABLE', message: `Of line ${lineKey}, ${free} can come back, not ${quantity}` };
}

function toRequest(state: OrderState, message: WishToReturn, returnKey: string, now: number): ReturnRequest {
  const { resolution, note, lines } = message.request;
  const skus = new Map(state.order?.lines.map(({ lineKey, sku }) => [lineKey, sku]));
  return {
    ...{ returnKey, orderKey: state.orderKey, requestedAt: new Date(now).toISOString(), resolution },
    ...(note !== undefined && { note }),
    lines: lines.map((line) => ({ ...line, sku: skus.get(line.lineKey) ?? '' })),
  };
}

function keyOf(state: OrderState, { requestKey, via, request }: WishToReturn): string {
  return request.returnKey ?? `R${fingerprint({ orderKey: state.orderKey, requestKey, via }).toUpperCase()}`;
}

function hindrance(state: OrderState, message: WishToReturn, returnKey: string): Answer | undefined {
  const fault = message.request.lines.map((line) => faultOf(state, line)).find((found) => found !== undefined);
  if (fault) return fault;
  if (state.returns.some(({ request }) => request.returnKey === returnKey)) {
    return { code: 'RETURN_EXISTS', message: `The order has a return ${returnKey} already` };
  }
  return state.returns.length >= MOST_RETURNS ? { code: 'TOO_MANY_RETURNS', message: 'The order has too many returns' } : undefined;
}

/** A wish to return what was shipped: the ERP is asked to authorise it. */
export function decideReturn(state: OrderState, message: WishToReturn, context: TurnContext): readonly OrderEvent[] {
  const returnKey = keyOf(state, message);
  const wrong = hindrance(state, message, returnKey);
  if (wrong) return refuse(message, wrong.code, wrong.message);
  const document = keptDocument(state);
  if (!document || !context.intents[document.endpoint]?.includes('CREATE_RETURN')) {
    return refuse(message, 'NOT_SUPPORTED', 'The ERP takes no returns from outside');
  }
  const request = toRequest(state, message, returnKey, context.now);
  return [
    takeOn(message, context.now),
    { type: 'ReturnRequested', requestKey: message.requestKey, request },
    { type: 'CommandIssued', commandId: nextCommandId(state), endpoint: document.endpoint, intent: 'CREATE_RETURN', returnKey },
  ];
}

function cannotCancel(known: ReturnState | undefined): Answer | undefined {
  if (!known) return { code: 'UNKNOWN_RETURN', message: 'The order has no such return' };
  if (known.withdrawal) return { code: 'ALREADY_REQUESTED', message: 'The return is being cancelled already' };
  const document = erpDocumentOf(known);
  if (isVoid(known) || document?.status === 'CLOSED') return { code: 'RETURN_ENDED', message: 'The return has come to its end' };
  const arrived = returnLineFacts(known).some(({ buckets }) => buckets.received > 0);
  return arrived ? { code: 'ALREADY_RECEIVED', message: 'Goods of the return have arrived' } : undefined;
}

/** A wish to take a return back, possible until something has arrived. */
export function decideCancelReturn(state: OrderState, message: RequestedOf<'CANCEL_RETURN'>, now: number): readonly OrderEvent[] {
  const { returnKey, reason } = message.request;
  const wrong = cannotCancel(state.returns.find(({ request }) => request.returnKey === returnKey));
  if (wrong) return refuse(message, wrong.code, wrong.message);
  return [takeOn(message, now), { type: 'ReturnWithdrawalBegun', returnKey, requestKey: message.requestKey, reason }];
}
