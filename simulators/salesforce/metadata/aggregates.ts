/** Which aggregate functions take a field. Source: SOQL and SOSL Reference, "Support for Field Types in Aggregate Functions"; public reports of long texts. */
import type { FieldKind, OrgField } from './model.ts';

const NONE: ReadonlySet<string> = new Set();
const ORDERED: ReadonlySet<string> = new Set(['COUNT', 'COUNT_DISTINCT', 'MIN', 'MAX']);
const NUMERIC: ReadonlySet<string> = new Set([...ORDERED, 'SUM', 'AVG']);

const NUMBERS: ReadonlySet<FieldKind> = new Set(['int', 'double', 'currency', 'percent']);
const WITHOUT: ReadonlySet<FieldKind> = new Set(['base64', 'boolean', 'encrypted', 'multipicklist', 'time']);

const LONGEST_TEXT = 255;

/** Their names in capitals. */
export function aggregatesOf({ kind, length = 0, aggregatable }: OrgField): ReadonlySet<string> {
  if (aggregatable === false || WITHOUT.has(kind) || (kind === 'textarea' && length > LONGEST_TEXT)) return NONE;
  return NUMBERS.has(kind) ? NUMERIC : ORDERED;
}
