/** The allocation run: reserves stock for lines, promises a date for what is short, serves the backlog when stock comes. */
import type { Item } from './catalogue.ts';
import type { Company } from './company.ts';
import { exact, openQuantity, unallocatedQuantity } from './sales-order.ts';
import type { SalesOrder, SalesOrderLine } from './sales-order.ts';

const DAY_MS = 86_400_000;

function promise(company: Company, line: SalesOrderLine): void {
  line.promisedDate = new Date(company.clock.now() + company.timing.leadTimeDays * DAY_MS).toISOString().slice(0, 10);
}

function wait(company: Company, order: SalesOrder, sku: string): void {
  const waiting = company.backlog.get(sku);
  if (waiting) waiting.add(order);
  else company.backlog.set(sku, new Set([order]));
}

function orderMore(company: Company, item: Item, quantity: number): void {
  const { replenishAfterMs } = company.timing;
  if (replenishAfterMs > 0) company.clock.after(replenishAfterMs, () => replenish(company, item.sku, quantity));
}

function allocateLine(company: Company, order: SalesOrder, line: SalesOrderLine): void {
  const item = company.catalogue.items.get(line.sku);
  const wanted = unallocatedQuantity(line);
  if (!item || wanted <= 0) return;
  const taken = Math.min(wanted, item.stock);
  item.stock = exact(item.stock - taken);
  line.allocated = exact(line.allocated + taken);
  const short = exact(wanted - taken);
  if (short > line.backordered) orderMore(company, item, exact(short - line.backordered));
  line.backordered = short;
  if (short === 0) {
    delete line.promisedDate;
    return;
  }
  promise(company, line);
  wait(company, order, line.sku);
}

/** Allocates what an order still needs, as far as stock goes. A held order gets nothing. Answers whether anything changed. */
export function allocate(company: Company, order: SalesOrder): boolean {
  if (order.holds.length > 0) return false;
  const before = order.lines.map((line) => `${line.allocated}/${line.backordered}`).join();
  for (const line of order.lines) allocateLine(company, order, line);
  return before !== order.lines.map((line) => `${line.allocated}/${line.backordered}`).join();
}

/** Serves the orders that wait for an item, oldest first, as long as there is stock. */
export function serveBacklog(company: Company, sku: string): void {
  const waiting = company.backlog.get(sku);
  const item = company.catalogue.items.get(sku);
  if (!waiting || !item) return;
  for (const order of waiting) {
    if (item.stock <= 0) return;
    waiting.delete(order);
    if (allocate(company, order)) company.touch(order);
  }
}

/** Stock comes in. An item nobody knew becomes known by it. */
export function replenish(company: Company, sku: string, quantity: number): void {
  const item = company.catalogue.items.get(sku) ?? { sku, stock: 0, backorder: true };
  company.catalogue.items.set(sku, item);
  item.stock = exact(item.stock + quantity);
  serveBacklog(company, sku);
}

/** Gives up reservations of a line and puts the stock back. Answers how much was given up. */
export function deallocate(company: Company, line: SalesOrderLine, quantity: number): number {
  const given = Math.min(quantity, line.allocated);
  line.allocated = exact(line.allocated - given);
  const item = company.catalogue.items.get(line.sku);
  if (item) item.stock = exact(item.stock + given);
  return given;
}

/** What is short of a line cannot be more than what is still open and not reserved. */
export function trimBackorder(line: SalesOrderLine): void {
  line.backordered = Math.min(line.backordered, Math.max(0, exact(openQuantity(line) - line.allocated)));
  if (line.backordered === 0) delete line.promisedDate;
}
