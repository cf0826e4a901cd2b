/** Cancellations: what an agent may ask for, and the steps by which the warehouses and the ERP carry it out. */
import type { LineQuantity } from '../../../canonical/fulfilment.ts';
import { minus, plus } from '../../../canonical/quantity.ts';
import type { TurnContext } from '../context.ts';
import { nextCommandId } from '../command-id.ts';
import type { OrderEvent } from '../order-event.ts';
import { lineFacts } from '../order-quantities.ts';
import { isAccepted, keptDocument } from '../order-state.ts';
import type { OrderState } from '../order-state.ts';
import { quantityOf } from '../release-state.ts';
import { close, refuse, settle, takeOn } from './answers.ts';
import type { RequestedOf } from './answers.ts';
import { cancellable, lesser, positive, spread, unreleased } from './cancellable.ts';
import type { Answer, Cancellation } from './request-state.ts';

type Cancel = RequestedOf<'CANCEL'>;

function faultOf(state: OrderState, { lineKey, quantity }: LineQuantity): Answer | undefined {
  const facts = lineFacts(state).find(({ line }) => line.lineKey === lineKey);
  if (!facts) return { code: 'UNKNOWN_LINE', message: `The order has no line ${lineKey}` };
  const free = cancellable(facts);
  if (quantity <= free) return undefined;
  const { buckets, cancelling } = facts;
  if (free === 0 && cancelling > 0) return { code: 'ALREADY_REQUESTED', message: `Line ${lineKey} is being cancelled already` };
  if (free === 0 && buckets.shipped > 0) {
    return { code: 'ALREADY_SHIPPED', message: `Line ${lineKey} has left the warehouse: start a return instead` };
  }
  return { code: 'QUANTITY_NOT_OPEN', message: `Of line ${lineKey}, ${free} can be cancelled, not ${quantity}` };
}

function everything(state: OrderState): readonly LineQuantity[] {
  return positive(lineFacts(state).map((facts) => ({ lineKey: facts.line.lineKey, quantity: cancellable(facts) })));
}

function nothingOpen(state: OrderState): Answer {
  const facts = lineFacts(state);
  if (facts.some(({ cancelling }) => cancelling > 0)) return { code: 'ALREADY_REQUESTED', message: 'The order is being cancelled already' };
  if (facts.some(({ buckets }) => buckets.shipped > 0)) {
    return { code: 'ALREADY_SHIPPED', message: 'Everything has left the warehouse: start a return instead' };
  }
  return { code: 'NOTHING_OPEN', message: 'Nothing of the order is left to cancel' };
}

/** A refused order is in no system: all of it can be taken back at once, parts of it are for a corrected submission. */
function cancelRefused(state: OrderState, message: Cancel, whole: boolean): readonly OrderEvent[] {
  if (!whole) return refuse(message, 'ORDER_REFUSED', 'The order was refused: correct it and submit it again, or cancel all of it');
  return [{ type: 'OrderWithdrawn' }, ...settle(message)];
}

function isWhole(asked: readonly LineQuantity[], all: readonly LineQuantity[]): boolean {
  return all.every(({ lineKey, quantity }) => quantityOf(asked, lineKey) >= quantity);
}

/** A wish to cancel lines, quantities or everything that has not left. */
export function decideCancel(state: OrderState, message: Cancel, now: number): readonly OrderEvent[] {
  const all = everything(state);
  const asked = message.request.lines ?? all;
  if (asked.length === 0) {
    const { code, message: text } = nothingOpen(state);
    return refuse(message, code, text);
  }
  const fault = asked.map((line) => faultOf(state, line)).find((found) => found !== undefined);
  if (fault) return refuse(message, fault.code, fault.message);
  const whole = isWhole(asked, all);
  if (state.lifecycle === 'REJECTED') return cancelRefused(state, message, whole);
  const { requestKey, request } = message;
  const begun: OrderEvent = { type: 'CancellationBegun', requestKey, reason: request.reason, asked, whole };
  return [takeOn(message, now), begun];
}

type Step = { readonly state: OrderState; readonly cancellation: Cancellation; readonly context: TurnContext };

function end({ state, cancellation }: Step, status: 'COMPLETED' | 'REJECTED', answer?: Answer): readonly OrderEvent[] {
  const { requestKey } = cancellation;
  return [{ type: 'CancellationEnded', requestKey, cancelled: [] }, ...close(state, requestKey, status, answer)];
}

/** Asks the warehouses for what is in their hands; undefined while a release is on its way to one. */
function askWarehouses({ state, cancellation, context }: Step): readonly OrderEvent[] | undefined {
  const free = unreleased(state);
  const held = positive(
    cancellation.asked.map(({ lineKey, quantity }) => ({ lineKey, quantity: minus(quantity, quantityOf(free, lineKey)) })),
  );
  const parts = spread(held, state.releases).filter(({ release }) => context.intents[release.endpoint]?.includes('CANCEL_QUANTITY'));
  if (parts.some(({ release }) => release.nativeId === undefined)) return undefined;
  const { requestKey, reason } = cancellation;
  return parts.map(({ release: { releaseId, endpoint, nativeId = '' }, lines }, index) => ({
    ...{ type: 'CommandIssued', commandId: nextCommandId(state, index), intent: 'CANCEL_QUANTITY', endpoint },
    ...{ requestKey, reason, nativeId, releaseId, lines },
  }));
}

function tooLate({ state, cancellation }: Step): Answer {
  const refusal = cancellation.releases.find((part) => part.refusal)?.refusal;
  if (refusal) return { code: 'TOO_LATE', message: `The warehouse is already working on it (${refusal.code})` };
  const inHands = state.releases.length > 0 && lineFacts(state).some(({ buckets }) => buckets.released > buckets.shipped);
  return inHands
    ? { code: 'TOO_LATE', message: 'The warehouse has it and takes no cancellations' }
    : nothingOpen(withoutIt(state, cancellation));
}

function withoutIt(state: OrderState, cancellation: Cancellation): OrderState {
  return { ...state, cancellations: state.cancellations.filter((other) => other !== cancellation) };
}

function askErp(step: Step): readonly OrderEvent[] {
  const { state, cancellation, context } = step;
  const document = keptDocument(state);
  if (!document) return [];
  const lines = lesser(cancellation.asked, unreleased(state));
  if (lines.length === 0) return end(step, 'REJECTED', tooLate(step));
  const { endpoint, nativeId } = document;
  if (!context.intents[endpoint]?.includes('CANCEL_QUANTITY')) {
    return end(step, 'REJECTED', { code: 'NOT_SUPPORTED', message: 'The ERP takes no cancellations from outside' });
  }
  const { requestKey, reason } = cancellation;
  return [
    {
      ...{ type: 'CommandIssued', commandId: nextCommandId(state), intent: 'CANCEL_QUANTITY', endpoint },
      ...{ requestKey, reason, nativeId, lines },
    },
  ];
}

function orderRefused(step: Step): readonly OrderEvent[] {
  if (step.cancellation.whole) return [{ type: 'OrderWithdrawn' }, ...end(step, 'COMPLETED')];
  return end(step, 'REJECTED', { code: 'ORDER_REFUSED', message: 'The order was refused meanwhile' });
}

/** The next step of the oldest cancellation. One at a time, so that each knows what the one before it came to. */
export function decideCancellations(state: OrderState, context: TurnContext): readonly OrderEvent[] {
  const [cancellation] = state.cancellations;
  if (!cancellation) return [];
  const step = { state, cancellation, context };
  if (state.lifecycle === 'REJECTED') return orderRefused(step);
  if (!isAccepted(state)) return [];
  if (cancellation.stage === 'ERP' || cancellation.releases.some((part) => part.state === 'ASKED')) return [];
  if (cancellation.stage === 'WAITING') {
    const events = askWarehouses(step);
    if (events === undefined || events.length > 0) return events ?? [];
  }
  return askErp(step);
}

function sum(lines: readonly LineQuantity[]): number {
  return plus(...lines.map(({ quantity }) => quantity));
}

function erpCancelled(state: OrderState, { requestKey, asked, erp }: Cancellation): readonly OrderEvent[] {
  const cancelled = erp?.lines ?? [];
  const [done, wanted] = [sum(cancelled), sum(asked)];
  const partly = { code: 'PARTLY_CANCELLED', message: `${done} of ${wanted} are cancelled; for the rest it was too late` };
  return [
    { type: 'CancellationEnded', requestKey, cancelled },
    ...close(state, requestKey, 'COMPLETED', done < wanted ? partly : { code: 'CANCELLED', message: `${done} are cancelled` }),
  ];
}

/** An endpoint's final answer to a part of a cancellation. `refusal` is absent where it was carried out. */
export function decideCancellationAnswer(state: OrderState, commandId: string, refusal?: Answer): readonly OrderEvent[] {
  const ofErp = state.cancellations.find(({ erp }) => erp?.commandId === commandId);
  if (ofErp && !refusal) return erpCancelled(state, ofErp);
  if (ofErp) {
    const { requestKey } = ofErp;
    return [{ type: 'CancellationEnded', requestKey, cancelled: [] }, ...close(state, requestKey, 'REJECTED', refusal)];
  }
  return [{ type: 'ReleaseCancellationAnswered', commandId, ...(refusal && { refusal }) }];
}
