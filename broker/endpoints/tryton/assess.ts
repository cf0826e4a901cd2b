/**
 * What Tryton knows of an order's customer, currency and products, and what of the order it would refuse or, where its prices
 * count, would charge otherwise. Source: module sale 6.0, sale.py (SaleLine.on_change_product, Sale.on_change_lines).
 */
import { z } from 'zod';
import { minorDigits, toDecimal } from '../../../canonical/money.ts';
import { orderTotalMinor } from '../../../canonical/order.ts';
import type { CustomerOrder } from '../../../canonical/order.ts';
import type { OrderFault } from '../../engine/endpoint.ts';
import type { TrytonConfig } from './config.ts';
import { findByCode, findCustomer, findProducts } from './master-data.ts';
import type { Customer, Product } from './master-data.ts';
import { fault, orderFaults, skusOf, toParts } from './order-request.ts';
import type { Records } from './records.ts';
import { Decimal, toDecimalValue } from './values.ts';

export type Terms = Pick<TrytonConfig, 'charges' | 'shortStock' | 'prices'> & {
  /** YYYY-MM-DD. */
  readonly today: string;
};

export type Assessment = {
  readonly customer?: Customer;
  readonly currency?: number;
  readonly products: ReadonlyMap<string, Product>;
  readonly faults: readonly OrderFault[];
};

const Totals = z.object({ tax_amount: Decimal });

function inMinor(decimal: string, currency: string): number {
  return Math.round(Number(decimal) * 10 ** minorDigits(currency));
}

/** A price for which Tryton has none is nobody's to compare. */
function priceFaults({ lines, currency }: CustomerOrder, products: ReadonlyMap<string, Product>): readonly OrderFault[] {
  return lines.flatMap(({ sku, unitPrice }, index) => {
    const price = products.get(sku)?.price;
    return price === undefined || inMinor(price, currency) === unitPrice.amountMinor
      ? []
      : [fault(`/lines/${index}/unitPrice`, 'PRICE_DIFFERS')];
  });
}

function statesTax({ lines, charges, discounts }: CustomerOrder): boolean {
  return [...lines, ...charges, ...discounts].some(({ tax }) => tax !== undefined);
}

/** What the order comes to before tax. */
export function netMinor({ lines, charges, discounts }: CustomerOrder): number {
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  return (
    sum(lines.map(({ quantity, unitPrice }) => Math.round(quantity * unitPrice.amountMinor))) +
    sum(charges.map(({ amount }) => amount.amountMinor)) -
    sum(discounts.map(({ amount }) => amount.amountMinor))
  );
}

/** Tryton computes the tax of a sale that is not there yet. Shops round by line, so each may be off by the smallest coin. */
async function totalFaults(
  records: Records,
  order: CustomerOrder,
  { currency, products }: Assessment,
  terms: Terms,
): Promise<readonly OrderFault[]> {
  if (!statesTax(order)) return [];
  const { company } = await records.me();
  const parts = toParts(order, products, terms);
  const lines = parts.map(({ product: { id, unit, taxes }, quantity, price }, index) => ({
    ...{ id: -2 - index, type: 'line', product: id, unit, quantity, unit_price: toDecimalValue(price), taxes },
  }));
  const { tax_amount: tax } = await records.ask('model.sale.sale.on_change_lines', [{ id: -1, company, currency, lines }], Totals);
  const difference = orderTotalMinor(order) - netMinor(order) - inMinor(tax, order.currency);
  return Math.abs(difference) > parts.length ? [fault('', 'TOTAL_DIFFERS')] : [];
}

export async function assess(records: Records, order: CustomerOrder, terms: Terms): Promise<Assessment> {
  const customer = await findCustomer(records, order.customer.customerKey);
  const currency = await findByCode(records, 'currency.currency', order.currency);
  const buyer = { ...(customer && { party: customer.id }), ...(currency !== undefined && { currency }), today: terms.today };
  const products = await findProducts(records, skusOf(order, terms), buyer);
  const known = { ...(customer && { customer }), ...(currency !== undefined && { currency }), products };
  const faults = [
    ...orderFaults(order, customer, products, terms),
    ...(currency === undefined ? [fault('/currency', 'UNKNOWN_CURRENCY')] : []),
    ...(terms.prices === 'erp' ? priceFaults(order, products) : []),
  ];
  if (faults.length > 0 || terms.prices === 'shop') return { ...known, faults };
  return { ...known, faults: await totalFaults(records, order, { ...known, faults }, terms) };
}

/** An amount of the smallest coin as Tryton compares it. */
export function toNumber(minor: number, currency: string): number {
  return Number(toDecimal({ amountMinor: minor, currency }));
}
