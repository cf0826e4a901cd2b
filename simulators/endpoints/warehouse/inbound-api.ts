/** Returned goods over the API: expected once per key, called off until something arrives, and read. */
import { z } from 'zod';
import { withBody } from '../host/admin-api.ts';
import type { Answer, Call } from '../host/call.ts';
import { ok, problem } from '../host/call.ts';
import { awaitParcel } from './arrivals.ts';
import type { Inbound } from './inbound.ts';
import type { Site } from './site.ts';

const MOST_IDS = 50;
const PAGE = 200;

const text = (max: number): z.ZodString => z.string().min(1).max(max);
const InboundRequest = z.strictObject({
  ...{ returnId: text(30), orderReference: text(22), rma: text(80) },
  lines: z.array(z.strictObject({ externalLine: z.int().min(1), sku: text(60), quantity: z.number().gt(0) })).min(1),
});

const CancelRequest = z.strictObject({ reference: text(60) });

function keys({ id, number, version }: Inbound): Record<string, unknown> {
  return { id, number, version };
}

export function expectInbound(site: Site, call: Call): Answer {
  return withBody(InboundRequest, call, (request) => {
    const known = site.byReturnId.get(request.returnId);
    if (known) return problem(409, 'INBOUND_EXISTS', 'a return of this key is expected already', { inbound: known });
    const [number, at] = [site.nextNumber('IB'), site.now()];
    const id = `${site.name}-${number}`;
    const inbound: Inbound = { ...request, id, number, version: 0, status: 'EXPECTED', createdAt: at, modifiedAt: at, arrivals: [] };
    site.inbounds.set(id, inbound);
    site.byReturnId.set(request.returnId, inbound);
    site.logInbound('return-expected', inbound, number);
    site.touchInbound(inbound, call.indexLagMs);
    awaitParcel(site, inbound);
    return { status: 201, body: keys(inbound) };
  });
}

export function onInbound(site: Site, call: Call, work: (inbound: Inbound) => Answer): Answer {
  const inbound = site.inbounds.get(call.parameters['id'] ?? '');
  return inbound ? work(inbound) : problem(404, 'NO_SUCH_INBOUND', 'there is no return with this id');
}

export function readInbound(site: Site, call: Call): Answer {
  return onInbound(site, call, ok);
}

export function cancelInbound(site: Site, call: Call): Answer {
  return onInbound(site, call, (inbound) =>
    withBody(CancelRequest, call, ({ reference }) => {
      if (inbound.cancelledBy !== undefined) return problem(409, 'ALREADY_CANCELLED', 'it is not expected any more', keys(inbound));
      if (inbound.arrivals.length > 0) return problem(422, 'ALREADY_ARRIVED', 'goods have arrived');
      inbound.cancelledBy = reference;
      site.logInbound('return-called-off', inbound, inbound.number, reference);
      site.touchInbound(inbound);
      return ok(keys(inbound));
    }),
  );
}

export function searchInbounds(site: Site, { query }: Call): Answer {
  const [ids, returnId, since] = [query.get('ids'), query.get('returnId'), query.get('modifiedSince')];
  if (ids !== null) {
    const wanted = ids.split(',').filter(Boolean);
    if (wanted.length > MOST_IDS) return problem(400, 'TOO_MANY_IDS', `at most ${MOST_IDS} ids can be read at once`);
    return ok({ items: wanted.map((id) => site.inbounds.get(id)).filter((inbound) => inbound !== undefined) });
  }
  if (returnId !== null) return ok({ items: site.inboundIndex.byKey(returnId) });
  const sinceMs = Date.parse(since ?? '');
  if (Number.isNaN(sinceMs)) return problem(400, 'INVALID', 'one of ids, returnId or modifiedSince is needed');
  return ok({ ...site.inboundIndex.modifiedSince(sinceMs, query.get('next') ?? undefined, PAGE), asOf: site.now() });
}
