/** Which records differ from what they were. */
import type { FieldValue, SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import type { FittedRecord } from './salesforce-values.ts';

function keyOf({ object, externalId }: SalesforceRecord): string {
  return `${object} ${externalId}`;
}

function isSameValue(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function isSame(a: SalesforceRecord, b: SalesforceRecord): boolean {
  const names = Object.keys(b.fields);
  return names.length === Object.keys(a.fields).length && names.every((name) => isSameValue(a.fields[name], b.fields[name]));
}

/** The records of `after` that are new, have other values than in `before`, or are named in `again`. */
export function changedRecords(
  before: readonly FittedRecord[],
  after: readonly FittedRecord[],
  again: readonly string[],
): readonly SalesforceRecord[] {
  const known = new Map(before.map(({ record }) => [keyOf(record), record]));
  return after
    .map(({ record }) => record)
    .filter((record) => {
      const old = known.get(keyOf(record));
      return !old || !isSame(old, record) || again.includes(keyOf(record));
    });
}
