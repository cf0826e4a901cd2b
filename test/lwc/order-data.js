/** Answers of the page's queries, as the platform gives them: fields with `value` and `displayValue`, lists as connections. */

const field = (value) => ({ value, displayValue: typeof value === 'string' ? value : null });

/** A record from plain values; `Id`, connections and parents stay as they are. */
export function record(values) {
  const isField = (name, value) => name !== 'Id' && (value === null || typeof value !== 'object');
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isField(name, value) ? field(value) : value]));
}

export function connection(records, hasNextPage = false) {
  return { edges: records.map((values) => ({ node: record(values) })), pageInfo: { hasNextPage } };
}

export const ORDER_ID = 'a01000000000001AAA';

export const ORDER = {
  ...{ Id: ORDER_ID, External_Key__c: 'A1001', Order_Number__c: 'WEB-1001', Status__c: 'Partially shipped', Sync_State__c: 'Current' },
  ...{
    Source_System__c: 'webshop',
    Channel__c: 'web',
    Placed_At__c: '2026-11-20T09:00:00.000Z',
    Currency__c: 'EUR',
    Total_Amount__c: 129.9,
  },
  ...{ Promised_Date__c: '2026-11-24', Raw_Status__c: 'PART_SHIP', Status_As_Of__c: '2026-11-21T11:59:00.000Z', Status_Version__c: 7 },
  ...{ Last_Synced_At__c: '2026-11-21T11:59:48.000Z', ERP_System__c: 'erp-main', ERP_Document__c: 'SO-77', Has_Open_Exception__c: false },
  ...{ Customer_Name__c: 'Ada Lovelace', Ship_To_Name__c: 'Ada Lovelace', Ship_To_Line_1__c: '1 Mill Lane', Ship_To_City__c: 'London' },
  ...{ Ship_To_Country__c: 'GB', Account__c: '001000000000001AAA', Account__r: { Id: '001000000000001AAA', Name: field('Ada Ltd') } },
};

export const LINES = [
  {
    ...{ Id: 'a02000000000001AAA', Line_Number__c: 1, SKU__c: 'KETTLE', Description__c: 'Kettle, 1.7 l', Status__c: 'Partially shipped' },
    ...{ Quantity_Ordered__c: 3, Quantity_Released__c: 3, Quantity_Shipped__c: 2, Quantity_Delivered__c: 1, Unit_Price__c: 39.9 },
  },
  {
    Id: 'a02000000000002AAA',
    Line_Number__c: 2,
    SKU__c: 'TEA',
    Description__c: null,
    Status__c: 'Backordered',
    Quantity_Ordered__c: 1.5,
    Quantity_Backordered__c: 1.5,
  },
];

export const SHIPMENTS = [
  {
    ...{
      Id: 'a03000000000001AAA',
      External_Key__c: 'A1001-S1',
      Status__c: 'In transit',
      Carrier__c: 'DHL',
      Tracking_Number__c: 'JD01',
      Package_Count__c: 1,
    },
    ...{ Tracking_URL__c: 'https://track.example/JD01', Shipped_At__c: '2026-11-21T08:00:00.000Z' },
    Shipment_Lines__r: connection([{ Id: 'a04000000000001AAA', Order_Line__c: 'a02000000000001AAA', Quantity__c: 2 }]),
  },
];

export const EXCEPTION = {
  ...{
    Id: 'a05000000000001AAA',
    Category__c: 'In doubt',
    Severity__c: 'Warning',
    Turn__c: 'Broker',
    Status__c: 'Open',
    Code__c: 'ANSWER_LOST',
  },
  ...{
    Message__c: 'The ERP did not answer.',
    Endpoint__c: 'erp-main',
    Retryable__c: true,
    Allowed_Actions__c: 'RETRY;ACKNOWLEDGE',
    Attempts__c: 2,
  },
  ...{ Opened_At__c: '2026-11-21T11:40:00.000Z', Next_Retry_At__c: '2026-11-21T12:05:00.000Z', Correlation_Id__c: 'cmd-9' },
};

export const COMMAND = {
  ...{
    Id: 'a06000000000001AAA',
    Type__c: 'CANCEL',
    Status__c: 'Requested',
    Reason__c: 'Changed their mind',
    Requested_At__c: '2026-11-21T11:58:00.000Z',
  },
  ...{ Deadline__c: '2026-11-21T12:58:00.000Z', Correlation_Id__c: 'corr-1', CreatedBy: { Name: field('Grace Agent') } },
};

/** One entry of a history; the sequence makes it unique and gives it its minute. */
export function entry(sequence, values = {}) {
  const at = new Date(Date.parse('2026-11-21T10:00:00.000Z') + sequence * 60_000).toISOString();
  return {
    ...{
      Id: `a07${String(sequence).padStart(12, '0')}AAA`,
      Sequence__c: sequence,
      Occurred_At__c: at,
      Recorded_At__c: at,
      Event_Key__c: `A1001-${sequence}`,
    },
    ...{ Category__c: 'Order', Severity__c: 'Info', Actor_Type__c: 'Broker', Code__c: 'ORDER_RECEIVED', Summary__c: 'Order received' },
    ...values,
  };
}

const PAGE = {
  ...{ order: {}, lines: LINES, shipments: SHIPMENTS, invoices: [], returns: [], exceptions: [], commands: [], entries: [entry(1)] },
  ...{ hasOlder: false, heartbeatAt: '2026-11-21T11:59:50.000Z' },
};

/** The answer for an order page; `change` replaces lists, and fields of the order. */
export function orderAnswer(change = {}) {
  const page = { ...PAGE, ...change };
  const node = {
    ...record({ ...ORDER, ...page.order }),
    ...{ Lines__r: connection(page.lines), Shipments__r: connection(page.shipments), Invoices__r: connection(page.invoices) },
    ...{ Returns__r: connection(page.returns), Exceptions__r: connection(page.exceptions), Commands__r: connection(page.commands) },
    Timeline_Entries__r: connection(page.entries, page.hasOlder),
  };
  const beats = page.heartbeatAt ? [{ Id: 'a08', Last_Heartbeat_At__c: page.heartbeatAt }] : [];
  return { uiapi: { query: { OB_Order__c: { edges: [{ node }] }, OB_Broker_Status__c: connection(beats) } } };
}

/** The same answer for a user who may not see these fields or lists of the order: they are left out. */
export function without(answer, names) {
  const [{ node }] = answer.uiapi.query.OB_Order__c.edges;
  const seen = Object.fromEntries(Object.entries(node).filter(([name]) => !names.includes(name)));
  return { uiapi: { query: { ...answer.uiapi.query, OB_Order__c: { edges: [{ node: seen }] } } } };
}
