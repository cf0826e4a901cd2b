/** What people decide about exceptions. Only what is parked or refused can be sent back to work; nothing is sent twice by it. */
import type { CustomerOrder } from '../../canonical/order.ts';
import type { TurnContext } from './context.ts';
import { admit } from './decide-submission.ts';
import { troubleOf } from './exception-conditions.ts';
import type { Message } from './message.ts';
import type { OrderEvent } from './order-event.ts';
import { surplusDocuments } from './order-state.ts';
import { setApartSubject } from './set-apart.ts';
import type { OpenCommand, OpenException, OrderState } from './order-state.ts';

type Retry = Extract<Message, { type: 'retry.requested' }>;
type Wish = { readonly exception: OpenException; readonly message: Retry; readonly context: TurnContext };
type Acknowledgement = Extract<Message, { type: 'exception.acknowledged' }>;

function retryCommand(state: OrderState, command: OpenCommand, { exceptionId, by, reason }: Retry): readonly OrderEvent[] {
  const { commandId, intent, phase, subject } = command;
  const revived: OrderEvent = { type: 'CommandRevived', commandId, by, reason };
  if (phase === 'PARKED') return [revived];
  if (intent === 'RELEASE' && subject !== undefined) {
    return [
      { type: 'ReleaseReplaced', releaseId: subject, by, reason },
      { type: 'CommandAnswered', commandId },
    ];
  }
  if (intent !== 'CREATE_ORDER' || !state.route) return [revived];
  if (surplusDocuments(state).length > 0) return [{ type: 'WishRefused', exceptionId, by, code: 'DOCUMENT_EXISTS' }];
  return [{ type: 'OrderValidated', route: state.route }, revived];
}

function retry(state: OrderState, order: CustomerOrder, { exception, message, context }: Wish): readonly OrderEvent[] {
  const { subject, record } = exception;
  const { by, reason } = message;
  const command = state.commands.find((open) => open.commandId === record.commandId);
  if (command) return retryCommand(state, command, message);
  if (subject === 'salesforce') return [{ type: 'RecordsRetried', by, reason }];
  if (subject.startsWith('release:')) return [{ type: 'ReleaseReplaced', releaseId: subject.slice('release:'.length), by, reason }];
  return admit(state, order, context);
}

/** A person has seen to it: the same trouble is not raised again, another one is. */
export function decideAcknowledgement(state: OrderState, message: Acknowledgement): readonly OrderEvent[] {
  const { exceptionId, by, reason } = message;
  const open = state.exceptions.find(({ record }) => record.exceptionId === exceptionId);
  if (!open) return [];
  if (!open.record.actions.includes('ACKNOWLEDGE')) return [{ type: 'WishRefused', exceptionId, by, code: 'NOT_TO_ACKNOWLEDGE' }];
  return [{ type: 'ExceptionAcknowledged', trouble: troubleOf({ subject: open.subject, ...open.record }), by, reason }];
}

/** What a person's wish to try again leads to. A wish for something that is resolved already changes nothing. */
export function decideRetry(state: OrderState, message: Retry, context: TurnContext): readonly OrderEvent[] {
  const { exceptionId, by } = message;
  const open = state.exceptions.find(({ record }) => record.exceptionId === exceptionId);
  if (!open) return [];
  // Of an order that was never taken, the submission itself may be what is set apart.
  const apart = state.setApart.find((each) => setApartSubject(each) === open.subject);
  if (apart) return [{ type: 'MessageRecalled', messageId: apart.messageId, by, reason: message.reason }];
  const { order } = state;
  if (!order || !open.record.actions.includes('RETRY')) return [{ type: 'WishRefused', exceptionId, by, code: 'NOTHING_TO_RETRY' }];
  return retry(state, order, { exception: open, message, context });
}
