/** Releases in the warehouse's words, and its documents as observations. */
import type { Release, Shipment, ShipmentStatus } from '../../../canonical/fulfilment.ts';
import type { z } from 'zod';
import { OrderKey } from '../../../canonical/ids.ts';
import type { ReleaseObservation } from '../../../canonical/observation.ts';
import { DocumentKeys, ReleaseDocument } from './contract.ts';

/** The warehouse's own words for a release. One that is not here is UNKNOWN and goes to a person. */
const STATUS: ReadonlyMap<string, ReleaseObservation['status']> = new Map([
  ['NEW', 'ACCEPTED'],
  ['PICKING', 'IN_PROGRESS'],
  ['PACKED', 'IN_PROGRESS'],
  ['PART_SHIPPED', 'PARTIAL'],
  ['SHIPPED', 'FULFILLED'],
  ['SHORT_CLOSED', 'FULFILLED'],
  ['REFUSED', 'REJECTED'],
  ['CANCELLED', 'CANCELLED'],
]);

const SHIPMENT_STATUS: ReadonlyMap<string, ShipmentStatus> = new Map([
  ['PACKED', 'LABELLED'],
  ['DEPARTED', 'SHIPPED'],
  ['IN_TRANSIT', 'IN_TRANSIT'],
  ['DELIVERED', 'DELIVERED'],
  ['BROUGHT_BACK', 'REVERSED'],
]);

const LONGEST_WORD = 60;

type Wire = Readonly<Record<string, unknown>>;

/** The body of a release. Its id is the key under which the warehouse takes it once. */
export function toWire({ releaseId, orderKey, shipTo, pickupLocation, lines }: Release): Wire {
  const { name, line1, line2, postalCode, city, region, country, phone } = shipTo;
  return {
    ...{ releaseId, orderReference: orderKey, pickupLocation },
    shipTo: { name, street: line1, street2: line2, postcode: postalCode, city, state: region, country, phone },
    lines: lines.map(({ lineKey, sku, quantity }) => ({ externalLine: lineKey, sku, quantity })),
  };
}

/** Whether the document holds what the release asks for. */
export function holdsRelease(document: ReleaseDocument, { orderKey, lines }: Release): boolean {
  if (document.orderReference !== orderKey || document.lines.length !== lines.length) return false;
  return lines.every(({ lineKey, sku, quantity }) =>
    document.lines.some((line) => line.externalLine === lineKey && line.sku === sku && line.quantity === quantity),
  );
}

type WireShipment = ReleaseDocument['shipments'][number];

function toPackage({ parcelId, trackingNumber, trackingUrl, contents }: WireShipment['parcels'][number]): Shipment['packages'][number] {
  return {
    packageId: parcelId,
    ...(trackingNumber !== undefined && { trackingNumber }),
    ...(trackingUrl !== undefined && { trackingUrl }),
    contents: contents.map(({ externalLine, quantity }) => ({ lineKey: externalLine, quantity })),
  };
}

/** A shipment whose word nobody knows stands where its dates put it; the release then goes to a person as UNKNOWN. */
function shipmentStatus({ status, shippedAt, deliveredAt }: WireShipment): ShipmentStatus {
  const dated = shippedAt === undefined ? 'PLANNED' : deliveredAt === undefined ? 'SHIPPED' : 'DELIVERED';
  return SHIPMENT_STATUS.get(status) ?? dated;
}

/** Numbers are unique in one site only; an order may ship from several, so the release is part of the key. */
function toShipment(releaseId: string, shipment: WireShipment): Shipment {
  const { number, carrier, service, shippedAt, deliveredAt, parcels } = shipment;
  return {
    ...{ shipmentId: `${releaseId}-${number}`, releaseId, status: shipmentStatus(shipment), packages: parcels.map(toPackage) },
    ...(carrier !== undefined && { carrier }),
    ...(service !== undefined && { service }),
    ...(shippedAt !== undefined && { shippedAt }),
    ...(deliveredAt !== undefined && { deliveredAt }),
  };
}

type Sight = { readonly endpoint: string; readonly observedAt: string };

function observed(document: ReleaseDocument, { endpoint, observedAt }: Sight): ReleaseObservation {
  const { id, number, version, releaseId, orderReference, modifiedAt, lines, shipments } = document;
  const strange = shipments.find(({ status }) => SHIPMENT_STATUS.get(status) === undefined);
  const rawStatus = (strange ? `${document.status}/${strange.status}` : document.status).slice(0, LONGEST_WORD);
  return {
    ...{ kind: 'release', endpoint, orderKey: orderReference, nativeId: id, nativeNumber: number, version, observedAt },
    ...{ effectiveAt: modifiedAt, rawStatus, releaseId },
    status: strange ? 'UNKNOWN' : (STATUS.get(document.status) ?? 'UNKNOWN'),
    shipments: shipments.map((shipment) => toShipment(releaseId, shipment)),
    shorted: lines.filter(({ shorted }) => shorted > 0).map(({ externalLine, shorted }) => ({ lineKey: externalLine, quantity: shorted })),
    cancelled: lines
      .filter(({ cancelled }) => cancelled > 0)
      .map(({ externalLine, cancelled }) => ({ lineKey: externalLine, quantity: cancelled })),
  };
}

/** What a document that is not as the contract has it says for certain: that it is there, and that nobody can read it. */
function unreadable(keys: z.infer<typeof DocumentKeys>, { endpoint, observedAt }: Sight): ReleaseObservation {
  const { id, version, releaseId, orderReference } = keys;
  return {
    ...{ kind: 'release', endpoint, orderKey: orderReference, nativeId: id, version, observedAt, releaseId },
    ...{ rawStatus: 'UNREADABLE', status: 'UNKNOWN', shipments: [], shorted: [], cancelled: [] },
  };
}

/** One document as an observation. Undefined for a release that is not ours; 'BROKEN' where not even keys can be read. */
export function toObservation(item: unknown, sight: Sight): ReleaseObservation | 'BROKEN' | undefined {
  const keys = DocumentKeys.safeParse(item);
  if (!keys.success) return 'BROKEN';
  if (!OrderKey.safeParse(keys.data.orderReference).success) return undefined;
  const document = ReleaseDocument.safeParse(item);
  return document.success ? observed(document.data, sight) : unreadable(keys.data, sight);
}
