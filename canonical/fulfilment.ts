/** Releases to a warehouse, and the shipments and packages that come of them. */
import { z } from 'zod';
import { EndpointId, Instant, LineKey, OrderKey, Sku } from './ids.ts';
import { Address } from './party.ts';
import { PositiveQuantity } from './quantity.ts';

export const LineQuantity = z
  .strictObject({ lineKey: LineKey, quantity: PositiveQuantity })
  .meta({ id: 'LineQuantity', description: 'A quantity of one order line.' });

/** What one warehouse is asked to ship: the unit that is accepted, shorted, cancelled or fulfilled. */
export const Release = z
  .strictObject({
    releaseId: z.string().regex(/^[A-Z0-9]{3,20}-R\d{1,4}$/),
    orderKey: OrderKey,
    endpoint: EndpointId,
    shipTo: Address,
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
    packageId: z.string().min(1).max(40),
    trackingNumber: z.string().max(60).optional(),
    trackingUrl: z.url().max(255).optional(),
    contents: z.array(LineQuantity).min(1),
  })
  .meta({ id: 'Package', description: 'One parcel of a shipment.' });

export const Shipment = z
  .strictObject({
    shipmentId: z.string().min(1).max(40).describe('Unique among the shipments of its order.'),
    releaseId: z.string().optional(),
    status: ShipmentStatus,
    carrier: z.string().max(40).optional(),
    service: z.string().max(40).optional(),
    shippedAt: Instant.optional(),
    deliveredAt: Instant.optional(),
    packages: z.array(Package).min(1),
  })
  .meta({ id: 'Shipment', description: 'Goods that left a warehouse together, in one or more packages.' });

export type LineQuantity = z.infer<typeof LineQuantity>;
export type Release = z.infer<typeof Release>;
export type Shipment = z.infer<typeof Shipment>;
export type ShipmentStatus = z.infer<typeof ShipmentStatus>;
