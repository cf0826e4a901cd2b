/**
 * What entries of an order's timeline are called. Pages have a text for each code in every language; a check of the package holds them to this list.
 * An exception is entered under its own code, and shows the sentence it comes with.
 */
import { CreditMemo, Invoice } from './billing.ts';
import { ShipmentStatus } from './fulfilment.ts';
import type { RequestStatus } from './lifecycle.ts';
import type { OrderRequestType } from './order-request.ts';
import { ReturnStatus } from './returns.ts';

const PLAIN_CODES = [
  ...(['ORDER_RECEIVED', 'ORDER_REJECTED', 'ORDER_ACCEPTED', 'ORDER_ADOPTED', 'ORDER_COMPLETED', 'ORDER_CANCELLED'] as const),
  ...(['ORDER_REOPENED', 'ADDRESS_CHANGED', 'RELEASED', 'HELD', 'HOLD_LIFTED', 'RETRY_REQUESTED', 'EXCEPTION_RESOLVED'] as const),
  ...(['QUANTITY_CANCELLED', 'QUANTITY_BACKORDERED', 'QUANTITY_SHIPPED', 'QUANTITY_INVOICED'] as const),
] as const;

/** What the broker writes, requests apart. */
export const TIMELINE_CODES = [
  ...PLAIN_CODES,
  ...ShipmentStatus.options.map((status) => `SHIPMENT_${status}` as const),
  ...ReturnStatus.options.map((status) => `RETURN_${status}` as const),
  ...Invoice.shape.status.options.map((status) => `INVOICE_${status}` as const),
  ...CreditMemo.shape.status.options.map((status) => `CREDIT_${status}` as const),
] as const;

/** What Apex writes for agents. */
export const AGENT_TIMELINE_CODES = ['NOTE_ADDED', 'ORDER_ESCALATED'] as const;

/** What may become of a request, in an entry's code. */
export const REQUEST_OUTCOMES = ['REQUESTED', 'COMPLETED', 'REJECTED', 'FAILED', 'EXPIRED'] as const satisfies readonly (
  RequestStatus | 'REQUESTED'
)[];

export type TimelineCode = (typeof TIMELINE_CODES)[number] | `${OrderRequestType}_${(typeof REQUEST_OUTCOMES)[number]}`;
