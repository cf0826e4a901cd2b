/** Turns the ledger's facts of an order into the view callers get. */
import { lineLabel } from '../../canonical/status.ts';
import { lineFacts } from '../domain/order-quantities.ts';
import { keptDocument, restoreState } from '../domain/order-state.ts';
import type { OrderState } from '../domain/order-state.ts';
import { orderWord } from '../domain/order-word.ts';
import { returnLineFacts, statusOf as returnStatusOf } from '../domain/returns/return-quantities.ts';
import { erpDocumentOf } from '../domain/returns/return-state.ts';
import type { OrderStanding } from '../engine/standing.ts';
import { traceIdOf } from '../telemetry/traces.ts';
import type { OrderView } from './order-view.ts';

export type OrderQueries = { readonly order: (orderKey: string) => Promise<OrderView | undefined> };

function erpOf(state: OrderState): Pick<OrderView, 'erp'> {
  const document = keptDocument(state);
  if (!document) return {};
  const { endpoint, nativeId, nativeNumber, status } = document;
  return { erp: { endpoint, nativeId, ...(nativeNumber === undefined ? {} : { nativeNumber }), status } };
}

function linesOf(state: OrderState): OrderView['lines'] {
  return lineFacts(state).map(({ line, buckets }) => ({ lineKey: line.lineKey, status: lineLabel(buckets), quantities: buckets }));
}

function shipmentsOf(state: OrderState): OrderView['shipments'] {
  return state.releases.flatMap((release) =>
    release.shipments.map(({ shipment }) => {
      const trackingNumber = shipment.packages.find((parcel) => parcel.trackingNumber !== undefined)?.trackingNumber;
      return { shipmentId: shipment.shipmentId, status: shipment.status, ...(trackingNumber === undefined ? {} : { trackingNumber }) };
    }),
  );
}

function returnsOf(state: OrderState): OrderView['returns'] {
  return state.returns.map((each) => {
    const rma = erpDocumentOf(each)?.nativeNumber ?? each.document?.nativeNumber;
    return {
      ...{ returnKey: each.request.returnKey, ...(rma === undefined ? {} : { rma }), status: returnStatusOf(each) },
      lines: returnLineFacts(each).map(({ lineKey, buckets }) => ({ lineKey, quantities: buckets })),
    };
  });
}

function requestsOf(state: OrderState): OrderView['requests'] {
  return state.requests.map(({ requestKey, type, status, answer }) => ({
    ...{ requestKey, type, status },
    ...(answer && { code: answer.code, message: answer.message }),
  }));
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

function pendingOf(standing: OrderStanding): OrderView['pending'] {
  return standing.pending.map(({ commandId, endpoint, intent, state, code, dueAt }) => ({
    ...{ commandId, endpoint, intent, state },
    ...(code === null ? {} : { reason: code }),
    ...(state === 'PARKED' ? {} : { nextTryAt: instant(dueAt) }),
  }));
}

function exceptionsOf(standing: OrderStanding): OrderView['exceptions'] {
  return standing.exceptions.map(({ exceptionId, category, code, message, owner, nextTryAt, actions }) => ({
    ...{ exceptionId, category, code, message, owner, actions },
    ...(nextTryAt === undefined ? {} : { nextTryAt }),
  }));
}

function toOrderView(orderKey: string, standing: OrderStanding): OrderView {
  const state = standing.state === null ? undefined : restoreState(orderKey, standing.state);
  const salesforce = {
    current: standing.recordsBehind === 0,
    recordsBehind: standing.recordsBehind,
    ...(standing.behindSince === null ? {} : { behindSince: instant(standing.behindSince) }),
  };
  const traceId = traceIdOf(orderKey);
  const tail = { pending: pendingOf(standing), exceptions: exceptionsOf(standing), salesforce };
  // Committed, and its first turn has not run yet.
  if (!state)
    return {
      ...{ orderKey, status: 'Received', revision: 0, traceId, lines: [], shipments: [], invoices: [], returns: [], requests: [] },
      ...tail,
    };
  return {
    ...{ orderKey, status: orderWord(state), lifecycle: state.lifecycle, revision: state.revision, traceId },
    ...erpOf(state),
    ...{ lines: linesOf(state), shipments: shipmentsOf(state) },
    invoices: (keptDocument(state)?.invoices ?? []).map(({ number, status }) => ({ number, status })),
    ...{ returns: returnsOf(state), requests: requestsOf(state) },
    ...tail,
  };
}

export function makeOrderQueries(readStanding: (orderKey: string) => Promise<OrderStanding | undefined>): OrderQueries {
  return {
    order: async (orderKey) => {
      const standing = await readStanding(orderKey);
      return standing && toOrderView(orderKey, standing);
    },
  };
}
