/** What a snapshot of an endpoint's document leads to: the joined facts, and the changes a person wants to read. */
import type { Observation, OrderObservation, ReleaseObservation } from '../../canonical/observation.ts';
import { plus } from '../../canonical/quantity.ts';
import { joinObservation, namedDocument } from './erp-document.ts';
import type { ErpDocument } from './erp-document.ts';
import type { OrderEvent, QuantityMoved } from './order-event.ts';
import { lineFacts } from './order-quantities.ts';
import type { LineFacts } from './order-quantities.ts';
import { sameDocument } from './order-state.ts';
import type { OrderState } from './order-state.ts';
import { shownText } from './refusal.ts';
import { joinRelease } from './release-state.ts';
import { decideReturnObservation } from './returns/decide-return-observation.ts';
import { reportStray } from './stray.ts';

type Change = { readonly before: ErpDocument; readonly after: ErpDocument; readonly occurredAt: string };

function timeOf({ effectiveAt, observedAt }: Observation): string {
  return effectiveAt ?? observedAt;
}

function moved(
  bucket: QuantityMoved['bucket'],
  before: readonly LineFacts[],
  after: readonly LineFacts[],
  occurredAt: string,
): readonly OrderEvent[] {
  const lines = after.filter((facts, index) => facts.buckets[bucket] !== before[index]?.buckets[bucket]);
  if (lines.length === 0) return [];
  const sum = (facts: readonly LineFacts[]) => plus(...facts.map(({ buckets }) => buckets[bucket]));
  return [
    { type: 'QuantityMoved', bucket, from: sum(before), to: sum(after), lineKeys: lines.map(({ line }) => line.lineKey), occurredAt },
  ];
}

function holdChange(state: OrderState, { before, after, occurredAt }: Change): readonly OrderEvent[] {
  if (after.holds.length > 0) {
    const fresh = after.holds.some((reason) => !before.holds.includes(reason));
    return fresh ? [{ type: 'OrderHeld', reasons: after.holds.map((reason) => shownText(reason, state.order)), occurredAt }] : [];
  }
  return before.holds.length > 0 ? [{ type: 'OrderHoldLifted', occurredAt }] : [];
}

function invoiceChanges({ before, after }: Change): readonly OrderEvent[] {
  const known = new Map(before.invoices.map((invoice) => [invoice.invoiceId, invoice.status]));
  return after.invoices
    .filter((invoice) => known.get(invoice.invoiceId) !== invoice.status)
    .map(({ number, status, issuedAt }) => ({ type: 'InvoiceMirrored', number, status, occurredAt: issuedAt }));
}

/** The state as it would be with these facts, to see which quantities they move. */
function withDocument(state: OrderState, document: ErpDocument): OrderState {
  const others = state.documents.filter((other) => !sameDocument(other, document));
  return { ...state, documents: [...others, document] };
}

function changesForPeople(state: OrderState, change: Change): readonly OrderEvent[] {
  const [was, is] = [lineFacts(state), lineFacts(withDocument(state, change.after))];
  const buckets =
    state.route?.warehouse === undefined ? (['backordered', 'cancelled', 'shipped'] as const) : (['backordered', 'cancelled'] as const);
  return [
    ...holdChange(state, change),
    ...buckets.flatMap((bucket) => moved(bucket, was, is, change.occurredAt)),
    ...shipmentMoves(change.before, change.after, change.occurredAt),
    ...invoiceChanges(change),
  ];
}

function decideOrderObservation(state: OrderState, observation: OrderObservation): readonly OrderEvent[] {
  const known = state.documents.find((document) => sameDocument(document, observation));
  const before = known ?? namedDocument(observation);
  const after = joinObservation(before, observation);
  if (after === before) return [];
  const counts = state.document !== undefined && sameDocument(state.document, observation);
  return [
    { type: 'ErpDocumentObserved', document: after },
    ...(counts ? changesForPeople(state, { before, after, occurredAt: timeOf(observation) }) : []),
  ];
}

type Shipping = Pick<ErpDocument, 'shipments'>;

function shipmentMoves(
  { shipments: before = [] }: Shipping,
  { shipments: after = [] }: Shipping,
  observedAt: string,
): readonly OrderEvent[] {
  const known = new Map(before.map(({ shipment }) => [shipment.shipmentId, shipment.status]));
  return after
    .filter(({ shipment }) => known.get(shipment.shipmentId) !== shipment.status)
    .map(({ shipment: { shipmentId, status, shippedAt, deliveredAt } }) => {
      const occurredAt = (status === 'DELIVERED' ? deliveredAt : status === 'SHIPPED' ? shippedAt : undefined) ?? observedAt;
      return { type: 'ShipmentMoved', shipmentId, status, occurredAt };
    });
}

function decideReleaseObservation(state: OrderState, observation: ReleaseObservation): readonly OrderEvent[] {
  const { releaseId, endpoint } = observation;
  const before = state.releases.find((release) => release.releaseId === releaseId && release.endpoint === endpoint);
  if (!before) return reportStray(state, { code: 'UNKNOWN_RELEASE', name: releaseId, endpoint });
  const after = joinRelease(before, observation);
  if (after === before) return [];
  return [{ type: 'ReleaseObserved', release: after }, ...shipmentMoves(before, after, timeOf(observation))];
}

/** A snapshot read from an endpoint. An older or equal one that proves nothing new changes nothing. */
export function decideObservation(state: OrderState, observation: Observation): readonly OrderEvent[] {
  switch (observation.kind) {
    case 'order':
      return decideOrderObservation(state, observation);
    case 'release':
      return decideReleaseObservation(state, observation);
    case 'return':
      return decideReturnObservation(state, observation);
  }
}
