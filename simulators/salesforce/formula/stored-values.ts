/** The way between what the org stores in a field and what formulas work with. */
import type { FieldKind, OrgField } from '../metadata/model.ts';
import { parseDatetime, toDatetime } from '../storage/instants.ts';
import type { StoredValue } from '../storage/transaction.ts';
import { roundHalfUp } from './numbers.ts';
import { isBlank, type FormulaType, type FormulaValue } from './values.ts';

const TYPES: Readonly<Partial<Record<FieldKind, FormulaType>>> = {
  int: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  time: 'time',
  picklist: 'picklist',
  multipicklist: 'multipicklist',
};

/** Fields of all other kinds are texts. */
export const typeOf = ({ kind }: Pick<OrgField, 'kind'>): FormulaType => TYPES[kind] ?? 'text';

/** 30 % is 0.3 in a formula, a reference its 15 characters, and an empty text a text. */
export function fromStored({ kind }: Pick<OrgField, 'kind'>, stored: StoredValue): FormulaValue {
  switch (kind) {
    case 'boolean':
      return stored === true;
    case 'percent':
      return stored === null ? null : Number(stored) / 100;
    case 'date':
      return stored === null ? null : Date.parse(`${String(stored)}T00:00:00Z`);
    case 'datetime':
      return stored === null ? null : (parseDatetime(String(stored)) ?? null);
    case 'time':
      return stored === null ? null : Date.parse(`1970-01-01T${String(stored)}`);
    case 'id':
    case 'reference':
      return stored === null ? null : String(stored).slice(0, 15);
    default:
      return typeOf({ kind }) === 'text' ? (stored ?? '') : stored;
  }
}

/** What a formula field shows of its formula's value: numbers have the field's scale, rounded half up. */
export function toStored({ kind, scale = 0 }: OrgField, value: FormulaValue): StoredValue {
  if (kind === 'boolean') return value === true;
  if (isBlank(value)) return null;
  if (typeof value !== 'number') return value;
  if (kind === 'percent') return roundHalfUp(value * 100, scale);
  if (kind === 'date') return new Date(value).toISOString().slice(0, 10);
  if (kind === 'datetime') return toDatetime(value);
  return kind === 'time' ? new Date(value).toISOString().slice(11) : roundHalfUp(value, scale);
}
