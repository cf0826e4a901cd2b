/** What sharing rules add for a user. Source: "Sharing Rules" of Salesforce Help. */
import type { Criterion, SharingRule } from '../metadata/sharing.ts';
import type { StoredRecord, StoredValue } from '../storage/transaction.ts';
import type { People } from './people.ts';

/** The highest level that the rules give a user on a record. */
export function sharedLevel(rules: readonly SharingRule[], people: People, userId: string, record: StoredRecord): 'none' | 'read' | 'edit' {
  const applying = rules.filter(
    (rule) => concerns(rule, people, String(record['OwnerId'])) && meets(rule, record) && people.isMeant(rule.sharedTo, userId),
  );
  if (applying.some((rule) => rule.level === 'edit')) return 'edit';
  return applying.length > 0 ? 'read' : 'none';
}

function concerns({ sharedFrom }: SharingRule, people: People, ownerId: string): boolean {
  return sharedFrom === undefined || people.isMeant(sharedFrom, ownerId);
}

function meets({ criteria }: SharingRule, record: StoredRecord): boolean {
  return criteria.every((criterion) => holds(criterion, record[criterion.field] ?? null));
}

/** A comma separates alternatives. */
function holds({ operation, value }: Criterion, actual: StoredValue): boolean {
  const wanted = value.split(',').map((part) => part.trim().toLowerCase());
  const text = String(actual ?? '').toLowerCase();
  const compared = typeof actual === 'number' ? actual - Number(value) : text.localeCompare(value.toLowerCase());
  const tests: Readonly<Record<Criterion['operation'], () => boolean>> = {
    equals: () => wanted.includes(text),
    notEqual: () => !wanted.includes(text),
    contains: () => wanted.some((part) => text.includes(part)),
    startsWith: () => wanted.some((part) => text.startsWith(part)),
    lessThan: () => compared < 0,
    lessOrEqual: () => compared <= 0,
    greaterThan: () => compared > 0,
    greaterOrEqual: () => compared >= 0,
  };
  return tests[operation]();
}
