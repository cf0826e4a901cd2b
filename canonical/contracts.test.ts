import { describe, expect, it } from '@jest/globals';
import { CONTRACTS } from './contracts.ts';
import type { ContractName } from './contracts.ts';
import { isBlocked, mayRelease } from './hold.ts';
import type { Hold } from './hold.ts';
import { InventoryPosition, promisableFrom } from './inventory.ts';
import { Quantity } from './quantity.ts';
import { emptyBuckets } from './status.ts';

const at = '2026-03-01T12:00:00Z';
const eur = (amountMinor: number): object => ({ amountMinor, currency: 'EUR' });
const usd = { amountMinor: 1, currency: 'USD' };
const address = { name: 'Ada Byron', line1: '1 Engine Row', city: 'London', country: 'GB' };
const line = { lineKey: 10, quantity: 2 };
const invoice = { invoiceId: 'I1', number: '900', total: eur(100), issuedAt: at, lines: [{ ...line, amount: eur(100) }] };
const shipment = {
  shipmentId: 'S1',
  status: 'SHIPPED',
  packages: [{ packageId: 'P1', contents: [{ ...line, lot: 'L7', serials: ['1', '2'] }] }],
};
const { CreatedDate, CreatedById } = { CreatedDate: 1_772_366_400_000, CreatedById: '005000000000001AAA' };
const provenance = { endpoint: 'erp', orderKey: 'A1001', nativeId: ' 7 ', version: 3, observedAt: at, rawStatus: 'B' };
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

/** One sound example of every contract. */
const EXAMPLES: Readonly<Record<ContractName, object>> = {
  CommandRequested: {
    CreatedDate,
    CreatedById,
    Order_Key__c: 'A1001',
    Command_Key__c: 'cmd-1',
    Command_Id__c: 'a01000000000001AAA',
    Type__c: 'SUBMIT',
    Schema_Version__c: 1,
    Correlation_Id__c: null,
    Deadline__c: null,
    Added_Later__c: 'let through',
  },
  CreditMemo: { ...invoice, invoiceId: undefined, creditMemoId: 'C1', status: 'POSTED' },
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
  Invoice: { ...invoice, status: 'POSTED' },
  LineBuckets: emptyBuckets(2),
  Observation: { kind: 'order', ...provenance, status: 'OPEN', lines: [] },
  OrderSignal: { CreatedDate, CreatedById, Order_Id__c: 'a00000000000001', Sequence__c: 4, Kind__c: 'STATUS' },
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

function faults(name: ContractName, candidate: unknown): readonly string[] {
  return CONTRACTS[name].schema.safeParse(candidate).error?.issues.map(({ path }) => path.join('.')) ?? [];
}

/** The example with other values in some of its properties. */
function altered(name: ContractName, change: object): object {
  return { ...EXAMPLES[name], ...change };
}

describe.each(Object.keys(CONTRACTS) as ContractName[])('the contract %s', (name) => {
  it('takes its example, and takes again what it made of it', () => {
    const parsed = CONTRACTS[name].schema.parse(EXAMPLES[name]);
    expect(CONTRACTS[name].schema.parse(parsed)).toEqual(parsed);
  });

  it.each([[null], ['text'], [7], [[7]]])('refuses %p without a crash', (candidate) => {
    expect(faults(name, candidate)).not.toEqual([]);
  });
});

describe('a contract', () => {
  it.each<[string, ContractName, object, readonly string[]]>([
    ['a hold that is there twice', 'HoldSet', { 3: hold, 4: { ...hold, endpoint: 'erp' }, length: 5 }, ['3', '4']],
    [
      'a hold released at no time, or active and released',
      'HoldSet',
      { 0: { ...hold, state: 'RELEASED' }, 1: { ...hold, kind: 'MANUAL', releasedAt: at } },
      ['0.releasedAt', '1.releasedAt'],
    ],
    ['stock below zero where the source does not allow it', 'InventoryPosition', { onHand: -1 }, ['onHand']],
    [
      'days that do not rise',
      'InventoryPosition',
      { availableToPromise: ['02', '02', '01'].map((day) => ({ date: `2026-03-${day}`, quantity: 1 })) },
      ['availableToPromise.1.date', 'availableToPromise.2.date'],
    ],
    ['a fourth decimal of stock', 'InventoryPosition', { onHand: 0.0001 }, ['onHand']],
    [
      'credit in two currencies',
      'CustomerAccount',
      { credit: { status: 'GOOD', limit: eur(1), exposure: usd } },
      ['credit.exposure.currency'],
    ],
    [
      'a payment in two currencies',
      'Payment',
      { captured: usd, operations: [{ ...operation, amount: usd }] },
      ['captured.currency', 'operations.0.amount.currency'],
    ],
    ['an operation key used twice', 'Payment', { operations: [operation, operation] }, ['operations.1.operationKey']],
    [
      'a return line that is there twice',
      'Return',
      { lines: [1, 2].map(() => ({ lineKey: 10, reason: 'OTHER', buckets })) },
      ['lines.1.lineKey'],
    ],
    ['a command type it does not know', 'CommandRequested', { Type__c: 'EXPLODE', Order_Key__c: null }, ['Order_Key__c', 'Type__c']],
    ['a schema version it does not know', 'CommandRequested', { Schema_Version__c: 2 }, ['Schema_Version__c']],
    ['a label that is no GS1 code', 'Shipment', { packages: [{ packageId: 'P1', sscc: '12', contents: [line] }] }, ['packages.0.sscc']],
    ['an outside name with a NUL in it', 'ExternalReference', { nativeId: '7\u0000' }, ['nativeId']],
  ])('refuses %s', (_fault, name, change, expected) => {
    const example = EXAMPLES[name];
    const candidate = Array.isArray(example)
      ? Array.from(Object.assign([...example], change) as ArrayLike<unknown>)
      : altered(name, change);
    expect(faults(name, candidate)).toEqual(expected);
  });

  it('keeps the names of outside systems to the letter', () => {
    expect(CONTRACTS.Observation.schema.parse(EXAMPLES.Observation).nativeId).toBe(' 7 ');
  });

  it('reads quantities of up to three decimals', () => {
    expect([0, 0.001, 12.345, 9_999_999_999.999].every((quantity) => Quantity.safeParse(quantity).success)).toBe(true);
    expect([-0.001, 0.0005, Infinity, NaN, 1e11].some((quantity) => Quantity.safeParse(quantity).success)).toBe(false);
  });

  it('lets stock be below zero where the source says so', () => {
    expect(faults('InventoryPosition', altered('InventoryPosition', { onHand: -1, negativeAllowed: true }))).toEqual([]);
  });
});

describe('holds', () => {
  const own: Hold = { kind: 'ADDRESS', state: 'ACTIVE', blocking: true, setAt: at };

  it('block while one that blocks is active', () => {
    expect(isBlocked([own])).toBe(true);
    expect(
      isBlocked([
        { ...own, blocking: false },
        { ...own, state: 'RELEASED', releasedAt: at },
      ]),
    ).toBe(false);
  });

  it('are lifted by who set them: the broker never lifts a hold of an ERP', () => {
    expect(mayRelease(own)).toBe(true);
    expect(mayRelease({ ...own, endpoint: 'erp' })).toBe(false);
    expect(mayRelease({ ...own, state: 'RELEASED', releasedAt: at })).toBe(false);
  });
});

describe('available-to-promise', () => {
  it('names the first day by which a quantity may be promised', () => {
    const position = InventoryPosition.parse(EXAMPLES.InventoryPosition);
    expect(promisableFrom(position, 3)).toBe('2026-03-02');
    expect(promisableFrom(position, 4)).toBe('2026-03-09');
    expect(promisableFrom(position, 14)).toBeUndefined();
  });
});
