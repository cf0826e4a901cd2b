/** Releases to a warehouse, and the shipments and packages that come of them. */
import { z } from 'zod';
import { EndpointId, Instant, LineKey, OrderKey, Sku } from './ids.ts';
import { Address } from './party.ts';
import { PositiveQuantity } from './quantity.ts';
import { filledText, opaqueId, text } from './text.ts';

export const LineQuantity = z
  .strictObject({ lineKey: LineKey, quantity: PositiveQuantity })
  .meta({ id: 'LineQuantity', description: 'A quantity of one order line.' });

/** A quantity in a package, with what identifies the pieces where the goods are tracked. */
export const PackedQuantity = LineQuantity.extend({
  lot: text(40).optional(),
  serials: z.array(filledText(60)).max(1000).optional(),
}).meta({ id: 'PackedQuantity', description: 'A quantity of one order line in a package.' });

/** What one warehouse is asked to ship: the unit that is accepted, shorted, cancelled or fulfilled. */
export const Release = z
  .strictObject({
    releaseId: z.string().regex(/^[A-Z0-9]{3,20}-R\d{1,4}$/),
    orderKey: OrderKey,
    endpoint: EndpointId,
    location: text(40).optional().describe("Which of the endpoint's sites ships."),
    deadline: Instant.optional().describe('When it must have left to keep the promise.'),
    shipTo: Address,
    pickupLocation: text(40).optional().describe('The store where the customer fetches it.'),
    lines: z.array(z.strictObject({ lineKey: LineKey, sku: Sku, quantity: PositiveQuantity })).min(1),
  })
  .meta({ id: 'Release', description: 'A request to one warehouse to ship quantities of one order.' });

export const ShipmentStatus = z.enum([
  'PLANNED',
  'LABELLED',
  'SHIPPED',
  'IN_TRANSIT',
  'OUT_FOR_DELIVERY',
  'DELIVERED',
  'ATTEMPT_FAILED',
  'READY_FOR_PICKUP',
  'EXCEPTION',
  'RETURNING',
  'RETURNED',
  'VOIDED',
  'REVERSED',
]);

export const Package = z
  .strictObject({
    packageId: opaqueId(40),
    trackingNumber: text(60).optional(),
    trackingUrl: z.url().max(255).optional(),
    sscc: z
      .string()
      .regex(/^\d{18}$/, 'must be 18 digits')
      .optional()
      .describe('GS1 serial shipping container code.'),
    weightGrams: z.int().min(0).optional(),
    contents: z.array(PackedQuantity).min(1),
  })
  .meta({ id: 'Package', description: 'One parcel of a shipment.' });

export const Shipment = z
  .strictObject({
    shipmentId: opaqueId(40).describe('Unique among the shipments of its order.'),
    releaseId: opaqueId(40).optional(),
    status: ShipmentStatus,
    shipFrom: text(40).optional(),
    reverses: opaqueId(40).optional().describe('The shipment this one takes back.'),
    carrier: text(40).optional(),
    service: text(40).optional(),
    shippedAt: Instant.optional(),
    deliveredAt: Instant.optional(),
    packages: z.array(Package).min(1),
  })
  .meta({ id: 'Shipment', description: 'Goods that left a warehouse together, in one or more packages.' });

export type LineQuantity = z.infer<typeof LineQuantity>;
export type Release = z.infer<typeof Release>;
export type Shipment = z.infer<typeof Shipment>;
export type ShipmentStatus = z.infer<typeof ShipmentStatus>;
