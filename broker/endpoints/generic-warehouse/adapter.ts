/** The adapter of the generic warehouse: class C of docs/adapters.md, since the key of a release is ours. */
import type { CommandBody, CommandIntent, OutboundCommand } from '../../../canonical/command.ts';
import type { Clock } from '../../engine/clock.ts';
import type { ChangeHint, Endpoint, Outcome, ProbeOutcome, ReadOutcome } from '../../engine/endpoint.ts';
import { makeCursorFeedSource } from '../kit/cursor-feed.ts';
import { defineKind } from '../kit/endpoint-kind.ts';
import type { HttpCall, HttpClient, HttpResult } from '../kit/http-client.ts';
import { limitsOf, makeApiKeyClient, reconciliationOf } from '../kit/http-endpoint.ts';
import { brokenContract, parseBody, unsupported } from '../kit/outcome.ts';
import { makeReconcilingFeed } from '../kit/reconciling-feed.ts';
import { GENERIC_WAREHOUSE, GenericWarehouseConfig } from './config.ts';
import { ItemsAnswer, ReleaseDocument } from './contract.ts';
import { holdsRelease, toObservation, toWire } from './mapping.ts';
import { cancelOutcome, failureFrom, releaseOutcome } from './outcome.ts';

const INTENTS: readonly CommandIntent[] = ['RELEASE', 'CANCEL_QUANTITY'];

/** Documents one bulk read may name. */
const READ_BATCH = 50;

type GenericWarehouseDependencies = { readonly clock: Clock; readonly http: HttpClient };

type Cancellation = Extract<CommandBody, { intent: 'CANCEL_QUANTITY' }>;

function toFound({ id, number }: ReleaseDocument, matches: boolean): ProbeOutcome {
  return { class: 'FOUND', documents: [{ nativeId: id, nativeNumber: number, matches }] };
}

/** Whether the document shows the cancellation: undefined if not, else whether it is the one we asked for. */
function showsCancellation({ cancellations }: ReleaseDocument, commandId: string, { lines }: Cancellation): boolean | undefined {
  const done = cancellations.find(({ reference }) => reference === commandId);
  if (done?.lines.length !== lines.length) return done && false;
  return lines.every(({ lineKey, quantity }) => done.lines.some((line) => line.externalLine === lineKey && line.quantity === quantity));
}

/** One site of a generic warehouse as an endpoint. */
function makeGenericWarehouse(config: GenericWarehouseConfig, { clock, http }: GenericWarehouseDependencies): Endpoint {
  const root = `/api/${encodeURIComponent(config.site)}`;
  const releases = `${root}/releases`;
  const get = (call: HttpCall, signal: AbortSignal): Promise<HttpResult> => http.call(call, signal);

  async function send({ commandId, body }: OutboundCommand, signal: AbortSignal): Promise<Outcome> {
    if (body.intent === 'RELEASE') {
      const result = await http.call({ method: 'POST', path: releases, body: toWire(body.release) }, signal);
      return releaseOutcome(result, body.release);
    }
    if (body.intent !== 'CANCEL_QUANTITY') return unsupported(body.intent);
    const lines = body.lines.map(({ lineKey, quantity }) => ({ externalLine: lineKey, quantity }));
    const path = `${releases}/${encodeURIComponent(body.document.nativeId)}/cancel`;
    return cancelOutcome(await http.call({ method: 'POST', path, body: { reference: commandId, lines } }, signal));
  }

  async function probeRelease(release: Parameters<typeof holdsRelease>[1], signal: AbortSignal): Promise<ProbeOutcome> {
    const result = await get({ method: 'GET', path: `${releases}?releaseId=${encodeURIComponent(release.releaseId)}` }, signal);
    const answer = parseBody(result, ItemsAnswer, failureFrom);
    if (answer.class !== 'BODY') return answer;
    const [item] = answer.body.items;
    if (item === undefined) return { class: 'NOT_FOUND' };
    const document = ReleaseDocument.safeParse(item);
    return document.success ? toFound(document.data, holdsRelease(document.data, release)) : brokenContract();
  }

  async function probeCancellation(commandId: string, body: Cancellation, signal: AbortSignal): Promise<ProbeOutcome> {
    const result = await get({ method: 'GET', path: `${releases}/${encodeURIComponent(body.document.nativeId)}` }, signal);
    const answer = parseBody(result, ReleaseDocument, failureFrom);
    if (answer.class !== 'BODY') return answer.code === 'NO_SUCH_RELEASE' ? { class: 'NOT_FOUND' } : answer;
    const matches = showsCancellation(answer.body, commandId, body);
    return matches === undefined ? { class: 'NOT_FOUND' } : toFound(answer.body, matches);
  }

  async function probe({ commandId, body }: OutboundCommand, signal: AbortSignal): Promise<ProbeOutcome> {
    if (body.intent === 'RELEASE') return probeRelease(body.release, signal);
    return body.intent === 'CANCEL_QUANTITY' ? probeCancellation(commandId, body, signal) : { class: 'NOT_FOUND' };
  }

  async function read(hints: readonly ChangeHint[], signal: AbortSignal): Promise<ReadOutcome> {
    const ids = hints.filter(({ kind }) => kind === 'release').map(({ nativeId }) => encodeURIComponent(nativeId));
    if (ids.length === 0) return { class: 'OK', observations: [] };
    const answer = parseBody(await get({ method: 'GET', path: `${releases}?ids=${ids.join(',')}` }, signal), ItemsAnswer, failureFrom);
    if (answer.class !== 'BODY') return answer;
    const observedAt = new Date(clock.now()).toISOString();
    const seen = answer.body.items.map((item) => toObservation(item, { endpoint: config.id, observedAt }));
    if (seen.includes('BROKEN')) return brokenContract();
    return { class: 'OK', observations: seen.filter((observation) => observation !== undefined && observation !== 'BROKEN') };
  }

  const source = makeCursorFeedSource({
    ...{ changesPath: `${root}/changes`, documentsPath: releases, type: 'release', kind: 'release' },
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
