/** What would refuse an order now: customer, credit, products, and stock where nothing may be backordered. */
import { minus, plus } from '../../../canonical/quantity.ts';
import { minorDigits } from '../../../canonical/money.ts';
import type { CustomerOrder } from '../../../canonical/order.ts';
import type { CheckOutcome, OrderFault } from '../../engine/endpoint.ts';
import type { CreateTerms } from './create-order.ts';
import { findCustomer, findProducts } from './master-data.ts';
import type { Customer, Product } from './master-data.ts';
import { orderFaults, skusOf } from './order-request.ts';
import type { Records } from './records.ts';

/** Tryton compares its limit with amounts before tax. */
function creditFaults({ lines, currency }: CustomerOrder, customer: Customer | undefined): readonly OrderFault[] {
  if (customer?.headroom === undefined) return [];
  const total = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.amountMinor, 0) / 10 ** minorDigits(currency);
  return total > customer.headroom
    ? [{ pointer: '/customer', code: 'CREDIT_LIMIT', message: 'the ERP refuses /customer: CREDIT_LIMIT' }]
    : [];
}

function stockFaults({ lines }: CustomerOrder, products: ReadonlyMap<string, Product>): readonly OrderFault[] {
  const left = new Map([...products].map(([sku, { forecast }]) => [sku, forecast]));
  return lines.flatMap(({ sku, quantity }, index) => {
    const forecast = left.get(sku);
    if (forecast === undefined) return [];
    left.set(sku, minus(forecast, quantity));
    return plus(quantity) <= forecast
      ? []
      : [{ pointer: `/lines/${index}/quantity`, code: 'SHORT_STOCK', message: `the ERP refuses /lines/${index}/quantity: SHORT_STOCK` }];
  });
}

export async function checkOrder(records: Records, order: CustomerOrder, terms: CreateTerms): Promise<CheckOutcome> {
  const customer = await findCustomer(records, order.customer.customerKey);
  const products = await findProducts(records, skusOf(order, terms), terms.today);
  const stock = terms.shortStock === 'refuse' ? stockFaults(order, products) : [];
  return { class: 'OK', faults: [...orderFaults(order, customer, products, terms), ...creditFaults(order, customer), ...stock] };
}
