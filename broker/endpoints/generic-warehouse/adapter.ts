/** The adapter of the generic warehouse: class C of docs/adapters.md, since the key of a release is ours. */
import type { CommandIntent, OutboundCommand } from '../../../canonical/command.ts';
import type { Clock } from '../../engine/clock.ts';
import type { ChangeHint, Endpoint, Outcome, ProbeOutcome, ReadOutcome } from '../../engine/endpoint.ts';
import { makeCursorFeedSource } from '../kit/cursor-feed.ts';
import { defineKind } from '../kit/endpoint-kind.ts';
import type { HttpCall, HttpClient, HttpResult } from '../kit/http-client.ts';
import { limitsOf, makeApiKeyClient, reconciliationOf } from '../kit/http-endpoint.ts';
import { parseBody, unsupported } from '../kit/outcome.ts';
import { makeReconcilingFeed } from '../kit/reconciling-feed.ts';
import { joinReads, seenDocuments } from '../kit/seen-documents.ts';
import { GENERIC_WAREHOUSE, GenericWarehouseConfig } from './config.ts';
import { ItemsAnswer } from './contract.ts';
import { isInbound, makeInboundCommands } from './inbound.ts';
import { toReturnObservation } from './inbound-mapping.ts';
import { toObservation } from './mapping.ts';
import { failureFrom } from './outcome.ts';
import { isRelease, makeReleaseCommands } from './releases.ts';

const INTENTS: readonly CommandIntent[] = ['RELEASE', 'CANCEL_QUANTITY', 'EXPECT_RETURN', 'CANCEL_RETURN'];

/** Documents one bulk read may name. */
const READ_BATCH = 50;

/** The kinds of documents a site tells of. */
type SiteKind = 'release' | 'return';

type GenericWarehouseDependencies = { readonly clock: Clock; readonly http: HttpClient };

/** One site of a generic warehouse as an endpoint. */
function makeGenericWarehouse(config: GenericWarehouseConfig, { clock, http }: GenericWarehouseDependencies): Endpoint {
  const root = `/api/${encodeURIComponent(config.site)}`;
  const releases = `${root}/releases`;
  const inbounds = `${root}/inbounds`;
  const get = (call: HttpCall, signal: AbortSignal): Promise<HttpResult> => http.call(call, signal);
  const released = makeReleaseCommands(releases, get);
  const returned = makeInboundCommands(inbounds, get);

  async function send({ commandId, body }: OutboundCommand, signal: AbortSignal): Promise<Outcome> {
    if (isRelease(body)) return released.send(commandId, body, signal);
    return isInbound(body) ? returned.send(commandId, body, signal) : unsupported(body.intent);
  }

  async function probe({ commandId, body }: OutboundCommand, signal: AbortSignal): Promise<ProbeOutcome> {
    if (isRelease(body)) return released.probe(commandId, body, signal);
    return isInbound(body) ? returned.probe(body, signal) : { class: 'NOT_FOUND' };
  }

  async function readKind(kind: SiteKind, hints: readonly ChangeHint[], signal: AbortSignal): Promise<ReadOutcome> {
    const ids = hints.filter((hint) => hint.kind === kind).map(({ nativeId }) => encodeURIComponent(nativeId));
    if (ids.length === 0) return { class: 'OK', observations: [] };
    const path = kind === 'release' ? releases : inbounds;
    const answer = parseBody(await get({ method: 'GET', path: `${path}?ids=${ids.join(',')}` }, signal), ItemsAnswer, failureFrom);
    if (answer.class !== 'BODY') return answer;
    const sight = { endpoint: config.id, observedAt: new Date(clock.now()).toISOString() };
    const { items } = answer.body;
    return seenDocuments(items.map((item) => (kind === 'release' ? toObservation(item, sight) : toReturnObservation(item, sight))));
  }

  async function read(hints: readonly ChangeHint[], signal: AbortSignal): Promise<ReadOutcome> {
    const out = await readKind('release', hints, signal);
    return out.class === 'OK' ? joinReads(out, await readKind('return', hints, signal)) : out;
  }

  const source = makeCursorFeedSource({
    changesPath: `${root}/changes`,
    documents: [
      { path: releases, type: 'release', kind: 'release' },
      { path: inbounds, type: 'inbound', kind: 'return' },
    ],
    ...{ get, classify: failureFrom },
  });

  return {
    id: config.id,
    capabilities: { intents: INTENTS, idempotency: 'C', readBatch: READ_BATCH, ...limitsOf(config) },
    ...{ send, probe, read },
    changes: makeReconcilingFeed(source, reconciliationOf(config, clock)),
  };
}

export const genericWarehouseKind = defineKind(GENERIC_WAREHOUSE, GenericWarehouseConfig, (config, { clock }) => {
  const http = makeApiKeyClient(config, clock);
  return { endpoint: makeGenericWarehouse(config, { clock, http }), close: http.close };
});
