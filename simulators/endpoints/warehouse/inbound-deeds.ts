/** What people in the warehouse do about returned goods. */
import { z } from 'zod';
import { arrive, inspect } from './arrivals.ts';
import { awaited } from './inbound.ts';
import type { Inbound } from './inbound.ts';
import type { Site } from './site.ts';

const Quantity = z.strictObject({ externalLine: z.int(), quantity: z.number().gt(0) });
const Stranger = z.strictObject({ sku: z.string(), quantity: z.number().gt(0) });
const Finding = Quantity.extend({ condition: z.string().default('OPENED'), disposition: z.string(), accepted: z.boolean().default(true) });

export const InboundDeed = z.discriminatedUnion('deed', [
  z.strictObject({ deed: z.literal('arrive'), lines: z.array(Quantity).optional(), strangers: z.array(Stranger).default([]) }),
  z.strictObject({ deed: z.literal('inspect'), number: z.string().optional(), findings: z.array(Finding).min(1) }),
  z.strictObject({ deed: z.literal('set-status'), status: z.string().nullable() }),
]);
export type InboundDeed = z.infer<typeof InboundDeed>;

function allAwaited(inbound: Inbound): readonly { readonly externalLine: number; readonly quantity: number }[] {
  const lines = inbound.lines.map(({ externalLine }) => ({ externalLine, quantity: awaited(inbound, externalLine) }));
  return lines.filter(({ quantity }) => quantity > 0);
}

/** Does it. Answers whether it could be done. */
export function doInboundDeed(site: Site, inbound: Inbound, deed: InboundDeed): boolean {
  switch (deed.deed) {
    case 'arrive':
      arrive(site, inbound, { lines: deed.lines ?? allAwaited(inbound), strangers: deed.strangers });
      return true;
    case 'inspect': {
      const arrival = inbound.arrivals.find(({ number }) => number === deed.number) ?? inbound.arrivals.at(-1);
      if (arrival) inspect(site, inbound, arrival, deed.findings);
      return arrival !== undefined;
    }
    case 'set-status':
      if (deed.status === null) site.oddStatus.delete(inbound.id);
      else site.oddStatus.set(inbound.id, deed.status);
      site.touchInbound(inbound);
      return true;
  }
}
