/** One sound example of every contract: in the published schemas for those who write to them, and in the tests. */
import type { ContractName } from './contracts.ts';
import { emptyBuckets } from './status.ts';

const at = '2026-03-01T12:00:00Z';
const eur = (amountMinor: number): object => ({ amountMinor, currency: 'EUR' });
const address = { name: 'Ada Byron', line1: '1 Engine Row', city: 'London', country: 'GB' };
const line = { lineKey: 10, quantity: 2 };
const posted = { number: '900', total: eur(100), issuedAt: at, lines: [{ ...line, amount: eur(100) }] };
const shipment = {
  shipmentId: 'S1',
  status: 'SHIPPED',
  packages: [{ packageId: 'P1', contents: [{ ...line, lot: 'L7', serials: ['1', '2'] }] }],
};
const published = { CreatedDate: 1_772_366_400_000, CreatedById: '005000000000001AAA' };
const provenance = { endpoint: 'erp', orderKey: 'A1001', nativeId: '7', version: 3, observedAt: at, rawStatus: 'B' };
const hold = { kind: 'CREDIT', state: 'ACTIVE', setAt: at };
const operation = { operationKey: 'cap-1', kind: 'CAPTURE', amount: eur(100), state: 'SUCCEEDED', requestedAt: at };
const buckets = {
  requested: 2,
  authorized: 2,
  shippedBack: 2,
  received: 2,
  inspected: 2,
  restocked: 1,
  quarantined: 0,
  scrapped: 1,
  replaced: 0,
  credited: 1,
  rejected: 0,
};
const receipt = {
  receiptId: 'RR1',
  returnKey: 'R1001',
  endpoint: 'wms',
  receivedAt: at,
  lines: [line],
  dispositions: [{ ...line, requested: 'RESTOCK', taken: 'SCRAP', condition: 'DAMAGED' }],
};

export const CONTRACT_EXAMPLES: Readonly<Record<ContractName, object>> = {
  CommandRequested: {
    ...published,
    Order_Key__c: 'A1001',
    Command_Key__c: 'cmd-1',
    Command_Id__c: 'a01000000000001AAA',
    Type__c: 'SUBMIT',
    Schema_Version__c: 1,
    Correlation_Id__c: null,
    Deadline__c: null,
  },
  CreditMemo: { ...posted, creditMemoId: 'C1', invoiceId: 'I1', status: 'POSTED' },
  CustomerAccount: {
    customerKey: 'C-7',
    kind: 'ORGANIZATION',
    name: 'Analytical Engines',
    taxIds: [{ country: 'GB', value: '123' }],
    gln: '4012345000009',
    status: 'ACTIVE',
    credit: { status: 'GOOD', limit: eur(100_000), exposure: eur(-5) },
    addresses: [{ roles: ['SOLD_TO', 'PAYER'], address }],
    accounts: [{ endpoint: 'erp', nativeId: '0000100', role: 'SOLD_TO' }],
    asOf: at,
    version: 1,
  },
  CustomerOrder: {
    orderKey: 'A1001',
    source: { system: 'webshop', number: '17' },
    placedAt: at,
    currency: 'EUR',
    customer: { customerKey: 'C-7', name: 'Ada Byron' },
    shipTo: address,
    lines: [{ ...line, sku: 'TENT-2', unitPrice: eur(19_900) }],
  },
  ExceptionRecord: {
    exceptionId: 'A1001-1',
    orderKey: 'A1001',
    category: 'IN_DOUBT',
    code: 'TIMEOUT',
    message: 'The answer was lost.',
    severity: 'WARNING',
    owner: 'BROKER',
    openedAt: at,
    attempts: 1,
    actions: ['RETRY'],
  },
  ExternalReference: { endpoint: 'erp', objectType: 'order', nativeId: '7' },
  HoldSet: [hold, { ...hold, endpoint: 'erp' }, { ...hold, kind: 'FRAUD', state: 'RELEASED', releasedAt: at }],
  InventoryPosition: {
    endpoint: 'erp',
    sku: 'TENT-2',
    location: 'DC1',
    stockState: 'UNRESTRICTED',
    unit: 'EA',
    onHand: 5,
    reserved: 2,
    available: 3,
    incoming: 10,
    availableToPromise: [
      { date: '2026-03-02', quantity: 3 },
      { date: '2026-03-09', quantity: 13 },
    ],
    asOf: at,
    version: 9,
  },
  Invoice: { ...posted, invoiceId: 'I1', status: 'POSTED' },
  LineBuckets: emptyBuckets(2),
  Observation: { kind: 'order', ...provenance, status: 'OPEN', lines: [] },
  OrderRequest: { type: 'CANCEL', lines: [line], reason: 'Changed their mind' },
  OutboundCommand: {
    commandId: 'A1001-1',
    orderKey: 'A1001',
    endpoint: 'erp',
    body: { intent: 'CONFIRM_SHIPMENT', document: { nativeId: '7' }, shipment },
  },
  Payment: {
    orderKey: 'A1001',
    provider: 'psp',
    reference: 'pi_1',
    authorized: eur(100),
    captured: eur(100),
    voided: eur(0),
    refunded: eur(0),
    failed: eur(0),
    operations: [operation],
  },
  Release: { releaseId: 'A1001-R1', orderKey: 'A1001', endpoint: 'wms', shipTo: address, lines: [{ ...line, sku: 'TENT-2' }] },
  Reservation: {
    reservationId: 'V1',
    endpoint: 'erp',
    orderKey: 'A1001',
    ...line,
    sku: 'TENT-2',
    state: 'HELD',
    heldAt: at,
    expiresAt: at,
  },
  Return: {
    returnKey: 'R1001',
    orderKey: 'A1001',
    status: 'RECEIVED',
    requestedAt: at,
    note: 'Zip is broken.',
    lines: [{ lineKey: 10, reason: 'DAMAGED', buckets, expectedRefund: eur(100) }],
    receipts: [receipt],
  },
  ReturnReceipt: receipt,
  Shipment: shipment,
  TrackingEvent: {
    orderKey: 'A1001',
    shipmentId: 'S1',
    packageId: 'P1',
    code: 'DELIVERED',
    occurredAt: at,
    sequence: 1,
    provider: 'easypost',
    rawStatus: 'delivered',
  },
};
