/** What our codes for Tryton's refusals mean to a service agent. Tryton itself has texts, no codes. */
import type { Failure } from '../../engine/endpoint.ts';
import { explained, explainedFault, faultsText } from '../kit/refusal-text.ts';
import type { Explanations } from '../kit/refusal-text.ts';

export const EXPLANATIONS: Explanations = new Map([
  ['UNKNOWN_CUSTOMER', 'The ERP does not know this customer'],
  ['CUSTOMER_INACTIVE', 'The ERP has this customer as not active'],
  ['CREDIT_LIMIT', 'The order is above the credit limit of this customer'],
  ['UNKNOWN_CURRENCY', 'The ERP does not have this currency'],
  ['UNKNOWN_PRODUCT', 'The ERP does not know this item'],
  ['PRODUCT_NOT_SOLD', 'The ERP does not sell this item'],
  ['PRODUCT_NOT_SALABLE', 'The ERP does not sell one of the items'],
  ['UNKNOWN_UNIT', 'The ERP sells this item in another unit'],
  ['TOO_MANY_DIGITS', 'A number has more decimals than the ERP takes'],
  ['NO_PRODUCT_FOR_IT', 'The ERP has no item that stands for this charge or discount'],
  ['PRICE_DIFFERS', 'The ERP has another price for this item'],
  ['PRICES_BEFORE_TAX_ONLY', 'The ERP takes prices before tax only'],
  ['TOTAL_DIFFERS', 'The ERP comes to another tax for this order'],
  ['SHORT_STOCK', 'The ERP has not enough stock'],
  ['ADDRESS_MISSING', 'The ERP has no address for this customer'],
  ['UNKNOWN_COUNTRY', 'The ERP does not have the country of the address'],
  ['TOO_LATE', 'The warehouse has it in hand already'],
  ['NO_SUCH_ORDER', 'The ERP does not have this order'],
  ['NO_SUCH_LINE', 'The ERP does not have this line'],
  ['NO_SUCH_RETURN', 'The ERP does not have this return'],
  ['NOT_AUTHORIZED', 'The ERP has not authorised this return'],
  ['MORE_THAN_SHIPPED', 'More than was shipped cannot be returned'],
  ['NOTHING_EXPECTED', 'The ERP expects no more goods of this return'],
  ['MORE_THAN_EXPECTED', 'More came back than the ERP expects'],
  ['MORE_THAN_RECEIVED', 'More than came back cannot be credited'],
  ['NO_SUCH_CREDIT', 'The ERP does not have this credit memo'],
  ['AMOUNT_DIFFERS', 'The ERP has another amount on this credit memo'],
  ['NOT_REFUNDABLE', 'The ERP does not let this credit memo be refunded'],
  ['POSTED_ALREADY', 'The ERP has posted it, and lets nobody change it'],
]);

/** A refusal; `text` where more is known than the code. */
export function refused(code: string, text: string = explained(EXPLANATIONS, code, `The ERP refuses this: ${code}`)): Failure {
  return { class: 'REJECT', code, message: text };
}

/** A refusal because of one line. */
export function refusedLine(code: string, lineKey: number): Failure {
  return refused(code, faultsText([explainedFault(EXPLANATIONS, '/lines/0', code)], [lineKey]));
}
