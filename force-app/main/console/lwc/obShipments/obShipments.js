/** The parcels of an order: where each is, what is in it, and the carrier's own page. */
import { LightningElement, api } from 'lwc';
import { dateTimeText, quantityText } from 'c/obFormat';
import { format, plural } from 'c/obText';
import { LABELS } from './labels';

const TROUBLE = new Set(['Attempt failed', 'Exception', 'Returning', 'Returned', 'Reversed']);
const ENDED = new Set(['Delivered', 'Ready for pickup']);

/** A link from outside is followed only over HTTP. @param {string | null} url */
function safeLink(url) {
  return /^https?:\/\//i.test(url ?? '') ? url : undefined;
}

function iconOf(code) {
  if (TROUBLE.has(code)) return 'utility:warning';
  return ENDED.has(code) ? 'utility:success' : 'utility:truck';
}

export default class ObShipments extends LightningElement {
  labels = LABELS;

  /** @type {object[]} of `orderPageOf` */
  @api shipments = [];
  /** @type {object[]} of `orderPageOf`, to name what is in a parcel, and to know whether any may come */
  @api lines = [];

  /** There is no answer about the parcels. */
  @api isMissing = false;

  get isEmpty() {
    return this.shipments.length === 0;
  }

  get emptyMessage() {
    const isCancelled = this.lines.length > 0 && this.lines.every(({ ordered, cancelled }) => cancelled >= ordered);
    return isCancelled ? LABELS.noneCancelled : LABELS.none;
  }

  get items() {
    const names = new Map(this.lines.map(({ id, description, sku }) => [id, description ?? sku]));
    return this.shipments.map((shipment) => ({
      id: shipment.id,
      icon: iconOf(shipment.status?.code),
      status: shipment.status?.label ?? LABELS.noStatus,
      carrier: [shipment.carrier, shipment.service].filter(Boolean).join(' · '),
      ...trackingOf(shipment),
      packages: shipment.packages > 1 ? plural(shipment.packages, { one: LABELS.packageOne, many: LABELS.packages }) : '',
      shipped: shipment.shippedAt ? format(LABELS.shipped, dateTimeText(shipment.shippedAt)) : '',
      delivered: shipment.deliveredAt ? format(LABELS.delivered, dateTimeText(shipment.deliveredAt)) : '',
      parts: shipment.lines.map(({ id, lineId, quantity }) => ({
        id,
        text: format(LABELS.part, quantityText(quantity), names.get(lineId) ?? LABELS.unknownLine),
      })),
    }));
  }
}

function trackingOf({ trackingNumber, trackingUrl, key }) {
  const link = safeLink(trackingUrl);
  return { link, linkText: trackingNumber ?? LABELS.track, number: link ? '' : (trackingNumber ?? ''), name: key };
}
