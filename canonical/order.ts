/** The customer order as a channel submits it, and the quantity buckets the broker keeps for each line. */
import { z } from 'zod';
import { CivilDate, Instant, LineKey, OrderKey, Sku } from './ids.ts';
import { Currency, NonNegativeMoney } from './money.ts';
import { MAX_ORDER_LINES, orderFaults, totalFaults, totalMinor } from './order-rules.ts';
import type { OrderFault } from './order-rules.ts';
import { Address, Party } from './party.ts';
import { PositiveQuantity, Quantity } from './quantity.ts';
import { filledText, text } from './text.ts';

export { MAX_ORDER_LINES };

export const OrderLine = z
  .strictObject({
    lineKey: LineKey,
    parentLineKey: LineKey.optional().describe('The kit or bundle line this one is a part of. Kits have one level.'),
    sku: Sku,
    description: text(255).optional(),
    quantity: PositiveQuantity.describe('Of a part of a kit: the whole quantity, not that of one kit.'),
    unit: filledText(10).default('EA'),
    baseQuantity: PositiveQuantity.optional().describe("The quantity in the item's base unit, where the unit is another."),
    unitPrice: NonNegativeMoney,
    tax: NonNegativeMoney.optional().describe('Tax on the whole line.'),
    requestedDate: CivilDate.optional(),
    shipFrom: filledText(40).optional().describe('The location the channel promised it from.'),
  })
  .meta({ id: 'OrderLine', description: 'One line of an order as the customer placed it.' });

export const Charge = z
  .strictObject({ code: filledText(40), amount: NonNegativeMoney, tax: NonNegativeMoney.optional().describe('Tax on the amount.') })
  .meta({ id: 'Charge', description: 'A charge (freight, gift wrap) or a discount on the whole order.' });

export const PaymentMeans = z
  .strictObject({
    provider: filledText(40),
    reference: filledText(120).describe("The provider's authorisation or intent reference."),
    authorized: NonNegativeMoney,
  })
  .meta({ id: 'PaymentMeans', description: 'A payment already authorised by the channel.' });

/** Where an order came from. */
export const OrderSource = z
  .strictObject({
    system: z.string().regex(/^[a-z][a-z0-9-]{0,29}$/, 'must be lower-case letters, digits and hyphens'),
    number: filledText(60).describe("The order's number in that system."),
    channel: text(40).optional(),
    brand: text(40).optional(),
    region: text(40).optional(),
  })
  .meta({ id: 'OrderSource', description: 'The channel that took the order.' });

const orderFields = z.strictObject({
  orderKey: OrderKey,
  source: OrderSource,
  placedAt: Instant,
  currency: Currency,
  pricesIncludeTax: z.boolean().optional().describe('Whether prices, charges and discounts include their tax. Without it they do not.'),
  paymentTerms: filledText(40).optional(),
  customer: Party.describe('Who buys.'),
  payer: Party.optional().describe('Who pays, if not the buyer.'),
  shipTo: Address,
  billTo: Address.optional(),
  pickupLocation: filledText(40).optional().describe('The store where the customer fetches it; it is shipped there.'),
  requestedDate: CivilDate.optional(),
  completeDelivery: z.boolean().default(false).describe('Ship everything together or nothing.'),
  lines: z.array(OrderLine).min(1).max(MAX_ORDER_LINES),
  charges: z.array(Charge).max(20).default([]),
  discounts: z.array(Charge).max(20).default([]),
  payments: z.array(PaymentMeans).max(10).default([]),
});

function report(faults: readonly OrderFault[], context: z.core.$RefinementCtx): void {
  for (const { path, message } of faults) context.addIssue({ code: 'custom', path, message });
}

/**
 * A customer order as submitted. Line keys are unique, kits have one level, every amount is in the order's currency,
 * and the total is neither negative nor too large to write down.
 */
export const CustomerOrder = orderFields
  .superRefine((order, context) => report(orderFaults(order), context), { when: () => true })
  .superRefine((order, context) => report(totalFaults(order), context), { when: ({ issues }) => issues.length === 0 })
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

/** What an order comes to in minor units: lines, charges and the taxes its prices do not include, less discounts. */
export function orderTotalMinor(order: CustomerOrder): number {
  return totalMinor(order);
}
