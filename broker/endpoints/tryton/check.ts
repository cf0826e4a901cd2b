/** What would refuse an order now: customer, credit, products, prices where Tryton's count, and stock where nothing may be backordered. */
import { minus, plus } from '../../../canonical/quantity.ts';
import type { CustomerOrder } from '../../../canonical/order.ts';
import type { CheckOutcome, OrderFault } from '../../engine/endpoint.ts';
import { assess, netMinor, toNumber } from './assess.ts';
import type { Terms } from './assess.ts';
import type { Customer, Product } from './master-data.ts';
import { fault } from './order-request.ts';
import type { Records } from './records.ts';

/** Tryton compares its limit with amounts before tax. */
function creditFaults(order: CustomerOrder, customer: Customer | undefined): readonly OrderFault[] {
  if (customer?.headroom === undefined) return [];
  return toNumber(netMinor(order), order.currency) > customer.headroom ? [fault('/customer', 'CREDIT_LIMIT')] : [];
}

function stockFaults({ lines }: CustomerOrder, products: ReadonlyMap<string, Product>): readonly OrderFault[] {
  const left = new Map([...products].map(([sku, { forecast }]) => [sku, forecast]));
  return lines.flatMap(({ sku, quantity }, index) => {
    const forecast = left.get(sku);
    if (forecast === undefined) return [];
    left.set(sku, minus(forecast, quantity));
    return plus(quantity) <= forecast ? [] : [fault(`/lines/${index}/quantity`, 'SHORT_STOCK')];
  });
}

export async function checkOrder(records: Records, order: CustomerOrder, terms: Terms): Promise<CheckOutcome> {
  const { customer, products, faults } = await assess(records, order, terms);
  const stock = terms.shortStock === 'refuse' ? stockFaults(order, products) : [];
  return { class: 'OK', faults: [...faults, ...creditFaults(order, customer), ...stock] };
}
