/** The adapter of the generic ERP: class E of docs/adapters.md, since a create of it can only be searched for. */
import type { CommandIntent, OutboundCommand } from '../../../canonical/command.ts';
import type { CustomerOrder } from '../../../canonical/order.ts';
import type { Clock } from '../../engine/clock.ts';
import type { ChangeHint, CheckOutcome, Endpoint, Outcome, ReadOutcome } from '../../engine/endpoint.ts';
import { makeCursorFeedSource } from '../kit/cursor-feed.ts';
import { defineKind } from '../kit/endpoint-kind.ts';
import { limitsOf, makeApiKeyClient, reconciliationOf } from '../kit/http-endpoint.ts';
import type { HttpCall, HttpClient, HttpResult } from '../kit/http-client.ts';
import { brokenContract, parseBody, unsupported } from '../kit/outcome.ts';
import { makeReconcilingFeed } from '../kit/reconciling-feed.ts';
import { rootOf, shippedQuantities, toCall } from './calls.ts';
import { GENERIC_ERP, GenericErpConfig } from './config.ts';
import { CheckAnswer, ItemsAnswer } from './contract.ts';
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

type GenericErpDependencies = { readonly clock: Clock; readonly http: HttpClient };

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

/** One company of a generic ERP as an endpoint. */
function makeGenericErp(config: GenericErpConfig, { clock, http }: GenericErpDependencies): Endpoint {
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
    const result = await get({ method: 'GET', path: `${root}/sales-orders?ids=${ids.join(',')}` }, signal);
    const answer = parseBody(result, ItemsAnswer, failureFrom);
    return answer.class === 'BODY' ? toRead(answer.body.items) : answer;
  }

  async function check(order: CustomerOrder, signal: AbortSignal): Promise<CheckOutcome> {
    const result = await http.call({ method: 'POST', path: `${root}/order-checks`, body: toSalesOrder(order) }, signal);
    const answer = parseBody(result, CheckAnswer, failureFrom);
    return answer.class === 'BODY' ? { class: 'OK', faults: answer.body.errors.map(toFault) } : answer;
  }

  const source = makeCursorFeedSource({
    ...{ changesPath: `${root}/changes`, documentsPath: `${root}/sales-orders`, type: 'sales-order', kind: 'order' },
    ...{ get, classify: failureFrom },
  });

  return {
    id: config.id,
    capabilities: { intents: INTENTS, idempotency: 'E', readBatch: READ_BATCH, ...limitsOf(config) },
    send,
    probe: makeProbe({ root, get }),
    read,
    changes: makeReconcilingFeed(source, reconciliationOf(config, clock)),
    check,
  };
}

export const genericErpKind = defineKind(GENERIC_ERP, GenericErpConfig, (config, { clock }) => {
  const http = makeApiKeyClient(config, clock);
  return { endpoint: makeGenericErp(config, { clock, http }), close: http.close };
});
