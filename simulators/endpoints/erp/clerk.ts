/** What people inside the ERP's company do to an order, unasked by any caller. */
import { cancelQuantities, openLines, takeReservation } from './cancellation.ts';
import type { Company } from './company.ts';
import { beyondOpen, lineOf, reverseGoodsIssue } from './fulfilment.ts';
import { releaseHolds, setHold } from './holds.ts';
import { posted } from './sales-order.ts';
import type { PostedQuantity, SalesOrder } from './sales-order.ts';

/** A deed of a clerk, by name. */
export type ClerkDeed =
  | { readonly deed: 'hold'; readonly code: string }
  | { readonly deed: 'release-hold' }
  | { readonly deed: 'cancel'; readonly lines?: readonly { readonly lineId: string; readonly quantity: number }[] | undefined }
  | { readonly deed: 'reverse-goods-issue'; readonly number: string }
  | { readonly deed: 'set-status'; readonly status: string | null }
  | { readonly deed: 'take-reservation'; readonly lineId: string; readonly quantity: number }
  | { readonly deed: 'add-line'; readonly sku: string; readonly quantity: number; readonly unitPrice: string }
  | { readonly deed: 'remove-line'; readonly lineId: string };

function cancel(company: Company, order: SalesOrder, wanted: readonly PostedQuantity[] | undefined): boolean {
  if (wanted && beyondOpen(order, wanted).length > 0) return false;
  const lines = wanted?.flatMap(({ lineId, quantity }) => {
    const line = lineOf(order, lineId);
    return line ? [posted(line, quantity)] : [];
  });
  cancelQuantities(company, order, lines ?? openLines(order));
  return true;
}

function setStatus(company: Company, order: SalesOrder, status: string | null): boolean {
  if (status === null) company.oddStatus.delete(order.id);
  else company.oddStatus.set(order.id, status);
  company.touch(order);
  return true;
}

/** Puts a line on top, so that the numbering of all others moves. */
function addLine(company: Company, order: SalesOrder, { sku, quantity, unitPrice }: Extract<ClerkDeed, { deed: 'add-line' }>): boolean {
  const lineId = `L${order.lines.length + 1}X`;
  const buckets = { cancelled: 0, allocated: 0, backordered: 0, shipped: 0, invoiced: 0 };
  order.lines = [{ ...{ lineId, position: 0, sku, unit: 'EA', unitPrice, quantity }, ...buckets }, ...order.lines];
  return renumber(company, order);
}

function removeLine(company: Company, order: SalesOrder, lineId: string): boolean {
  const line = lineOf(order, lineId);
  if (!line || line.shipped > 0 || order.lines.length === 1) return false;
  order.lines = order.lines.filter((other) => other !== line);
  return renumber(company, order);
}

function renumber(company: Company, order: SalesOrder): boolean {
  for (const [index, line] of order.lines.entries()) line.position = index + 1;
  company.touch(order);
  return true;
}

/** Does it. Answers whether it could be done. */
export function doClerkDeed(company: Company, order: SalesOrder, deed: ClerkDeed): boolean {
  switch (deed.deed) {
    case 'hold':
      setHold(company, order, { code: deed.code, setBy: 'CLERK' });
      return true;
    case 'release-hold':
      return releaseHolds(company, order, ['CLERK', 'CREDIT']);
    case 'cancel':
      return cancel(company, order, deed.lines);
    case 'reverse-goods-issue':
      return reverseGoodsIssue(company, order, deed.number) !== undefined;
    case 'set-status':
      return setStatus(company, order, deed.status);
    case 'take-reservation':
      return takeReservation(company, order, deed.lineId, deed.quantity) > 0;
    case 'add-line':
      return addLine(company, order, deed);
    case 'remove-line':
      return removeLine(company, order, deed.lineId);
  }
}
