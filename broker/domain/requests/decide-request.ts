/** What a request of an agent or a channel leads to. The same key asks once; every request ends with an answer. */
import type { TurnContext } from '../context.ts';
import { decideAcknowledgement, decideRetry } from '../decide-retry.ts';
import type { Message } from '../message.ts';
import type { OrderEvent } from '../order-event.ts';
import type { OrderState } from '../order-state.ts';
import { redact } from '../redact.ts';
import { decideCancelReturn, decideReturn } from '../returns/decide-return.ts';
import { close, refuse, settle } from './answers.ts';
import type { Requested, RequestedOf } from './answers.ts';
import { decideChangeAddress } from './decide-address.ts';
import { decideCancel } from './decide-cancellation.ts';
import { decideHold, decideReleaseHold } from './decide-hold.ts';

type AboutException = RequestedOf<'RETRY'> | RequestedOf<'ACKNOWLEDGE'>;

/** Exceptions are numbered within the order, so that one that is over can be told from one that never was. */
function wasOpened(state: OrderState, exceptionId: string): boolean {
  const prefix = `${state.orderKey}-E`;
  const number = exceptionId.startsWith(prefix) ? Number(exceptionId.slice(prefix.length)) : NaN;
  return Number.isInteger(number) && number >= 1 && number <= state.exceptionsOpened;
}

function decideAboutException(state: OrderState, message: AboutException, context: TurnContext): readonly OrderEvent[] {
  const { by, request } = message;
  const { exceptionId, reason } = request;
  if (!state.exceptions.some(({ record }) => record.exceptionId === exceptionId)) {
    if (wasOpened(state, exceptionId)) return settle(message, { code: 'ALREADY_RESOLVED', message: 'The exception is resolved already' });
    return refuse(message, 'UNKNOWN_EXCEPTION', 'The order has no such exception');
  }
  const events =
    request.type === 'RETRY'
      ? decideRetry(state, { type: 'retry.requested', exceptionId, by, reason }, context)
      : decideAcknowledgement(state, { type: 'exception.acknowledged', exceptionId, by, reason });
  const refused = events.find((event) => event.type === 'WishRefused');
  return refused
    ? [...events, ...refuse(message, refused.code, 'That cannot be done about this exception')]
    : [...events, ...settle(message)];
}

function of<Type extends Requested['request']['type']>(message: Requested, type: Type): message is RequestedOf<Type> {
  return message.request.type === type;
}

function decideByType(state: OrderState, message: Requested, context: TurnContext): readonly OrderEvent[] {
  const { now } = context;
  if (of(message, 'CANCEL')) return decideCancel(state, message, now);
  if (of(message, 'HOLD')) return decideHold(state, message, now);
  if (of(message, 'RELEASE_HOLD')) return decideReleaseHold(state, message, now);
  if (of(message, 'CHANGE_ADDRESS')) return decideChangeAddress(state, message, now);
  if (of(message, 'RETURN')) return decideReturn(state, message, context);
  if (of(message, 'CANCEL_RETURN')) return decideCancelReturn(state, message, now);
  if (of(message, 'RETRY') || of(message, 'ACKNOWLEDGE')) return decideAboutException(state, message, context);
  const { by, request } = message;
  return [{ type: 'RecordsReplayed', by, reason: request.reason ?? '' }, ...settle(message)];
}

function isKnown(state: OrderState, { requestKey, via }: Pick<Requested, 'requestKey' | 'via'>): boolean {
  return state.requests.some((known) => known.requestKey === requestKey && known.via === via);
}

/** A request. One that comes again, or whose deadline is past, changes nothing. */
export function decideRequest(state: OrderState, message: Requested, context: TurnContext): readonly OrderEvent[] {
  if (isKnown(state, message)) return [];
  if (state.order === undefined) return refuse(message, 'UNKNOWN_ORDER', 'The order was never submitted');
  const { requestKey, via, request, deadline } = message;
  if (deadline !== undefined && deadline <= context.now) {
    const answer = { code: 'TOO_LATE', message: 'The request came after its deadline; nothing was done' };
    return [{ type: 'RequestSettled', requestKey, via, request: request.type, status: 'EXPIRED', answer }];
  }
  return decideByType(state, impersonal(message, state), context);
}

/** The reason travels to other systems and into the journal: what it says of the customer is taken out. */
function impersonal(message: Requested, { order }: OrderState): Requested {
  const { request } = message;
  if (!('reason' in request) || request.reason === undefined) return message;
  return { ...message, request: { ...request, reason: redact(request.reason, order) } };
}

/** Salesforce announced a request whose content nobody can read. */
export function decideUnreadableRequest(
  state: OrderState,
  { requestKey, request, code, message }: Extract<Message, { type: 'request.unreadable' }>,
): readonly OrderEvent[] {
  if (isKnown(state, { requestKey, via: 'salesforce' })) return [];
  return [{ type: 'RequestSettled', requestKey, via: 'salesforce', request, status: 'FAILED', answer: { code, message } }];
}

function expire(state: OrderState, requestKey: string): readonly OrderEvent[] {
  const waiting = state.cancellations.some((each) => each.requestKey === requestKey && each.stage === 'WAITING');
  const unsent = state.addressChange?.requestKey === requestKey && state.addressChange.commandId === undefined;
  const untouched = { code: 'EXPIRED', message: 'It could not be begun in time; nothing was done' };
  const begun = { code: 'EXPIRED', message: 'No answer came in time; what comes of it shows in the history of the order' };
  if (waiting) return [{ type: 'CancellationEnded', requestKey, cancelled: [] }, ...close(state, requestKey, 'EXPIRED', untouched)];
  if (unsent) return [{ type: 'AddressKept' }, ...close(state, requestKey, 'EXPIRED', untouched)];
  return close(state, requestKey, 'EXPIRED', begun);
}

/** Requests nobody waits for any more. */
export function decideDeadlines(state: OrderState, now: number): readonly OrderEvent[] {
  return state.requests
    .filter(({ status, deadline }) => status === 'ACCEPTED' && deadline !== undefined && deadline <= now)
    .flatMap(({ requestKey }) => expire(state, requestKey));
}
