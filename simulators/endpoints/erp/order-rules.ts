/** Business rules by which the ERP refuses an order, each fault with its field. */
import type { Customer } from './catalogue.ts';
import type { Company } from './company.ts';
import type { SalesOrderRequest } from './sales-order-request.ts';

export type FieldFault = { readonly field: string; readonly code: string; readonly message: string };

/** What an order comes to, in whole units of its currency. */
export function valueOf(request: SalesOrderRequest): number {
  const sum = (amounts: readonly { amount: string; tax?: string | undefined }[]): number =>
    amounts.reduce((total, { amount, tax }) => total + Number(amount) + (request.pricesIncludeTax ? 0 : Number(tax ?? 0)), 0);
  const lines = request.lines.map(({ quantity, unitPrice, tax }) => ({ amount: String(quantity * Number(unitPrice)), tax }));
  return sum(lines) + sum(request.surcharges) - sum(request.allowances);
}

/** Whether the order takes the customer above the credit limit. */
export function isOverLimit(company: Company, customer: Customer, request: SalesOrderRequest): boolean {
  const open = company.exposure.get(customer.id) ?? 0;
  return customer.creditLimit !== undefined && open + valueOf(request) > customer.creditLimit;
}

function customerFaults(company: Company, request: SalesOrderRequest): readonly FieldFault[] {
  const customer = company.catalogue.customers.get(request.customer);
  const field = 'customer';
  if (!customer) return [{ field, code: 'UNKNOWN_CUSTOMER', message: `there is no customer ${request.customer}` }];
  if (customer.blocked) return [{ field, code: 'BLOCKED_CUSTOMER', message: 'the customer is blocked' }];
  const over = customer.overLimit === 'REJECT' && isOverLimit(company, customer, request);
  return over ? [{ field, code: 'CREDIT_LIMIT_EXCEEDED', message: 'the order exceeds the credit limit' }] : [];
}

function lineFaults(company: Company, request: SalesOrderRequest): readonly FieldFault[] {
  return request.lines.flatMap(({ sku, quantity, unitPrice }, index): readonly FieldFault[] => {
    const at = `lines[${index}]`;
    if (quantity === 0) return [{ field: `${at}.quantity`, code: 'ZERO_QUANTITY', message: 'the quantity is zero' }];
    const item = company.catalogue.items.get(sku);
    if (!item) return [{ field: `${at}.sku`, code: 'UNKNOWN_SKU', message: `there is no item ${sku}` }];
    if (item.minimumPrice !== undefined && Number(unitPrice) < item.minimumPrice) {
      return [{ field: `${at}.unitPrice`, code: 'PRICE_TOO_LOW', message: 'the price is below the lowest allowed' }];
    }
    const short = !item.backorder && quantity > item.stock;
    return short ? [{ field: `${at}.quantity`, code: 'NOT_AVAILABLE', message: 'the item is not available and will not be' }] : [];
  });
}

function repeatedLines(request: SalesOrderRequest): readonly FieldFault[] {
  const numbers = request.lines.map((line) => line.externalLine);
  return numbers.flatMap((number, index) =>
    numbers.indexOf(number) === index
      ? []
      : [{ field: `lines[${index}].externalLine`, code: 'REPEATED_LINE', message: `line ${number} occurs twice` }],
  );
}

/** All reasons to refuse an order now; none if it would be taken. */
export function orderFaults(company: Company, request: SalesOrderRequest): readonly FieldFault[] {
  const closed = company.periodClosed ? [{ field: '', code: 'PERIOD_CLOSED', message: 'the posting period is closed' }] : [];
  return [...closed, ...customerFaults(company, request), ...repeatedLines(request), ...lineFaults(company, request)];
}
