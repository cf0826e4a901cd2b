/**
 * Rules across the fields of an order. They run even where single fields are wrong, so that a caller hears of every
 * fault at once: hence they read the raw value leniently, and pass over what its own field rule refuses.
 */
import { z } from 'zod';
import type { Money } from './money.ts';
import { repetitions } from './repetition.ts';

/** Most lines an order may have; more is refused, not truncated. */
export const MAX_ORDER_LINES = 500;

/** Most minor units an amount may come to: what a decimal(18,2) holds in every currency, exact in a double. */
export const MAX_AMOUNT_MINOR = 999_999_999_999_999;

export type OrderFault = { readonly path: (string | number)[]; readonly message: string };

const number = z.number().optional().catch(undefined);
const money = z.object({ amountMinor: z.number(), currency: z.string() }).optional().catch(undefined);
const line = z.object({ lineKey: number, parentLineKey: number, unitPrice: money, tax: money }).catch({});
const charges = z.array(z.object({ amount: money, tax: money }).catch({})).catch([]);

const RawOrder = z.object({
  currency: z.string().optional().catch(undefined),
  // Too many lines are one fault, told by the field's own rule: thousands more would help nobody.
  lines: z.array(line).max(MAX_ORDER_LINES).catch([]),
  charges,
  discounts: charges,
  payments: z.array(z.object({ authorized: money }).catch({})).catch([]),
});

type RawOrder = z.infer<typeof RawOrder>;
type Amount = { readonly path: (string | number)[]; readonly money: z.infer<typeof money> };

function repeatedLineKeys({ lines }: RawOrder): OrderFault[] {
  const keys = lines.map(({ lineKey }) => lineKey);
  return repetitions(keys)
    .filter((index) => keys[index] !== undefined)
    .map((index) => ({ path: ['lines', index, 'lineKey'], message: `line key ${keys[index]} occurs more than once` }));
}

/** Kits have one level: a part names a line that is no part itself. */
function brokenKits({ lines }: RawOrder): OrderFault[] {
  const parents = new Map(lines.map(({ lineKey, parentLineKey }) => [lineKey, parentLineKey]));
  return lines.flatMap(({ lineKey, parentLineKey }, index) => {
    if (parentLineKey === undefined) return [];
    const path = ['lines', index, 'parentLineKey'];
    if (!parents.has(parentLineKey)) return [{ path, message: `there is no line ${parentLineKey}` }];
    if (parentLineKey === lineKey) return [{ path, message: 'a line cannot be part of itself' }];
    return parents.get(parentLineKey) === undefined ? [] : [{ path, message: `line ${parentLineKey} is part of a kit itself` }];
  });
}

function amountsOf(order: RawOrder): Amount[] {
  const surcharges = (['charges', 'discounts'] as const).flatMap((list) =>
    order[list].flatMap(({ amount, tax }, index) => [
      { path: [list, index, 'amount'], money: amount },
      { path: [list, index, 'tax'], money: tax },
    ]),
  );
  return [
    ...order.lines.flatMap(({ unitPrice, tax }, index) => [
      { path: ['lines', index, 'unitPrice'], money: unitPrice },
      { path: ['lines', index, 'tax'], money: tax },
    ]),
    ...surcharges,
    ...order.payments.map(({ authorized }, index) => ({ path: ['payments', index, 'authorized'], money: authorized })),
  ];
}

function foreignCurrencies(order: RawOrder): OrderFault[] {
  const { currency } = order;
  if (currency === undefined) return [];
  return amountsOf(order).flatMap(({ path, money: amount }) =>
    amount === undefined || amount.currency === currency
      ? []
      : [{ path: [...path, 'currency'], message: `${amount.currency} is not the order's currency ${currency}` }],
  );
}

/** What the total of an order is made of. */
type Priced = {
  readonly pricesIncludeTax?: boolean | undefined;
  readonly lines: readonly { readonly quantity: number; readonly unitPrice: Money; readonly tax?: Money | undefined }[];
  readonly charges: readonly { readonly amount: Money; readonly tax?: Money | undefined }[];
  readonly discounts: readonly { readonly amount: Money; readonly tax?: Money | undefined }[];
};

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

/** What an order comes to in minor units: lines, charges and the taxes its prices do not include, less discounts. */
export function totalMinor(order: Priced): number {
  const taxOf = (tax: Money | undefined): number => (order.pricesIncludeTax ? 0 : (tax?.amountMinor ?? 0));
  const surcharges = (list: Priced['charges']): number => sum(list.map(({ amount, tax }) => amount.amountMinor + taxOf(tax)));
  const lines = order.lines.map(({ quantity, unitPrice, tax }) => Math.round(quantity * unitPrice.amountMinor) + taxOf(tax));
  return sum(lines) + surcharges(order.charges) - surcharges(order.discounts);
}

/** Faults of the total. For orders whose fields are sound by themselves. */
export function totalFaults(order: Priced): OrderFault[] {
  const total = totalMinor(order);
  if (total > MAX_AMOUNT_MINOR) return [{ path: ['lines'], message: `the order comes to more than ${MAX_AMOUNT_MINOR} minor units` }];
  return total < 0 ? [{ path: ['discounts'], message: 'the discounts are more than the order comes to' }] : [];
}

/** Every fault between fields, each with its path. `value` may be anything: what a field's own rule refuses is passed over. */
export function orderFaults(value: unknown): OrderFault[] {
  const raw = RawOrder.safeParse(value);
  return raw.success ? [...repeatedLineKeys(raw.data), ...brokenKits(raw.data), ...foreignCurrencies(raw.data)] : [];
}
