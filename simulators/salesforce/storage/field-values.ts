/** Reads what a caller sent for a field into what the org stores, or says why not. */
import type { FieldKind, OrgField } from '../metadata/model.ts';
import { DML_ERRORS, isDmlError, type DmlError } from './dml-error.ts';
import { isDate, parseDatetime, toDatetime } from './instants.ts';
import { textOf } from './json-text.ts';
import { normalizeId } from './record-id.ts';
import type { StoredValue } from './transaction.ts';

type Reading = StoredValue | DmlError;
type Reader = (field: OrgField, input: unknown) => Reading;

/**
 * Blank text is null; text is trimmed, whole numbers are rounded, datetimes lose what is below a second. Other numbers keep their digits: a
 * field's scale is for pages alone (Salesforce Help 000387302, "Number Field Stores More Decimal Places Than Defined When Set via API or Apex").
 */
export function readFieldValue(field: OrgField, input: unknown): Reading {
  if (input === null || input === undefined) return field.kind === 'boolean' ? unreadable(field, input) : null;
  return READERS[field.kind](field, input);
}

const readText: Reader = (field, input) => {
  if (typeof input !== 'string') return unreadable(field, input);
  const text = input.trim();
  if (text === '') return null;
  return field.length !== undefined && text.length > field.length ? DML_ERRORS.tooLong(field, text) : text;
};

const readEmail: Reader = (field, input) => {
  const text = readText(field, input);
  return typeof text === 'string' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? DML_ERRORS.badEmail(field, text) : text;
};

const readBoolean: Reader = (field, input) => {
  if (typeof input === 'boolean') return input;
  if (typeof input === 'string' && /^(true|false)$/i.test(input)) return input.toLowerCase() === 'true';
  return unreadable(field, input);
};

const readNumber: Reader = (field, input) => {
  if (input === '') return null;
  const numeric = typeof input === 'number' || (typeof input === 'string' && /^\s*[-+]?\d+(\.\d+)?([eE][-+]?\d+)?\s*$/.test(input));
  if (!numeric) return unreadable(field, input);
  const value = field.kind === 'int' ? Math.sign(Number(input)) * Math.round(Math.abs(Number(input))) : Number(input);
  const limit = 10 ** ((field.precision ?? 18) - (field.scale ?? 0));
  return Math.abs(value) >= limit ? DML_ERRORS.numberTooLarge(field, value) : value;
};

const readDate: Reader = (field, input) => {
  if (input === '') return null;
  if (typeof input !== 'string') return unreadable(field, input);
  // A datetime is taken for its day, as the platform does.
  const day = input.slice(0, 10);
  if (isDate(day) && (input.length === 10 || parseDatetime(input) !== undefined)) return day;
  return unreadable(field, input);
};

const readDatetime: Reader = (field, input) => {
  if (input === '') return null;
  if (typeof input !== 'string') return unreadable(field, input);
  const ms = isDate(input) ? Date.parse(`${input}T00:00:00Z`) : parseDatetime(input);
  return ms === undefined ? unreadable(field, input) : toDatetime(ms);
};

const readTime: Reader = (field, input) => {
  if (input === '') return null;
  const match = typeof input === 'string' ? /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z?$/.exec(input) : null;
  return match === null ? unreadable(field, input) : `${String(input).slice(0, 8)}.${(match[2] ?? '.000').slice(1).padEnd(3, '0')}Z`;
};

const readPicklist: Reader = (field, input) => {
  const text = readText(field, input);
  if (typeof text !== 'string' || field.restrictedPicklist !== true) return text;
  const known = field.picklist?.find((entry) => entry.active && entry.value.toLowerCase() === text.toLowerCase());
  return known === undefined ? DML_ERRORS.badPicklistValue(field, text) : known.value;
};

const readMultiPicklist: Reader = (field, input) => {
  const text = readText(field, input);
  if (typeof text !== 'string') return text;
  const values: string[] = [];
  for (const part of text.split(';')) {
    const value = readPicklist(field, part);
    if (isDmlError(value)) return value;
    if (value !== null) values.push(String(value));
  }
  return values.join(';');
};

const readReference: Reader = (field, input) => {
  if (typeof input !== 'string') return unreadable(field, input);
  if (input === '') return null;
  return normalizeId(input) ?? DML_ERRORS.malformedId(field, input);
};

const READERS: Readonly<Record<FieldKind, Reader>> = {
  id: readReference,
  reference: readReference,
  string: readText,
  textarea: readText,
  encrypted: readText,
  base64: readText,
  autonumber: readText,
  phone: readText,
  url: readText,
  email: readEmail,
  boolean: readBoolean,
  int: readNumber,
  double: readNumber,
  currency: readNumber,
  percent: readNumber,
  date: readDate,
  datetime: readDatetime,
  time: readTime,
  picklist: readPicklist,
  multipicklist: readMultiPicklist,
};

/** Names the JSON token as the platform's parser does. */
function unreadable(field: OrgField, input: unknown): DmlError {
  return DML_ERRORS.unreadable(field.name, field.kind, tokenName(input));
}

function tokenName(input: unknown): string {
  if (input === null || input === undefined) return 'VALUE_NULL';
  if (Array.isArray(input)) return 'START_ARRAY';
  if (typeof input === 'object') return 'START_OBJECT';
  if (typeof input === 'boolean') return `VALUE_${String(input).toUpperCase()} value ${input}`;
  if (typeof input === 'number') return `VALUE_NUMBER_${Number.isInteger(input) ? 'INT' : 'FLOAT'} value ${input}`;
  return `VALUE_STRING value ${textOf(input)}`;
}
