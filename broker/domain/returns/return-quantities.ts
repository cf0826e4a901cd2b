/** The buckets of a return's lines, from what arrived and what was credited. Where a warehouse receives, its word counts. */
import type { LineQuantity } from '../../../canonical/fulfilment.ts';
import { minus, plus } from '../../../canonical/quantity.ts';
import { emptyReturnBuckets, returnStatus, takenBack } from '../../../canonical/return-status.ts';
import type { DispositionCode, ReturnBuckets, ReturnStatus } from '../../../canonical/returns.ts';
import { quantityOf } from '../release-state.ts';
import { erpDocumentOf, warehouseDocumentOf } from './return-state.ts';
import type { CreditState, ReceiptState, ReturnState } from './return-state.ts';

export type ReturnLineFacts = { readonly lineKey: number; readonly buckets: ReturnBuckets };

const BUCKET_OF: Readonly<Record<DispositionCode, 'restocked' | 'quarantined' | 'scrapped'>> = {
  RESTOCK: 'restocked',
  QUARANTINE: 'quarantined',
  REFURBISH: 'quarantined',
  RETURN_TO_VENDOR: 'quarantined',
  SCRAP: 'scrapped',
  KEEP_WITH_CUSTOMER: 'scrapped',
};

const NOT_POSTED: ReadonlySet<CreditState['status']> = new Set(['DRAFT', 'APPROVED']);

/** The arrivals that count: the warehouse's where one expects the goods, else the ERP's. */
export function receiptsOf(state: ReturnState): readonly ReceiptState[] {
  return (state.expected ? warehouseDocumentOf(state) : erpDocumentOf(state))?.receipts ?? [];
}

/** Credits that were ever posted, voided since or not. */
export function mirroredCredits(state: ReturnState): readonly CreditState[] {
  return (erpDocumentOf(state)?.credits ?? []).filter(({ status }) => !NOT_POSTED.has(status));
}

/** Credits that are posted and not voided. */
export function postedCredits(state: ReturnState): readonly CreditState[] {
  return creditsOf(state).filter(({ status }) => !NOT_POSTED.has(status));
}

/** Every credit that is not voided. */
export function creditsOf(state: ReturnState): readonly CreditState[] {
  return (erpDocumentOf(state)?.credits ?? []).filter(({ status }) => status !== 'VOIDED');
}

/** Whether everything of an arrival was looked at. */
export function isInspected({ lines, dispositions }: ReceiptState): boolean {
  return lines.every(({ lineKey, quantity }) => quantityOf(dispositions, lineKey) >= quantity);
}

function authorizedOf(state: ReturnState, lineKey: number): number {
  const document = erpDocumentOf(state);
  if (!document || document.status === 'REQUESTED' || document.status === 'DECLINED') return 0;
  return quantityOf(document.authorized, lineKey);
}

function arrived(state: ReturnState, lineKey: number): Partial<ReturnBuckets> {
  const receipts = receiptsOf(state);
  const dispositions = receipts.flatMap((receipt) => receipt.dispositions).filter((item) => item.lineKey === lineKey);
  const buckets = { restocked: 0, quarantined: 0, scrapped: 0, rejected: 0 };
  for (const { quantity, taken, accepted } of dispositions) {
    const bucket = accepted === false ? 'rejected' : BUCKET_OF[taken];
    buckets[bucket] = plus(buckets[bucket], quantity);
  }
  const received = plus(...receipts.map(({ lines }) => quantityOf(lines, lineKey)));
  return { ...buckets, received, shippedBack: received, inspected: plus(...dispositions.map(({ quantity }) => quantity)) };
}

function bucketsOf(state: ReturnState, { lineKey, quantity }: LineQuantity): ReturnBuckets {
  const credited = plus(...postedCredits(state).map(({ lines }) => quantityOf(lines, lineKey)));
  return { ...emptyReturnBuckets(quantity), authorized: authorizedOf(state, lineKey), ...arrived(state, lineKey), credited };
}

/** Lines of the order that arrived without being asked for. */
export function strayLines(state: ReturnState): readonly number[] {
  const asked = new Set(state.request.lines.map(({ lineKey }) => lineKey));
  const came = receiptsOf(state).flatMap(({ lines }) => lines.map(({ lineKey }) => lineKey));
  return [...new Set(came)].filter((lineKey) => !asked.has(lineKey)).sort((a, b) => a - b);
}

/** Every line of the return, and every other that arrived with it. */
export function returnLineFacts(state: ReturnState): readonly ReturnLineFacts[] {
  const strays = strayLines(state).map((lineKey) => ({ lineKey, quantity: 0 }));
  return [...state.request.lines, ...strays].map((line) => ({ lineKey: line.lineKey, buckets: bucketsOf(state, line) }));
}

/** The word the return shows. */
export function statusOf(state: ReturnState): ReturnStatus {
  const erp = erpDocumentOf(state)?.status;
  const lines = returnLineFacts(state).map(({ buckets }) => buckets);
  const asked = plus(...state.creditAsked.map(({ quantity }) => quantity));
  const posted = plus(...lines.map(({ credited }) => credited));
  const creditUnderWay = asked > posted || creditsOf(state).some(({ status }) => NOT_POSTED.has(status));
  return returnStatus({ ...(erp && { erp }), refused: state.refusal !== undefined, lines, creditUnderWay });
}

/** What was taken back, is known to the ERP and was not asked to be credited yet. Never more than was authorised. */
export function creditable(state: ReturnState): readonly LineQuantity[] {
  return returnLineFacts(state).flatMap(({ lineKey, buckets }) => {
    const due = Math.min(takenBack(buckets), buckets.authorized);
    const quantity = minus(due, Math.max(quantityOf(state.creditAsked, lineKey), buckets.credited));
    return quantity > 0 ? [{ lineKey, quantity }] : [];
  });
}

/** What the return takes up of its order line: what may come or came. A return that came to nothing takes up what arrived. */
export function claimedQuantity(state: ReturnState, lineKey: number, over: boolean): number {
  const facts = returnLineFacts(state).find((line) => line.lineKey === lineKey);
  if (!facts) return 0;
  const { requested, authorized, received } = facts.buckets;
  if (over) return received;
  const document = erpDocumentOf(state);
  const may = !document || document.status === 'REQUESTED' || document.status === 'UNKNOWN' ? requested : authorized;
  return document?.status === 'CLOSED' ? received : Math.max(may, received);
}
