/** States and allowed transitions as data. `decide` refuses what a table lacks; a test proves every state reachable. */
import type { CreditMemo } from './billing.ts';
import type { CommandState } from './command.ts';
import type { ShipmentStatus } from './fulfilment.ts';
import type { HoldState } from './hold.ts';
import type { ReservationState } from './inventory.ts';
import type { PaymentOperationState } from './payment.ts';
import type { ReturnStatus } from './returns.ts';

export type OrderLifecycle =
  'RECEIVED' | 'VALIDATED' | 'SUBMITTED' | 'ACCEPTED' | 'OPEN' | 'REJECTED' | 'COMPLETED' | 'CANCELLED' | 'CLOSED';

export type ReleaseStatus =
  | 'NEW'
  | 'SENT'
  | 'ACCEPTED'
  | 'IN_PROGRESS'
  | 'PARTIAL'
  | 'FULFILLED'
  | 'REJECTED'
  | 'CANCEL_REQUESTED'
  | 'CANCELLED'
  | 'CANCEL_REFUSED'
  | 'CLOSED';

export type RequestStatus = 'ACCEPTED' | 'COMPLETED' | 'REJECTED' | 'FAILED' | 'EXPIRED';

export type { ReturnStatus };

/** A table of transitions: from each state, the states it may go to. */
export type TransitionTable<State extends string> = Readonly<Record<State, readonly State[]>>;

export const ORDER_TRANSITIONS: TransitionTable<OrderLifecycle> = {
  RECEIVED: ['VALIDATED', 'REJECTED'],
  VALIDATED: ['SUBMITTED', 'REJECTED', 'CANCELLED'],
  SUBMITTED: ['ACCEPTED', 'REJECTED', 'CANCELLED'],
  ACCEPTED: ['OPEN', 'CANCELLED', 'COMPLETED'],
  OPEN: ['COMPLETED', 'CANCELLED'],
  REJECTED: ['VALIDATED', 'CANCELLED', 'CLOSED'],
  COMPLETED: ['OPEN', 'CLOSED'],
  CANCELLED: ['OPEN', 'CLOSED'],
  CLOSED: [],
};

export const COMMAND_TRANSITIONS: TransitionTable<CommandState> = {
  PENDING: ['SENT', 'PARKED'],
  SENT: ['ACKED', 'ACKED_ASYNC', 'REJECTED', 'RETRY_WAIT', 'IN_DOUBT'],
  ACKED_ASYNC: ['ACKED', 'REJECTED', 'PARKED'],
  RETRY_WAIT: ['SENT', 'PARKED'],
  IN_DOUBT: ['PROBING', 'PARKED'],
  PROBING: ['ACKED', 'REJECTED', 'RETRY_WAIT', 'IN_DOUBT', 'DUPLICATE', 'PARKED'],
  DUPLICATE: ['ACKED'],
  PARKED: ['PENDING'],
  ACKED: [],
  REJECTED: ['PENDING'],
};

export const RELEASE_TRANSITIONS: TransitionTable<ReleaseStatus> = {
  NEW: ['SENT', 'CANCELLED'],
  SENT: ['ACCEPTED', 'REJECTED', 'CANCEL_REQUESTED'],
  ACCEPTED: ['IN_PROGRESS', 'PARTIAL', 'FULFILLED', 'REJECTED', 'CANCEL_REQUESTED'],
  IN_PROGRESS: ['PARTIAL', 'FULFILLED', 'CANCEL_REQUESTED'],
  PARTIAL: ['FULFILLED', 'CLOSED', 'CANCEL_REQUESTED'],
  FULFILLED: ['CLOSED'],
  REJECTED: [],
  CANCEL_REQUESTED: ['CANCELLED', 'CANCEL_REFUSED'],
  CANCELLED: [],
  CANCEL_REFUSED: ['IN_PROGRESS', 'PARTIAL', 'FULFILLED'],
  CLOSED: [],
};

export const SHIPMENT_TRANSITIONS: TransitionTable<ShipmentStatus> = {
  PLANNED: ['LABELLED', 'SHIPPED', 'VOIDED'],
  LABELLED: ['SHIPPED', 'VOIDED'],
  SHIPPED: ['IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED', 'ATTEMPT_FAILED', 'READY_FOR_PICKUP', 'EXCEPTION', 'RETURNING', 'REVERSED'],
  IN_TRANSIT: ['OUT_FOR_DELIVERY', 'DELIVERED', 'ATTEMPT_FAILED', 'READY_FOR_PICKUP', 'EXCEPTION', 'RETURNING'],
  OUT_FOR_DELIVERY: ['IN_TRANSIT', 'DELIVERED', 'ATTEMPT_FAILED', 'READY_FOR_PICKUP', 'EXCEPTION', 'RETURNING'],
  ATTEMPT_FAILED: ['IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED', 'READY_FOR_PICKUP', 'EXCEPTION', 'RETURNING'],
  READY_FOR_PICKUP: ['DELIVERED', 'EXCEPTION', 'RETURNING'],
  EXCEPTION: ['IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED', 'RETURNING'],
  RETURNING: ['RETURNED'],
  DELIVERED: ['EXCEPTION', 'RETURNING'],
  RETURNED: [],
  VOIDED: [],
  REVERSED: [],
};

export const RETURN_TRANSITIONS: TransitionTable<ReturnStatus> = {
  REQUESTED: ['AUTHORIZED', 'DECLINED', 'CANCELLED'],
  AUTHORIZED: ['IN_TRANSIT', 'PARTIALLY_RECEIVED', 'RECEIVED', 'CANCELLED', 'EXPIRED', 'CLOSED'],
  DECLINED: [],
  IN_TRANSIT: ['PARTIALLY_RECEIVED', 'RECEIVED', 'EXPIRED'],
  PARTIALLY_RECEIVED: ['RECEIVED', 'INSPECTED', 'DISPOSED', 'CLOSED'],
  RECEIVED: ['INSPECTED', 'DISPOSED', 'CREDIT_PENDING'],
  INSPECTED: ['DISPOSED', 'CLOSED'],
  DISPOSED: ['CREDIT_PENDING', 'CREDITED', 'CLOSED'],
  CREDIT_PENDING: ['CREDITED', 'CLOSED'],
  CREDITED: ['CLOSED'],
  CANCELLED: [],
  EXPIRED: [],
  CLOSED: [],
};

/** Credits and the refunds that follow from them. */
export const CREDIT_TRANSITIONS: TransitionTable<CreditMemo['status']> = {
  DRAFT: ['APPROVED'],
  APPROVED: ['POSTED'],
  POSTED: ['APPLIED', 'REFUND_REQUESTED', 'VOIDED'],
  APPLIED: [],
  REFUND_REQUESTED: ['REFUND_PENDING'],
  REFUND_PENDING: ['REFUNDED', 'REFUND_FAILED'],
  REFUNDED: [],
  REFUND_FAILED: [],
  VOIDED: [],
};

export const HOLD_TRANSITIONS: TransitionTable<HoldState> = { ACTIVE: ['RELEASED'], RELEASED: [] };

/** A provider may take back what it confirmed: a capture fails after it succeeded, a refund is returned. */
export const PAYMENT_OPERATION_TRANSITIONS: TransitionTable<PaymentOperationState> = {
  REQUESTED: ['PENDING', 'SUCCEEDED', 'FAILED'],
  PENDING: ['SUCCEEDED', 'FAILED'],
  SUCCEEDED: ['REVERSED'],
  FAILED: [],
  REVERSED: [],
};

export const RESERVATION_TRANSITIONS: TransitionTable<ReservationState> = {
  HELD: ['COMMITTED', 'RELEASED', 'EXPIRED'],
  COMMITTED: ['RELEASED'],
  RELEASED: [],
  EXPIRED: [],
};

/**
 * What people and channels ask for about an order. FAILED: the request itself could not be read. EXPIRED: no answer came
 * in time; what was begun goes on.
 */
export const REQUEST_TRANSITIONS: TransitionTable<RequestStatus> = {
  ACCEPTED: ['COMPLETED', 'REJECTED', 'FAILED', 'EXPIRED'],
  COMPLETED: [],
  REJECTED: [],
  FAILED: [],
  EXPIRED: [],
};

/** Whether a table allows a step. Staying where one is needs no permission. */
export function mayGo<State extends string>(table: TransitionTable<State>, from: State, to: State): boolean {
  return from === to || table[from].includes(to);
}
