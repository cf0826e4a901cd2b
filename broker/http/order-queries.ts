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

type Content = Omit<OrderView, 'orderKey' | 'traceId' | 'pending' | 'exceptions' | 'salesforce'>;

const NOTHING: Omit<Content, 'status'> = { revision: 0, lines: [], shipments: [], invoices: [], returns: [], requests: [] };

function contentOf(state: OrderState): Content {
  return {
    ...{ status: orderWord(state), lifecycle: state.lifecycle, revision: state.revision },
    ...erpOf(state),
    ...{ lines: linesOf(state), shipments: shipmentsOf(state) },
    invoices: (keptDocument(state)?.invoices ?? []).map(({ number, status }) => ({ number, status })),
    ...{ returns: returnsOf(state), requests: requestsOf(state) },
  };
}

/** What the state says. One that cannot be read is a bug, and keeps nobody from the rest: that the order is stuck, and when it is tried again. */
function readContent(orderKey: string, stored: unknown, onBug: (error: unknown) => void): Content {
  // Committed, and its first turn has not run yet.
  if (stored === null) return { status: 'Received', ...NOTHING };
  try {
    return contentOf(restoreState(orderKey, stored));
  } catch (error) {
    onBug(error);
    return { status: 'Unreadable', ...NOTHING };
  }
}

function salesforceOf({ recordsBehind, behindSince }: OrderStanding): OrderView['salesforce'] {
  return { current: recordsBehind === 0, recordsBehind, ...(behindSince === null ? {} : { behindSince: instant(behindSince) }) };
}

export type OrderQueryDependencies = {
  readonly readStanding: (orderKey: string) => Promise<OrderStanding | undefined>;
  readonly onBug: (error: unknown) => void;
};

export function makeOrderQueries({ readStanding, onBug }: OrderQueryDependencies): OrderQueries {
  return {
    order: async (orderKey) => {
      const standing = await readStanding(orderKey);
      if (!standing) return undefined;
      return {
        ...{ orderKey, traceId: traceIdOf(orderKey), ...readContent(orderKey, standing.state, onBug) },
        ...{ pending: pendingOf(standing), exceptions: exceptionsOf(standing), salesforce: salesforceOf(standing) },
      };
    },
  };
}
