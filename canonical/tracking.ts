/** What carriers tell of packages. Scans arrive late, twice and out of order; all are kept, and their own time decides. */
import { z } from 'zod';
import type { ShipmentStatus } from './fulfilment.ts';
import { Instant, OrderKey } from './ids.ts';
import { filledText, opaqueId, text } from './text.ts';

export const TrackingCode = z.enum([
  'LABEL_CREATED',
  'IN_TRANSIT',
  'OUT_FOR_DELIVERY',
  'ATTEMPT_FAILED',
  'READY_FOR_PICKUP',
  'DELIVERED',
  'EXCEPTION',
  'RETURNING',
  'RETURNED',
  'VOIDED',
]);

export const TrackingEvent = z
  .strictObject({
    orderKey: OrderKey,
    shipmentId: opaqueId(40),
    packageId: opaqueId(40),
    code: TrackingCode,
    occurredAt: Instant.describe("The scan's own time."),
    sequence: z.int().min(0).describe('Order of arrival, for scans of the same time.'),
    location: text(120).optional(),
    provider: filledText(40),
    rawStatus: filledText(60).describe("The provider's own word."),
    rawDetail: text(60).optional(),
    correction: z.boolean().default(false).describe('Takes an earlier word back, even that of a delivery.'),
  })
  .meta({ id: 'TrackingEvent', description: 'One scan of a package.' });

export type TrackingCode = z.infer<typeof TrackingCode>;
export type TrackingEvent = z.infer<typeof TrackingEvent>;

/** A carrier's word for a shipment's status. A label is not yet a shipment. */
export const SHIPMENT_STATUS_OF: Readonly<Record<TrackingCode, ShipmentStatus>> = {
  LABEL_CREATED: 'LABELLED',
  IN_TRANSIT: 'IN_TRANSIT',
  OUT_FOR_DELIVERY: 'OUT_FOR_DELIVERY',
  ATTEMPT_FAILED: 'ATTEMPT_FAILED',
  READY_FOR_PICKUP: 'READY_FOR_PICKUP',
  DELIVERED: 'DELIVERED',
  EXCEPTION: 'EXCEPTION',
  RETURNING: 'RETURNING',
  RETURNED: 'RETURNED',
  VOIDED: 'VOIDED',
};

/**
 * Where a package is, from all its scans in any order: the latest by the scans' own time, except that a delivery is
 * revised by an explicit correction only. Undefined without scans.
 */
export function trackedCode(events: readonly TrackingEvent[]): TrackingCode | undefined {
  const inTime = [...events].sort((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || a.sequence - b.sequence);
  let code: TrackingCode | undefined;
  for (const event of inTime) {
    if (code !== 'DELIVERED' || event.correction) code = event.code;
  }
  return code;
}
