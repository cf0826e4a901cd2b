/** Commands about releases: taken once under our key, cancelled until picking begins. */
import type { CommandBody } from '../../../canonical/command.ts';
import type { Release } from '../../../canonical/fulfilment.ts';
import type { Outcome, ProbeOutcome } from '../../engine/endpoint.ts';
import type { HttpCall, HttpResult } from '../kit/http-client.ts';
import { documentDiffers, parseBody, parseDocument } from '../kit/outcome.ts';
import { DocumentKeys, ItemsAnswer, ReleaseDocument } from './contract.ts';
import { holdsRelease, toWire } from './mapping.ts';
import { cancelOutcome, failureFrom, releaseOutcome } from './outcome.ts';

export type ReleaseBody = Extract<CommandBody, { intent: 'RELEASE' | 'CANCEL_QUANTITY' }>;
type Cancellation = Extract<CommandBody, { intent: 'CANCEL_QUANTITY' }>;

type Call = (call: HttpCall, signal: AbortSignal) => Promise<HttpResult>;

export type ReleaseCommands = {
  readonly send: (commandId: string, body: ReleaseBody, signal: AbortSignal) => Promise<Outcome>;
  readonly probe: (commandId: string, body: ReleaseBody, signal: AbortSignal) => Promise<ProbeOutcome>;
};

export function isRelease(body: CommandBody): body is ReleaseBody {
  return body.intent === 'RELEASE' || body.intent === 'CANCEL_QUANTITY';
}

function found({ id, number }: ReleaseDocument, matches: boolean): ProbeOutcome {
  return { class: 'FOUND', documents: [{ nativeId: id, nativeNumber: number, matches }] };
}

/** Whether the document shows the cancellation: undefined if not, else whether it is the one we asked for. */
function showsCancellation({ cancellations }: ReleaseDocument, commandId: string, { lines }: Cancellation): boolean | undefined {
  const done = cancellations.find(({ reference }) => reference === commandId);
  if (done?.lines.length !== lines.length) return done && false;
  return lines.every(({ lineKey, quantity }) => done.lines.some((line) => line.externalLine === lineKey && line.quantity === quantity));
}

/** `path` is where the site keeps its releases. */
export function makeReleaseCommands(path: string, call: Call): ReleaseCommands {
  async function probeRelease(release: Release, signal: AbortSignal): Promise<ProbeOutcome> {
    const result = await call({ method: 'GET', path: `${path}?releaseId=${encodeURIComponent(release.releaseId)}` }, signal);
    const answer = parseBody(result, ItemsAnswer, failureFrom);
    if (answer.class !== 'BODY') return answer;
    const [item] = answer.body.items;
    if (item === undefined) return { class: 'NOT_FOUND' };
    const document = ReleaseDocument.safeParse(item);
    return document.success ? found(document.data, holdsRelease(document.data, release)) : documentDiffers();
  }

  async function probeCancellation(commandId: string, body: Cancellation, signal: AbortSignal): Promise<ProbeOutcome> {
    const result = await call({ method: 'GET', path: `${path}/${encodeURIComponent(body.document.nativeId)}` }, signal);
    const answer = parseDocument(result, { document: ReleaseDocument, keys: DocumentKeys }, failureFrom);
    if (answer.class !== 'BODY') return answer.code === 'NO_SUCH_RELEASE' ? { class: 'NOT_FOUND' } : answer;
    const matches = showsCancellation(answer.body, commandId, body);
    return matches === undefined ? { class: 'NOT_FOUND' } : found(answer.body, matches);
  }

  return {
    send: async (commandId, body, signal) => {
      if (body.intent === 'RELEASE') {
        return releaseOutcome(await call({ method: 'POST', path, body: toWire(body.release) }, signal), body.release);
      }
      const lines = body.lines.map(({ lineKey, quantity }) => ({ externalLine: lineKey, quantity }));
      const cancelPath = `${path}/${encodeURIComponent(body.document.nativeId)}/cancel`;
      return cancelOutcome(await call({ method: 'POST', path: cancelPath, body: { reference: commandId, lines } }, signal));
    },
    probe: (commandId, body, signal) =>
      body.intent === 'RELEASE' ? probeRelease(body.release, signal) : probeCancellation(commandId, body, signal),
  };
}
