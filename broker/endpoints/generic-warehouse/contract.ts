/** Answers of the generic warehouse's API (docs/generic-erp-api.md). Fields we do not use are passed over. */
import { z } from 'zod';
import { PositiveQuantity, Quantity } from '../../../canonical/quantity.ts';
import { opaqueId, verbatim } from '../../../canonical/text.ts';

const instant = z.iso.datetime({ offset: true });
const content = z.object({ externalLine: z.int().min(1).max(999_999), quantity: PositiveQuantity });

const parcel = z.object({
  parcelId: opaqueId(40),
  trackingNumber: verbatim(60).optional(),
  trackingUrl: z.url().max(255).optional(),
  contents: z.array(content).min(1),
});

const shipment = z.object({
  number: opaqueId(14),
  status: z.string(),
  carrier: verbatim(40).optional(),
  service: verbatim(40).optional(),
  shippedAt: instant.optional(),
  deliveredAt: instant.optional(),
  parcels: z.array(parcel).min(1),
});

const line = z.object({
  externalLine: z.int().min(1).max(999_999),
  sku: z.string(),
  quantity: Quantity,
  cancelled: Quantity,
  shorted: Quantity,
  shipped: Quantity,
});

export const ReleaseDocument = z.object({
  id: opaqueId(80),
  number: verbatim(80),
  releaseId: z.string(),
  orderReference: z.string(),
  version: z.int().min(0),
  status: z.string(),
  modifiedAt: instant,
  lines: z.array(line),
  shipments: z.array(shipment),
  cancellations: z.array(z.object({ reference: z.string(), lines: z.array(content) })),
});

export const InboundDocument = z.object({
  id: opaqueId(80),
  number: verbatim(80),
  returnId: z.string(),
  orderReference: z.string(),
  version: z.int().min(0),
  status: z.string(),
  modifiedAt: instant,
  lines: z.array(content.extend({ sku: z.string() })),
  arrivals: z.array(
    z.object({
      number: opaqueId(14),
      at: instant,
      trackingNumber: verbatim(60).optional(),
      lines: z.array(content),
      findings: z.array(content.extend({ condition: z.string().optional(), disposition: z.string(), accepted: z.boolean() })),
      strangers: z.array(z.object({ sku: opaqueId(60), quantity: PositiveQuantity })),
    }),
  ),
  cancelledBy: z.string().optional(),
});

/** What can be said of a document that is not as the contract has it. */
export const DocumentKeys = ReleaseDocument.pick({ id: true, version: true, releaseId: true, orderReference: true });

export const InboundKeys = InboundDocument.pick({ id: true, version: true, returnId: true, orderReference: true });

export const TakenAnswer = z.object({ id: opaqueId(80), number: verbatim(80) });
export const KnownAnswer = z.object({ release: ReleaseDocument });
export const KnownInboundAnswer = z.object({ inbound: InboundDocument });
export const ItemsAnswer = z.object({ items: z.array(z.unknown()) });
export const ErrorAnswer = z.object({ code: z.string() });

export type InboundDocument = z.infer<typeof InboundDocument>;
export type ReleaseDocument = z.infer<typeof ReleaseDocument>;
