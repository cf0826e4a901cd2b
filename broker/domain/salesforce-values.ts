/** Values as the package's fields take them: known words, lengths and scales. */
import { SALESFORCE_OBJECTS } from '../../canonical/salesforce-objects.ts';
import type { FieldValue, SalesforceField, SalesforceObjectName, SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import { clip } from './clip.ts';

/** Texts for reading only: what is too long is cut. Any other value is left out, for half a number helps nobody. */
const FOR_READING: ReadonlySet<string> = new Set([
  'Sync_Detail__c',
  'Message__c',
  'Summary__c',
  'Result_Text__c',
  'Description__c',
  'Raw_Status__c',
]);

export type Values = Readonly<Record<string, FieldValue | undefined>>;

/** A record, and the fields whose values did not fit and are left empty. */
export type FittedRecord = { readonly record: SalesforceRecord; readonly unfit: readonly string[] };

/** Control characters but tab and line breaks, which XML 1.0 does not know and Salesforce serves its fields in, and half characters, which UTF-8 does not. */
const UNREADABLE = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

/** A system's own words may hold what nobody can show: the rest of them is what people read. */
function fitText(name: string, { length = Infinity }: SalesforceField, said: string): FieldValue {
  const value = UNREADABLE.test(said) ? said.replaceAll(new RegExp(UNREADABLE, 'gu'), '') : said;
  if (value.length <= length) return value;
  return FOR_READING.has(name) ? clip(value, length) : null;
}

function fitNumber({ length = 18, scale = 0 }: SalesforceField, value: number): FieldValue {
  const rounded = Math.round(value * 10 ** scale) / 10 ** scale;
  return Math.abs(rounded) < 10 ** (length - scale) ? rounded : null;
}

function fit(name: string, field: SalesforceField | undefined, value: FieldValue): FieldValue {
  if (field === undefined) return value;
  if (typeof value === 'string') return fitText(name, field, value);
  return typeof value === 'number' ? fitNumber(field, value) : value;
}

/** Makes a record of values; undefined empties a field. */
export function fitRecord(object: SalesforceObjectName, externalId: string, values: Values): FittedRecord {
  const definitions: Readonly<Record<string, SalesforceField>> = SALESFORCE_OBJECTS[object].fields;
  const fields: Record<string, FieldValue> = {};
  const unfit: string[] = [];
  for (const name of Object.keys(values)) {
    const value = values[name] ?? null;
    const fitted = fit(name, definitions[name], value);
    if (fitted === null && value !== null) unfit.push(`${object}.${name}`);
    fields[name] = fitted;
  }
  return { record: { object, externalId, fields }, unfit };
}

/** A canonical constant as the picklists spell it: IN_DOUBT is "In doubt". */
export function word(constant: string): string {
  return constant.charAt(0) + constant.slice(1).toLowerCase().replaceAll('_', ' ');
}

/** An instant as Salesforce takes it, in UTC; undefined for what is no instant. */
export function instant(value: string | number | undefined): string | undefined {
  const date = new Date(value ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The external key of an order line in Salesforce. */
export function lineExternalKey(orderKey: string, lineKey: number): string {
  return `${orderKey}-${lineKey}`;
}
