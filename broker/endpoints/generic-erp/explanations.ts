/** What the generic ERP's refusals mean to a service agent. Its codes stand in docs/generic-erp-api.md. */
import type { Explanations } from '../kit/refusal-text.ts';

export const EXPLANATIONS: Explanations = new Map([
  ['UNKNOWN_CUSTOMER', 'The ERP does not know this customer'],
  ['BLOCKED_CUSTOMER', 'The ERP has blocked this customer'],
  ['CREDIT_LIMIT_EXCEEDED', 'The order is above the credit limit of this customer'],
  ['UNKNOWN_SKU', 'The ERP does not know this item'],
  ['ZERO_QUANTITY', 'The quantity is zero'],
  ['NOT_AVAILABLE', 'The item is not available, and no more of it will come'],
  ['PRICE_TOO_LOW', 'The price is below the lowest the ERP allows'],
  ['REPEATED_LINE', 'The order has two lines with this number'],
  ['PERIOD_CLOSED', 'The books of this period are closed in the ERP'],
  ['NO_SUCH_ORDER', 'The ERP does not have this order'],
  ['UNKNOWN_ORDER', 'The ERP does not have this order'],
  ['UNKNOWN_LINE', 'The ERP does not have this line'],
  ['QUANTITY_NOT_OPEN', 'Less than this is still open in the ERP'],
  ['ALREADY_SHIPPED', 'It has been shipped'],
  ['NOTHING_OPEN', 'Nothing of the order is left to ship'],
  ['NO_SUCH_RETURN', 'The ERP does not have this return'],
  ['QUANTITY_NOT_RETURNABLE', 'Less than this can still be returned'],
  ['ALREADY_RECEIVED', 'Goods of this return have arrived'],
  ['RETURN_ENDED', 'The return has come to its end in the ERP'],
  ['QUANTITY_NOT_CREDITABLE', 'More than was taken back cannot be credited'],
  ['NOT_REFUNDABLE', 'The ERP does not let this credit memo be refunded'],
  ['UNKNOWN_CREDIT_MEMO', 'The ERP does not have this credit memo'],
]);
