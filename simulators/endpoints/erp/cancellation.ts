/** Cancelling quantities. What was reserved for them is given up, by a document of its own. */
import { deallocate, serveBacklog, trimBackorder } from './allocation.ts';
import type { Company } from './company.ts';
import { lineOf } from './fulfilment.ts';
import { exact, openQuantity, posted } from './sales-order.ts';
import type { PostedQuantity, Posting, SalesOrder } from './sales-order.ts';

function posting(company: Company, prefix: string, reference: string | undefined, lines: readonly PostedQuantity[]): Posting {
  return { number: company.nextNumber(prefix), at: company.now(), ...(reference !== undefined && { reference }), lines };
}

/** Cancels open quantities. The caller has made sure that they are open. */
export function cancelQuantities(company: Company, order: SalesOrder, lines: readonly PostedQuantity[], reference?: string): Posting {
  const given: PostedQuantity[] = [];
  const freed = new Set<string>();
  for (const { lineId, quantity } of lines) {
    const line = lineOf(order, lineId);
    if (!line) continue;
    line.cancelled = exact(line.cancelled + quantity);
    const tooMuch = exact(line.allocated - openQuantity(line));
    const released = tooMuch > 0 ? deallocate(company, line, tooMuch) : 0;
    trimBackorder(line);
    company.exposure.set(order.customer, (company.exposure.get(order.customer) ?? 0) - quantity * Number(line.unitPrice));
    if (released > 0) given.push(posted(line, released));
    freed.add(line.sku);
  }
  const cancellation = posting(company, 'CN', reference, lines);
  order.cancellations.push(cancellation);
  if (given.length > 0) order.deallocations.push(posting(company, 'DA', cancellation.number, given));
  company.log('quantity-cancelled', order, cancellation.number, reference);
  company.touch(order);
  for (const sku of freed) serveBacklog(company, sku);
  return cancellation;
}

/** All that is still open, to cancel it. */
export function openLines(order: SalesOrder): readonly PostedQuantity[] {
  return order.lines.map((line) => posted(line, openQuantity(line))).filter(({ quantity }) => quantity > 0);
}

/** Takes a reservation away from an order, for one somebody finds more urgent. */
export function takeReservation(company: Company, order: SalesOrder, lineId: string, quantity: number): number {
  const line = lineOf(order, lineId);
  const given = line ? deallocate(company, line, quantity) : 0;
  if (!line || given === 0) return 0;
  line.backordered = exact(line.backordered + given);
  order.deallocations.push(posting(company, 'DA', undefined, [posted(line, given)]));
  company.touch(order);
  return given;
}
