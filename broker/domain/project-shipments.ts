/** The Salesforce records of an order's shipments and of what is in them. */
import { keptDocument } from './order-state.ts';
import type { OrderState } from './order-state.ts';
import { everLeft } from './release-state.ts';
import type { ShipmentState } from './release-state.ts';
import { fitRecord, instant, lineExternalKey, word } from './salesforce-values.ts';
import type { FittedRecord } from './salesforce-values.ts';

function projectShipment(state: OrderState, { shipment }: ShipmentState): FittedRecord {
  const tracked = shipment.packages.find(({ trackingNumber }) => trackingNumber !== undefined);
  return fitRecord('OB_Shipment__c', `${state.orderKey}-${shipment.shipmentId}`, {
    Order__r: { External_Key__c: state.orderKey },
    ...{ Status__c: word(shipment.status), Carrier__c: shipment.carrier, Service__c: shipment.service },
    ...{ Tracking_Number__c: tracked?.trackingNumber, Tracking_URL__c: tracked?.trackingUrl, Package_Count__c: shipment.packages.length },
    ...{ Shipped_At__c: instant(shipment.shippedAt), Delivered_At__c: instant(shipment.deliveredAt) },
  });
}

function projectContents(state: OrderState, shipmentState: ShipmentState, lineKeys: ReadonlySet<number>): readonly FittedRecord[] {
  const key = `${state.orderKey}-${shipmentState.shipment.shipmentId}`;
  return everLeft(shipmentState)
    .filter(({ lineKey }) => lineKeys.has(lineKey))
    .map(({ lineKey, quantity }) =>
      fitRecord('OB_Shipment_Line__c', `${key}-${lineKey}`, {
        Shipment__r: { External_Key__c: key },
        Order_Line__r: { External_Key__c: lineExternalKey(state.orderKey, lineKey) },
        Quantity__c: quantity,
      }),
    );
}

/**
 * The shipments, each followed by what left with it: before that its contents may still change, and a record once
 * written is not taken back. A line the order does not have has no record to point to.
 */
export function projectShipments(state: OrderState): readonly FittedRecord[] {
  const shipments = [...state.releases.flatMap((release) => release.shipments), ...(keptDocument(state)?.shipments ?? [])];
  if (shipments.length === 0) return [];
  const lineKeys = new Set(state.order?.lines.map((line) => line.lineKey));
  return shipments.flatMap((shipment) => [projectShipment(state, shipment), ...projectContents(state, shipment, lineKeys)]);
}
