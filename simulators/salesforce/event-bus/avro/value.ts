/** Values on their way between storage and Avro: dates are midnight UTC, times are milliseconds since midnight. */
import type { FieldKind, OrgField } from '../../metadata/model.ts';
import type { StoredValue } from '../../storage/transaction.ts';

export type AvroValue = string | number | boolean | null;

const dayMs = 24 * 60 * 60 * 1000;

/** Milliseconds since the epoch of a stored datetime (`…+0000`, `Z`), or of midnight UTC of a date. */
function instantOf(value: string): number {
  return Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
}

/** A value of the wrong type for its field is a fault of whoever stored it, and throws. */
export function toAvro(kind: FieldKind, value: StoredValue | undefined): AvroValue {
  if (value === null || value === undefined || value === '') return null;
  switch (kind) {
    case 'boolean':
      return value === true || value === 'true';
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return Number(value);
    case 'date':
    case 'datetime':
      return typeof value === 'number' ? value : instantOf(String(value));
    case 'time':
      return instantOf(`1970-01-01T${String(value).replace(/Z?$/, 'Z')}`);
    default:
      return String(value);
  }
}

/** The stored form of what an Avro field holds. */
export function fromAvro(field: OrgField, value: AvroValue): StoredValue {
  if (typeof value !== 'number') return value;
  switch (field.kind) {
    case 'date':
      return new Date(value).toISOString().slice(0, 10);
    case 'datetime':
      return new Date(value).toISOString().replace('Z', '+0000');
    case 'time':
      return new Date(value % dayMs).toISOString().slice(11);
    default:
      return value;
  }
}
