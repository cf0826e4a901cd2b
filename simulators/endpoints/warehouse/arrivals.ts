/** Returned goods arrive and are looked at. */
import type { Arrival, Inbound, InboundFinding, InboundQuantity } from './inbound.ts';
import type { Site } from './site.ts';

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
