/**
 * Status is quantities: the words people read are derived here from the buckets of the lines, and nowhere else.
 *
 * A word that says something is done ("Allocated", "Released", "Packed", "Shipped") holds for the whole open quantity
 * of a line; until then the line says what holds for all of it. So growing quantities never take a line back.
 */
import type { OrderLifecycle } from './lifecycle.ts';
import type { LineBuckets } from './order.ts';
import { minus, plus } from './quantity.ts';
import type { SALESFORCE_PICKLISTS } from './salesforce-objects.ts';

export type LineLabel = (typeof SALESFORCE_PICKLISTS)['OB_Order_Line__c.Status__c'][number];

/** "Draft" is the org's alone: an order the broker knows has been submitted. */
export type OrderLabel = Exclude<(typeof SALESFORCE_PICKLISTS)['OB_Order__c.Status__c'][number], 'Draft'>;

type OrderFacts = { readonly lifecycle: OrderLifecycle; readonly holds: readonly string[]; readonly lines: readonly LineBuckets[] };

/** A line nothing has happened to yet. */
export function emptyBuckets(ordered: number): LineBuckets {
  return {
    ordered,
    cancelled: 0,
    confirmed: 0,
    backordered: 0,
    allocated: 0,
    released: 0,
    picked: 0,
    packed: 0,
    shipped: 0,
    delivered: 0,
    invoiced: 0,
    returnAuthorized: 0,
    returnReceived: 0,
    credited: 0,
  };
}

/** What the customer still wants of a line, shipped or not. Never negative. */
export function wantedQuantity({ ordered, cancelled }: LineBuckets): number {
  return Math.max(0, minus(ordered, cancelled));
}

/** What is still to be shipped of a line. Never negative, even if more was shipped than wanted. */
export function openQuantity(buckets: LineBuckets): number {
  return Math.max(0, minus(wantedQuantity(buckets), buckets.shipped));
}

function shippedLabel(buckets: LineBuckets): LineLabel {
  if (openQuantity(buckets) > 0) return 'Partially shipped';
  if (buckets.cancelled > 0) return 'Short closed';
  return buckets.delivered >= buckets.shipped ? 'Delivered' : 'Shipped';
}

/** Stock that is reserved or released is promised, whether or not the ERP confirms quantities. */
function promiseLabel(buckets: LineBuckets, wanted: number): LineLabel {
  const promised = Math.max(buckets.confirmed, buckets.allocated, buckets.released);
  if (promised >= wanted) return 'Confirmed';
  if (promised > 0) return 'Partially confirmed';
  return buckets.backordered > 0 ? 'Backordered' : 'Unscheduled';
}

/** The fulfilment word of a line. "Short closed": some was shipped, the rest cancelled. */
export function lineLabel(buckets: LineBuckets): LineLabel {
  const wanted = wantedQuantity(buckets);
  if (buckets.shipped > 0) return shippedLabel(buckets);
  if (wanted === 0) return 'Cancelled';
  if (buckets.packed >= wanted) return 'Packed';
  if (buckets.picked > 0 || buckets.packed > 0) return 'Picking';
  if (buckets.released >= wanted) return 'Released';
  if (buckets.allocated >= wanted) return 'Allocated';
  return promiseLabel(buckets, wanted);
}

function completionLabel(lines: readonly LineBuckets[]): OrderLabel {
  if (!lines.every(({ delivered, shipped }) => delivered >= shipped)) return 'Shipped';
  return lines.every(({ invoiced, shipped }) => invoiced >= shipped) ? 'Completed' : 'Delivered';
}

function progressLabel(lines: readonly LineBuckets[], held: boolean): OrderLabel {
  const anyShipped = lines.some(({ shipped }) => shipped > 0);
  const open = lines.filter((line) => openQuantity(line) > 0);
  if (lines.length > 0 && open.length === 0) return anyShipped ? completionLabel(lines) : 'Cancelled';
  if (held) return 'On hold';
  if (anyShipped) return 'Partially shipped';
  if (open.some(({ backordered }) => backordered > 0)) return 'Backordered';
  return open.some(({ released, picked, packed }) => released > 0 || picked > 0 || packed > 0) ? 'In fulfilment' : 'Accepted';
}

function closedLabel(lines: readonly LineBuckets[]): OrderLabel {
  if (lines.some(({ shipped }) => shipped > 0)) return 'Completed';
  return lines.every((line) => wantedQuantity(line) === 0) ? 'Cancelled' : 'Rejected';
}

/**
 * The one word an order shows. A hold shows while anything is left to ship; what left the house is shown as shipped,
 * delivered, and once all of it is invoiced too, as completed.
 */
export function orderLabel({ lifecycle, holds, lines }: OrderFacts): OrderLabel {
  const held = holds.length > 0;
  switch (lifecycle) {
    case 'REJECTED':
      return 'Rejected';
    case 'CANCELLED':
      return 'Cancelled';
    case 'CLOSED':
      return closedLabel(lines);
    case 'RECEIVED':
    case 'VALIDATED':
      return held ? 'On hold' : 'Received';
    case 'SUBMITTED':
      return held ? 'On hold' : 'Submitted';
    case 'ACCEPTED':
    case 'OPEN':
    case 'COMPLETED':
      return progressLabel(lines, held);
  }
}

export type BucketViolationCode =
  | 'NEGATIVE'
  | 'DELIVERED_BEYOND_SHIPPED'
  | 'OVERSHIP'
  | 'PROMISED_BEYOND_WANTED'
  | 'CANCELLED_TOO_LATE'
  | 'UNEXPECTED_RETURN'
  | 'CREDITED_BEYOND_ORDERED'
  | 'CREDITED_BEYOND_INVOICED';

/** A rule the quantities of a line break: what is there, and the most there may be. */
export type BucketViolation = {
  readonly code: BucketViolationCode;
  /** The bucket at fault. */
  readonly bucket: keyof LineBuckets;
  readonly actual: number;
  readonly limit: number;
  /** Allowed in the trade (a return nobody announced, goodwill), but somebody should know. */
  readonly allowed: boolean;
};

function limits(buckets: LineBuckets, overshipTolerance: number): readonly Omit<BucketViolation, 'actual'>[] {
  const { ordered, shipped, packed, backordered, invoiced } = buckets;
  const wanted = wantedQuantity(buckets);
  const promise = {
    code: 'PROMISED_BEYOND_WANTED',
    bucket: 'confirmed',
    limit: Math.max(0, minus(wanted, backordered)),
    allowed: false,
  } as const;
  return [
    { code: 'DELIVERED_BEYOND_SHIPPED', bucket: 'delivered', limit: shipped, allowed: false },
    { code: 'OVERSHIP', bucket: 'shipped', limit: plus(wanted, overshipTolerance), allowed: false },
    backordered > wanted ? { ...promise, bucket: 'backordered', limit: wanted } : promise,
    { code: 'CANCELLED_TOO_LATE', bucket: 'cancelled', limit: Math.max(0, minus(ordered, Math.max(shipped, packed))), allowed: false },
    { code: 'UNEXPECTED_RETURN', bucket: 'returnReceived', limit: Math.max(shipped, buckets.delivered), allowed: true },
    { code: 'CREDITED_BEYOND_ORDERED', bucket: 'credited', limit: ordered, allowed: false },
    { code: 'CREDITED_BEYOND_INVOICED', bucket: 'credited', limit: invoiced, allowed: true },
  ];
}

/**
 * The rules of the buckets that a line breaks, none if all is well. Conservation: nothing is delivered that was not
 * shipped, shipped or promised that is not wanted, cancelled that has left, credited that was not ordered.
 * `overshipTolerance` is the quantity the seller lets a warehouse send beyond what is wanted.
 */
export function bucketViolations(buckets: LineBuckets, overshipTolerance = 0): readonly BucketViolation[] {
  const names = Object.keys(buckets) as (keyof LineBuckets)[];
  const negative = names.filter((bucket) => buckets[bucket] < 0);
  const broken = limits(buckets, overshipTolerance).filter(({ bucket, limit }) => buckets[bucket] > limit);
  return [
    ...negative.map((bucket) => ({ code: 'NEGATIVE', bucket, actual: buckets[bucket], limit: 0, allowed: false }) as const),
    ...broken.map((violation) => ({ ...violation, actual: buckets[violation.bucket] })),
  ];
}
