/**
 * What an exception is called, in the user's language. The broker names its troubles by code (`canonical/exception-codes.ts`) and tells of each in
 * a sentence of its own, in English; what outside systems refuse has their codes and their words, which nobody can translate.
 */
import { LABELS } from './labels';

/** Codes with a text of their own; a check of the package holds it to all codes there are. */
const TEXTS = {
  ADAPTER_FAULT: LABELS.adapterFault,
  ALREADY_SUBMITTED: LABELS.alreadySubmitted,
  CANCELLED_AFTER_RELEASE: LABELS.cancelledAfterRelease,
  CIRCUIT_OPEN: LABELS.circuitOpen,
  CLOSED_WITH_OPEN_QUANTITIES: LABELS.closedWithOpenQuantities,
  CONTRACT_BROKEN: LABELS.contractBroken,
  DOCUMENT_DIFFERS: LABELS.documentDiffers,
  DOCUMENT_EXISTS: LABELS.documentExists,
  DUPLICATED: LABELS.duplicated,
  ERP_SHIPPED_MORE: LABELS.erpShippedMore,
  FOREIGN_LINES: LABELS.foreignLines,
  FULFILLED_WITH_OPEN_QUANTITIES: LABELS.fulfilledWithOpenQuantities,
  MESSAGE_SET_APART: LABELS.messageSetApart,
  NOT_EXECUTED: LABELS.notExecuted,
  NOT_FOUND_YET: LABELS.notFoundYet,
  NOT_ROUTABLE: LABELS.notRoutable,
  NO_ANSWER: LABELS.noAnswer,
  ORDER_INVALID: LABELS.orderInvalid,
  ORDER_NOT_FOUND: LABELS.orderNotFound,
  ORDER_STUCK: LABELS.orderStuck,
  PARENT_LINE_UNKNOWN: LABELS.parentLineUnknown,
  PROMISED_BEYOND_WANTED: LABELS.promisedBeyondWanted,
  REFUND_FAILED: LABELS.refundFailed,
  RELEASE_REFUSED: LABELS.releaseRefused,
  RETURNED_AFTER_END: LABELS.returnedAfterEnd,
  RETURNED_MORE_THAN_AUTHORIZED: LABELS.returnedMoreThanAuthorized,
  RETURNED_OTHER_LINE: LABELS.returnedOtherLine,
  ROUTE_CANNOT_CREATE: LABELS.routeCannotCreate,
  ROUTE_CANNOT_RELEASE: LABELS.routeCannotRelease,
  SECOND_DOCUMENT: LABELS.secondDocument,
  SHIPPED_MORE_THAN_WANTED: LABELS.shippedMoreThanWanted,
  SHORTED: LABELS.shorted,
  SILENT_FALL: LABELS.silentFall,
  TOTAL_OUT_OF_RANGE: LABELS.totalOutOfRange,
  UNFINISHED: LABELS.unfinished,
  UNKNOWN_COMMAND: LABELS.unknownCommand,
  UNKNOWN_ORDER: LABELS.unknownOrder,
  UNKNOWN_RELEASE: LABELS.unknownRelease,
  UNKNOWN_RETURN: LABELS.unknownReturn,
  UNMAPPED_STATUS: LABELS.unmappedStatus,
  UNSUPPORTED_INTENT: LABELS.unsupportedIntent,
  VALUE_DOES_NOT_FIT: LABELS.valueDoesNotFit,
  WRONG_ITEM_RETURNED: LABELS.wrongItemReturned,
};

/** Codes of connections and of HTTP, many to a text. */
const FAMILIES = [
  [/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/, LABELS.unreachable],
  [/^(TIMEOUT|CONNECTION_FAILED|ECONNRESET|EPIPE|UND_ERR_\w+|HTTP_408|HTTP_5\d\d)$/, LABELS.noClearAnswer],
  [/^(CERT_|UNABLE_TO_VERIFY|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_|HOSTNAME_MISMATCH)/, LABELS.untrusted],
  [/^HTTP_(401|403|407)$/, LABELS.lockedOut],
  [/^HTTP_(425|429)$/, LABELS.asksToWait],
];

/** Where a person has something to correct, the broker's sentence says what. */
const TO_CORRECT = new Set(['Rejected', 'Unreadable']);

function labelOf(code) {
  return TEXTS[code] ?? FAMILIES.find(([pattern]) => pattern.test(code))?.[1];
}

/** What others said, or what little is known. */
function saidOf({ code, message, category }) {
  return message || category?.label || code || '';
}

/**
 * @param {{ code?: string | null, message?: string | null, category?: { code: string, label: string } | null }} exception
 * @param {{ isTechnical?: boolean }} [reader] who wants to know what was said word for word
 * @returns {{ title: string, said: string }} `said`: what the title leaves out, in the words of whoever said it; empty where it is not wanted
 */
export function exceptionTextsOf(exception, { isTechnical = false } = {}) {
  const label = labelOf(exception.code ?? '');
  if (label === undefined) return { title: saidOf(exception), said: '' };
  const isWanted = isTechnical || TO_CORRECT.has(exception.category?.code);
  return { title: label, said: isWanted ? (exception.message ?? '') : '' };
}
