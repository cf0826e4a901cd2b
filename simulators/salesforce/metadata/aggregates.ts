/** Which aggregate functions take a field. Source: SOQL and SOSL Reference, "Support for Field Types in Aggregate Functions"; public reports of long texts. */
import { isLong } from './field-use.ts';
import type { FieldKind, OrgField } from './model.ts';

const NONE: ReadonlySet<string> = new Set();
const ORDERED: ReadonlySet<string> = new Set(['COUNT', 'COUNT_DISTINCT', 'MIN', 'MAX']);
const NUMERIC: ReadonlySet<string> = new Set([...ORDERED, 'SUM', 'AVG']);

const NUMBERS: ReadonlySet<FieldKind> = new Set(['int', 'double', 'currency', 'percent']);
const WITHOUT: ReadonlySet<FieldKind> = new Set(['boolean', 'encrypted', 'multipicklist', 'time']);

/** Their names in capitals. */
export function aggregatesOf(field: OrgField): ReadonlySet<string> {
  if (field.aggregatable === false || WITHOUT.has(field.kind) || isLong(field)) return NONE;
  return NUMBERS.has(field.kind) ? NUMERIC : ORDERED;
}
