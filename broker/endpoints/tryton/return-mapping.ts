/** Returns as observations. What people decide shows in the complaint, what arrives and is credited in the sale that came of it. */
import { OrderKey } from '../../../canonical/ids.ts';
import { fromDecimal } from '../../../canonical/money.ts';
import type { ReturnObservation } from '../../../canonical/observation.ts';
import { changeOf } from './mapping.ts';
import type { Sight } from './mapping.ts';
import { nameOf } from './return-document.ts';
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

const CREDIT_STATUS: ReadonlyMap<string, Credit['status']> = new Map([
  ['posted', 'POSTED'],
  ['paid', 'REFUNDED'],
  ['cancelled', 'VOIDED'],
]);

const LONGEST_WORD = 60;

function statusOf({ complaint, sale }: ReturnDocument): ReturnObservation['status'] {
  if (complaint.state === 'done') return (sale ? SALE_STATUS.get(sale.state) : 'REQUESTED') ?? 'UNKNOWN';
  return COMPLAINT_STATUS.get(complaint.state) ?? 'UNKNOWN';
}

function versionOf({ complaint, sale }: ReturnDocument): number {
  const arrivals = (sale?.arrivals ?? []).flatMap(({ stamp, moves }) => [stamp, ...moves.map(({ _timestamp }) => _timestamp)]);
  const stamps = [complaint.stamp, ...(sale ? [sale.stamp] : []), ...arrivals, ...(sale?.credits ?? []).map(({ stamp }) => stamp)];
  return stamps.reduce((total, stamp) => total + changeOf(stamp), 0);
}

function keyed(lines: ReturnSale['lines']): ReadonlyMap<string, number> {
  return new Map(
    lines.flatMap((line) => {
      const lineKey = lineKeyOf(line);
      return lineKey === undefined ? [] : [[`sale.line,${line.id}`, lineKey] as const];
    }),
  );
}

/** Received goods are credited; put away, they are stock again. Tryton knows no other way for them. */
function toReceipts({ lines, arrivals }: ReturnSale, endpoint: string, returnKey: string): ReturnObservation['receipts'] {
  const keys = keyed(lines);
  return arrivals
    .filter(({ state }) => state === 'received' || state === 'done')
    .flatMap(({ id, number, state, arrivedOn, stamp, moves }) => {
      const arrived = moves.flatMap(({ origin, quantity, state: moved }) => {
        const lineKey = keys.get(origin ?? '');
        return lineKey === undefined || moved !== 'done' || quantity <= 0 ? [] : [{ lineKey, quantity }];
      });
      if (arrived.length === 0) return [];
      const day = arrivedOn ?? new Date(Number(stamp) * 1000).toISOString().slice(0, 10);
      const dispositions = state === 'done' ? arrived.map((line) => ({ ...line, taken: 'RESTOCK' as const })) : [];
      return [{ receiptId: number ?? String(id), returnKey, endpoint, receivedAt: `${day}T00:00:00Z`, lines: arrived, dispositions }];
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
  const { complaint, sale } = document;
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
    ...{ lines: authorized, receipts: sale ? toReceipts(sale, sight.endpoint, returnKey) : [], unannounced: [] },
    credits: sale ? [...toCredits(sale)] : [],
  };
}
