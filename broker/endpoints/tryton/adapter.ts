/**
 * The adapter of Tryton 6.0: class E of docs/adapters.md, since nothing in it keeps a reference unique. One company of one database
 * is an endpoint. The protocol is JSON-RPC as trytond/protocols/jsonrpc.py has it; each file names the module it follows.
 */
import type { CommandIntent, OutboundCommand } from '../../../canonical/command.ts';
import type { CustomerOrder } from '../../../canonical/order.ts';
import type { Clock } from '../../engine/clock.ts';
import type { ChangeHint, CheckOutcome, Endpoint, Outcome, ProbeOutcome, ReadOutcome } from '../../engine/endpoint.ts';
import { defineKind } from '../kit/endpoint-kind.ts';
import { makeHttpClient } from '../kit/http-client.ts';
import { limitsOf, reconciliationOf } from '../kit/http-endpoint.ts';
import { unsupported } from '../kit/outcome.ts';
import { checkOrder } from './check.ts';
import { TRYTON, TrytonConfig } from './config.ts';
import { createOrder } from './create-order.ts';
import { readChanges } from './feed.ts';
import { bookRefund, creditReturn } from './credits.ts';
import { makeKeyedLock } from './keyed-lock.ts';
import { probeCommand } from './probe.ts';
import { readObservations } from './read.ts';
import { confirmReceipt } from './receipts.ts';
import { makeRecords, outcomeOf } from './records.ts';
import type { Records } from './records.ts';
import { cancelReturn, createReturn } from './returns.ts';
import { makeTrytonSession } from './session.ts';
import type { TrytonSession } from './session.ts';
import { cancelAll, cancelQuantity, changeAddress, hold, releaseHold } from './shipments.ts';

const INTENTS: readonly CommandIntent[] = [
  'CREATE_ORDER',
  'CANCEL_QUANTITY',
  'CANCEL_DUPLICATE',
  'HOLD',
  'RELEASE_HOLD',
  'CHANGE_ADDRESS',
  'CREATE_RETURN',
  'CANCEL_RETURN',
  'CONFIRM_RECEIPT',
];

function intentsOf({ credits, refundMethod }: TrytonConfig): readonly CommandIntent[] {
  const money: readonly CommandIntent[] = [
    ...(credits === 'broker' ? (['CREDIT_RETURN'] as const) : []),
    ...(refundMethod === undefined ? [] : (['BOOK_REFUND'] as const)),
  ];
  return [...INTENTS, ...money];
}

/** Sales that one read may name; each comes with all its lines, moves and invoices. */
const READ_BATCH = 50;

type TrytonDependencies = { readonly clock: Clock; readonly session: TrytonSession };

function makeTryton(config: TrytonConfig, { clock, session }: TrytonDependencies): Endpoint {
  const oneAtATime = makeKeyedLock();
  const reach = { overlapMs: config.pollOverlapMs, search: reconciliationOf(config, clock) };
  const now = (): string => new Date(clock.now()).toISOString();
  const terms = () => ({ charges: config.charges, shortStock: config.shortStock, prices: config.prices, today: now().slice(0, 10) });

  function execute(records: Records, { commandId, body }: OutboundCommand): Promise<Outcome> {
    if (body.intent === 'CREATE_ORDER') return createOrder(records, body.order, terms());
    if (!('document' in body)) return Promise.resolve(unsupported(body.intent));
    const deed = { commandId, saleId: body.document.nativeId };
    switch (body.intent) {
      case 'CANCEL_QUANTITY':
        return cancelQuantity(records, deed, body.lines);
      case 'CANCEL_DUPLICATE':
        return cancelAll(records, deed);
      case 'HOLD':
        return hold(records, deed);
      case 'RELEASE_HOLD':
        return releaseHold(records, deed);
      case 'CHANGE_ADDRESS':
        return body.pickupLocation === undefined ? changeAddress(records, deed, body.shipTo) : Promise.resolve(unsupported('a store'));
      case 'CREATE_RETURN':
        return createReturn(records, deed.saleId, body.request);
      case 'CANCEL_RETURN':
        return cancelReturn(records, deed.saleId);
      case 'CONFIRM_RECEIPT':
        return confirmReceipt(records, deed.saleId, body.receipt);
      case 'CREDIT_RETURN':
        return creditReturn(records, deed.saleId, { commandId, lines: body.lines });
      case 'BOOK_REFUND':
        return bookRefund(records, body, config.refundMethod ?? '');
      default:
        return Promise.resolve(unsupported(body.intent));
    }
  }

  return {
    id: config.id,
    capabilities: { intents: intentsOf(config), idempotency: 'E', readBatch: READ_BATCH, ...limitsOf(config) },
    send: (command: OutboundCommand, signal: AbortSignal): Promise<Outcome> =>
      oneAtATime(command.orderKey, () => outcomeOf<Outcome>(() => execute(makeRecords(session, signal), command))),
    probe: (command: OutboundCommand, signal: AbortSignal): Promise<ProbeOutcome> =>
      outcomeOf<ProbeOutcome>(() => probeCommand(makeRecords(session, signal), command)),
    read: (hints: readonly ChangeHint[], signal: AbortSignal): Promise<ReadOutcome> =>
      outcomeOf<ReadOutcome>(() => readObservations(makeRecords(session, signal), hints, { endpoint: config.id, observedAt: now() })),
    changes: (cursor, signal) => readChanges(makeRecords(session, signal), cursor, reach),
    check: (order: CustomerOrder, signal: AbortSignal): Promise<CheckOutcome> =>
      outcomeOf<CheckOutcome>(() => checkOrder(makeRecords(session, signal), order, terms())),
  };
}

export const trytonKind = defineKind(TRYTON, TrytonConfig, (config, { clock }) => {
  const { baseUrl, concurrency, timeoutMs } = config;
  const http = makeHttpClient({ baseUrl, headers: {}, connections: concurrency, timeoutMs, now: clock.now });
  return { endpoint: makeTryton(config, { clock, session: makeTrytonSession(http, config) }), close: http.close };
});
