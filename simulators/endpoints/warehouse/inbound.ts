/** Returned goods a site expects, and what arrives of them. */
import type { Site } from './site.ts';

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

export type ArrivalOf = { readonly lines: readonly InboundQuantity[]; readonly strangers: Arrival['strangers'] };

/** A parcel arrives, and is looked at later. */
export function arrive(site: Site, inbound: Inbound, { lines, strangers }: ArrivalOf): Arrival {
  const number = site.nextNumber('AR');
  const arrival: Arrival = { number, at: site.now(), trackingNumber: `RT-${number}`, lines, findings: [], strangers };
  inbound.arrivals.push(arrival);
  site.logInbound('return-arrived', inbound, number);
  site.touchInbound(inbound);
  site.clock.after(site.settings.timing.inspectAfterMs, () => {
    if (arrival.findings.length === 0) inspect(site, inbound, arrival, asNew(arrival));
  });
  return arrival;
}

function asNew({ lines }: Arrival): readonly InboundFinding[] {
  return lines.map((line) => ({ ...line, condition: 'OPENED', disposition: 'RESTOCK', accepted: true }));
}

/** What was found and done with an arrival. */
export function inspect(site: Site, inbound: Inbound, arrival: Arrival, findings: readonly InboundFinding[]): void {
  arrival.findings = findings;
  site.logInbound('return-inspected', inbound, arrival.number);
  site.touchInbound(inbound);
}

/** The customer sends all of it, where customers of this site do so by themselves. */
export function awaitParcel(site: Site, inbound: Inbound): void {
  const { arriveAfterMs } = site.settings.timing;
  if (arriveAfterMs === 0) return;
  site.clock.after(arriveAfterMs, () => {
    if (inbound.cancelledBy !== undefined || inbound.arrivals.length > 0) return;
    arrive(site, inbound, { lines: inbound.lines.map(({ externalLine, quantity }) => ({ externalLine, quantity })), strangers: [] });
  });
}
