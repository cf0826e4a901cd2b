/** How the events of submissions change the state. Those who asked are answered once for all. */
import { namedDocument } from './erp-document.ts';
import { refuseCommand, supersede, withoutCommand } from './evolve-command.ts';
import type { EventOf } from './order-event.ts';
import { sameDocument } from './order-state.ts';
import type { OrderState, RequestStatus, Submission } from './order-state.ts';
import type { Reason } from './reason.ts';

/** More are only dropped, oldest first: the inbox has its own memory of what it took. */
const MOST_SUBMISSIONS = 100;

function withSubmission(state: OrderState, submission: Submission): OrderState {
  return { ...state, submissions: [...state.submissions, submission].slice(-MOST_SUBMISSIONS) };
}

function close(submissions: readonly Submission[], status: RequestStatus, now: number, answer?: Reason): readonly Submission[] {
  return submissions.map((submission) =>
    submission.status === 'ACCEPTED' ? { ...submission, status, ...(answer && { answer }), closedAt: now } : submission,
  );
}

/** A revision of the order is taken in. A refused create of the revision before it will not be sent again. */
export function evolveOrderSubmitted(state: OrderState, event: EventOf<'OrderSubmitted'>, now: number): OrderState {
  const { order, via, revision, identity, requestKey } = event;
  const { refusal: _, unreadable: __, ...rest } = state;
  const submission: Submission = { identity, ...(requestKey !== undefined && { requestKey }), status: 'ACCEPTED' };
  return {
    ...withSubmission(rest, submission),
    ...{ revision, order, via, receivedAt: state.receivedAt ?? now },
    commands: supersede(state.commands),
  };
}

export function evolveSubmissionAnswered(state: OrderState, event: EventOf<'SubmissionAnswered'>, now: number): OrderState {
  const { identity, requestKey, status, answer } = event;
  return withSubmission(state, {
    ...{ identity, ...(requestKey !== undefined && { requestKey }), status },
    ...(answer && { answer }),
    ...(status !== 'ACCEPTED' && { closedAt: now }),
  });
}

/** A sender that goes on and on is counted, not kept. */
export function evolveSubmissionConflicted(state: OrderState, { identity }: EventOf<'SubmissionConflicted'>): OrderState {
  const { count = 0, first = identity } = state.conflicts ?? {};
  return { ...state, conflicts: { count: count + 1, first, last: identity } };
}

export function evolveOrderRejected(state: OrderState, event: EventOf<'OrderRejected'>, now: number): OrderState {
  const { refusal, commandId } = event;
  const submissions = close(state.submissions, 'REJECTED', now, refusal);
  return { ...state, lifecycle: 'REJECTED', refusal, submissions, commands: refuseCommand(state.commands, commandId) };
}

export function evolveOrderAccepted(state: OrderState, event: EventOf<'OrderAccepted'>, now: number): OrderState {
  const { commandId, document } = event;
  const known = state.documents.some((other) => sameDocument(other, document));
  const { endpoint, nativeId } = document;
  return {
    ...withoutCommand(state, commandId),
    ...{ lifecycle: 'ACCEPTED', document: { endpoint, nativeId }, syncedAt: now },
    documents: known ? state.documents : [...state.documents, namedDocument(document)],
    submissions: close(state.submissions, 'COMPLETED', now),
  };
}
