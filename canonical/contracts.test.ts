import { describe, expect, it } from '@jest/globals';
import { CONTRACT_EXAMPLES } from './contract-examples.ts';
import { CONTRACTS } from './contracts.ts';
import type { ContractName } from './contracts.ts';
import { isBlocked, mayRelease } from './hold.ts';
import type { Hold } from './hold.ts';
import { InventoryPosition, promisableFrom } from './inventory.ts';
import { Quantity } from './quantity.ts';

const at = '2026-03-01T12:00:00Z';
const eur = (amountMinor: number): object => ({ amountMinor, currency: 'EUR' });
const usd = { amountMinor: 1, currency: 'USD' };
const line = { lineKey: 10, quantity: 2 };
const hold = { kind: 'CREDIT', state: 'ACTIVE', setAt: at };
const operation = { operationKey: 'cap-1', kind: 'CAPTURE', amount: eur(100), state: 'SUCCEEDED', requestedAt: at };
const { lines: returnLines } = CONTRACT_EXAMPLES.Return as { readonly lines: readonly object[] };

function faults(name: ContractName, candidate: unknown): readonly string[] {
  return CONTRACTS[name].schema.safeParse(candidate).error?.issues.map(({ path }) => path.join('.')) ?? [];
}

/** The example with other values in some of its properties. */
function altered(name: ContractName, change: object): object {
  return { ...CONTRACT_EXAMPLES[name], ...change };
}

describe.each(Object.keys(CONTRACTS) as ContractName[])('the contract %s', (name) => {
  it('takes its example, and takes again what it made of it', () => {
    const parsed = CONTRACTS[name].schema.parse(CONTRACT_EXAMPLES[name]);
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
    ['a return line that is there twice', 'Return', { lines: [...returnLines, ...returnLines] }, ['lines.1.lineKey']],
    ['a cancellation that names a line twice', 'OrderRequest', { lines: [line, line] }, ['lines']],
    ['a cancellation nobody gives a reason for', 'OrderRequest', { reason: ' ' }, ['reason']],
    ['a command type it does not know', 'CommandRequested', { Type__c: 'EXPLODE', Order_Key__c: null }, ['Order_Key__c', 'Type__c']],
    ['a schema version it does not know', 'CommandRequested', { Schema_Version__c: 2 }, ['Schema_Version__c']],
    ['a label that is no GS1 code', 'Shipment', { packages: [{ packageId: 'P1', sscc: '12', contents: [line] }] }, ['packages.0.sscc']],
    ['an outside name with a NUL in it', 'ExternalReference', { nativeId: '7\u0000' }, ['nativeId']],
  ])('refuses %s', (_fault, name, change, expected) => {
    const example = CONTRACT_EXAMPLES[name];
    const candidate = Array.isArray(example)
      ? Array.from(Object.assign([...example], change) as ArrayLike<unknown>)
      : altered(name, change);
    expect(faults(name, candidate)).toEqual(expected);
  });

  it('keeps the names of outside systems to the letter', () => {
    expect(CONTRACTS.Observation.schema.parse(altered('Observation', { nativeId: ' 7 ' })).nativeId).toBe(' 7 ');
  });

  it('lets an event of a newer package through, and never a newer order', () => {
    expect(faults('CommandRequested', altered('CommandRequested', { Added_Later__c: 1 }))).toEqual([]);
    expect(faults('CustomerOrder', altered('CustomerOrder', { addedLater: 1 }))).toEqual(['']);
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
    const position = InventoryPosition.parse(CONTRACT_EXAMPLES.InventoryPosition);
    expect(promisableFrom(position, 3)).toBe('2026-03-02');
    expect(promisableFrom(position, 4)).toBe('2026-03-09');
    expect(promisableFrom(position, 14)).toBeUndefined();
  });
});
