/** The right side of a comparison: literals checked against the field's type and put into the form records are stored in. */
import type { LiteralType } from '@jetstreamapp/soql-parser-js';
import type { FieldKind, OrgField } from '../metadata/model.ts';
import { isDate, parseDatetime } from '../storage/instants.ts';
import { normalizeId } from '../storage/record-id.ts';
import type { StoredValue } from '../storage/transaction.ts';
import { fromLocal, toLocal } from '../time-zones.ts';
import { dateLiteralRange, type Range } from './date-literals.ts';
import type { FaultMaker } from './query-fault.ts';

/** A literal is a value or, for date literals, a range of values in stored form (start included, end excluded). */
export type Literal = { readonly value: StoredValue } | { readonly start: string; readonly end: string };

export type LiteralContext = {
  readonly now: number;
  readonly faults: FaultMaker;
  /** Days of date literals are those of whoever asks. */
  readonly scope: { readonly timeZone: () => string };
};

type Written = { readonly text: string; readonly type: LiteralType | undefined };

type Reader = (field: OrgField, written: Written, context: LiteralContext) => Literal;

export function readLiteral(field: OrgField, written: Written, context: LiteralContext): Literal {
  if (written.type === 'NULL') return { value: null };
  return (READERS[field.kind] ?? readText)(field, written, context);
}

const readBoolean: Reader = (field, { text, type }, { faults }) => {
  if (type !== 'BOOLEAN') throw faults.wrongLiteral(field.name, 'boolean', false);
  return { value: text.toUpperCase() === 'TRUE' };
};

const readNumber: Reader = (field, { text, type }, { faults }) => {
  if (type !== 'INTEGER' && type !== 'DECIMAL') throw faults.wrongLiteral(field.name, field.kind, false);
  return { value: Number(text) };
};

const readText: Reader = (field, { text, type }, { faults }) => {
  if (type !== 'STRING') throw faults.wrongLiteral(field.name, 'string', true);
  return { value: unquote(text) };
};

const readId: Reader = (field, { text, type }, { faults }) => {
  if (type !== 'STRING') throw faults.wrongLiteral(field.name, 'ID', true);
  const plain = unquote(text);
  if (!ID_TEXT.test(plain) && !holdsName(field)) throw faults.invalidId(plain);
  return { value: normalizeId(plain) ?? plain };
};

/** Public packages name ids whose last three characters do not fit the others: such an id is nobody's. */
const ID_TEXT = /^(?:[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?)?$/;

/** A reference to the definition of an object holds its name. */
const holdsName = ({ referenceTo = [] }: OrgField): boolean => referenceTo.includes('EntityDefinition');

const readDate: Reader = (field, written, context) => {
  const range = readRange(written, context);
  if (range !== undefined) return { start: stored(range.start).slice(0, 10), end: stored(range.end).slice(0, 10) };
  if (written.type !== 'DATE' || !isDate(written.text)) throw context.faults.wrongLiteral(field.name, 'date', false);
  return { value: written.text };
};

const readDatetime: Reader = (field, written, context) => {
  const range = readRange(written, context);
  const instant = (local: number): string => stored(fromLocal(local, context.scope.timeZone()));
  if (range !== undefined) return { start: instant(range.start), end: instant(range.end) };
  const ms = written.type === 'DATETIME' ? parseDatetime(written.text) : undefined;
  if (ms === undefined) throw context.faults.wrongLiteral(field.name, 'dateTime', false);
  // Milliseconds stay, so that "at or after 10:00:00.500" leaves out a record of 10:00:00.
  return { value: stored(ms) };
};

/** In local time. */
function readRange({ text, type }: Written, { now, scope, faults }: LiteralContext): Range | undefined {
  if (type !== 'DATE_LITERAL' && type !== 'DATE_N_LITERAL') return undefined;
  const range = dateLiteralRange(text, Number(text.split(':')[1] ?? 0), toLocal(now, scope.timeZone()));
  if (range !== undefined && !(range.start > FIRST_YEAR && range.end < LAST_YEAR))
    throw faults.malformed(`${text} leads out of the calendar`);
  return range;
}

/** Years have four digits where dates are compared. */
const [FIRST_YEAR, LAST_YEAR] = [Date.parse('0001-01-01'), Date.parse('9999-01-01')];

const READERS: Readonly<Partial<Record<FieldKind, Reader>>> = {
  boolean: readBoolean,
  int: readNumber,
  double: readNumber,
  currency: readNumber,
  percent: readNumber,
  id: readId,
  reference: readId,
  date: readDate,
  datetime: readDatetime,
};

function stored(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Text between the quotes with SOQL's escapes resolved; `\_` and `\%` stay for LIKE. */
function unquote(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|.)/g, (whole, escape: string) => {
    if (escape.startsWith('u') && escape.length === 5) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return escape === '_' || escape === '%' ? whole : (ESCAPES[escape.toLowerCase()] ?? escape);
  });
}
