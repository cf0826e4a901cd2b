/** The warehouse's REST API: releases taken once per key, cancelled until picking begins, and read. */
import { z } from 'zod';
import { withBody } from '../host/admin-api.ts';
import type { Answer, Call, Route } from '../host/call.ts';
import { ok, problem } from '../host/call.ts';
import { startFulfilment } from './fulfilment.ts';
import { cancelInbound, expectInbound, readInbound, searchInbounds } from './inbound-api.ts';
import { outstanding } from './release.ts';
import type { Content, WarehouseRelease } from './release.ts';
import type { Site } from './site.ts';

const MOST_IDS = 50;
const PAGE = 200;

const text = (max: number): z.ZodString => z.string().max(max);
const ReleaseRequest = z.strictObject({
  releaseId: text(30).min(1),
  orderReference: text(22).min(1),
  shipTo: z.strictObject({
    ...{ name: text(120), street: text(120), street2: text(120).optional(), postcode: text(20).optional(), city: text(80) },
    ...{ state: text(80).optional(), country: z.string().length(2), phone: text(40).optional() },
  }),
  pickupLocation: text(40).optional(),
  lines: z.array(z.strictObject({ externalLine: z.int().min(1), sku: text(60).min(1), quantity: z.number().gt(0) })).min(1),
});

const CancelRequest = z.strictObject({
  reference: z.string().min(1).max(60),
  lines: z.array(z.strictObject({ externalLine: z.int(), quantity: z.number().gt(0) })).min(1),
});

function keys({ id, number, version }: WarehouseRelease): Record<string, unknown> {
  return { id, number, version };
}

function takeRelease(site: Site, call: Call): Answer {
  return withBody(ReleaseRequest, call, ({ releaseId, orderReference, shipTo, pickupLocation, lines }) => {
    const known = site.byReleaseId.get(releaseId);
    if (known) return problem(409, 'RELEASE_EXISTS', 'there is a release of this key', { release: known });
    const [number, at] = [site.nextNumber('RL'), site.now()];
    const release: WarehouseRelease = {
      ...{ id: `${site.name}-${number}`, number, releaseId, orderReference, version: 0, status: 'NEW', createdAt: at, modifiedAt: at },
      lines: lines.map((line) => ({ ...line, cancelled: 0, shorted: 0, picked: 0, shipped: 0 })),
      ...{ shipTo, ...(pickupLocation !== undefined && { pickupLocation }) },
      ...{ shipments: [], cancellations: [], pickingBegan: false },
    };
    site.releases.set(release.id, release);
    site.byReleaseId.set(releaseId, release);
    site.log('release-taken', release, number);
    site.touch(release, call.indexLagMs);
    startFulfilment(site, release);
    return { status: 201, body: keys(release) };
  });
}

function onRelease(site: Site, call: Call, work: (release: WarehouseRelease) => Answer): Answer {
  const release = site.releases.get(call.parameters['id'] ?? '');
  return release ? work(release) : problem(404, 'NO_SUCH_RELEASE', 'there is no release with this id');
}

/** Cancels lines of a release. */
export function cancelLines(site: Site, release: WarehouseRelease, reference: string, wanted: readonly Omit<Content, 'sku'>[]): boolean {
  const lines: Content[] = [];
  for (const { externalLine, quantity } of wanted) {
    const line = release.lines.find((other) => other.externalLine === externalLine);
    if (!line || quantity > outstanding(line)) return false;
    lines.push({ externalLine, sku: line.sku, quantity });
  }
  for (const line of release.lines) {
    const cancelled = lines.find(({ externalLine }) => externalLine === line.externalLine)?.quantity ?? 0;
    line.cancelled = Math.round((line.cancelled + cancelled) * 1000) / 1000;
  }
  release.cancellations.push({ reference, at: site.now(), lines });
  site.log('release-cancelled', release, release.number, reference);
  site.touch(release);
  return true;
}

function cancelRelease(site: Site, call: Call): Answer {
  return onRelease(site, call, (release) =>
    withBody(CancelRequest, call, ({ reference, lines }) => {
      const done = release.cancellations.some((cancellation) => cancellation.reference === reference);
      if (done) return problem(409, 'ALREADY_CANCELLED', 'this cancellation was made before', keys(release));
      if (release.pickingBegan || release.refusal !== undefined) return problem(422, 'ALREADY_PICKED', 'picking has begun');
      if (!cancelLines(site, release, reference, lines)) return problem(422, 'QUANTITY_NOT_OPEN', 'not so much is open of a line');
      return ok(keys(release));
    }),
  );
}

function searchReleases(site: Site, { query }: Call): Answer {
  const [ids, releaseId, since] = [query.get('ids'), query.get('releaseId'), query.get('modifiedSince')];
  if (ids !== null) {
    const wanted = ids.split(',').filter(Boolean);
    if (wanted.length > MOST_IDS) return problem(400, 'TOO_MANY_IDS', `at most ${MOST_IDS} ids can be read at once`);
    return ok({ items: wanted.map((id) => site.releases.get(id)).filter((release) => release !== undefined) });
  }
  if (releaseId !== null) return ok({ items: site.index.byKey(releaseId) });
  const sinceMs = Date.parse(since ?? '');
  if (Number.isNaN(sinceMs)) return problem(400, 'INVALID', 'one of ids, releaseId or modifiedSince is needed');
  return ok({ ...site.index.modifiedSince(sinceMs, query.get('next') ?? undefined, PAGE), asOf: site.now() });
}

function readChanges(site: Site, { query }: Call): Answer {
  const page = site.feed.page(query.get('since') ?? undefined, PAGE);
  return page ? ok(page) : problem(410, 'CURSOR_GONE', 'this cursor is not known; start without one');
}

const RELEASES = '/api/:site/releases';
const INBOUNDS = '/api/:site/inbounds';

const API: readonly (readonly [method: string, pattern: string, operation: string, handler: (site: Site, call: Call) => Answer])[] = [
  ['POST', RELEASES, 'takeRelease', takeRelease],
  ['GET', RELEASES, 'searchReleases', searchReleases],
  ['GET', `${RELEASES}/:id`, 'readRelease', (site, call) => onRelease(site, call, ok)],
  ['POST', `${RELEASES}/:id/cancel`, 'cancelRelease', cancelRelease],
  ['POST', INBOUNDS, 'expectInbound', expectInbound],
  ['GET', INBOUNDS, 'searchInbounds', searchInbounds],
  ['GET', `${INBOUNDS}/:id`, 'readInbound', readInbound],
  ['POST', `${INBOUNDS}/:id/cancel`, 'cancelInbound', cancelInbound],
  ['GET', '/api/:site/changes', 'readChanges', readChanges],
];

/** The caller's own key in a call. */
function subject({ body, query }: Call): string | undefined {
  const { releaseId, returnId, reference } = (body ?? {}) as { releaseId?: unknown; returnId?: unknown; reference?: unknown };
  const key = releaseId ?? returnId ?? reference ?? query.get('releaseId') ?? query.get('returnId');
  return typeof key === 'string' ? key : undefined;
}

/** Routes over the sites there are. Callers are let in before; so a call's site exists. */
export function warehouseRoutes(sites: ReadonlyMap<string, Site>): readonly Route[] {
  return API.map(([method, pattern, operation, handler]) => ({
    ...{ method, pattern, operation, subject },
    handle: (call) => handler(sites.get(call.parameters['site'] ?? '') as Site, call),
  }));
}
