/** Entry of a sales order. The reference is not unique: entering the same order twice makes two orders. */
import { allocate } from './allocation.ts';
import type { Company } from './company.ts';
import { isOverLimit, valueOf } from './order-rules.ts';
import type { Hold, SalesOrder, SalesOrderLine } from './sales-order.ts';
import type { SalesOrderRequest } from './sales-order-request.ts';

function makeLine(line: SalesOrderRequest['lines'][number], position: number): SalesOrderLine {
  const { externalLine, sku, unit, unitPrice, quantity } = line;
  return {
    ...{ lineId: `L${position}`, position, externalLine, sku, unit, unitPrice, quantity },
    ...{ cancelled: 0, allocated: 0, backordered: 0, shipped: 0, invoiced: 0 },
  };
}

function creditHold(company: Company, request: SalesOrderRequest): readonly Hold[] {
  const customer = company.catalogue.customers.get(request.customer);
  const held = customer?.overLimit === 'HOLD' && isOverLimit(company, customer, request);
  return held ? [{ code: 'CREDIT', setBy: 'CREDIT', since: company.now() }] : [];
}

/** Enters an order that the rules allow, and puts it to the allocation run. */
export function createOrder(company: Company, request: SalesOrderRequest, indexLagMs?: number): SalesOrder {
  const at = company.now();
  const value = valueOf(request);
  const order: SalesOrder = {
    id: company.nextId(),
    number: company.nextNumber('SO'),
    version: 0,
    reference: request.reference,
    customer: request.customer,
    currency: request.currency,
    total: value.toFixed(2),
    shipTo: request.shipTo,
    ...(request.pickupLocation !== undefined && { pickupLocation: request.pickupLocation }),
    status: 'ENTERED',
    createdAt: at,
    modifiedAt: at,
    holds: [...creditHold(company, request)],
    lines: request.lines.map((line, index) => makeLine(line, index + 1)),
    ...{ goodsIssues: [], goodsIssueReversals: [], invoices: [], invoiceCancellations: [], cancellations: [], deallocations: [] },
  };
  company.orders.set(order.id, order);
  company.exposure.set(order.customer, (company.exposure.get(order.customer) ?? 0) + value);
  company.log('order-created', order, order.number);
  const { allocationDelayMs } = company.timing;
  if (allocationDelayMs === 0) allocate(company, order);
  else company.clock.after(allocationDelayMs, () => allocate(company, order) && company.touch(order));
  company.touch(order, indexLagMs);
  return order;
}
