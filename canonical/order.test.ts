import { describe, expect, it } from '@jest/globals';
import { MAX_AMOUNT_MINOR } from './order-rules.ts';
import { CustomerOrder, MAX_ORDER_LINES, orderTotalMinor } from './order.ts';

const eur = (amountMinor: number): { amountMinor: number; currency: string } => ({ amountMinor, currency: 'EUR' });
const line = { lineKey: 10, sku: 'TENT-2', quantity: 2, unitPrice: eur(19_900) };
const order = {
  orderKey: 'A1001',
  source: { system: 'webshop', number: '2026-00017' },
  placedAt: '2026-03-01T09:30:00+01:00',
  currency: 'EUR',
  customer: { customerKey: 'C-7', name: 'Ada Byron', email: 'ada@example.com' },
  shipTo: { name: 'Ada Byron', line1: '1 Engine Row', city: 'London', country: 'GB' },
  lines: [line, { ...line, lineKey: 20, sku: 'PEG-12', quantity: 0.125 }],
};

/** Every fault as "path: message", in the order a caller reads them. */
function faults(candidate: unknown): readonly string[] {
  const result = CustomerOrder.safeParse(candidate);
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

function paths(candidate: unknown): readonly string[] {
  return faults(candidate)
    .map((fault) => fault.slice(0, fault.indexOf(':')))
    .sort();
}

describe('an order as a channel submits it', () => {
  it('is taken, and what was left out gets its default', () => {
    expect(CustomerOrder.parse(order)).toMatchObject({ completeDelivery: false, charges: [], lines: [{ unit: 'EA' }, { unit: 'EA' }] });
  });

  it('loses the blanks around its words, and nothing else', () => {
    expect(CustomerOrder.parse({ ...order, customer: { customerKey: ' C-7 ', name: '  Ada   Byron ' } }).customer).toEqual({
      customerKey: 'C-7',
      name: 'Ada   Byron',
    });
  });

  it.each([null, undefined, 'order', 7, [], {}])('is not %p', (candidate) => {
    expect(faults(candidate)).not.toEqual([]);
  });
});

describe('a faulty order', () => {
  it('names unknown fields at every level', () => {
    const result = CustomerOrder.safeParse({
      ...order,
      priority: 1,
      shipTo: { ...order.shipTo, planet: 'Earth' },
      lines: [{ ...line, color: 'red' }],
    });
    const unknown = result.error?.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
    expect(unknown?.sort()).toEqual(['color', 'planet', 'priority']);
  });

  it.each<[string, object, readonly string[]]>([
    [
      'wrong types',
      { placedAt: 5, completeDelivery: 'yes', lines: [{ ...line, quantity: '2' }] },
      ['completeDelivery', 'lines.0.quantity', 'placedAt'],
    ],
    ['lists that are none', { lines: {}, charges: 7, payments: [null] }, ['charges', 'lines', 'payments.0']],
    [
      'negative and nil quantities',
      {
        lines: [
          { ...line, quantity: -1 },
          { ...line, lineKey: 20, quantity: 0 },
        ],
      },
      ['lines.0.quantity', 'lines.1.quantity'],
    ],
    ['a fourth decimal', { lines: [{ ...line, quantity: 0.0001 }] }, ['lines.0.quantity']],
    ['negative prices', { lines: [{ ...line, unitPrice: eur(-1) }] }, ['lines.0.unitPrice.amountMinor']],
    ['fractions of a cent', { lines: [{ ...line, unitPrice: eur(0.5) }] }, ['lines.0.unitPrice.amountMinor']],
    ['no lines', { lines: [] }, ['lines']],
    ['days that do not exist', { requestedDate: '2026-02-30' }, ['requestedDate']],
    ['instants without offset', { placedAt: '2026-03-01T09:30:00' }, ['placedAt']],
    ['keys in lower case', { orderKey: 'a1001' }, ['orderKey']],
    ['a NUL in a name', { customer: { customerKey: 'C-7', name: 'Ada\u0000' } }, ['customer.name']],
    ['half a surrogate pair', { shipTo: { ...order.shipTo, city: '\ud800' } }, ['shipTo.city']],
    ['blanks for a name', { shipTo: { ...order.shipTo, name: '   ' } }, ['shipTo.name']],
    ['a name one character too long', { shipTo: { ...order.shipTo, name: 'x'.repeat(121) } }, ['shipTo.name']],
  ])('is told of %s', (_fault, change, expected) => {
    expect(paths({ ...order, ...change })).toEqual(expected);
  });

  it('is told of every line key that occurs again', () => {
    expect(faults({ ...order, lines: [line, line, { ...line, lineKey: 20 }, line] })).toEqual([
      'lines.1.lineKey: line key 10 occurs more than once',
      'lines.3.lineKey: line key 10 occurs more than once',
    ]);
  });

  it('is told of every amount in another currency, wherever it stands', () => {
    const usd = { amountMinor: 1, currency: 'USD' };
    const mixed = {
      lines: [
        { ...line, unitPrice: usd },
        { ...line, lineKey: 20, tax: usd },
      ],
      charges: [{ code: 'FREIGHT', amount: usd, tax: usd }],
      discounts: [{ code: 'SPRING', amount: usd }],
      payments: [{ provider: 'psp', reference: 'auth-1', authorized: usd }],
    };
    expect(paths({ ...order, ...mixed })).toEqual([
      'charges.0.amount.currency',
      'charges.0.tax.currency',
      'discounts.0.amount.currency',
      'lines.0.unitPrice.currency',
      'lines.1.tax.currency',
      'payments.0.authorized.currency',
    ]);
  });

  it('is told of kits that hang together wrongly', () => {
    const part = (lineKey: number, parentLineKey: number): object => ({ ...line, lineKey, parentLineKey });
    expect(faults({ ...order, lines: [line, part(11, 10), part(12, 12), part(13, 99), part(14, 11)] })).toEqual([
      'lines.2.parentLineKey: a line cannot be part of itself',
      'lines.3.parentLineKey: there is no line 99',
      'lines.4.parentLineKey: line 11 is part of a kit itself',
    ]);
  });

  it('is told of a total nobody could write down or pay', () => {
    expect(faults({ ...order, lines: [{ ...line, quantity: 1000, unitPrice: eur(MAX_AMOUNT_MINOR) }] })).toEqual([
      'lines: the order comes to more than 999999999999999 minor units',
    ]);
    expect(faults({ ...order, lines: [line], discounts: [{ code: 'ALL', amount: eur(39_801) }] })).toEqual([
      'discounts: the discounts are more than the order comes to',
    ]);
  });

  it('is told of faults of fields and faults between fields at once', () => {
    const change = {
      placedAt: 'today',
      currency: 'EUR',
      extra: 1,
      lines: [line, { ...line, quantity: 'two', unitPrice: { amountMinor: 1, currency: 'USD' } }],
    };
    expect(paths({ ...order, ...change })).toEqual(['', 'lines.1.lineKey', 'lines.1.quantity', 'lines.1.unitPrice.currency', 'placedAt']);
  });

  it('is told of each fault of each line', () => {
    const lines = Array.from({ length: MAX_ORDER_LINES }, () => ({ ...line, quantity: -1, sku: '' }));
    expect(new Set(paths({ ...order, lines })).size).toBe(3 * MAX_ORDER_LINES - 1);
  });

  it('is told once that 10,000 lines are too many, beside the faults elsewhere', () => {
    const lines = Array.from({ length: 10_000 }, () => ({ ...line, quantity: -1 }));
    expect(paths({ ...order, placedAt: 'today', lines })).toEqual(['lines', 'placedAt']);
  });
});

describe("an order's total", () => {
  const full = {
    ...order,
    lines: [
      { ...line, tax: eur(100) },
      { ...line, lineKey: 20, quantity: 0.333, unitPrice: eur(1000) },
    ],
    charges: [{ code: 'FREIGHT', amount: eur(500), tax: eur(95) }],
    discounts: [{ code: 'SPRING', amount: eur(200), tax: eur(38) }],
  };

  it('adds lines, charges and taxes and takes the discounts off', () => {
    expect(orderTotalMinor(CustomerOrder.parse(full))).toBe(39_800 + 100 + 333 + 500 + 95 - 200 - 38);
  });

  it('does not add taxes that the prices include', () => {
    expect(orderTotalMinor(CustomerOrder.parse({ ...full, pricesIncludeTax: true }))).toBe(39_800 + 333 + 500 - 200);
  });
});
