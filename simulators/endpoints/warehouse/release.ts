/** Documents of the generic warehouse, as it keeps and shows them. */

export type ReleaseLine = {
  /** The caller's number of the line. */
  readonly externalLine: number;
  readonly sku: string;
  readonly quantity: number;
  cancelled: number;
  /** What will not be shipped because it was not there. */
  shorted: number;
  picked: number;
  shipped: number;
};

export type Content = { readonly externalLine: number; readonly sku: string; readonly quantity: number };

export type Parcel = {
  readonly parcelId: string;
  readonly trackingNumber: string;
  readonly trackingUrl: string;
  readonly contents: readonly Content[];
};

export type WarehouseShipment = {
  readonly number: string;
  status: 'PACKED' | 'DEPARTED' | 'IN_TRANSIT' | 'DELIVERED' | 'BROUGHT_BACK';
  readonly carrier: string;
  readonly service: string;
  shippedAt?: string;
  deliveredAt?: string;
  readonly parcels: readonly Parcel[];
};

export type Cancellation = { readonly reference: string; readonly at: string; readonly lines: readonly Content[] };

export type WarehouseRelease = {
  readonly id: string;
  readonly number: string;
  /** The caller's key: the warehouse has at most one release of it. */
  readonly releaseId: string;
  readonly orderReference: string;
  version: number;
  status: string;
  readonly createdAt: string;
  modifiedAt: string;
  readonly shipTo: Readonly<Record<string, string | undefined>>;
  readonly pickupLocation?: string;
  readonly lines: readonly ReleaseLine[];
  readonly shipments: WarehouseShipment[];
  readonly cancellations: Cancellation[];
  refusal?: string;
  /** Whether picking has begun: from then on nothing can be cancelled. */
  pickingBegan: boolean;
};

/** What is still to be shipped of a line. */
export function outstanding({ quantity, cancelled, shorted, shipped }: ReleaseLine): number {
  return Math.round((quantity - cancelled - shorted - shipped) * 1000) / 1000;
}

/** The header's word, derived from quantities and shipments. */
export function statusOf(release: WarehouseRelease): string {
  const { lines, shipments } = release;
  if (release.refusal !== undefined) return 'REFUSED';
  if (lines.every((line) => line.cancelled === line.quantity)) return 'CANCELLED';
  if (lines.every((line) => outstanding(line) === 0)) return lines.some((line) => line.shorted > 0) ? 'SHORT_CLOSED' : 'SHIPPED';
  if (lines.some((line) => line.shipped > 0)) return 'PART_SHIPPED';
  if (shipments.length > 0) return 'PACKED';
  return release.pickingBegan ? 'PICKING' : 'NEW';
}
