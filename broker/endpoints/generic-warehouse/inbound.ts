/** Commands about returned goods: announced once under our key, called off until something has arrived. */
import type { CommandBody } from '../../../canonical/command.ts';
import type { ExpectedReturn } from '../../../canonical/returns.ts';
import type { Outcome, ProbeOutcome } from '../../engine/endpoint.ts';
import type { HttpCall, HttpResult } from '../kit/http-client.ts';
import { documentDiffers, parseBody, parseDocument } from '../kit/outcome.ts';
import { InboundDocument, InboundKeys, ItemsAnswer } from './contract.ts';
import { holdsReturn, toInbound } from './inbound-mapping.ts';
import { cancelOutcome, expectOutcome, failureFrom } from './outcome.ts';

export type InboundBody = Extract<CommandBody, { intent: 'EXPECT_RETURN' | 'CANCEL_RETURN' }>;

type Call = (call: HttpCall, signal: AbortSignal) => Promise<HttpResult>;

export type InboundCommands = {
  readonly send: (commandId: string, body: InboundBody, signal: AbortSignal) => Promise<Outcome>;
  readonly probe: (body: InboundBody, signal: AbortSignal) => Promise<ProbeOutcome>;
};

export function isInbound(body: CommandBody): body is InboundBody {
  return body.intent === 'EXPECT_RETURN' || body.intent === 'CANCEL_RETURN';
}

function found({ id, number }: InboundDocument, matches: boolean): ProbeOutcome {
  return { class: 'FOUND', documents: [{ nativeId: id, nativeNumber: number, matches }] };
}

/** `path` is where the site keeps its returns. */
export function makeInboundCommands(path: string, call: Call): InboundCommands {
  async function probeExpected(expected: ExpectedReturn, signal: AbortSignal): Promise<ProbeOutcome> {
    const result = await call({ method: 'GET', path: `${path}?returnId=${encodeURIComponent(expected.returnKey)}` }, signal);
    const answer = parseBody(result, ItemsAnswer, failureFrom);
    if (answer.class !== 'BODY') return answer;
    const [item] = answer.body.items;
    if (item === undefined) return { class: 'NOT_FOUND' };
    const document = InboundDocument.safeParse(item);
    return document.success ? found(document.data, holdsReturn(document.data, expected)) : documentDiffers();
  }

  async function probeCancelled(nativeId: string, signal: AbortSignal): Promise<ProbeOutcome> {
    const result = await call({ method: 'GET', path: `${path}/${encodeURIComponent(nativeId)}` }, signal);
    const answer = parseDocument(result, { document: InboundDocument, keys: InboundKeys }, failureFrom);
    if (answer.class !== 'BODY') return answer.code === 'NO_SUCH_INBOUND' ? { class: 'NOT_FOUND' } : answer;
    return answer.body.cancelledBy === undefined ? { class: 'NOT_FOUND' } : found(answer.body, true);
  }

  return {
    send: async (commandId, body, signal) => {
      if (body.intent === 'EXPECT_RETURN') {
        return expectOutcome(await call({ method: 'POST', path, body: toInbound(body.expected) }, signal), body.expected);
      }
      const cancelPath = `${path}/${encodeURIComponent(body.document.nativeId)}/cancel`;
      return cancelOutcome(await call({ method: 'POST', path: cancelPath, body: { reference: commandId } }, signal));
    },
    probe: (body, signal) =>
      body.intent === 'EXPECT_RETURN' ? probeExpected(body.expected, signal) : probeCancelled(body.document.nativeId, signal),
  };
}
