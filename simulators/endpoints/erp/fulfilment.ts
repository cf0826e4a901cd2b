/** Goods issues, their invoices, and the reversal of both. */
import { trimBackorder } from './allocation.ts';
import type { Company } from './company.ts';
import { exact, openQuantity } from './sales-order.ts';
import type { GoodsIssue, InvoiceLine, PostedQuantity, SalesInvoice, SalesOrder, SalesOrderLine } from './sales-order.ts';

export function lineOf(order: SalesOrder, lineId: string): SalesOrderLine | undefined {
  return order.lines.find((line) => line.lineId === lineId);
}

/** Calls `work` for each posted quantity whose line is still there. */
function eachLine(order: SalesOrder, lines: readonly PostedQuantity[], work: (line: SalesOrderLine, quantity: number) => void): void {
  for (const { lineId, quantity } of lines) {
    const line = lineOf(order, lineId);
    if (line) work(line, quantity);
  }
}

/** Lines of which more is wanted than is open, as positions in the list. */
export function beyondOpen(order: SalesOrder, lines: readonly PostedQuantity[]): readonly number[] {
  return lines.flatMap(({ lineId, quantity }, index) => {
    const line = lineOf(order, lineId);
    return line && quantity <= openQuantity(line) ? [] : [index];
  });
}

function invoiceLines(order: SalesOrder, issue: GoodsIssue): readonly InvoiceLine[] {
  return issue.lines.map((line) => {
    const price = lineOf(order, line.lineId)?.unitPrice ?? '0';
    const digits = price.split('.')[1]?.length ?? 0;
    return { ...line, amount: (line.quantity * Number(price)).toFixed(digits) };
  });
}

/** Posts the invoice of a goods issue that is neither invoiced nor reversed. */
function postInvoice(company: Company, order: SalesOrder, issue: GoodsIssue): void {
  if (issue.reversedBy !== undefined || issue.invoice !== undefined) return;
  const lines = invoiceLines(order, issue);
  const digits = Math.max(...lines.map(({ amount }) => amount.split('.')[1]?.length ?? 0));
  const total = lines.reduce((sum, { amount }) => sum + Number(amount), 0).toFixed(digits);
  const invoice: SalesInvoice = { number: company.nextNumber('IN'), at: company.now(), goodsIssue: issue.number, total, lines };
  order.invoices.push(invoice);
  issue.invoice = invoice.number;
  eachLine(order, lines, (line, quantity) => {
    line.invoiced = exact(line.invoiced + quantity);
  });
  company.log('invoice-posted', order, invoice.number);
  company.touch(order);
}

/** Posts what left the warehouse. `reference` is the caller's key of the shipment. */
export function postGoodsIssue(company: Company, order: SalesOrder, reference: string, lines: readonly PostedQuantity[]): GoodsIssue {
  const issue: GoodsIssue = { number: company.nextNumber('GI'), at: company.now(), reference, lines };
  order.goodsIssues.push(issue);
  eachLine(order, lines, (line, quantity) => {
    line.shipped = exact(line.shipped + quantity);
    line.allocated = Math.max(0, exact(line.allocated - quantity));
    trimBackorder(line);
  });
  company.log('goods-issue-posted', order, issue.number, reference);
  company.touch(order);
  company.clock.after(company.timing.invoiceDelayMs, () => postInvoice(company, order, issue));
  return issue;
}

function cancelInvoice(company: Company, order: SalesOrder, number: string): void {
  const invoice = order.invoices.find((other) => other.number === number);
  if (!invoice || invoice.cancelledBy !== undefined) return;
  const cancellation = { number: company.nextNumber('IC'), at: company.now(), reference: number, lines: invoice.lines };
  invoice.cancelledBy = cancellation.number;
  order.invoiceCancellations.push(cancellation);
  eachLine(order, invoice.lines, (line, quantity) => {
    line.invoiced = exact(line.invoiced - quantity);
  });
}

/** Takes a goods issue back, its invoice with it. The goods are reserved for the order again. Undefined if there is none to reverse. */
export function reverseGoodsIssue(company: Company, order: SalesOrder, number: string): string | undefined {
  const issue = order.goodsIssues.find((other) => other.number === number && other.reversedBy === undefined);
  if (!issue) return undefined;
  const reversal = { number: company.nextNumber('GR'), at: company.now(), reference: number, lines: issue.lines };
  issue.reversedBy = reversal.number;
  order.goodsIssueReversals.push(reversal);
  eachLine(order, issue.lines, (line, quantity) => {
    line.shipped = exact(line.shipped - quantity);
    line.allocated = exact(line.allocated + quantity);
  });
  if (issue.invoice !== undefined) cancelInvoice(company, order, issue.invoice);
  company.log('goods-issue-reversed', order, reversal.number, number);
  company.touch(order);
  return reversal.number;
}
