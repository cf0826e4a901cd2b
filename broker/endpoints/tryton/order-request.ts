/**
 * A customer order as a sale of Tryton. `create` computes nothing by itself, so addresses, payment term, units and taxes are looked
 * up and sent. Source: module sale 6.0, sale.py (on_change_party, on_change_product).
 */
import type { z } from 'zod';
import { toDecimal } from '../../../canonical/money.ts';
import type { Charge, CustomerOrder, OrderLine } from '../../../canonical/order.ts';
import type { OrderFault } from '../../engine/endpoint.ts';
import { explainedFault } from '../kit/refusal-text.ts';
import type { TrytonConfig } from './config.ts';
import { EXPLANATIONS } from './explanations.ts';
import type { Customer, Product } from './master-data.ts';
import { lineKeyOf } from './sale.ts';
import type { Sale } from './sale.ts';
import { toDateValue, toDecimalValue } from './values.ts';
import type { Wire } from './values.ts';

/** Tryton keeps prices before tax and has no charge or discount of an order: a product stands for each. */
export type Terms = Pick<TrytonConfig, 'charges'>;

type OrderAmount = z.infer<typeof Charge>;

/** Units that need no table of the customer's: all mean pieces. */
const PIECES: ReadonlySet<string> = new Set(['EA', 'PCE', 'PC', 'C62', 'ST']);

function chargeProduct({ charges }: Terms, code: string): string | undefined {
  return charges[code] ?? charges['*'];
}

export function fault(pointer: string, code: string): OrderFault {
  return explainedFault(EXPLANATIONS, pointer, code);
}

/** Product codes that the order needs. */
export function skusOf({ lines, charges, discounts }: CustomerOrder, terms: Terms): readonly string[] {
  const amounts = [...charges, ...discounts].map(({ code }) => chargeProduct(terms, code));
  return [...new Set([...lines.map(({ sku }) => sku), ...amounts.filter((sku) => sku !== undefined)])];
}

function lineFaults({ sku, unit, quantity }: OrderLine, at: string, products: ReadonlyMap<string, Product>): readonly OrderFault[] {
  const product = products.get(sku);
  if (!product) return [fault(`${at}/sku`, 'UNKNOWN_PRODUCT')];
  if (!product.active || !product.salable) return [fault(`${at}/sku`, 'PRODUCT_NOT_SOLD')];
  const wrongUnit = PIECES.has(unit) || unit === product.unitSymbol ? [] : [fault(`${at}/unit`, 'UNKNOWN_UNIT')];
  const fraction = Number(quantity.toFixed(product.unitDigits)) === quantity ? [] : [fault(`${at}/quantity`, 'TOO_MANY_DIGITS')];
  return [...wrongUnit, ...fraction];
}

function amountFaults(
  amounts: readonly OrderAmount[],
  at: string,
  terms: Terms,
  products: ReadonlyMap<string, Product>,
): readonly OrderFault[] {
  return amounts.flatMap(({ code }, index) => {
    const sku = chargeProduct(terms, code);
    return sku !== undefined && products.has(sku) ? [] : [fault(`${at}/${index}/code`, 'NO_PRODUCT_FOR_IT')];
  });
}

/** What Tryton would refuse, or would take and should not: it asks neither whether a customer nor whether a product is active. */
export function orderFaults(
  order: CustomerOrder,
  customer: Customer | undefined,
  products: ReadonlyMap<string, Product>,
  terms: Terms,
): readonly OrderFault[] {
  const buyer = customer === undefined ? 'UNKNOWN_CUSTOMER' : customer.active ? undefined : 'CUSTOMER_INACTIVE';
  return [
    ...(buyer === undefined ? [] : [fault('/customer/customerKey', buyer)]),
    ...(order.pricesIncludeTax === true ? [fault('/pricesIncludeTax', 'PRICES_BEFORE_TAX_ONLY')] : []),
    ...order.lines.flatMap((line, index) => lineFaults(line, `/lines/${index}`, products)),
    ...amountFaults(order.charges, '/charges', terms, products),
    ...amountFaults(order.discounts, '/discounts', terms, products),
  ];
}

/** What becomes a line of the sale. `lineKey`: of a line of the order; charges and discounts have none. */
export type Part = { readonly product: Product; readonly quantity: number; readonly price: string; readonly lineKey?: number };

/** The lines, charges and discounts of an order. */
export function toParts(
  { lines, charges, discounts }: CustomerOrder,
  products: ReadonlyMap<string, Product>,
  terms: Terms,
): readonly Part[] {
  const amount =
    (sign: '' | '-') =>
    ({ code, amount: money }: OrderAmount): Part[] => {
      const product = products.get(chargeProduct(terms, code) ?? '');
      return product && money.amountMinor > 0 ? [{ product, quantity: 1, price: sign + toDecimal(money) }] : [];
    };
  const goods = lines.flatMap(({ lineKey, sku, quantity, unitPrice }) => {
    const product = products.get(sku);
    return product ? [{ product, quantity, price: toDecimal(unitPrice), lineKey }] : [];
  });
  return [...goods, ...charges.flatMap(amount('')), ...discounts.flatMap(amount('-'))];
}

/** The lines of the sale. Each carries its key as its note, which no document prints and which a return copies. */
export function toLines(order: CustomerOrder, products: ReadonlyMap<string, Product>, terms: Terms): readonly Wire[] {
  return toParts(order, products, terms).map(({ product: { id, unit, taxes }, quantity, price, lineKey }) => ({
    ...{ type: 'line', product: id, quantity, unit, unit_price: toDecimalValue(price), taxes: [['add', taxes]] },
    note: lineKey === undefined ? null : String(lineKey),
  }));
}

/** Everything of the sale but its lines. */
export function toHeader(order: CustomerOrder, customer: Customer, links: { readonly currency: number; readonly shipTo: number }): Wire {
  return {
    ...{ reference: order.orderKey, party: customer.id, currency: links.currency, payment_term: customer.paymentTerm },
    ...{ invoice_address: customer.invoiceAddress ?? links.shipTo, shipment_address: links.shipTo },
    ...(order.requestedDate !== undefined && { shipping_date: toDateValue(order.requestedDate) }),
  };
}

function samePrice(decimal: string | null, price: string): boolean {
  return decimal !== null && Number(decimal) === Number(price);
}

/** Whether the sale holds what the order asks for. Lines that people in the ERP added are theirs; ours must all be there. */
export function holdsOrder(sale: Sale, order: CustomerOrder): boolean {
  if (sale.customer !== order.customer.customerKey || sale.currency !== order.currency) return false;
  const ours = sale.lines.filter((line) => lineKeyOf(line) !== undefined);
  if (ours.length !== order.lines.length) return false;
  return order.lines.every(({ lineKey, sku, quantity, unitPrice }) => {
    const line = ours.find((other) => lineKeyOf(other) === lineKey);
    return line?.sku === sku && line.quantity === quantity && samePrice(line.unitPrice, toDecimal(unitPrice));
  });
}
