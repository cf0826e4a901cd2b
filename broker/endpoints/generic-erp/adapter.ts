/** The adapter of the generic ERP: class E of docs/adapters.md, since a create of it can only be searched for. */
import type { CommandIntent, OutboundCommand } from '../../../canonical/command.ts';
import type { CustomerOrder } from '../../../canonical/order.ts';
import type { Clock } from '../../engine/clock.ts';
import type { ChangeHint, CheckOutcome, Endpoint, EndpointCapabilities, Failure, Outcome, ReadOutcome } from '../../engine/endpoint.ts';
import { defineKind } from '../kit/endpoint-kind.ts';
import { makeHttpClient } from '../kit/http-client.ts';
import type { HttpCall, HttpClient, HttpResult } from '../kit/http-client.ts';
import { brokenContract, unsupported } from '../kit/outcome.ts';
import { rootOf, shippedQuantities, toCall } from './calls.ts';
import { GENERIC_ERP, GenericErpConfig } from './config.ts';
import { CheckAnswer, ItemsAnswer } from './contract.ts';
import { makeFeed } from './feed.ts';
import { toObservation } from './mapping.ts';
import { toSalesOrder } from './order-request.ts';
import { failureFrom, goodsIssueOutcome, toFault, writeOutcome } from './outcome.ts';
import { makeProbe } from './probe.ts';

const INTENTS: readonly CommandIntent[] = [
  'CREATE_ORDER',
  'CONFIRM_SHIPMENT',
  'CANCEL_QUANTITY',
  'HOLD',
  'RELEASE_HOLD',
  'CANCEL_DUPLICATE',
];

/** Documents one bulk read may name. Source: docs/generic-erp-api.md. */
const READ_BATCH = 50;

export type GenericErpDependencies = { readonly clock: Clock; readonly http: HttpClient };

function capabilitiesOf({ concurrency, callsPerSecond, timeoutMs, settleMs = 2 * timeoutMs }: GenericErpConfig): EndpointCapabilities {
  const rate = callsPerSecond === undefined ? {} : { callsPerSecond };
  return { intents: INTENTS, idempotency: 'E', settleMs, timeoutMs, concurrency, readBatch: READ_BATCH, ...rate };
}

function outcomeOf({ body }: OutboundCommand, result: HttpResult): Outcome {
  switch (body.intent) {
    case 'CONFIRM_SHIPMENT':
      return goodsIssueOutcome(result, shippedQuantities(body.shipment));
    case 'CANCEL_QUANTITY':
    case 'CANCEL_DUPLICATE':
      return writeOutcome(result, ['ALREADY_CANCELLED']);
    case 'RELEASE_HOLD':
      return writeOutcome(result, ['NOT_HELD']);
    default:
      return writeOutcome(result);
  }
}

/** The body of a 200, or what went wrong with a question. */
function bodyOf(result: HttpResult): { readonly class: 'BODY'; readonly body: unknown } | Failure {
  return result.kind === 'answer' && result.status === 200 ? { class: 'BODY', body: result.body } : failureFrom(result, 'read');
}

/** One company of a generic ERP as an endpoint. */
export function makeGenericErp(config: GenericErpConfig, { clock, http }: GenericErpDependencies): Endpoint {
  const root = rootOf(config.company);
  const get = (call: HttpCall, signal: AbortSignal): Promise<HttpResult> => http.call(call, signal);

  function toRead(items: readonly unknown[]): ReadOutcome {
    const observedAt = new Date(clock.now()).toISOString();
    const read = items.map((item) => toObservation(item, { endpoint: config.id, observedAt }));
    if (read.includes('BROKEN')) return brokenContract();
    return { class: 'OK', observations: read.filter((observation) => observation !== undefined && observation !== 'BROKEN') };
  }

  async function send(command: OutboundCommand, signal: AbortSignal): Promise<Outcome> {
    const call = toCall(root, command);
    return call ? outcomeOf(command, await http.call(call, signal)) : unsupported(command.body.intent);
  }

  async function read(hints: readonly ChangeHint[], signal: AbortSignal): Promise<ReadOutcome> {
    const ids = hints.filter(({ kind }) => kind === 'order').map(({ nativeId }) => encodeURIComponent(nativeId));
    if (ids.length === 0) return { class: 'OK', observations: [] };
    const answer = bodyOf(await get({ method: 'GET', path: `${root}/sales-orders?ids=${ids.join(',')}` }, signal));
    if (answer.class !== 'BODY') return answer;
    const page = ItemsAnswer.safeParse(answer.body);
    return page.success ? toRead(page.data.items) : brokenContract();
  }

  async function check(order: CustomerOrder, signal: AbortSignal): Promise<CheckOutcome> {
    const result = await http.call({ method: 'POST', path: `${root}/order-checks`, body: toSalesOrder(order) }, signal);
    const answer = bodyOf(result);
    if (answer.class !== 'BODY') return answer;
    const faults = CheckAnswer.safeParse(answer.body);
    return faults.success ? { class: 'OK', faults: faults.data.errors.map(toFault) } : brokenContract();
  }

  return {
    id: config.id,
    capabilities: capabilitiesOf(config),
    send,
    probe: makeProbe({ root, get }),
    read,
    changes: makeFeed({ config, root, get, now: clock.now }),
    check,
  };
}

export const genericErpKind = defineKind(GENERIC_ERP, GenericErpConfig, (config, { clock }) => {
  const { baseUrl, apiKey, concurrency, timeoutMs } = config;
  const http = makeHttpClient({ baseUrl, headers: { 'x-api-key': apiKey }, connections: concurrency, timeoutMs, now: clock.now });
  return { endpoint: makeGenericErp(config, { clock, http }), close: http.close };
});
