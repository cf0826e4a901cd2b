/** The customer order as a channel submits it, and the quantity buckets the broker keeps for each line. */
import { z } from 'zod';
import { CivilDate, Instant, LineKey, OrderKey, Sku } from './ids.ts';
import { Currency, NonNegativeMoney } from './money.ts';
import { Address, Party } from './party.ts';
import { PositiveQuantity, Quantity } from './quantity.ts';

/** Most lines an order may have; more is refused, not truncated. */
export const MAX_ORDER_LINES = 500;

export const OrderLine = z
  .strictObject({
    lineKey: LineKey,
    parentLineKey: LineKey.optional().describe('The bundle or kit line this one belongs to.'),
    sku: Sku,
    description: z.string().trim().max(255).optional(),
    quantity: PositiveQuantity,
    unit: z.string().trim().min(1).max(10).default('EA'),
    unitPrice: NonNegativeMoney,
    tax: NonNegativeMoney.optional(),
    requestedDate: CivilDate.optional(),
  })
  .meta({ id: 'OrderLine', description: 'One line of an order as the customer placed it.' });

export const Charge = z
  .strictObject({ code: z.string().trim().min(1).max(40), amount: NonNegativeMoney })
  .meta({ id: 'Charge', description: 'A charge (freight, gift wrap) or a discount on the whole order.' });

export const PaymentMeans = z
  .strictObject({
    provider: z.string().trim().min(1).max(40),
    reference: z.string().trim().min(1).max(120).describe("The provider's authorisation or intent reference."),
    authorized: NonNegativeMoney,
  })
  .meta({ id: 'PaymentMeans', description: 'A payment already authorised by the channel.' });

/** Where an order came from. */
export const OrderSource = z
  .strictObject({
    system: z.string().regex(/^[a-z][a-z0-9-]{0,29}$/, 'must be lower-case letters, digits and hyphens'),
    number: z.string().trim().min(1).max(60).describe("The order's number in that system."),
    channel: z.string().trim().max(40).optional(),
    brand: z.string().trim().max(40).optional(),
    region: z.string().trim().max(40).optional(),
  })
  .meta({ id: 'OrderSource', description: 'The channel that took the order.' });

const orderFields = z.strictObject({
  orderKey: OrderKey,
  source: OrderSource,
  placedAt: Instant,
  currency: Currency,
  customer: Party,
  shipTo: Address,
  billTo: Address.optional(),
  requestedDate: CivilDate.optional(),
  completeDelivery: z.boolean().default(false).describe('Ship everything together or nothing.'),
  lines: z.array(OrderLine).min(1).max(MAX_ORDER_LINES),
  charges: z.array(Charge).max(20).default([]),
  discounts: z.array(Charge).max(20).default([]),
  payments: z.array(PaymentMeans).max(10).default([]),
});

type OrderFields = z.infer<typeof orderFields>;

function duplicateLineKeys(order: OrderFields): { path: (string | number)[]; message: string }[] {
  const seen = new Set<number>();
  return order.lines.flatMap((line, index) => {
    const repeated = seen.has(line.lineKey);
    seen.add(line.lineKey);
    return repeated ? [{ path: ['lines', index, 'lineKey'], message: `line key ${line.lineKey} occurs more than once` }] : [];
  });
}

function foreignCurrencies(order: OrderFields): { path: (string | number)[]; message: string }[] {
  const amounts: { path: (string | number)[]; currency: string | undefined }[] = [
    ...order.lines.flatMap((line, index) => [
      { path: ['lines', index, 'unitPrice', 'currency'], currency: line.unitPrice.currency },
      { path: ['lines', index, 'tax', 'currency'], currency: line.tax?.currency },
    ]),
    ...order.charges.map((charge, index) => ({ path: ['charges', index, 'amount', 'currency'], currency: charge.amount.currency })),
    ...order.discounts.map((charge, index) => ({ path: ['discounts', index, 'amount', 'currency'], currency: charge.amount.currency })),
    ...order.payments.map((payment, index) => ({
      path: ['payments', index, 'authorized', 'currency'],
      currency: payment.authorized.currency,
    })),
  ];
  return amounts
    .filter(({ currency }) => currency !== undefined && currency !== order.currency)
    .map(({ path, currency }) => ({ path, message: `${currency} is not the order's currency ${order.currency}` }));
}

/** A customer order as submitted. Line keys are unique, and every amount is in the order's currency. */
export const CustomerOrder = orderFields
  .superRefine((order, context) => {
    for (const { path, message } of [...duplicateLineKeys(order), ...foreignCurrencies(order)]) {
      context.addIssue({ code: 'custom', path, message });
    }
  })
  .meta({ id: 'CustomerOrder', description: 'A customer order as a channel submits it.' });

/**
 * Cumulative quantities of one line. Labels are derived from them (status.ts); they fall only by an explicit
 * reversal. `confirmed` and `backordered` are what the ERP promises of what is still to ship.
 */
export const LineBuckets = z
  .strictObject({
    ordered: Quantity,
    cancelled: Quantity,
    confirmed: Quantity,
    backordered: Quantity,
    allocated: Quantity,
    released: Quantity,
    picked: Quantity,
    packed: Quantity,
    shipped: Quantity,
    delivered: Quantity,
    invoiced: Quantity,
    returnAuthorized: Quantity,
    returnReceived: Quantity,
    credited: Quantity,
  })
  .meta({ id: 'LineBuckets', description: 'Cumulative quantities of an order line.' });

export type OrderLine = z.infer<typeof OrderLine>;
export type CustomerOrder = z.infer<typeof CustomerOrder>;
export type LineBuckets = z.infer<typeof LineBuckets>;

/** What the lines, charges and taxes of an order add up to, in minor units. */
export function orderTotalMinor(order: CustomerOrder): number {
  const lines = order.lines.reduce(
    (total, line) => total + Math.round(line.quantity * line.unitPrice.amountMinor) + (line.tax?.amountMinor ?? 0),
    0,
  );
  const charges = order.charges.reduce((total, charge) => total + charge.amount.amountMinor, 0);
  const discounts = order.discounts.reduce((total, charge) => total + charge.amount.amountMinor, 0);
  return lines + charges - discounts;
}
