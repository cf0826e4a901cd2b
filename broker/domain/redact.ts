/** Takes an order's personal data out of words that come from outside, before anybody else reads them. */
import type { CustomerOrder } from '../../canonical/order.ts';
import type { Address } from '../../canonical/party.ts';

/** Shorter words say nothing about a person and would tear holes into every sentence. */
const SHORTEST = 3;

function addressWords(address: Address | undefined): readonly (string | undefined)[] {
  if (!address) return [];
  const { name, line1, line2, postalCode, city, region, phone } = address;
  return [name, ...name.split(/\s+/), line1, line2, postalCode, city, region, phone];
}

function personalWords({ customer, shipTo, billTo }: CustomerOrder): readonly string[] {
  const party = [customer.name, ...customer.name.split(/\s+/), customer.email, customer.taxId, customer.gln];
  return [...party, ...addressWords(shipTo), ...addressWords(billTo)]
    .filter((word): word is string => word !== undefined && word.length >= SHORTEST)
    .sort((a, b) => b.length - a.length);
}

function literal(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** The text with every personal value of the order replaced by an ellipsis, longest first, whatever the case. */
export function redact(text: string, order: CustomerOrder | undefined): string {
  if (!order) return text;
  const pattern = personalWords(order).map(literal).join('|');
  return pattern === '' ? text : text.replace(new RegExp(pattern, 'giu'), '…');
}
