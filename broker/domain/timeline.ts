/** The order's history as agents read it: one entry for each event that means something to them, without personal data. */
import type { TimelineCode } from '../../canonical/timeline.ts';
import type { OrderEvent, QuantityMoved } from './order-event.ts';
import type { OrderState } from './order-state.ts';
import { documentName } from './outcome.ts';
import { fitRecord, instant, word } from './salesforce-values.ts';
import type { FittedRecord } from './salesforce-values.ts';
import type { Describe, Entry, Sources } from './timeline-entry.ts';
import { creditMirrored, requestClosed, requestSettled, requestTaken, returnMoved, returnRefused } from './timeline-requests.ts';

const SEVERITY_WORDS = { INFO: 'Info', WARNING: 'Warning', ERROR: 'Error' } as const;

const submitted: Describe<'OrderSubmitted'> = ({ revision, via }, { order }) => ({
  ...{ code: 'ORDER_RECEIVED', category: 'Order', actor: via === 'salesforce' ? 'Agent' : 'Customer' },
  ...{ summary: revision === 1 ? 'Order received' : `Order received again, corrected (revision ${revision})` },
  ...{ params: { revision }, source: order?.source.system },
});

const rejected: Describe<'OrderRejected'> = ({ refusal, by }, { route }) => ({
  ...{ code: 'ORDER_REJECTED', category: 'Order', severity: 'Error', actor: by === 'erp' ? 'ERP' : 'Broker' },
  ...{ summary: `Order refused: ${refusal.message}`, params: { code: refusal.code }, source: by === 'erp' ? route?.erp : undefined },
});

const accepted: Describe<'OrderAccepted'> = ({ document, adopted }) => {
  const name = documentName(document);
  const summary = adopted ? `The ERP had the order already as document ${name}` : `The ERP has the order as document ${name}`;
  const code = adopted ? 'ORDER_ADOPTED' : 'ORDER_ACCEPTED';
  return { code, category: 'ERP', actor: 'ERP', summary, params: { document: name }, source: document.endpoint };
};

const issued: Describe<'CommandIssued'> = (event) => {
  if (event.intent !== 'RELEASE') return undefined;
  const { releaseId, endpoint } = event;
  const summary = `Sent to the warehouse as ${releaseId}`;
  return { code: 'RELEASED', category: 'Warehouse', actor: 'Broker', summary, params: { release: releaseId }, source: endpoint };
};

const QUANTITY_WORDS: Readonly<Record<QuantityMoved['bucket'], string>> = {
  cancelled: 'Cancelled',
  backordered: 'On backorder',
  shipped: 'Shipped',
  invoiced: 'Invoiced',
};

const quantityMoved: Describe<'QuantityMoved'> = ({ bucket, from, to, occurredAt }, { document }) => ({
  ...{ code: `QUANTITY_${bucket.toUpperCase() as Uppercase<typeof bucket>}` as const },
  ...{ category: bucket === 'shipped' ? 'Shipment' : 'ERP', actor: 'ERP' },
  ...{ severity: bucket === 'backordered' && to > from ? 'Warning' : 'Info', summary: `${QUANTITY_WORDS[bucket]}: ${to} (was ${from})` },
  ...{ params: { from, to }, occurredAt, source: document?.endpoint },
});

const held: Describe<'OrderHeld'> = ({ reasons, occurredAt }, { document }) => ({
  ...{ code: 'HELD', category: 'ERP', actor: 'ERP', severity: 'Warning', summary: `Held by the ERP: ${reasons.join(', ')}` },
  ...{ params: { reasons: reasons.join(', ') }, occurredAt, source: document?.endpoint },
});

const invoiceMirrored: Describe<'InvoiceMirrored'> = ({ number, status, occurredAt }, { document }) => ({
  ...{ code: `INVOICE_${status}` as const, category: 'Billing', actor: 'ERP', summary: `Invoice ${number}: ${word(status).toLowerCase()}` },
  ...{ params: { number }, occurredAt, source: document?.endpoint },
});

const TROUBLED: ReadonlySet<string> = new Set(['ATTEMPT_FAILED', 'EXCEPTION', 'RETURNING', 'RETURNED', 'REVERSED']);

const shipmentMoved: Describe<'ShipmentMoved'> = ({ shipmentId, status, occurredAt }, { route }) => ({
  ...{ code: `SHIPMENT_${status}` as const, category: 'Shipment', actor: status === 'SHIPPED' ? 'Warehouse' : 'Carrier' },
  ...{ severity: TROUBLED.has(status) ? 'Warning' : 'Info', summary: `Shipment ${shipmentId}: ${word(status).toLowerCase()}` },
  ...{ params: { shipment: shipmentId }, occurredAt, source: route?.warehouse },
});

/** A refused order has its own entry. */
const exceptionOpened: Describe<'ExceptionOpened'> = ({ record }) =>
  record.category === 'REJECTED' && record.owner === 'AGENT'
    ? undefined
    : {
        ...{ code: record.code, category: 'Exception', actor: 'Broker', severity: SEVERITY_WORDS[record.severity] },
        ...{ summary: record.message, params: { category: record.category }, source: record.endpoint },
      };

const exceptionResolved: Describe<'ExceptionResolved'> = ({ record }) => ({
  ...{ code: 'EXCEPTION_RESOLVED', category: 'Exception', actor: 'Broker', summary: `Resolved: ${record.message}` },
  ...{ params: { category: record.category, code: record.code }, source: record.endpoint },
});

const revived: Describe<'CommandRevived'> = ({ commandId }) => ({
  ...{ code: 'RETRY_REQUESTED', category: 'Command', actor: 'Agent', summary: 'Sent back to work by a person' },
  params: { command: commandId },
});

function plain(code: TimelineCode, category: Entry['category'], actor: Entry['actor'], summary: string): () => Entry {
  return () => ({ code, category, actor, summary });
}

/** Events without a line here are for the journal alone: the timeline in Salesforce costs storage. */
const DESCRIBE: { readonly [Type in OrderEvent['type']]?: Describe<Type> } = {
  OrderSubmitted: submitted,
  OrderRejected: rejected,
  OrderAccepted: accepted,
  OrderCompleted: plain('ORDER_COMPLETED', 'Order', 'Broker', 'Everything is shipped and invoiced'),
  OrderCancelled: plain('ORDER_CANCELLED', 'Order', 'ERP', 'The whole order is cancelled'),
  OrderReopened: plain('ORDER_REOPENED', 'Order', 'ERP', 'The order is open again'),
  CommandIssued: issued,
  CommandRevived: revived,
  QuantityMoved: quantityMoved,
  OrderHeld: held,
  OrderHoldLifted: ({ occurredAt }) => ({
    code: 'HOLD_LIFTED',
    category: 'ERP',
    actor: 'ERP',
    summary: 'The ERP holds the order no longer',
    occurredAt,
  }),
  InvoiceMirrored: invoiceMirrored,
  ShipmentMoved: shipmentMoved,
  ExceptionOpened: exceptionOpened,
  ExceptionResolved: exceptionResolved,
  RequestTaken: requestTaken,
  RequestSettled: requestSettled,
  RequestClosed: requestClosed,
  OrderWithdrawn: plain('ORDER_CANCELLED', 'Order', 'Broker', 'The refused order is cancelled'),
  AddressChanged: plain('ADDRESS_CHANGED', 'ERP', 'ERP', 'What has not left yet goes to another address'),
  ReturnMoved: returnMoved,
  ReturnRefused: returnRefused,
  CreditMirrored: creditMirrored,
};

/** The timeline entry of an event, in the state after it, or nothing if agents need not read it. `now` is the time of its turn. */
export function timelineEntry(
  state: Sources & Pick<OrderState, 'orderKey' | 'sequence'>,
  event: OrderEvent,
  now: number,
): FittedRecord | undefined {
  const describe = DESCRIBE[event.type] as Describe<OrderEvent['type']> | undefined;
  const entry = describe?.(event, state);
  if (!entry) return undefined;
  const recorded = new Date(now).toISOString();
  return fitRecord('OB_Timeline_Entry__c', `${state.orderKey}-${state.sequence}`, {
    Order__r: { External_Key__c: state.orderKey },
    ...{ Occurred_At__c: instant(entry.occurredAt) ?? recorded, Recorded_At__c: recorded, Sequence__c: state.sequence },
    ...{ Category__c: entry.category, Code__c: entry.code, Severity__c: entry.severity ?? 'Info', Actor_Type__c: entry.actor },
    ...{ Source__c: entry.source, Summary__c: entry.summary, Summary_Params__c: entry.params && JSON.stringify(entry.params) },
  });
}
