/** From the records of an order in Salesforce to the canonical order, by tables. Faults name the field an agent sees. */
import { Currency, fromDecimal } from '../../../canonical/money.ts';
import { CustomerOrder } from '../../../canonical/order.ts';
import type { SoqlRecord } from '../query.ts';

export type OrderRecord = { readonly fields: SoqlRecord; readonly lines: readonly SoqlRecord[] };

export type MappedOrder = { readonly ok: true; readonly order: CustomerOrder } | { readonly ok: false; readonly faults: readonly string[] };

/** Salesforce writes `2026-11-21T10:00:00.000+0000`; ISO 8601 wants a colon in the offset. */
const instant = (value: unknown): unknown => (typeof value === 'string' ? value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') : value);
const asIs = (value: unknown): unknown => value;

type Column = { readonly field: string; readonly path: readonly string[]; readonly convert: (value: unknown, currency: string) => unknown };

const column = (field: string, path: string, convert: Column['convert'] = asIs): Column => ({ field, path: path.split('.'), convert });

function money(value: unknown, currency: string): unknown {
  if (typeof value !== 'number' && typeof value !== 'string') return value;
  return fromDecimal(String(value), currency);
}

const ORDER_COLUMNS: readonly Column[] = [
  column('External_Key__c', 'orderKey'),
  column('Source_System__c', 'source.system'),
  column('Order_Number__c', 'source.number'),
  column('Channel__c', 'source.channel'),
  column('Brand__c', 'source.brand'),
  column('Region__c', 'source.region'),
  column('Placed_At__c', 'placedAt', instant),
  column('Currency__c', 'currency'),
  column('Requested_Date__c', 'requestedDate'),
  column('Complete_Delivery__c', 'completeDelivery'),
  column('Customer_Key__c', 'customer.customerKey'),
  column('Customer_Name__c', 'customer.name'),
  column('Customer_Email__c', 'customer.email'),
  column('Ship_To_Name__c', 'shipTo.name'),
  column('Ship_To_Line_1__c', 'shipTo.line1'),
  column('Ship_To_Line_2__c', 'shipTo.line2'),
  column('Ship_To_Postal_Code__c', 'shipTo.postalCode'),
  column('Ship_To_City__c', 'shipTo.city'),
  column('Ship_To_Region__c', 'shipTo.region'),
  column('Ship_To_Country__c', 'shipTo.country'),
  column('Ship_To_Phone__c', 'shipTo.phone'),
];

const LINE_COLUMNS: readonly Column[] = [
  column('Line_Number__c', 'lineKey'),
  column('SKU__c', 'sku'),
  column('Description__c', 'description'),
  column('Quantity_Ordered__c', 'quantity'),
  column('Unit__c', 'unit'),
  column('Unit_Price__c', 'unitPrice', money),
  column('Tax__c', 'tax', money),
  column('Requested_Date__c', 'requestedDate'),
];

export const ORDER_FIELDS = ORDER_COLUMNS.map(({ field }) => field);
export const LINE_FIELDS = LINE_COLUMNS.map(({ field }) => field);

/** No currency in circulation: keeps the digits of amounts readable where the order's own is missing or wrong. */
const NO_CURRENCY = 'XXX';

type Draft = Record<string, unknown>;

function put(draft: Draft, [name = '', ...deeper]: readonly string[], value: unknown): void {
  if (deeper.length === 0) draft[name] = value;
  else put((draft[name] ??= {}) as Draft, deeper, value);
}

/** A field as the agent reads it: "Ship To City" of Ship_To_City__c. */
function spoken(field: string): string {
  return field.replace(/__c$/, '').replaceAll('_', ' ');
}

function toDraft(record: SoqlRecord, columns: readonly Column[], currency: string): { draft: Draft; faults: string[] } {
  const draft: Draft = {};
  const faults: string[] = [];
  for (const { field, path, convert } of columns) {
    try {
      put(draft, path, convert(record[field] ?? undefined, currency));
    } catch {
      faults.push(`${spoken(field)}: is no amount of ${currency}`);
    }
  }
  return { draft, faults };
}

function lineName({ lines }: OrderRecord, index: number): string {
  const number = lines[index]?.['Line_Number__c'];
  return `line ${typeof number === 'number' ? number : `no. ${index + 1}`}`;
}

function nameOf(path: readonly PropertyKey[], record: OrderRecord): string {
  const inLines = path[0] === 'lines' && path.length > 1;
  const columns = inLines ? LINE_COLUMNS : ORDER_COLUMNS;
  const within = inLines ? path.slice(2) : path;
  const found = columns.find((candidate) => candidate.path.every((part, index) => part === within[index]));
  const name = found ? spoken(found.field) : within.map(String).join('.');
  return inLines ? `${lineName(record, Number(path[1]))} ${name}` : name;
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

/** What a person reads; never the value itself. */
function faultOf({ path, message }: Issue, record: OrderRecord): string {
  return `${nameOf(path, record)}: ${message.endsWith('received undefined') ? 'is missing' : message}`;
}

/** Names a field once, with what was found first: an amount nobody can read is missing in our draft only. */
function oncePerField(faults: readonly string[]): readonly string[] {
  const first = new Map<string, string>();
  for (const fault of faults) {
    const field = fault.slice(0, fault.indexOf(':'));
    if (!first.has(field)) first.set(field, fault);
  }
  return [...first.values()];
}

/** Maps and checks an order. All faults are found at once, and a wrong currency is one fault, not one for every amount. */
export function mapOrder(record: OrderRecord): MappedOrder {
  const given = Currency.safeParse(record.fields['Currency__c'] ?? undefined);
  const currency = given.data ?? NO_CURRENCY;
  const head = toDraft({ ...record.fields, Currency__c: currency }, ORDER_COLUMNS, currency);
  const lines = record.lines.map((line) => toDraft(line, LINE_COLUMNS, currency));
  const parsed = CustomerOrder.safeParse({ ...head.draft, lines: lines.map(({ draft }) => draft) });
  const faults = oncePerField([
    ...(given.error?.issues ?? []).map((issue) => faultOf({ path: ['currency'], message: issue.message }, record)),
    ...lines.flatMap(({ faults: own }, index) => own.map((fault) => `${lineName(record, index)} ${fault}`)),
    ...(parsed.error?.issues ?? []).map((issue) => faultOf(issue, record)),
  ]);
  return parsed.success && faults.length === 0 ? { ok: true, order: parsed.data } : { ok: false, faults };
}
