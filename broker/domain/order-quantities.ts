/** The buckets of an order's lines, derived from what the ERP and the warehouse say. */
import type { LineQuantity } from '../../canonical/fulfilment.ts';
import type { LineBuckets, OrderLine } from '../../canonical/order.ts';
import { minus, plus } from '../../canonical/quantity.ts';
import { emptyBuckets, wantedQuantity } from '../../canonical/status.ts';
import { grossQuantity, heldQuantity } from './erp-document.ts';
import type { ErpLine } from './erp-document.ts';
import { keptDocument } from './order-state.ts';
import { claimedQuantity, returnLineFacts } from './returns/return-quantities.ts';
import { isVoid } from './returns/return-state.ts';
import type { OrderState } from './order-state.ts';
import { addQuantities, contentsOf, departed, givenUp, isDead, quantityOf } from './release-state.ts';
import type { ReleaseState } from './release-state.ts';

export type LineFacts = {
  readonly line: OrderLine;
  readonly erp?: ErpLine;
  readonly buckets: LineBuckets;
  /** What may go to the warehouse now. */
  readonly releasable: number;
  /** What cancellations under way are about: it goes to no warehouse meanwhile. */
  readonly cancelling: number;
};

type Sums = ReadonlyMap<number, number>;

function sumByLine(quantities: readonly LineQuantity[]): Sums {
  const sums = new Map<number, number>();
  for (const { lineKey, quantity } of quantities) sums.set(lineKey, plus(sums.get(lineKey) ?? 0, quantity));
  return sums;
}

/** Of a release the warehouse or a person has given up, only what left with it counts. */
function isGivenUp(release: ReleaseState): boolean {
  return isDead(release) || release.replaced !== undefined;
}

/** What a release has used up of the allocation: until it is replaced, all it asked for but what it gave back to us. */
function askedOf(release: ReleaseState): readonly LineQuantity[] {
  if (release.replaced) return release.shipments.flatMap(departed);
  const { lines, withdrawn = [] } = release;
  return withdrawn.length === 0
    ? lines
    : lines.map(({ lineKey, quantity }) => ({ lineKey, quantity: minus(quantity, quantityOf(withdrawn, lineKey)) }));
}

type WarehouseSums = { readonly asked: Sums; readonly live: Sums; readonly givenUp: Sums } & {
  readonly labelled: Sums;
  readonly shipped: Sums;
  readonly delivered: Sums;
};

function warehouseSums(state: OrderState): WarehouseSums {
  const live = state.releases.filter((release) => !isGivenUp(release));
  const gone = state.releases.filter(isGivenUp).flatMap((release) => release.shipments.flatMap(departed));
  const shipments = state.releases.flatMap((release) => release.shipments);
  const having = (status: string) => shipments.filter(({ shipment }) => shipment.status === status);
  return {
    asked: sumByLine(state.releases.flatMap(askedOf)),
    live: sumByLine([...live.flatMap((release) => release.lines), ...gone]),
    givenUp: sumByLine(live.flatMap(givenUp)),
    labelled: sumByLine(having('LABELLED').flatMap(({ shipment }) => contentsOf(shipment))),
    shipped: sumByLine(shipments.flatMap(departed)),
    delivered: sumByLine(having('DELIVERED').flatMap(departed)),
  };
}

function warehouseBuckets(sums: WarehouseSums, lineKey: number): Partial<LineBuckets> {
  const shipped = sums.shipped.get(lineKey) ?? 0;
  const packed = plus(shipped, sums.labelled.get(lineKey) ?? 0);
  const released = Math.max(0, minus(sums.live.get(lineKey) ?? 0, sums.givenUp.get(lineKey) ?? 0));
  return { released, picked: packed, packed, shipped, delivered: sums.delivered.get(lineKey) ?? 0 };
}

function erpBuckets(line: ErpLine): Partial<LineBuckets> {
  return {
    confirmed: line.confirmed,
    backordered: line.backordered,
    allocated: heldQuantity(line, 'allocated'),
    shipped: heldQuantity(line, 'shipped'),
    invoiced: heldQuantity(line, 'invoiced'),
  };
}

/** The snapshots and the ERP's answers to cancellations are evidence both; the higher counts, less what was taken back. */
function cancelledQuantity(state: OrderState, lineKey: number, erp: ErpLine | undefined): number {
  const shown = erp ? grossQuantity(erp, 'cancelled') : 0;
  return Math.max(0, minus(Math.max(shown, quantityOf(state.cancelledAtLeast, lineKey)), erp?.reversed?.cancelled ?? 0));
}

/** What a snapshot that does not show our last cancellation yet still promises, without what was cancelled. */
function promisedBuckets(state: OrderState, line: ErpLine): Partial<LineBuckets> {
  const ahead = minus(quantityOf(state.cancelledAtLeast, line.lineKey), grossQuantity(line, 'cancelled'));
  if (ahead <= 0) return {};
  const rest = Math.max(0, minus(ahead, line.backordered));
  return { backordered: Math.max(0, minus(line.backordered, ahead)), confirmed: Math.max(0, minus(line.confirmed, rest)) };
}

function returnBuckets(state: OrderState, lineKey: number): Partial<LineBuckets> {
  if (state.returns.length === 0) return {};
  const facts = state.returns.flatMap((each) => returnLineFacts(each).filter((line) => line.lineKey === lineKey));
  return {
    returnAuthorized: plus(...state.returns.map((each) => claimedQuantity(each, lineKey, isVoid(each)))),
    returnReceived: plus(...facts.map(({ buckets }) => buckets.received)),
    credited: plus(...facts.map(({ buckets }) => buckets.credited)),
  };
}

/**
 * Allocated and asked of no warehouse yet, and never more than is wanted. A shorted quantity has used up its
 * allocation: it goes out again when the ERP has allocated it again.
 */
function releasable(erp: ErpLine, { buckets, cancelling }: Pick<LineFacts, 'buckets' | 'cancelling'>, askedEver: number): number {
  const unasked = minus(wantedQuantity(buckets), plus(buckets.released, cancelling));
  return Math.max(0, Math.min(minus(grossQuantity(erp, 'allocated'), askedEver), unasked));
}

/**
 * Every line of the order with its buckets. Where a warehouse ships, its shipments are the truth of what is shipped;
 * elsewhere the ERP's quantity is.
 */
export function lineFacts(state: OrderState): readonly LineFacts[] {
  const erpLines = new Map(keptDocument(state)?.lines.map((line) => [line.lineKey, line]));
  const sums = state.route?.warehouse === undefined ? undefined : warehouseSums(state);
  const underCancellation = state.cancellations.reduce<readonly LineQuantity[]>((all, { asked }) => addQuantities(all, asked), []);
  return (state.order?.lines ?? []).map((line) => {
    const erp = erpLines.get(line.lineKey);
    const warehouse = sums && warehouseBuckets(sums, line.lineKey);
    const { lineKey } = line;
    const cancelled = cancelledQuantity(state, lineKey, erp);
    const buckets = {
      ...{ ...emptyBuckets(line.quantity), ...(erp && { ...erpBuckets(erp), ...promisedBuckets(state, erp) }), ...warehouse, cancelled },
      ...returnBuckets(state, lineKey),
    };
    const cancelling = quantityOf(underCancellation, lineKey);
    if (!erp) return { line, buckets, releasable: 0, cancelling };
    const free = sums ? releasable(erp, { buckets, cancelling }, sums.asked.get(lineKey) ?? 0) : 0;
    return { line, erp, buckets, releasable: free, cancelling };
  });
}
