/** What a message leads to in an order, and what the state it leads to calls for next. */
import type { TurnContext } from './context.ts';
import { decideCommandAnswer } from './decide-command-answer.ts';
import { decideExceptions } from './decide-exceptions.ts';
import { decideConfirmations, decideRelease } from './decide-fulfilment.ts';
import { decideObservation } from './decide-observation.ts';
import { decideProgress } from './decide-progress.ts';
import { decideRecordRecovered, decideRecordRefused } from './decide-record.ts';
import { decideAcknowledgement, decideRetry } from './decide-retry.ts';
import { decideSetApart } from './set-apart.ts';
import { decideSubmission, decideUnreadable } from './decide-submission.ts';
import { decideTimer } from './decide-timer.ts';
import type { Message } from './message.ts';
import { decideAddressChange } from './requests/decide-address.ts';
import { decideCancellations } from './requests/decide-cancellation.ts';
import { decideHolds } from './requests/decide-hold.ts';
import { decideRequest, decideUnreadableRequest } from './requests/decide-request.ts';
import { decideReturnWork } from './returns/decide-return-work.ts';
import type { OrderEvent } from './order-event.ts';
import type { OrderState } from './order-state.ts';

/** The events of one message. A message that tells nothing new has none. */
export function decide(state: OrderState, message: Message, context: TurnContext): readonly OrderEvent[] {
  switch (message.type) {
    case 'order.submitted':
      return decideSubmission(state, message, context);
    case 'order.unreadable':
      return decideUnreadable(state, message);
    case 'order.requested':
      return decideRequest(state, message, context);
    case 'request.unreadable':
      return decideUnreadableRequest(state, message);
    case 'document.observed':
      return decideObservation(state, message.observation);
    case 'record.refused':
      return decideRecordRefused(state, message);
    case 'record.recovered':
      return decideRecordRecovered(state, message);
    case 'retry.requested':
      return decideRetry(state, message, context);
    case 'exception.acknowledged':
      return decideAcknowledgement(state, message);
    case 'message.set_apart':
      return decideSetApart(state, message);
    case 'timer.fired':
      return decideTimer(state, context.now);
    default:
      return decideCommandAnswer(state, message, context);
  }
}

/** A decision that follows from the state alone: made again, it finds nothing more to do. */
export type Reaction = (state: OrderState, context: TurnContext) => readonly OrderEvent[];

/**
 * In this order: where the order stands, what agents want stopped or changed, what goes out next, what is wrong. Stopping
 * comes before releasing, so that nothing goes out that was asked to stay.
 */
export const REACTIONS: readonly Reaction[] = [
  decideProgress,
  decideCancellations,
  decideHolds,
  decideAddressChange,
  decideRelease,
  decideConfirmations,
  decideReturnWork,
  decideExceptions,
];
