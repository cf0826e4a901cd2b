/** How an event changes the state. Total: every event has a result, whatever the state. */
import type { OrderLifecycle } from '../../canonical/lifecycle.ts';
import { evolveCommandDelayed, evolveCommandIssued, evolveCommandRevived, supersede, withoutCommand } from './evolve-command.ts';
import {
  evolveOrderAccepted,
  evolveOrderRejected,
  evolveOrderSubmitted,
  evolveSubmissionAnswered,
  evolveSubmissionConflicted,
} from './evolve-submission.ts';
import { namedDocument } from './erp-document.ts';
import type { ErpDocument } from './erp-document.ts';
import type { EventOf, OrderEvent } from './order-event.ts';
import * as requests from './requests/evolve-request.ts';
import * as returns from './returns/evolve-return.ts';
import { sameDocument } from './order-state.ts';
import type { OrderState } from './order-state.ts';

type Evolve<Type extends OrderEvent['type']> = (state: OrderState, event: EventOf<Type>, now: number) => OrderState;

function goTo(lifecycle: OrderLifecycle): (state: OrderState) => OrderState {
  return (state) => ({ ...state, lifecycle });
}

/** For events that tell people something the state already holds. */
function unchanged(state: OrderState): OrderState {
  return state;
}

/** The documents with one of them replaced, in an order of their own. */
function withDocument(state: OrderState, document: ErpDocument): OrderState {
  const others = state.documents.filter((other) => !sameDocument(other, document));
  return { ...state, documents: [...others, document].sort((a, b) => (a.nativeId < b.nativeId ? -1 : 1)) };
}

const evolveOrderValidated: Evolve<'OrderValidated'> = (state, { route }) => {
  const { refusal: _, ...rest } = state;
  return { ...rest, lifecycle: 'VALIDATED', route };
};

const evolveDocumentCancelled: Evolve<'DocumentCancelled'> = (state, { document }) => {
  const documents = state.documents.map((other) => (sameDocument(other, document) ? { ...other, status: 'CANCELLED' as const } : other));
  return { ...state, documents };
};

const evolveReleaseObserved: Evolve<'ReleaseObserved'> = (state, { release }, now) => ({
  ...state,
  releases: state.releases.map((known) => (known.releaseId === release.releaseId ? release : known)),
  syncedAt: now,
});

const evolveCommandAnswered: Evolve<'CommandAnswered'> = (state, { commandId, nativeId }, now) => {
  const next = { ...withoutCommand(state, commandId), syncedAt: now };
  if (nativeId === undefined) return next;
  const releaseId = state.commands.find((command) => command.commandId === commandId)?.subject;
  return { ...next, releases: state.releases.map((known) => (known.releaseId === releaseId ? { ...known, nativeId } : known)) };
};

const evolveReleaseReplaced: Evolve<'ReleaseReplaced'> = (state, { releaseId }) => ({
  ...state,
  releases: state.releases.map((known) => (known.releaseId === releaseId ? { ...known, replaced: true } : known)),
});

const evolveRecordRefused: Evolve<'RecordRefused'> = (state, { record, code }) => ({
  ...state,
  refusedRecords: [...state.refusedRecords.filter((known) => known.record !== record), { record, code }],
});

const evolveRecordRecovered: Evolve<'RecordRecovered'> = (state, { record }) => ({
  ...state,
  refusedRecords: state.refusedRecords.filter((known) => known.record !== record),
});

const evolveExceptionOpened: Evolve<'ExceptionOpened'> = (state, { subject, record }) => ({
  ...state,
  exceptionsOpened: state.exceptionsOpened + 1,
  exceptions: [...state.exceptions, { subject, record }],
});

const evolveExceptionChanged: Evolve<'ExceptionChanged'> = (state, { record }) => ({
  ...state,
  exceptions: state.exceptions.map((open) => (open.record.exceptionId === record.exceptionId ? { ...open, record } : open)),
});

const evolveExceptionResolved: Evolve<'ExceptionResolved'> = (state, { record }) => ({
  ...state,
  exceptions: state.exceptions.filter((open) => open.record.exceptionId !== record.exceptionId),
});

const EVOLVE: { readonly [Type in OrderEvent['type']]: Evolve<Type> } = {
  OrderSubmitted: evolveOrderSubmitted,
  SubmissionAnswered: evolveSubmissionAnswered,
  SubmissionConflicted: evolveSubmissionConflicted,
  OrderUnreadable: (state, { refusal }) => ({ ...state, unreadable: refusal }),
  OrderValidated: evolveOrderValidated,
  OrderRejected: evolveOrderRejected,
  OrderAccepted: evolveOrderAccepted,
  OrderOpened: goTo('OPEN'),
  OrderCompleted: goTo('COMPLETED'),
  OrderCancelled: goTo('CANCELLED'),
  OrderReopened: goTo('OPEN'),
  CommandIssued: evolveCommandIssued,
  CommandDelayed: evolveCommandDelayed,
  CommandAnswered: evolveCommandAnswered,
  CommandRevived: evolveCommandRevived,
  WishRefused: unchanged,
  ExceptionAcknowledged: (state, { trouble }) => ({ ...state, acknowledged: [...state.acknowledged, trouble] }),
  ReleaseReplaced: evolveReleaseReplaced,
  DocumentFound: (state, { document }) => withDocument(state, namedDocument(document)),
  DocumentCancelled: evolveDocumentCancelled,
  ErpDocumentObserved: (state, { document }, now) => ({ ...withDocument(state, document), syncedAt: now }),
  ReleaseObserved: evolveReleaseObserved,
  QuantityMoved: unchanged,
  OrderHeld: unchanged,
  OrderHoldLifted: unchanged,
  InvoiceMirrored: unchanged,
  ShipmentMoved: unchanged,
  RecordRefused: evolveRecordRefused,
  RecordRecovered: evolveRecordRecovered,
  RecordsRetried: unchanged,
  RecordsReplayed: unchanged,
  FieldsUnfit: (state, { fields }) => ({ ...state, unfitFields: fields }),
  MessageSetApart: (state, { message }) => ({ ...state, setApart: [...state.setApart, message] }),
  MessageRecalled: (state, { messageId }) => ({ ...state, setApart: state.setApart.filter((known) => known.messageId !== messageId) }),
  StrayReported: (state, { stray }) => ({ ...state, strays: [...state.strays, stray] }),
  ExceptionOpened: evolveExceptionOpened,
  ExceptionChanged: evolveExceptionChanged,
  ExceptionResolved: evolveExceptionResolved,
  RequestTaken: requests.evolveRequestTaken,
  RequestSettled: requests.evolveRequestSettled,
  RequestClosed: requests.evolveRequestClosed,
  CancellationBegun: requests.evolveCancellationBegun,
  ReleaseCancellationAnswered: requests.evolveReleaseCancellationAnswered,
  CancellationEnded: requests.evolveCancellationEnded,
  OrderWithdrawn: (state) => ({ ...requests.evolveOrderWithdrawn(state), commands: supersede(state.commands) }),
  HoldWanted: requests.evolveHoldWanted,
  HoldAnswered: requests.evolveHoldAnswered,
  HoldRefused: requests.evolveHoldRefused,
  HoldEnded: requests.evolveHoldEnded,
  AddressWanted: requests.evolveAddressWanted,
  AddressChanged: requests.evolveAddressChanged,
  AddressKept: requests.evolveAddressKept,
  ReturnRequested: returns.evolveReturnRequested,
  ReturnRegistered: returns.evolveReturnRegistered,
  ReturnRefused: returns.evolveReturnRefused,
  ReturnExpected: returns.evolveReturnExpected,
  ReturnObserved: returns.evolveReturnObserved,
  ReturnMoved: unchanged,
  ReceiptConfirmed: returns.evolveReceiptConfirmed,
  CreditMirrored: unchanged,
  ReturnWithdrawalBegun: returns.evolveReturnWithdrawalBegun,
  ReturnWithdrawalAnswered: returns.evolveReturnWithdrawalAnswered,
  ReturnWithdrawalEnded: returns.evolveReturnWithdrawalEnded,
};

/** The state after an event of a turn at `now`. Every event takes the next number of the journal. */
export function evolve(state: OrderState, event: OrderEvent, now: number): OrderState {
  const apply = EVOLVE[event.type] as Evolve<OrderEvent['type']>;
  return { ...apply(state, event, now), sequence: state.sequence + 1 };
}
