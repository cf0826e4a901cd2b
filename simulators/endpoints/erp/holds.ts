/** Holds of an order, each with who set it. While one is active nothing is allocated. */
import { allocate } from './allocation.ts';
import type { Company } from './company.ts';
import type { Hold, SalesOrder } from './sales-order.ts';

/** Sets a hold. A caller's hold with a reference it used before is not set again. */
export function setHold(company: Company, order: SalesOrder, hold: Omit<Hold, 'since'>): void {
  const known = hold.reference !== undefined && order.holds.some(({ reference }) => reference === hold.reference);
  if (known) return;
  order.holds = [...order.holds, { ...hold, since: company.now() }];
  company.log('order-held', order, order.number, hold.reference);
  company.touch(order);
}

/** Lifts the holds of these setters. Answers whether there was one. */
export function releaseHolds(company: Company, order: SalesOrder, setters: readonly Hold['setBy'][]): boolean {
  const kept = order.holds.filter(({ setBy }) => !setters.includes(setBy));
  if (kept.length === order.holds.length) return false;
  order.holds = kept;
  company.log('hold-released', order, order.number);
  allocate(company, order);
  company.touch(order);
  return true;
}
