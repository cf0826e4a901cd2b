/** Orders and releases for tests of adapters. */
import type { OutboundCommand } from '../../canonical/command.ts';
import { CustomerOrder } from '../../canonical/order.ts';
import type { DocumentRef } from '../../broker/engine/endpoint.ts';

export const LINE_KEYS = [10, 20, 30];
export const PIECES = 4;

/** An order that the default master data of the simulated ERP allows: three lines of four pieces. */
export function makeOrder(orderKey: string, changes: Readonly<Record<string, unknown>> = {}): CustomerOrder {
  return CustomerOrder.parse({
    ...{ orderKey, placedAt: '2026-03-01T10:00:00Z', currency: 'EUR' },
    source: { system: 'shop', number: `WEB-${orderKey}` },
    customer: { customerKey: 'C-1001', name: 'Erika Muster' },
    shipTo: { name: 'Erika Muster', line1: 'Marktplatz 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
    lines: LINE_KEYS.map((lineKey, index) => ({
      ...{ lineKey, sku: `SKU-00${index + 1}`, quantity: PIECES },
      unitPrice: { amountMinor: 1250, currency: 'EUR' },
    })),
    ...changes,
  });
}

export function createCommand(endpoint: string, order: CustomerOrder): OutboundCommand {
  return { commandId: `${order.orderKey}-1`, orderKey: order.orderKey, endpoint, body: { intent: 'CREATE_ORDER', order } };
}

export function releaseCommand(endpoint: string, orderKey: string): OutboundCommand {
  const { shipTo, lines } = makeOrder(orderKey);
  const asked = lines.map(({ lineKey, sku, quantity }) => ({ lineKey, sku, quantity }));
  const release = { releaseId: `${orderKey}-R1`, orderKey, endpoint, shipTo, lines: asked };
  return { commandId: `${orderKey}-2`, orderKey, endpoint, body: { intent: 'RELEASE', release } };
}

/** Cancels one piece of the first line. */
export function cancelCommand({ orderKey, endpoint }: OutboundCommand, document: DocumentRef): OutboundCommand {
  const lines = [{ lineKey: LINE_KEYS[0] as number, quantity: 1 }];
  return { commandId: `${orderKey}-9`, orderKey, endpoint, body: { intent: 'CANCEL_QUANTITY', document, lines, reason: 'changed mind' } };
}

export function confirmCommand(
  { orderKey, endpoint }: OutboundCommand,
  document: DocumentRef,
  shipment: { id: string; quantity: number },
): OutboundCommand {
  const contents = LINE_KEYS.map((lineKey) => ({ lineKey, quantity: shipment.quantity }));
  const shipmentId = `${orderKey}-R1-${shipment.id}`;
  const shipped = { shipmentId, status: 'SHIPPED' as const, packages: [{ packageId: 'P1', contents }] };
  return { commandId: `${orderKey}-${shipment.id}`, orderKey, endpoint, body: { intent: 'CONFIRM_SHIPMENT', document, shipment: shipped } };
}
