/** The adapter of the generic ERP: class E of docs/adapters.md, since a create of it can only be searched for. */
import type { CommandBody, CommandIntent, OutboundCommand } from '../../../canonical/command.ts';
import type { CustomerOrder } from '../../../canonical/order.ts';
import type { Clock } from '../../engine/clock.ts';
import type { ChangeHint, CheckOutcome, Endpoint, Outcome, ReadOutcome } from '../../engine/endpoint.ts';
import { makeCursorFeedSource } from '../kit/cursor-feed.ts';
import { defineKind } from '../kit/endpoint-kind.ts';
import { limitsOf, makeApiKeyClient, reconciliationOf } from '../kit/http-endpoint.ts';
import type { HttpCall, HttpClient, HttpResult } from '../kit/http-client.ts';
import { parseBody, unsupported } from '../kit/outcome.ts';
import { makeReconcilingFeed } from '../kit/reconciling-feed.ts';
import { joinReads, seenDocuments } from '../kit/seen-documents.ts';
import { rootOf, shippedQuantities, toCall } from './calls.ts';
import { GENERIC_ERP, GenericErpConfig } from './config.ts';
import { CheckAnswer, ItemsAnswer } from './contract.ts';
import { toObservation } from './mapping.ts';
import { returnsPath } from './return-calls.ts';
import { toReturnObservation } from './return-mapping.ts';
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
  'CHANGE_ADDRESS',
  'CREATE_RETURN',
  'CANCEL_RETURN',
  'CONFIRM_RECEIPT',
  'CREDIT_RETURN',
  'BOOK_REFUND',
];

/** Documents one bulk read may name. Source: docs/generic-erp-api.md. */
const READ_BATCH = 50;

/** The kinds of documents this ERP tells of. */
type ErpKind = 'order' | 'return';

type GenericErpDependencies = { readonly clock: Clock; readonly http: HttpClient };

/** The codes by which the ERP says that it did a deed before. */
const DONE_BEFORE: Readonly<Partial<Record<CommandIntent, string>>> = {
  CONFIRM_RECEIPT: 'RECEIPT_EXISTS',
  CREDIT_RETURN: 'CREDIT_EXISTS',
  BOOK_REFUND: 'REFUND_EXISTS',
  CANCEL_QUANTITY: 'ALREADY_CANCELLED',
  CANCEL_DUPLICATE: 'ALREADY_CANCELLED',
  CANCEL_RETURN: 'ALREADY_CANCELLED',
  RELEASE_HOLD: 'NOT_HELD',
};

/** The lines a command speaks of, in the order in which they are sent. */
function lineKeysOf(body: CommandBody): readonly number[] {
  switch (body.intent) {
    case 'CREATE_ORDER':
      return body.order.lines.map(({ lineKey }) => lineKey);
    case 'CREATE_RETURN':
      return body.request.lines.map(({ lineKey }) => lineKey);
    case 'CANCEL_QUANTITY':
    case 'CREDIT_RETURN':
      return body.lines.map(({ lineKey }) => lineKey);
    default:
      return [];
  }
}

function outcomeOf({ body }: OutboundCommand, result: HttpResult): Outcome {
  if (body.intent === 'CONFIRM_SHIPMENT') return goodsIssueOutcome(result, shippedQuantities(body.shipment));
  const done = DONE_BEFORE[body.intent];
  return writeOutcome(result, { ...(done !== undefined && { done: [done] }), lineKeys: lineKeysOf(body) });
}

/** One company of a generic ERP as an endpoint. */
function makeGenericErp(config: GenericErpConfig, { clock, http }: GenericErpDependencies): Endpoint {
  const root = rootOf(config.company);
  const get = (call: HttpCall, signal: AbortSignal): Promise<HttpResult> => http.call(call, signal);

  function toRead(kind: ErpKind, items: readonly unknown[]): ReadOutcome {
    const sight = { endpoint: config.id, observedAt: new Date(clock.now()).toISOString() };
    return seenDocuments(items.map((item) => (kind === 'order' ? toObservation(item, sight) : toReturnObservation(item, sight))));
  }

  async function send(command: OutboundCommand, signal: AbortSignal): Promise<Outcome> {
    const call = toCall(root, command);
    return call ? outcomeOf(command, await http.call(call, signal)) : unsupported(command.body.intent);
  }

  async function readKind(kind: ErpKind, hints: readonly ChangeHint[], signal: AbortSignal): Promise<ReadOutcome> {
    const ids = hints.filter((hint) => hint.kind === kind).map(({ nativeId }) => encodeURIComponent(nativeId));
    if (ids.length === 0) return { class: 'OK', observations: [] };
    const path = kind === 'order' ? `${root}/sales-orders` : returnsPath(root);
    const answer = parseBody(await get({ method: 'GET', path: `${path}?ids=${ids.join(',')}` }, signal), ItemsAnswer, failureFrom);
    return answer.class === 'BODY' ? toRead(kind, answer.body.items) : answer;
  }

  async function read(hints: readonly ChangeHint[], signal: AbortSignal): Promise<ReadOutcome> {
    const orders = await readKind('order', hints, signal);
    return orders.class === 'OK' ? joinReads(orders, await readKind('return', hints, signal)) : orders;
  }

  async function check(order: CustomerOrder, signal: AbortSignal): Promise<CheckOutcome> {
    const result = await http.call({ method: 'POST', path: `${root}/order-checks`, body: toSalesOrder(order) }, signal);
    const answer = parseBody(result, CheckAnswer, failureFrom);
    return answer.class === 'BODY' ? { class: 'OK', faults: answer.body.errors.map(toFault) } : answer;
  }

  const source = makeCursorFeedSource({
    changesPath: `${root}/changes`,
    documents: [
      { path: `${root}/sales-orders`, type: 'sales-order', kind: 'order' },
      { path: returnsPath(root), type: 'return', kind: 'return' },
    ],
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
