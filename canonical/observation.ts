/**
 * What an endpoint says about one of its documents: a whole snapshot with the source's own version. The reducer
 * ignores a version it has passed and takes an equal one as nothing new, so arrival order does not matter.
 */
import { z } from 'zod';
import { CreditMemo, Invoice } from './billing.ts';
import { Shipment } from './fulfilment.ts';
import { CivilDate, EndpointId, Instant, LineKey, OrderKey, ReturnKey, Sku } from './ids.ts';
import { PositiveQuantity, Quantity } from './quantity.ts';
import { ReturnObservationStatus, ReturnReceipt } from './returns.ts';
import { opaqueId, text } from './text.ts';

const provenance = {
  endpoint: EndpointId,
  orderKey: OrderKey,
  nativeId: opaqueId(80),
  nativeNumber: text(80).optional(),
  version: z.int().min(0).describe("The source's own rising version of this document."),
  observedAt: Instant.describe('When the broker read it.'),
  effectiveAt: Instant.optional().describe('When it became so at the source.'),
  rawStatus: text(60).describe("The source's own status word."),
};

/** The document states an adapter may report. A word it does not know is UNKNOWN, never a guess. */
export const DocumentStatus = z.enum(['OPEN', 'ON_HOLD', 'COMPLETED', 'CANCELLED', 'UNKNOWN']);

export const OrderObservation = z
  .strictObject({
    kind: z.literal('order'),
    ...provenance,
    status: DocumentStatus,
    holds: z.array(text(40)).default([]).describe('Reasons the source itself holds the order.'),
    lines: z.array(
      z.strictObject({
        lineKey: LineKey,
        nativeLineId: opaqueId(80).optional(),
        cancelled: Quantity,
        confirmed: Quantity.describe('Promised to ship, of what is not shipped yet.'),
        backordered: Quantity.describe('Wanted but not promised, of what is not shipped yet.'),
        allocated: Quantity.describe('Reserved stock: what may be released to a warehouse, cumulative.'),
        shipped: Quantity,
        invoiced: Quantity,
        promisedDate: CivilDate.optional(),
      }),
    ),
    invoices: z.array(Invoice).default([]),
    shipments: z.array(Shipment).optional().describe('What the ERP ships itself; absent where a warehouse of its own word ships.'),
    reversals: z
      .array(
        z.strictObject({
          lineKey: LineKey,
          bucket: z.enum(['shipped', 'invoiced', 'allocated', 'cancelled']),
          quantity: Quantity,
          reference: text(80),
        }),
      )
      .default([])
      .describe('Explicit documents by which a cumulative quantity fell (a reversed goods issue, a cancelled invoice).'),
  })
  .meta({ id: 'OrderObservation', description: "An ERP's snapshot of an order." });

export const ReleaseObservation = z
  .strictObject({
    kind: z.literal('release'),
    ...provenance,
    releaseId: opaqueId(40),
    status: z.enum(['ACCEPTED', 'IN_PROGRESS', 'PARTIAL', 'FULFILLED', 'REJECTED', 'CANCELLED', 'UNKNOWN']),
    shipments: z.array(Shipment).default([]),
    shorted: z
      .array(z.strictObject({ lineKey: LineKey, quantity: Quantity }))
      .default([])
      .describe('What the warehouse will not ship of this release.'),
    cancelled: z
      .array(z.strictObject({ lineKey: LineKey, quantity: Quantity }))
      .default([])
      .describe('What was cancelled of this release, by whomever, cumulative.'),
  })
  .meta({ id: 'ReleaseObservation', description: "A warehouse's snapshot of a release and its shipments." });

export const ReturnObservation = z
  .strictObject({
    kind: z.literal('return'),
    ...provenance,
    returnKey: ReturnKey,
    status: ReturnObservationStatus,
    returnBy: CivilDate.optional().describe('Until when the goods must have come.'),
    labelUrl: z.url().max(255).optional().describe('Where the label for the parcel is.'),
    lines: z
      .array(z.strictObject({ lineKey: LineKey, nativeLineId: opaqueId(80).optional(), authorized: Quantity }))
      .describe('What may come back. A warehouse tells what it expects.'),
    receipts: z.array(ReturnReceipt).default([]).describe('Everything that arrived, with what was found and done.'),
    unannounced: z
      .array(z.strictObject({ receiptId: opaqueId(40), sku: Sku, quantity: PositiveQuantity }))
      .default([])
      .describe('Goods that came with it and are of no line of it.'),
    credits: z.array(CreditMemo).default([]).describe('What the ERP credits for it, and how far the refund is.'),
  })
  .meta({ id: 'ReturnObservation', description: "An ERP's or a warehouse's snapshot of a return." });

export const Observation = z
  .discriminatedUnion('kind', [OrderObservation, ReleaseObservation, ReturnObservation])
  .meta({ id: 'Observation', description: "An endpoint's snapshot of one of its documents." });

export type OrderObservation = z.infer<typeof OrderObservation>;
export type ReleaseObservation = z.infer<typeof ReleaseObservation>;
export type ReturnObservation = z.infer<typeof ReturnObservation>;
export type Observation = z.infer<typeof Observation>;
