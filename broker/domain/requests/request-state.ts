/** What was asked for about an order that is under way, and how far it is. */
import type { LineQuantity } from '../../../canonical/fulfilment.ts';
import type { RequestStatus } from '../../../canonical/lifecycle.ts';
import type { OrderRequestType } from '../../../canonical/order-request.ts';
import type { Address } from '../../../canonical/party.ts';

/** Free of personal data: shown to agents, and to who asked over HTTP. */
export type Answer = { readonly code: string; readonly message: string };

/** How a request came in. Salesforce waits for the answer in a record of its own. */
export type RequestChannel = 'salesforce' | 'api';

export type RequestState = {
  /** The idempotency key of who asked. */
  readonly requestKey: string;
  readonly via: RequestChannel;
  readonly type: OrderRequestType;
  readonly status: RequestStatus;
  readonly answer?: Answer;
  readonly askedAt: number;
  /** When nobody waits for the answer any more, while it is open. */
  readonly deadline?: number;
  readonly closedAt?: number;
};

/** One warehouse's part in a cancellation. */
export type ReleaseCancellation = {
  readonly releaseId: string;
  readonly commandId: string;
  readonly lines: readonly LineQuantity[];
  readonly state: 'ASKED' | 'DONE' | 'REFUSED';
  readonly refusal?: Answer;
};

/**
 * A cancellation under way: first the warehouses give back what they were asked to ship, then the ERP cancels. What is
 * being cancelled goes to no warehouse meanwhile.
 */
export type Cancellation = {
  readonly requestKey: string;
  readonly reason: string;
  /** Whether all that is open was meant, whatever that is by then. */
  readonly whole: boolean;
  readonly asked: readonly LineQuantity[];
  readonly stage: 'WAITING' | 'WAREHOUSE' | 'ERP';
  readonly releases: readonly ReleaseCancellation[];
  /** What the ERP is asked to cancel, by which command, and what it had cancelled of these lines when it was asked. */
  readonly erp?: { readonly commandId: string; readonly lines: readonly LineQuantity[]; readonly before: readonly LineQuantity[] };
};

/** A hold that agents set. The ERP is told, one word at a time, so that two words never overtake each other. */
export type AgentHold = {
  readonly reason: string;
  /** What was asked for last. */
  readonly wanted: boolean;
  /** What the ERP has. */
  readonly set: boolean;
  /** The word to the ERP that has no answer yet. */
  readonly commandId?: string;
};

/** Where an order is to go instead. */
export type Delivery = { readonly shipTo: Address; readonly pickupLocation?: string };

export type AddressChange = { readonly requestKey: string; readonly delivery: Delivery; readonly commandId?: string };
