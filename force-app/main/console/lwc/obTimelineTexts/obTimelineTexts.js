/**
 * What each kind of entry is called, in the user's language. The broker names entries by code and gives what is to be filled
 * in; a code this page does not know shows the broker's own sentence.
 */
import { exceptionTextsOf } from 'c/obExceptionTexts';
import { quantityText } from 'c/obFormat';
import { format } from 'c/obText';
import { LABELS } from './labels';

/** Codes with a title of their own, and the parameters it takes; a check of the package holds it to all codes there are. */
const TITLES = {
  ORDER_RECEIVED: [LABELS.orderReceived],
  ORDER_REJECTED: [LABELS.orderRejected],
  ORDER_ACCEPTED: [LABELS.orderAccepted, 'document'],
  ORDER_ADOPTED: [LABELS.orderAdopted, 'document'],
  ORDER_COMPLETED: [LABELS.orderCompleted],
  ORDER_CANCELLED: [LABELS.orderCancelled],
  ORDER_REOPENED: [LABELS.orderReopened],
  ADDRESS_CHANGED: [LABELS.addressChanged],
  RELEASED: [LABELS.released, 'release'],
  HELD: [LABELS.held, 'reasons'],
  HOLD_LIFTED: [LABELS.holdLifted],
  QUANTITY_CANCELLED: [LABELS.quantityCancelled, 'to', 'from'],
  QUANTITY_BACKORDERED: [LABELS.quantityBackordered, 'to', 'from'],
  QUANTITY_SHIPPED: [LABELS.quantityShipped, 'to', 'from'],
  QUANTITY_INVOICED: [LABELS.quantityInvoiced, 'to', 'from'],
  INVOICE_POSTED: [LABELS.invoicePosted, 'number'],
  INVOICE_PAID: [LABELS.invoicePaid, 'number'],
  INVOICE_CANCELLED: [LABELS.invoiceCancelled, 'number'],
  CREDIT_DRAFT: [LABELS.creditDraft, 'number'],
  CREDIT_APPROVED: [LABELS.creditApproved, 'number'],
  CREDIT_POSTED: [LABELS.creditPosted, 'number'],
  CREDIT_APPLIED: [LABELS.creditApplied, 'number'],
  CREDIT_REFUND_REQUESTED: [LABELS.creditRefundRequested, 'number'],
  CREDIT_REFUND_PENDING: [LABELS.creditRefundPending, 'number'],
  CREDIT_REFUNDED: [LABELS.creditRefunded, 'number'],
  CREDIT_REFUND_FAILED: [LABELS.creditRefundFailed, 'number'],
  CREDIT_VOIDED: [LABELS.creditVoided, 'number'],
  SHIPMENT_PLANNED: [LABELS.shipmentPlanned, 'shipment'],
  SHIPMENT_LABELLED: [LABELS.shipmentLabelled, 'shipment'],
  SHIPMENT_SHIPPED: [LABELS.shipmentShipped, 'shipment'],
  SHIPMENT_IN_TRANSIT: [LABELS.shipmentInTransit, 'shipment'],
  SHIPMENT_OUT_FOR_DELIVERY: [LABELS.shipmentOutForDelivery, 'shipment'],
  SHIPMENT_DELIVERED: [LABELS.shipmentDelivered, 'shipment'],
  SHIPMENT_ATTEMPT_FAILED: [LABELS.shipmentAttemptFailed, 'shipment'],
  SHIPMENT_READY_FOR_PICKUP: [LABELS.shipmentReadyForPickup, 'shipment'],
  SHIPMENT_RETURNED: [LABELS.shipmentReturned, 'shipment'],
  SHIPMENT_EXCEPTION: [LABELS.shipmentException, 'shipment'],
  SHIPMENT_RETURNING: [LABELS.shipmentReturning, 'shipment'],
  SHIPMENT_REVERSED: [LABELS.shipmentReversed, 'shipment'],
  SHIPMENT_VOIDED: [LABELS.shipmentVoided, 'shipment'],
  RETURN_REQUESTED: [LABELS.returnRequested, 'return'],
  RETURN_AUTHORIZED: [LABELS.returnAuthorized, 'return'],
  RETURN_DECLINED: [LABELS.returnDeclined, 'return'],
  RETURN_RECEIVED: [LABELS.returnReceived, 'return'],
  RETURN_PARTIALLY_RECEIVED: [LABELS.returnPartiallyReceived, 'return'],
  RETURN_CREDITED: [LABELS.returnCredited, 'return'],
  RETURN_IN_TRANSIT: [LABELS.returnInTransit, 'return'],
  RETURN_INSPECTED: [LABELS.returnInspected, 'return'],
  RETURN_DISPOSED: [LABELS.returnDisposed, 'return'],
  RETURN_CREDIT_PENDING: [LABELS.returnCreditPending, 'return'],
  RETURN_CANCELLED: [LABELS.returnCancelled, 'return'],
  RETURN_EXPIRED: [LABELS.returnExpired, 'return'],
  RETURN_CLOSED: [LABELS.returnClosed, 'return'],
  EXCEPTION_RESOLVED: [LABELS.exceptionResolved],
  RETRY_REQUESTED: [LABELS.retryRequested],
  NOTE_ADDED: [LABELS.note],
  ORDER_ESCALATED: [LABELS.orderEscalated, 'case'],
};

const ASKED = {
  ...{ CANCEL: LABELS.cancel, HOLD: LABELS.hold, RELEASE_HOLD: LABELS.releaseHold, CHANGE_ADDRESS: LABELS.changeAddress },
  ...{
    RETURN: LABELS.return,
    CANCEL_RETURN: LABELS.cancelReturn,
    RETRY: LABELS.retry,
    ACKNOWLEDGE: LABELS.acknowledge,
    REPLAY: LABELS.replay,
  },
};
const OUTCOMES = {
  ...{ REQUESTED: LABELS.requested, COMPLETED: LABELS.completed, REJECTED: LABELS.rejected, FAILED: LABELS.failed },
  EXPIRED: LABELS.expired,
};

/** A request and what became of it: `CANCEL_REJECTED`. A return that was declined is no such request. */
function requestTitle({ code, category }) {
  const [, asked, outcome] = /^(.+)_([A-Z]+)$/.exec(code) ?? [];
  const isRequest = category?.code === 'Command' && ASKED[asked] && OUTCOMES[outcome];
  return isRequest ? format(OUTCOMES[outcome], ASKED[asked]) : undefined;
}

/** A parameter as the user writes it. */
function shown(value) {
  return typeof value === 'number' ? quantityText(value) : value;
}

/** Where the broker's sentence says more than the title: why something was refused, or what somebody wrote. Parcels and credits have no reasons. */
const TELLS_MORE = /^(?!SHIPMENT_|CREDIT_).*_(REJECTED|DECLINED|FAILED)$/;

const RESOLVED = 'EXCEPTION_RESOLVED';

/** An exception is entered under its own code, and its end names that code. */
function exceptionTitle({ code, category, summary }) {
  return category?.code === 'Exception' && code !== RESOLVED ? exceptionTextsOf({ code, message: summary }).title : undefined;
}

/** What the title leaves out: of an exception that is over, which it was. */
function detailOf({ code, summary, note, params }) {
  if (note) return note;
  if (code === RESOLVED) return exceptionTextsOf({ code: params.code, message: summary }).title;
  return TELLS_MORE.test(code) ? summary : '';
}

/**
 * @param {{ code: string, summary: string, note?: string | null, params: object, category: { code: string } | null }} entry
 * @returns {{ title: string, detail: string }} `detail` is in the language of whoever said it
 */
export function textsOf(entry) {
  const request = requestTitle(entry);
  const [template, ...names] = TITLES[entry.code] ?? [];
  const isComplete = template !== undefined && names.every((name) => entry.params[name] !== undefined);
  const title =
    exceptionTitle(entry) ?? request ?? (isComplete ? format(template, ...names.map((name) => shown(entry.params[name]))) : undefined);
  if (title === undefined) return { title: entry.summary || entry.code, detail: entry.note ?? '' };
  return { title, detail: detailOf(entry) };
}
