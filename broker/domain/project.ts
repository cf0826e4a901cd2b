/** The Salesforce records of an order, as they should be. A pure function of the state; the ledger tells what changed. */
import { toDecimal } from '../../canonical/money.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import { orderTotalMinor } from '../../canonical/order.ts';
import { SALESFORCE_OBJECTS } from '../../canonical/salesforce-objects.ts';
import type { SalesforceField, SalesforceObjectName } from '../../canonical/salesforce-objects.ts';
import { lineLabel } from '../../canonical/status.ts';
import type { ErpDocument } from './erp-document.ts';
import { lineFacts } from './order-quantities.ts';
import type { LineFacts } from './order-quantities.ts';
import { deliveryOf, keptDocument } from './order-state.ts';
import type { Delivery } from './requests/request-state.ts';
import type { OrderState, Submission } from './order-state.ts';
import { orderWord } from './order-word.ts';
import { documentName } from './outcome.ts';
import { projectShipments } from './project-shipments.ts';
import type { RequestState } from './requests/request-state.ts';
import { projectReturns } from './returns/project-returns.ts';
import { fitRecord, instant, lineExternalKey, word } from './salesforce-values.ts';
import type { FittedRecord, Values } from './salesforce-values.ts';
import { syncOf } from './sync-state.ts';

function decimal(amountMinor: number, currency: string): number {
  return Number(toDecimal({ amountMinor, currency }));
}

function deliveryContent({ shipTo, pickupLocation }: Delivery): Values {
  return {
    ...{ Ship_To_Name__c: shipTo.name, Ship_To_Line_1__c: shipTo.line1, Ship_To_Line_2__c: shipTo.line2 },
    ...{ Ship_To_Postal_Code__c: shipTo.postalCode, Ship_To_City__c: shipTo.city, Ship_To_Region__c: shipTo.region },
    ...{ Ship_To_Country__c: shipTo.country, Ship_To_Phone__c: shipTo.phone, Pickup_Location__c: pickupLocation },
  };
}

function orderContent(order: CustomerOrder): Values {
  const { source, customer, currency } = order;
  return {
    ...{ Order_Number__c: source.number, Source_System__c: source.system, Channel__c: source.channel, Brand__c: source.brand },
    ...{ Region__c: source.region, Placed_At__c: instant(order.placedAt), Currency__c: currency },
    ...{ Total_Amount__c: decimal(orderTotalMinor(order), currency), Requested_Date__c: order.requestedDate },
    ...{ Complete_Delivery__c: order.completeDelivery, Customer_Key__c: customer.customerKey, Customer_Name__c: customer.name },
    Customer_Email__c: customer.email,
  };
}

function latest(dates: readonly (string | undefined)[]): string | undefined {
  return dates
    .filter((date) => date !== undefined)
    .sort()
    .at(-1);
}

function documentValues(document: ErpDocument): Values {
  const { endpoint, rawStatus, asOf } = document;
  return {
    ...{ Raw_Status__c: rawStatus === '' ? undefined : rawStatus, Status_As_Of__c: instant(asOf) },
    ...{ ERP_System__c: endpoint, ERP_Document__c: documentName(document) },
  };
}

function orderStatus(state: OrderState, facts: readonly LineFacts[]): Values {
  const document = keptDocument(state);
  return {
    Status__c: orderWord(state),
    Promised_Date__c: latest(facts.map(({ erp }) => erp?.promisedDate)),
    ...{ Raw_Status__c: undefined, Status_As_Of__c: undefined, ERP_System__c: state.route?.erp, ERP_Document__c: undefined },
    ...(document && documentValues(document)),
  };
}

function projectOrder(state: OrderState, order: CustomerOrder, facts: readonly LineFacts[]): FittedRecord {
  const sync = syncOf(state);
  return fitRecord('OB_Order__c', state.orderKey, {
    ...own(state, 'OB_Order__c', orderContent(order)),
    ...projectDelivery(state),
    ...orderStatus(state, facts),
    ...{ Sync_State__c: sync.word, Sync_Detail__c: sync.detail, Next_Try_At__c: sync.nextTryAt },
    ...{ Last_Synced_At__c: instant(state.syncedAt), Has_Open_Exception__c: state.exceptions.length > 0 },
  });
}

/** What Salesforce itself took in is not written back: there the agent's own values are the newer ones. */
function own(state: OrderState, object: SalesforceObjectName, values: Values): Values {
  if (state.via !== 'salesforce') return values;
  const definitions: Readonly<Record<string, SalesforceField>> = SALESFORCE_OBJECTS[object].fields;
  return Object.fromEntries(Object.entries(values).filter(([name]) => definitions[name]?.owner !== 'channel'));
}

/** An address changed since is the broker's to write, whoever took the order in. */
function projectDelivery(state: OrderState): Values {
  const delivery = deliveryOf(state);
  if (!delivery) return {};
  const values = deliveryContent(delivery);
  return state.delivery ? values : own(state, 'OB_Order__c', values);
}

function projectLine(state: OrderState, { line, erp, buckets }: LineFacts): FittedRecord {
  const { currency } = line.unitPrice;
  return fitRecord('OB_Order_Line__c', lineExternalKey(state.orderKey, line.lineKey), {
    Order__r: { External_Key__c: state.orderKey },
    ...own(state, 'OB_Order_Line__c', {
      ...{ Line_Number__c: line.lineKey, SKU__c: line.sku, Description__c: line.description, Unit__c: line.unit },
      ...{ Unit_Price__c: decimal(line.unitPrice.amountMinor, currency), Tax__c: line.tax && decimal(line.tax.amountMinor, currency) },
      ...{ Requested_Date__c: line.requestedDate, Quantity_Ordered__c: buckets.ordered },
    }),
    ...{ Quantity_Cancelled__c: buckets.cancelled, Quantity_Confirmed__c: buckets.confirmed },
    ...{ Quantity_Backordered__c: buckets.backordered, Quantity_Allocated__c: buckets.allocated },
    ...{ Quantity_Released__c: buckets.released, Quantity_Shipped__c: buckets.shipped, Quantity_Delivered__c: buckets.delivered },
    ...{ Quantity_Invoiced__c: buckets.invoiced, Quantity_Returned__c: buckets.returnReceived },
    ...{ Promised_Date__c: erp?.promisedDate, Status__c: lineLabel(buckets) },
  });
}

function projectInvoices(state: OrderState): readonly FittedRecord[] {
  return (keptDocument(state)?.invoices ?? []).map(({ invoiceId, number, total, issuedAt, status }) =>
    fitRecord('OB_Invoice__c', `${state.orderKey}-${invoiceId}`, {
      Order__r: { External_Key__c: state.orderKey },
      ...{ Number__c: number, Type__c: 'Invoice', Status__c: word(status), Currency__c: total.currency },
      ...{ Total_Amount__c: decimal(total.amountMinor, total.currency), Issued_At__c: instant(issuedAt) },
    }),
  );
}

function projectRequest({ requestKey, status, answer, closedAt }: Submission): readonly FittedRecord[] {
  if (requestKey === undefined) return [];
  const said = { Result_Code__c: answer?.code, Result_Text__c: answer?.message, Completed_At__c: instant(closedAt) };
  return [fitRecord('OB_Command__c', requestKey, { Status__c: word(status), ...said })];
}

/** A request of another channel has no record in Salesforce. */
function projectAsked({ requestKey, via, status, answer, closedAt }: RequestState): readonly FittedRecord[] {
  return via === 'salesforce'
    ? projectRequest({ identity: requestKey, requestKey, status, ...(answer && { answer }), ...(closedAt !== undefined && { closedAt }) })
    : [];
}

/** Whether Salesforce has, or is to have, the order's record. An order only an ERP speaks of is in nobody's org. */
export function isInSalesforce(state: OrderState): boolean {
  const asked = [...state.submissions, ...state.requests.filter(({ via }) => via === 'salesforce')];
  const isAsked = asked.some(({ requestKey }) => requestKey !== undefined);
  return state.order !== undefined || isAsked || state.setApart.some(({ fromSalesforce }) => fromSalesforce);
}

/** Every mirrored record of the order (none while its content is unknown: the record may be gone), but its exceptions and timeline, which come of events. */
export function project(state: OrderState): readonly FittedRecord[] {
  if (!isInSalesforce(state)) return [];
  const facts = lineFacts(state);
  return [
    ...(state.order ? [projectOrder(state, state.order, facts)] : []),
    ...facts.map((line) => projectLine(state, line)),
    ...projectShipments(state),
    ...projectInvoices(state),
    ...projectReturns(state),
    ...state.submissions.flatMap(projectRequest),
    ...state.requests.flatMap(projectAsked),
  ];
}
