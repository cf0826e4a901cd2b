/** The right side of a comparison: literals checked against the field's type and put into the form records are stored in. */
import type { LiteralType } from '@jetstreamapp/soql-parser-js';
import type { FieldKind, OrgField } from '../metadata/model.ts';
import { isDate, parseDatetime } from '../storage/instants.ts';
import { normalizeId } from '../storage/record-id.ts';
import type { StoredValue } from '../storage/transaction.ts';
import { dateLiteralRange, type Range } from './date-literals.ts';
import type { FaultMaker } from './query-fault.ts';

/** A literal is a value or, for date literals, a range of values in stored form (start included, end excluded). */
export type Literal = { readonly value: StoredValue } | { readonly start: string; readonly end: string };

export type LiteralContext = { readonly now: number; readonly faults: FaultMaker };

type Written = { readonly text: string; readonly type: LiteralType | undefined };

const NUMBERS: ReadonlySet<FieldKind> = new Set(['int', 'double', 'currency', 'percent']);

export function readLiteral(field: OrgField, { text, type }: Written, { now, faults }: LiteralContext): Literal {
  if (type === 'NULL') return { value: null };
  if (field.kind === 'boolean') {
    if (type !== 'BOOLEAN') throw faults.wrongLiteral(field.name, 'boolean', false);
    return { value: text.toUpperCase() === 'TRUE' };
  }
  if (NUMBERS.has(field.kind)) {
    if (type !== 'INTEGER' && type !== 'DECIMAL') throw faults.wrongLiteral(field.name, field.kind, false);
    return { value: Number(text) };
  }
  if (field.kind === 'date' || field.kind === 'datetime') return readInstant(field, { text, type }, { now, faults });
  if (type !== 'STRING') throw faults.wrongLiteral(field.name, field.kind === 'id' || field.kind === 'reference' ? 'ID' : 'string', true);
  const plain = unquote(text);
  return { value: field.kind === 'id' || field.kind === 'reference' ? (normalizeId(plain) ?? plain) : plain };
}

function readInstant(field: OrgField, { text, type }: Written, { now, faults }: LiteralContext): Literal {
  const wanted = field.kind === 'date' ? 'date' : 'dateTime';
  if (type === 'DATE_LITERAL' || type === 'DATE_N_LITERAL') {
    const range = dateLiteralRange(text, Number(text.split(':')[1] ?? 0), now);
    if (range === undefined) throw faults.wrongLiteral(field.name, wanted, false);
    return storedRange(field.kind, range);
  }
  if (field.kind === 'date' && type === 'DATE' && isDate(text)) return { value: text };
  const ms = field.kind === 'datetime' && type === 'DATETIME' ? parseDatetime(text) : undefined;
  if (ms === undefined) throw faults.wrongLiteral(field.name, wanted, false);
  // Milliseconds stay, so that "at or after 10:00:00.500" leaves out a record of 10:00:00.
  return { value: stored(ms) };
}

function storedRange(kind: FieldKind, { start, end }: Range): Literal {
  return kind === 'date'
    ? { start: stored(start).slice(0, 10), end: stored(end).slice(0, 10) }
    : { start: stored(start), end: stored(end) };
}

function stored(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Text between the quotes with SOQL's escapes resolved; `\_` and `\%` stay for LIKE. */
export function unquote(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|.)/g, (whole, escape: string) => {
    if (escape.startsWith('u') && escape.length === 5) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return escape === '_' || escape === '%' ? whole : (ESCAPES[escape.toLowerCase()] ?? escape);
  });
}
