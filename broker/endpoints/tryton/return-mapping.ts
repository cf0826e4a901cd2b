/** Returns as observations. What people decide shows in the complaint, what arrives and is credited in the sale that came of it. */
import { OrderKey } from '../../../canonical/ids.ts';
import { fromDecimal } from '../../../canonical/money.ts';
import type { ReturnObservation } from '../../../canonical/observation.ts';
import { changeOf } from './mapping.ts';
import type { Sight } from './mapping.ts';
import type { Notes } from './notes.ts';
import { broughtBy, hasArrived, isGivenUp, nameOf, sumOf } from './return-document.ts';
import type { ReturnDocument, ReturnSale } from './return-document.ts';
import { lineKeyOf } from './sale.ts';

const COMPLAINT_STATUS: ReadonlyMap<string, ReturnObservation['status']> = new Map([
  ['waiting', 'REQUESTED'],
  ['approved', 'REQUESTED'],
  ['rejected', 'DECLINED'],
  ['cancelled', 'CANCELLED'],
]);

/** Of a complaint that was approved: whether people have confirmed the return. */
const SALE_STATUS: ReadonlyMap<string, ReturnObservation['status']> = new Map([
  ['draft', 'REQUESTED'],
  ['quotation', 'REQUESTED'],
  ['confirmed', 'AUTHORIZED'],
  ['processing', 'AUTHORIZED'],
  ['done', 'CLOSED'],
  ['cancelled', 'CANCELLED'],
]);

type Credit = ReturnObservation['credits'][number];
type Receipt = ReturnObservation['receipts'][number];

const CREDIT_STATUS: ReadonlyMap<string, Credit['status']> = new Map([
  ['posted', 'POSTED'],
  ['paid', 'REFUNDED'],
  ['cancelled', 'VOIDED'],
]);

const LONGEST_WORD = 60;
const LONGEST_ID = 40;

function statusOf({ complaint, sale }: ReturnDocument): ReturnObservation['status'] {
  if (complaint.state === 'done' && sale?.state === 'done' && isGivenUp(sale)) return 'CANCELLED';
  if (complaint.state === 'done') return (sale ? SALE_STATUS.get(sale.state) : 'REQUESTED') ?? 'UNKNOWN';
  return COMPLAINT_STATUS.get(complaint.state) ?? 'UNKNOWN';
}

function versionOf({ complaint, sale }: ReturnDocument): number {
  const arrivals = (sale?.arrivals ?? []).flatMap(({ stamp, moves }) => [stamp, ...moves.map(({ _timestamp }) => _timestamp)]);
  const stamps = [complaint.stamp, ...(sale ? [sale.stamp] : []), ...arrivals, ...(sale?.credits ?? []).map(({ stamp }) => stamp)];
  return stamps.reduce((total, stamp) => total + changeOf(stamp), 0);
}

/**
 * Received goods are credited; put away, they are stock again. What a warehouse did not take back is in no arrival, so a note tells
 * of it. An arrival that the broker booked carries the warehouse's name for it.
 */
function toReceipts(sale: ReturnSale, { refusals }: Notes, about: Pick<Receipt, 'returnKey' | 'endpoint'>): readonly Receipt[] {
  return sale.arrivals.filter(hasArrived).flatMap((arrival) => {
    const { id, number, reference, state, arrivedOn, stamp } = arrival;
    const receiptId = reference !== null && reference.length <= LONGEST_ID ? reference : (number ?? String(id));
    const taken = broughtBy(sale, arrival);
    const refused = refusals.get(receiptId) ?? [];
    if (taken.length + refused.length === 0) return [];
    const keys = [...new Set([...taken, ...refused].map(({ lineKey }) => lineKey))];
    const lines = keys.map((lineKey) => ({ lineKey, quantity: sumOf([...taken, ...refused], lineKey) }));
    const putAway = state === 'done' ? taken.map((line) => ({ ...line, taken: 'RESTOCK' as const })) : [];
    const left = refused.map((line) => ({ ...line, taken: 'KEEP_WITH_CUSTOMER' as const, accepted: false }));
    const day = arrivedOn ?? new Date(Number(stamp) * 1000).toISOString().slice(0, 10);
    return [{ ...about, receiptId, receivedAt: `${day}T00:00:00Z`, lines, dispositions: [...putAway, ...left] }];
  });
}

function toCredits({ lines, credits, currency }: ReturnSale): readonly Credit[] {
  const positive = (decimal: string) => fromDecimal(decimal.replace(/^-/, ''), currency);
  return credits.flatMap(({ id, number, state, issuedOn, total }) => {
    const status = CREDIT_STATUS.get(state);
    if (status === undefined || number === null || issuedOn === null) return [];
    const credited = lines.flatMap((line) => {
      const lineKey = lineKeyOf(line);
      const parts = line.credited.filter(({ invoice, quantity }) => invoice === id && quantity !== 0);
      return lineKey === undefined
        ? []
        : parts.map(({ quantity, amount }) => ({ lineKey, quantity: Math.abs(quantity), amount: positive(amount) }));
    });
    return [{ creditMemoId: String(id), number, total: positive(total), issuedAt: `${issuedOn}T00:00:00Z`, status, lines: credited }];
  });
}

/** `orders`: keys of our orders by the id of their sale. Undefined for a return that is not ours or not asked for yet. */
export function toReturnObservation(
  document: ReturnDocument,
  orders: ReadonlyMap<number, string>,
  sight: Sight,
): ReturnObservation | undefined {
  const { complaint, sale, notes } = document;
  const orderKey = orders.get(complaint.saleId);
  const returnKey = complaint.reference ?? '';
  if (orderKey === undefined || complaint.state === 'draft' || !OrderKey.safeParse(returnKey).success) return undefined;
  const authorized = (sale?.lines ?? []).flatMap((line) => {
    const lineKey = lineKeyOf(line);
    return lineKey === undefined ? [] : [{ lineKey, nativeLineId: String(line.id), authorized: line.quantity }];
  });
  return {
    ...{ kind: 'return', endpoint: sight.endpoint, orderKey, nativeId: nameOf(complaint.id), version: versionOf(document) },
    ...(complaint.number !== null && { nativeNumber: complaint.number }),
    ...{ observedAt: sight.observedAt, rawStatus: complaint.state.slice(0, LONGEST_WORD), returnKey, status: statusOf(document) },
    ...{ lines: authorized, receipts: sale ? [...toReceipts(sale, notes, { endpoint: sight.endpoint, returnKey })] : [], unannounced: [] },
    credits: sale ? [...toCredits(sale)] : [],
  };
}
