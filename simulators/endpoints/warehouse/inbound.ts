/** Documents of returned goods a site expects, as it keeps and shows them. */

export type InboundLine = { readonly externalLine: number; readonly sku: string; readonly quantity: number };

export type InboundQuantity = { readonly externalLine: number; readonly quantity: number };

/** What was found of a part of an arrival, and what was done with it. */
export type InboundFinding = InboundQuantity & {
  readonly condition: string;
  readonly disposition: string;
  /** False: not taken back. */
  readonly accepted: boolean;
};

export type Arrival = {
  readonly number: string;
  readonly at: string;
  readonly trackingNumber: string;
  readonly lines: readonly InboundQuantity[];
  findings: readonly InboundFinding[];
  /** Goods that belong to no line. */
  readonly strangers: readonly { readonly sku: string; readonly quantity: number }[];
};

export type Inbound = {
  readonly id: string;
  readonly number: string;
  /** The caller's key: the site expects it at most once. */
  readonly returnId: string;
  readonly orderReference: string;
  readonly rma: string;
  version: number;
  status: string;
  readonly createdAt: string;
  modifiedAt: string;
  readonly lines: readonly InboundLine[];
  readonly arrivals: Arrival[];
  /** The caller's key of the cancellation. */
  cancelledBy?: string;
};

/** What is still expected of a line. */
export function awaited(inbound: Inbound, externalLine: number): number {
  const expected = inbound.lines.find((line) => line.externalLine === externalLine)?.quantity ?? 0;
  const came = inbound.arrivals.flatMap(({ lines }) => lines.filter((line) => line.externalLine === externalLine));
  return Math.round((expected - came.reduce((sum, { quantity }) => sum + quantity, 0)) * 1000) / 1000;
}

/** The header's word, derived from what arrived. */
export function inboundStatusOf(inbound: Inbound): string {
  if (inbound.cancelledBy !== undefined) return 'CANCELLED';
  if (inbound.arrivals.length === 0) return 'EXPECTED';
  return inbound.lines.every(({ externalLine }) => awaited(inbound, externalLine) <= 0) ? 'ARRIVED' : 'PART_ARRIVED';
}
