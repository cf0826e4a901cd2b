/** A customer order in the generic ERP's words, and whether a document holds what was sent. */
import type { LineQuantity } from '../../../canonical/fulfilment.ts';
import { fromDecimal, toDecimal } from '../../../canonical/money.ts';
import type { CustomerOrder, OrderLine } from '../../../canonical/order.ts';
import type { Address } from '../../../canonical/party.ts';
import type { Posting, SalesOrderDocument } from './contract.ts';

type Wire = Readonly<Record<string, unknown>>;

export function toAddress({ name, line1, line2, postalCode, city, region, country, phone }: Address): Wire {
  return { name, street: line1, street2: line2, postcode: postalCode, city, state: region, country, phone };
}

function toLine(line: OrderLine): Wire {
  const { lineKey, parentLineKey, sku, description, quantity, unit, unitPrice, tax, requestedDate, shipFrom } = line;
  return {
    ...{ externalLine: lineKey, parentLine: parentLineKey, sku, text: description, quantity, unit, requestedDate, warehouse: shipFrom },
    ...{ unitPrice: toDecimal(unitPrice), tax: tax && toDecimal(tax) },
  };
}

function toAmount({ code, amount, tax }: CustomerOrder['charges'][number]): Wire {
  return { code, amount: toDecimal(amount), tax: tax && toDecimal(tax) };
}

/** The body of a create. The order's key is its reference; line keys travel as the caller's line numbers. */
export function toSalesOrder(order: CustomerOrder): Wire {
  const { orderKey, currency, pricesIncludeTax, paymentTerms, requestedDate, completeDelivery } = order;
  return {
    ...{ reference: orderKey, customer: order.customer.customerKey, payer: order.payer?.customerKey, currency, pricesIncludeTax },
    ...{ paymentTerms, requestedDate, shipComplete: completeDelivery },
    shipTo: toAddress(order.shipTo),
    billTo: order.billTo && toAddress(order.billTo),
    pickupLocation: order.pickupLocation,
    lines: order.lines.map(toLine),
    surcharges: order.charges.map(toAmount),
    allowances: order.discounts.map(toAmount),
    payments: order.payments.map(({ provider, reference, authorized }) => ({ provider, reference, amount: toDecimal(authorized) })),
  };
}

/** Names of the ERP's fields that ours are not called. */
const OUR_NAMES: ReadonlyMap<string, string> = new Map([
  ['reference', 'orderKey'],
  ['customer', 'customer/customerKey'],
  ['payer', 'payer/customerKey'],
  ['shipComplete', 'completeDelivery'],
  ['externalLine', 'lineKey'],
  ['parentLine', 'parentLineKey'],
  ['text', 'description'],
  ['warehouse', 'shipFrom'],
  ['surcharges', 'charges'],
  ['allowances', 'discounts'],
  ['street', 'line1'],
  ['street2', 'line2'],
  ['postcode', 'postalCode'],
  ['state', 'region'],
]);

/** Where a field of the ERP's request comes from, as a JSON pointer into the order: `lines[0].sku` is `/lines/0/sku`. */
export function toPointer(field: string): string {
  const parts = field.replace(/\[(\d+)\]/g, '.$1').split('.');
  return parts
    .filter(Boolean)
    .map((part) => `/${OUR_NAMES.get(part) ?? part}`)
    .join('');
}

/** Whether the document holds what the order asks for. Lines that clerks added are theirs; ours must all be there. */
export function holdsOrder(document: SalesOrderDocument, order: CustomerOrder): boolean {
  if (document.customer !== order.customer.customerKey || document.currency !== order.currency) return false;
  const ours = document.lines.filter((line) => line.externalLine !== undefined);
  if (ours.length !== order.lines.length) return false;
  return order.lines.every(({ lineKey, sku, quantity, unitPrice }) => {
    const line = ours.find((other) => other.externalLine === lineKey);
    if (line?.sku !== sku || line.quantity !== quantity) return false;
    return fromDecimal(line.unitPrice, document.currency).amountMinor === unitPrice.amountMinor;
  });
}

/** Whether a posted document moves just these quantities. */
export function movesQuantities({ lines }: Posting, quantities: readonly LineQuantity[]): boolean {
  if (lines.length !== quantities.length) return false;
  return quantities.every(({ lineKey, quantity }) => lines.some((line) => line.externalLine === lineKey && line.quantity === quantity));
}
