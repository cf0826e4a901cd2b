/** From the answer of the query to what the page of a return shows. Pure. */
import { commandOf, nodesOf, pick, valueOf, words } from 'c/obOrderModel';

const FIELDS = {
  ...{ key: 'External_Key__c', rma: 'RMA__c', rawStatus: 'Raw_Status__c', requestedAt: 'Requested_At__c', returnBy: 'Return_By__c' },
  ...{ labelUrl: 'Label_URL__c', reasonDetail: 'Reason_Detail__c', refundAmount: 'Refund_Amount__c', currency: 'Currency__c' },
  ...{ document: 'ERP_Document__c', lastSyncedAt: 'Last_Synced_At__c', orderId: 'Order__c', caseId: 'Case__c' },
};
const WORDS = { status: 'Status__c', refundState: 'Refund_State__c', reason: 'Reason__c', resolution: 'Resolution__c' };
const LINE_FIELDS = {
  ...{ asked: 'Quantity__c', authorized: 'Quantity_Authorized__c', received: 'Quantity_Received__c', refused: 'Quantity_Refused__c' },
  ...{ credited: 'Quantity_Credited__c', refundAmount: 'Refund_Amount__c', detail: 'Eligibility_Detail__c' },
};

function lineOf(node) {
  const line = node.Order_Line__r ?? {};
  return {
    id: node.Id,
    name: valueOf(line, 'Description__c') ?? valueOf(line, 'SKU__c'),
    sku: valueOf(line, 'SKU__c'),
    ...words(node, { condition: 'Condition__c', disposition: 'Disposition__c' }),
    ...pick(node, LINE_FIELDS),
  };
}

/** Beside which order, and in which case, it stands. */
function placeOf({ Order__r: order, Case__r: supportCase }) {
  return {
    orderNumber: order ? (valueOf(order, 'Order_Number__c') ?? valueOf(order, 'External_Key__c')) : null,
    caseNumber: supportCase ? valueOf(supportCase, 'CaseNumber') : null,
  };
}

/** What may still be taken back by whoever asked for it. */
const OPEN = new Set(['Requested', 'Authorized', 'In transit']);

/**
 * All of the page, or undefined if there is no such return for this user.
 * @param {any} data of `RETURN_QUERY`
 */
export function returnPageOf(data) {
  const [node] = nodesOf(data?.uiapi?.query?.OB_Return__c);
  if (!node) return undefined;
  const [broker] = nodesOf(data.uiapi.query.OB_Broker_Status__c);
  const facts = { id: node.Id, ...words(node, WORDS), ...pick(node, FIELDS) };
  return {
    ...facts,
    isOpen: OPEN.has(facts.status?.code ?? ''),
    ...placeOf(node),
    lines: nodesOf(node.Return_Lines__r).map(lineOf),
    commands: nodesOf(node.Commands__r).map(commandOf),
    heartbeatAt: broker ? valueOf(broker, 'Last_Heartbeat_At__c') : null,
  };
}
