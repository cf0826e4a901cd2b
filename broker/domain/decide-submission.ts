/** What a submission leads to. An order is taken once: whatever comes again is answered by what became of it. */
import type { CustomerOrder } from '../../canonical/order.ts';
import type { TurnContext } from './context.ts';
import { nextCommandId } from './command-id.ts';
import type { Channel, Message } from './message.ts';
import type { OrderEvent } from './order-event.ts';
import { isAccepted, surplusDocuments } from './order-state.ts';
import type { OrderState } from './order-state.ts';
import { documentName } from './outcome.ts';
import type { OwnReason, Reason } from './reason.ts';
import { refusalOf } from './refusal.ts';
import { canonicalJson, fingerprint } from './stable-hash.ts';
import { validateOrder } from './validate-order.ts';
import type { Fault, Faults } from './validate-order.ts';

type Submitted = Extract<Message, { type: 'order.submitted' }>;
type Unreadable = Extract<Message, { type: 'order.unreadable' }>;
type Asked = { readonly identity: string; readonly requestKey?: string };

function asked(message: { order: CustomerOrder; requestKey?: string }): Asked {
  const { requestKey } = message;
  return requestKey === undefined ? { identity: fingerprint(message.order) } : { identity: requestKey, requestKey };
}

function isKnown({ submissions, conflicts }: OrderState, { identity }: Asked): boolean {
  return (
    submissions.some((submission) => submission.identity === identity) || conflicts?.first === identity || conflicts?.last === identity
  );
}

function existing(state: OrderState): readonly Fault[] {
  return surplusDocuments(state).map((document) => ({
    pointer: '/orderKey',
    code: 'DOCUMENT_EXISTS',
    message: `${document.endpoint} already has document ${documentName(document)} with this key`,
  }));
}

function take(state: OrderState, submitted: { order: CustomerOrder; via: Channel } & Asked, context: TurnContext): readonly OrderEvent[] {
  const taken: OrderEvent = { type: 'OrderSubmitted', ...submitted, revision: state.revision + 1 };
  return [taken, ...admit(state, submitted.order, context)];
}

function reject(order: CustomerOrder, faults: Faults): readonly OrderEvent[] {
  const messages = faults.map((fault) => fault.message);
  return [{ type: 'OrderRejected', by: 'broker', refusal: refusalOf(faults[0].code, 'The order was refused', messages, order) }];
}

/** Checks the order and sends it to the ERP, or refuses it. The ERP is asked to create only what it does not have. */
export function admit(state: OrderState, order: CustomerOrder, context: TurnContext): readonly OrderEvent[] {
  const [stranger, ...strangers] = existing(state);
  if (stranger) return reject(order, [stranger, ...strangers]);
  const validation = validateOrder(order, context);
  if (!validation.valid) return reject(order, validation.faults);
  const { route } = validation;
  return [
    { type: 'OrderValidated', route },
    { type: 'CommandIssued', commandId: nextCommandId(state), endpoint: route.erp, intent: 'CREATE_ORDER' },
  ];
}

const TOO_LATE: OwnReason = { code: 'ALREADY_SUBMITTED', message: 'The order was submitted before with other content' };

/** An answer to who asks, and no trouble of the order. */
const CANCELLED: Reason = { code: 'ORDER_CANCELLED', message: 'The order was refused and then cancelled' };

/** Whether the order is under way with other content, so that this cannot take its place. */
export function isTakenOtherwise(state: OrderState, order: CustomerOrder): boolean {
  return state.order !== undefined && state.lifecycle !== 'REJECTED' && canonicalJson(order) !== canonicalJson(state.order);
}

function answerAgain(state: OrderState, order: CustomerOrder, ask: Asked): readonly OrderEvent[] {
  if (state.lifecycle === 'CANCELLED' && !isAccepted(state))
    return [{ type: 'SubmissionAnswered', ...ask, status: 'REJECTED', answer: CANCELLED }];
  if (canonicalJson(order) === canonicalJson(state.order)) {
    return [{ type: 'SubmissionAnswered', ...ask, status: isAccepted(state) ? 'COMPLETED' : 'ACCEPTED' }];
  }
  if (ask.requestKey === undefined) return [{ type: 'SubmissionConflicted', identity: ask.identity }];
  return [{ type: 'SubmissionAnswered', ...ask, status: 'REJECTED', answer: TOO_LATE }];
}

/** A submission: the first, a corrected one after a refusal, or one more of an order that is under way. */
export function decideSubmission(state: OrderState, message: Submitted, context: TurnContext): readonly OrderEvent[] {
  const ask = asked(message);
  if (isKnown(state, ask)) return [];
  const { order, via } = message;
  if (state.order === undefined || state.lifecycle === 'REJECTED') return take(state, { order, via, ...ask }, context);
  return answerAgain(state, order, ask);
}

/** Salesforce announced content nobody can read. It matters to the order only while the ERP does not have it. */
export function decideUnreadable(state: OrderState, message: Unreadable): readonly OrderEvent[] {
  const ask: Asked = { identity: message.requestKey, requestKey: message.requestKey };
  if (isKnown(state, ask)) return [];
  const refusal = refusalOf(message.code, message.message, message.faults, state.order);
  const answered: OrderEvent = { type: 'SubmissionAnswered', ...ask, status: 'FAILED', answer: refusal };
  const waiting = state.order === undefined || state.lifecycle === 'REJECTED';
  return waiting ? [answered, { type: 'OrderUnreadable', refusal }] : [answered];
}
