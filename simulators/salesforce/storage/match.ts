/** Finds the stored records that drafts of an update or an upsert mean. */
import type { OrgField } from '../metadata/model.ts';
import type { Database } from './database.ts';
import { DML_ERRORS, type DmlError } from './dml-error.ts';
import type { Draft } from './draft.ts';

/** Sets `before` to the record of the draft's id, or says why there is none. */
export function findById(database: Database, draft: Draft): void {
  if (draft.id === undefined) {
    if (draft.errors.length === 0) draft.errors.push(DML_ERRORS.idMissing());
    return;
  }
  const table = database.table(draft.object.name);
  const before = table.get(draft.id);
  if (before !== undefined) draft.before = before;
  else draft.errors.push(table.getDeleted(draft.id) === undefined ? DML_ERRORS.invalidCrossReference() : DML_ERRORS.entityIsDeleted());
}

/** Makes the draft an update of the record with its key, or an insert when there is none. */
export function findByKey(database: Database, draft: Draft, key: OrgField): void {
  if (key.kind === 'id') {
    if (draft.id === undefined) draft.created = true;
    else findById(database, draft);
    return;
  }
  const value = keyOf(draft, key);
  if (value === undefined) {
    if (draft.errors.length === 0) draft.errors.push(DML_ERRORS.externalIdMissing(key));
    return;
  }
  const table = database.table(draft.object.name);
  const [id, ...others] = table.find(key, value);
  if (others.length > 0) draft.errors.push(DML_ERRORS.duplicateForeignKey(key.name, value));
  const before = id === undefined ? undefined : table.get(id);
  if (id === undefined || before === undefined) draft.created = true;
  else Object.assign(draft, { id, before });
}

export function keyOf(draft: Draft, key: OrgField): string | undefined {
  if (key.kind === 'id') return draft.id;
  const value = draft.values[key.name];
  return value === null || value === undefined ? undefined : String(value);
}

/** A key that names two records of one call fails all of them: the platform does not choose. */
export function refuseDoubles(
  drafts: readonly Draft[],
  key: (draft: Draft) => string | undefined,
  fault: (draft: Draft) => DmlError,
): void {
  const byKey = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const value = key(draft);
    if (value === undefined) continue;
    const same = byKey.get(value);
    if (same === undefined) byKey.set(value, [draft]);
    else same.push(draft);
  }
  for (const same of byKey.values()) {
    if (same.length > 1) for (const draft of same) draft.errors.push(fault(draft));
  }
}
