/**
 * What a warehouse says of one release and its shipments, joined from snapshots like the ERP's documents: the newest
 * version gives the status, every version gives evidence of what has left the building.
 */
import type { LineQuantity, Shipment, ShipmentStatus } from '../../canonical/fulfilment.ts';
import type { ReleaseStatus } from '../../canonical/lifecycle.ts';
import type { ReleaseObservation } from '../../canonical/observation.ts';
import { plus } from '../../canonical/quantity.ts';

export type ShipmentState = {
  /** Version of the release snapshot this is from. */
  readonly version: number;
  readonly shipment: Shipment;
  /** What had left in some snapshot, where the newest shows less. */
  readonly most?: readonly LineQuantity[];
  /** The command by which the ERP was told. */
  readonly confirmedBy?: string;
};

export type ReleaseState = {
  readonly releaseId: string;
  readonly endpoint: string;
  /** The warehouse's own name of it, once it has answered. */
  readonly nativeId?: string;
  readonly lines: readonly LineQuantity[];
  /** Of the newest snapshot; -1 until one was read. */
  readonly version: number;
  /** UNKNOWN: a word nobody mapped; it is in `rawStatus`. */
  readonly status: ReleaseStatus | 'UNKNOWN';
  readonly rawStatus: string;
  /** What the warehouse will not ship. */
  readonly shorted: readonly LineQuantity[];
  /** What the warehouse shows as cancelled, by whomever. */
  readonly cancelled?: readonly LineQuantity[];
  /** What it gave back to us: these quantities may be released again. */
  readonly withdrawn?: readonly LineQuantity[];
  readonly shipments: readonly ShipmentState[];
  /** Given up by a person: its quantities may be released anew. */
  readonly replaced?: true;
};

const NOT_GONE: ReadonlySet<ShipmentStatus> = new Set(['PLANNED', 'LABELLED', 'VOIDED', 'REVERSED']);
const DEAD: ReadonlySet<string> = new Set(['REJECTED', 'CANCELLED']);

/** Whether the goods of a shipment have left the warehouse. */
export function hasLeft(shipment: Shipment): boolean {
  return !NOT_GONE.has(shipment.status);
}

/** Whether the warehouse refused or cancelled the release. */
export function isDead(release: ReleaseState): boolean {
  return DEAD.has(release.status);
}

/** The quantity of one line in a list of quantities. */
export function quantityOf(quantities: readonly LineQuantity[], lineKey: number): number {
  return plus(...quantities.filter((item) => item.lineKey === lineKey).map((item) => item.quantity));
}

/** Two lists of quantities, line by line together. */
export function addQuantities(a: readonly LineQuantity[], b: readonly LineQuantity[]): readonly LineQuantity[] {
  const keys = [...new Set([...a, ...b].map((item) => item.lineKey))].sort((x, y) => x - y);
  return keys.map((lineKey) => ({ lineKey, quantity: plus(quantityOf(a, lineKey), quantityOf(b, lineKey)) }));
}

/** What a release will not ship any more: shorted, or cancelled by us or by others. */
export function givenUp({ shorted, cancelled = [], withdrawn = [] }: ReleaseState): readonly LineQuantity[] {
  return addQuantities(shorted, larger(cancelled, withdrawn));
}

/** What a shipment contains, line by line. */
export function contentsOf(shipment: Shipment): readonly LineQuantity[] {
  const sums = new Map<number, number>();
  for (const { contents } of shipment.packages) {
    for (const { lineKey, quantity } of contents) sums.set(lineKey, plus(sums.get(lineKey) ?? 0, quantity));
  }
  return [...sums].map(([lineKey, quantity]) => ({ lineKey, quantity }));
}

/** What left with a shipment. Only an explicit reversal takes it back. */
export function departed(state: ShipmentState): readonly LineQuantity[] {
  return state.shipment.status === 'REVERSED' ? [] : everLeft(state);
}

/** Whether the newest snapshot takes back, without a reversal, what had left. */
export function tookBack(release: ReleaseState, state: ShipmentState): boolean {
  if (state.shipment.status === 'REVERSED') return false;
  return state.most !== undefined || (state.version < release.version && departed(state).length > 0);
}

function larger(a: readonly LineQuantity[], b: readonly LineQuantity[]): readonly LineQuantity[] {
  if (b.length === 0) return a;
  const keys = [...new Set([...a, ...b].map((item) => item.lineKey))].sort((x, y) => x - y);
  return keys.map((lineKey) => ({ lineKey, quantity: Math.max(quantityOf(a, lineKey), quantityOf(b, lineKey)) }));
}

/** What left with a shipment in any snapshot, reversed since or not. */
export function everLeft(state: ShipmentState): readonly LineQuantity[] {
  return larger(hasLeft(state.shipment) ? contentsOf(state.shipment) : [], state.most ?? []);
}

/** The shipment with another sight of it; the same object where that proves nothing new. */
function joinShipment(known: ShipmentState, seen: ShipmentState): ShipmentState {
  const [newest, other] = known.version < seen.version ? [seen, known] : [known, seen];
  const present = hasLeft(newest.shipment) ? contentsOf(newest.shipment) : [];
  const most = larger(everLeft(newest), everLeft(other)).filter((item) => item.quantity > quantityOf(present, item.lineKey));
  if (newest === known && sameQuantities(most, known.most ?? [])) return known;
  return {
    ...{ version: newest.version, shipment: newest.shipment },
    ...(most.length > 0 && { most }),
    ...(known.confirmedBy !== undefined && { confirmedBy: known.confirmedBy }),
  };
}

function sameQuantities(a: readonly LineQuantity[], b: readonly LineQuantity[]): boolean {
  return a.length === b.length && a.every(({ lineKey, quantity }) => quantityOf(b, lineKey) === quantity);
}

/** A snapshot that shows shipments: of a release, or of an order that the ERP ships itself. */
type Showing = { readonly version: number; readonly shipments: readonly Shipment[] };

/** The shipments with what a snapshot shows of them; the same list where that proves nothing new. */
export function joinShipments(known: readonly ShipmentState[], observation: Showing): readonly ShipmentState[] {
  const shipments = new Map(known.map((state) => [state.shipment.shipmentId, state]));
  for (const shipment of observation.shipments) {
    const seen = { version: observation.version, shipment };
    const before = shipments.get(shipment.shipmentId);
    shipments.set(shipment.shipmentId, before ? joinShipment(before, seen) : seen);
  }
  if (known.length === shipments.size && known.every((state) => shipments.get(state.shipment.shipmentId) === state)) return known;
  return [...shipments.values()].sort((a, b) => (a.shipment.shipmentId < b.shipment.shipmentId ? -1 : 1));
}

/** The release with a snapshot joined in; the same object where the snapshot proves nothing new. */
export function joinRelease(known: ReleaseState, observation: ReleaseObservation): ReleaseState {
  if (observation.version === known.version) return known;
  const shipments = joinShipments(known.shipments, observation);
  if (observation.version < known.version) return shipments === known.shipments ? known : { ...known, shipments };
  const { nativeId, version, status, rawStatus, shorted, cancelled } = observation;
  return { ...known, nativeId, version, status, rawStatus, shorted, ...(cancelled.length > 0 && { cancelled }), shipments };
}
