/** A drafted order as typed, and the records it becomes. Pure. */
import { readQuantity, rounded, total } from 'c/obQuantities';
import { format } from 'c/obText';

const MOST = 1_000_000_000;
/** What the field of a price keeps. */
const PRICE_DECIMALS = 2;

/**
 * @typedef {{ key: number, draftKey: string, sku: string, description: string, quantity: string, unitPrice: string, id?: string,
 *   number?: number, isTried?: boolean }} DraftLine `draftKey`: it is saved under; `id` and `number`: it is saved; `isTried`: it may be
 */

/** @param {number} key one nobody else in this draft has @param {string} draftKey one nobody else has at all @returns {DraftLine} */
export function newLine(key, draftKey) {
  return { key, draftKey, sku: '', description: '', quantity: '1', unitPrice: '' };
}

/** The number of the next line that is saved: none twice, whatever was taken out. @param {readonly DraftLine[]} lines */
export function nextNumber(lines) {
  return 1 + Math.max(0, ...lines.map(({ number = 0 }) => number));
}

/**
 * What keeps a line from being sent.
 * @param {DraftLine} line
 * @returns {{ sku?: 'missing', quantity?: string, unitPrice?: string }} by field; empty: nothing
 */
export function lineFaults({ sku, quantity, unitPrice }) {
  const count = readQuantity(quantity, MOST);
  const price = readQuantity(unitPrice, MOST, PRICE_DECIMALS);
  return {
    ...(sku.trim() === '' && { sku: 'missing' }),
    ...(count.fault === 'none' && count.value === 0 && { quantity: 'tooSmall' }),
    ...(count.fault !== 'none' && { quantity: count.fault }),
    ...(price.fault !== 'none' && { unitPrice: price.fault === 'tooFine' ? 'priceTooFine' : price.fault }),
  };
}

/** Whether all of it could be sent. @param {readonly DraftLine[]} lines */
export function areComplete(lines) {
  return lines.length > 0 && lines.every((line) => Object.keys(lineFaults(line)).length === 0);
}

/** The sum of what is complete. @param {readonly DraftLine[]} lines */
export function draftTotal(lines) {
  const priced = lines.filter((line) => !lineFaults(line).quantity && !lineFaults(line).unitPrice);
  return total(priced.map(({ quantity, unitPrice }) => rounded(Number(quantity) * Number(unitPrice))));
}

const ORDER_FIELDS = {
  ...{ customerKey: 'Customer_Key__c', customerName: 'Customer_Name__c', customerEmail: 'Customer_Email__c', currency: 'Currency__c' },
  ...{ name: 'Ship_To_Name__c', line1: 'Ship_To_Line_1__c', line2: 'Ship_To_Line_2__c', postalCode: 'Ship_To_Postal_Code__c' },
  ...{ city: 'Ship_To_City__c', region: 'Ship_To_Region__c', country: 'Ship_To_Country__c', phone: 'Ship_To_Phone__c' },
  ...{ pickupLocation: 'Pickup_Location__c', requestedDate: 'Requested_Date__c', accountId: 'Account__c', contactId: 'Contact__c' },
};
const CAPITALS = new Set(['currency', 'country']);

/** The fields of the order's record; null where nothing is typed. @param {Record<string, string>} typed */
export function orderFields(typed) {
  const read = Object.entries(ORDER_FIELDS).map(([name, field]) => {
    const text = (typed[name] ?? '').trim();
    return [field, (CAPITALS.has(name) ? text.toUpperCase() : text) || null];
  });
  return Object.fromEntries(read);
}

/** The fields of a line's record; null where nothing is typed. @param {DraftLine} line @param {number} number */
export function lineFields({ sku, description, quantity, unitPrice }, number) {
  return {
    ...{ Line_Number__c: number, SKU__c: sku.trim(), Description__c: description.trim() || null },
    ...{ Quantity_Ordered__c: Number(quantity), Unit_Price__c: Number(unitPrice) },
  };
}

const CHECKED = ['customerKey', 'customerName', 'currency', 'name', 'line1', 'city', 'country', 'pickupLocation'];
const FREE = new Set(['pickupLocation']);

/**
 * What the broker can look at while somebody types: the order with its complete lines.
 * @param {Record<string, string>} typed @param {readonly DraftLine[]} lines
 * @returns {object | undefined} undefined: too little is typed
 */
export function orderToCheck(typed, lines) {
  const texts = CHECKED.map((name) => [name, CAPITALS.has(name) ? (typed[name] ?? '').trim().toUpperCase() : (typed[name] ?? '').trim()]);
  const { currency, ...order } = Object.fromEntries(texts.filter(([name, text]) => text !== '' || !FREE.has(name)));
  const numbered = lines.map((line, index) => ({ ...line, lineNumber: index + 1 })).filter((line) => areComplete([line]));
  if (numbered.length === 0 || texts.some(([name, text]) => text === '' && !FREE.has(name))) return undefined;
  const ofLine = ({ lineNumber, sku, quantity, unitPrice }) => ({
    ...{ lineNumber, sku: sku.trim(), quantity: Number(quantity), unitPrice: Number(unitPrice) },
  });
  return { ...order, currencyCode: currency, lines: numbered.map(ofLine) };
}

/**
 * What a check found, as sentences.
 * @param {{ findings?: readonly { lineNumber?: number, field?: string, code: string, message: string }[] } | undefined} validation
 * @param {string} lineLabel a label with the number of the line
 */
export function findingsOf(validation, lineLabel) {
  return (validation?.findings ?? []).map(({ lineNumber, field, code, message }, index) => ({
    key: `${code}-${index}`,
    text: [lineNumber && format(lineLabel, lineNumber), field, message].filter(Boolean).join(': '),
  }));
}
