/** From the answer of a query to what the page shows. Pure. A field the user may not see is null. */

/** @typedef {{ code: string, label: string } | null} Word a picklist value, and what it is called in the user's language */

/** The value of a field; null for one that is empty, or not to be seen. */
export const valueOf = (node, name) => node[name]?.value ?? null;

/** The word of a picklist field. @returns {Word} */
export function wordOf(node, name) {
  const code = valueOf(node, name);
  return code === null ? null : { code, label: node[name].displayValue ?? code };
}

/** The records of a connection; none for one the user may not see. */
export function nodesOf(connection) {
  return (connection?.edges ?? []).map(({ node }) => node);
}

/** Reads the fields of a record by a table of names: `lower: 'Field__c'`. */
export function pick(node, names) {
  return Object.fromEntries(Object.entries(names).map(([name, field]) => [name, valueOf(node, field)]));
}

/** Reads picklist fields by a table of names. */
export function words(node, names) {
  return Object.fromEntries(Object.entries(names).map(([name, field]) => [name, wordOf(node, field)]));
}

const ORDER_FIELDS = {
  ...{ key: 'External_Key__c', number: 'Order_Number__c', sourceSystem: 'Source_System__c', channel: 'Channel__c', brand: 'Brand__c' },
  ...{ placedAt: 'Placed_At__c', submittedAt: 'Submitted_At__c', currency: 'Currency__c', totalAmount: 'Total_Amount__c' },
  ...{ promisedDate: 'Promised_Date__c', requestedDate: 'Requested_Date__c', rawStatus: 'Raw_Status__c', statusAsOf: 'Status_As_Of__c' },
  ...{ lastSyncedAt: 'Last_Synced_At__c', version: 'Status_Version__c', erpSystem: 'ERP_System__c', erpDocument: 'ERP_Document__c' },
  ...{ syncDetail: 'Sync_Detail__c', nextTryAt: 'Next_Try_At__c', hasException: 'Has_Open_Exception__c' },
  ...{ pickupLocation: 'Pickup_Location__c', customerName: 'Customer_Name__c', accountId: 'Account__c', contactId: 'Contact__c' },
};
const ADDRESS_FIELDS = {
  ...{ name: 'Ship_To_Name__c', line1: 'Ship_To_Line_1__c', line2: 'Ship_To_Line_2__c', postalCode: 'Ship_To_Postal_Code__c' },
  ...{ city: 'Ship_To_City__c', region: 'Ship_To_Region__c', country: 'Ship_To_Country__c', phone: 'Ship_To_Phone__c' },
};
const LINE_FIELDS = {
  ...{ number: 'Line_Number__c', sku: 'SKU__c', description: 'Description__c', unit: 'Unit__c', unitPrice: 'Unit_Price__c' },
  ...{ promisedDate: 'Promised_Date__c', ordered: 'Quantity_Ordered__c', cancelled: 'Quantity_Cancelled__c' },
  ...{ backordered: 'Quantity_Backordered__c', allocated: 'Quantity_Allocated__c', released: 'Quantity_Released__c' },
  ...{
    shipped: 'Quantity_Shipped__c',
    delivered: 'Quantity_Delivered__c',
    returned: 'Quantity_Returned__c',
    invoiced: 'Quantity_Invoiced__c',
  },
};
const SHIPMENT_FIELDS = {
  ...{
    key: 'External_Key__c',
    carrier: 'Carrier__c',
    service: 'Service__c',
    trackingNumber: 'Tracking_Number__c',
    trackingUrl: 'Tracking_URL__c',
  },
  ...{ packages: 'Package_Count__c', shippedAt: 'Shipped_At__c', deliveredAt: 'Delivered_At__c' },
};
const INVOICE_FIELDS = { number: 'Number__c', amount: 'Total_Amount__c', currency: 'Currency__c', issuedAt: 'Issued_At__c' };
const RETURN_FIELDS = {
  ...{ key: 'External_Key__c', rma: 'RMA__c', requestedAt: 'Requested_At__c', returnBy: 'Return_By__c', labelUrl: 'Label_URL__c' },
  ...{ refundAmount: 'Refund_Amount__c', currency: 'Currency__c' },
};
const EXCEPTION_FIELDS = {
  ...{ code: 'Code__c', message: 'Message__c', endpoint: 'Endpoint__c', isRetryable: 'Retryable__c', attempts: 'Attempts__c' },
  ...{ openedAt: 'Opened_At__c', nextRetryAt: 'Next_Retry_At__c', correlationId: 'Correlation_Id__c', name: 'Name', caseId: 'Case__c' },
};
const COMMAND_FIELDS = {
  ...{ reason: 'Reason__c', resultCode: 'Result_Code__c', resultText: 'Result_Text__c', requestedAt: 'Requested_At__c' },
  ...{ completedAt: 'Completed_At__c', changedAt: 'LastModifiedDate', deadline: 'Deadline__c', correlationId: 'Correlation_Id__c' },
};

function addressOf(node) {
  return pick(node, ADDRESS_FIELDS);
}

function lineOf(node) {
  return { id: node.Id, status: wordOf(node, 'Status__c'), ...pick(node, LINE_FIELDS) };
}

function shipmentOf(node) {
  const lines = nodesOf(node.Shipment_Lines__r).map((line) => ({
    id: line.Id,
    lineId: valueOf(line, 'Order_Line__c'),
    quantity: valueOf(line, 'Quantity__c'),
  }));
  return { id: node.Id, status: wordOf(node, 'Status__c'), ...pick(node, SHIPMENT_FIELDS), lines };
}

const SEVERITIES = ['Error', 'Warning', 'Info'];

/** Exceptions, the most severe and then the oldest first. An unknown severity is taken for the worst. */
function bySeverity(exceptions) {
  const rank = ({ severity }) => SEVERITIES.indexOf(severity?.code ?? '');
  return [...exceptions].sort((a, b) => rank(a) - rank(b) || String(a.openedAt).localeCompare(String(b.openedAt)));
}

/** One exception of the query. */
export function exceptionOf(node) {
  const actions = (valueOf(node, 'Allowed_Actions__c') ?? '').split(';').filter(Boolean);
  const named = words(node, { category: 'Category__c', severity: 'Severity__c', turn: 'Turn__c', status: 'Status__c' });
  const caseNumber = valueOf(node.Case__r ?? {}, 'CaseNumber');
  return { id: node.Id, ...named, ...pick(node, EXCEPTION_FIELDS), caseNumber, actions };
}

const WAITING = new Set(['Requested', 'Accepted']);

/** What somebody asked for. */
export function commandOf(node) {
  const named = words(node, { type: 'Type__c', status: 'Status__c' });
  const by = node.CreatedBy?.Name?.value ?? null;
  return { id: node.Id, ...named, ...pick(node, COMMAND_FIELDS), by, isPending: WAITING.has(named.status?.code ?? '') };
}

/** A return as lists show it. */
export function returnOf(node) {
  return { id: node.Id, ...words(node, { status: 'Status__c', refundState: 'Refund_State__c' }), ...pick(node, RETURN_FIELDS) };
}

function orderOf(node) {
  const named = words(node, { status: 'Status__c', sync: 'Sync_State__c' });
  const account = node.Account__r?.Name?.value ?? null;
  const contact = node.Contact__r?.Name?.value ?? null;
  return { id: node.Id, ...named, ...pick(node, ORDER_FIELDS), account, contact, shipTo: addressOf(node), ...seenOf(node) };
}

/** Fields without access are left out of an answer. What nobody may tell this user is not the same as what is not there. */
function seenOf(node) {
  return {
    seesCustomer: ['Account__c', 'Contact__c', 'Customer_Name__c'].some((name) => name in node),
    seesFreshness: ['Status_As_Of__c', 'Last_Synced_At__c'].some((name) => name in node),
  };
}

const LISTS = ['Lines__r', 'Shipments__r', 'Invoices__r', 'Returns__r', 'Exceptions__r'];

/**
 * All of the page, or undefined if there is no such order for this user.
 * @param {any} data of `ORDER_QUERY`
 */
export function orderPageOf(data) {
  const [node] = nodesOf(data?.uiapi?.query?.OB_Order__c);
  if (!node) return undefined;
  const [broker] = nodesOf(data.uiapi.query.OB_Broker_Status__c);
  return {
    order: orderOf(node),
    lines: nodesOf(node.Lines__r).map(lineOf),
    shipments: nodesOf(node.Shipments__r).map(shipmentOf),
    invoices: nodesOf(node.Invoices__r).map((invoice) => ({
      id: invoice.Id,
      ...words(invoice, { status: 'Status__c', type: 'Type__c' }),
      ...pick(invoice, INVOICE_FIELDS),
    })),
    returns: nodesOf(node.Returns__r).map(returnOf),
    exceptions: bySeverity(nodesOf(node.Exceptions__r).map(exceptionOf)),
    commands: nodesOf(node.Commands__r).map(commandOf),
    timeline: node.Timeline_Entries__r ?? null,
    heartbeatAt: broker ? valueOf(broker, 'Last_Heartbeat_At__c') : null,
    /** Lists of which the page shows only the beginning. */
    cutOff: LISTS.filter((name) => node[name]?.pageInfo?.hasNextPage === true),
    /** Lists that failed, or that the user may not see. */
    missing: [...LISTS, 'Timeline_Entries__r'].filter((name) => !node[name]),
  };
}
