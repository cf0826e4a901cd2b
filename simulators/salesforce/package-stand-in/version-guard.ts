/** Stands in for OB_VersionGuard: a write with a lower version than the stored one, or with none, changes nothing but the count of such writes. */
import type { OrgField } from '../metadata/model.ts';
import type { TriggerRow } from '../storage/trigger.ts';

export const VERSION = 'Status_Version__c';
const STALE_COUNT = 'Stale_Writes__c';

/** Gives rows that bring an older version their stored values back. */
export function refuseStale(rows: readonly TriggerRow[], fields: readonly OrgField[]): void {
  for (const row of rows) if (isStale(row)) restore(row, fields);
}

function isStale({ before, after }: TriggerRow): boolean {
  const stored = before?.[VERSION];
  const offered = after[VERSION] ?? null;
  return typeof stored === 'number' && (offered === null || (typeof offered === 'number' && offered < stored));
}

function restore({ before, after }: TriggerRow, fields: readonly OrgField[]): void {
  for (const field of fields) if (field.custom) after[field.name] = before?.[field.name] ?? null;
  if (STALE_COUNT in after) after[STALE_COUNT] = Number(before?.[STALE_COUNT] ?? 0) + 1;
}
