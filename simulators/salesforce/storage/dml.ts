/** Insert, update, upsert and delete with the platform's partial success: each record has its own result, good ones are kept. */
import type { OrgField, OrgObject } from '../metadata/model.ts';
import type { Transaction } from './database.ts';
import { makeRecordDeleter } from './delete.ts';
import { DML_ERRORS, type DmlError } from './dml-error.ts';
import { makeDraftReader, type Draft, type RecordInput } from './draft.ts';
import { makeChunkSaver, type SaverOptions } from './save-chunk.ts';

export type SaveResult = {
  readonly id: string | null;
  readonly success: boolean;
  readonly created: boolean;
  readonly errors: readonly DmlError[];
};

export type Dml = {
  readonly insert: (transaction: Transaction, object: OrgObject, inputs: readonly RecordInput[]) => SaveResult[];
  readonly update: (transaction: Transaction, object: OrgObject, inputs: readonly RecordInput[]) => SaveResult[];
  /** Finds each record by its value of `key`; absent ones are inserted. */
  readonly upsert: (transaction: Transaction, target: UpsertTarget, inputs: readonly RecordInput[]) => SaveResult[];
  readonly delete: (transaction: Transaction, ids: readonly string[]) => SaveResult[];
};

export type UpsertTarget = { readonly object: OrgObject; readonly key: OrgField };

export function makeDml(options: SaverOptions): Dml {
  const { metadata, database } = options;
  const readDraft = makeDraftReader(metadata, database);
  const saveChunk = makeChunkSaver(options);
  const removeRecord = makeRecordDeleter(metadata, database);

  const insert: Dml['insert'] = (transaction, object, inputs) => {
    const drafts = inputs.map((input, index) => readDraft(object, input, index));
    for (const draft of drafts) {
      draft.created = true;
      if (draft.id !== undefined) draft.errors.push(DML_ERRORS.idOnInsert());
    }
    return saveChunk(transaction, drafts).map(toResult);
  };

  const update: Dml['update'] = (transaction, object, inputs) => {
    const drafts = inputs.map((input, index) => readDraft(object, input, index));
    refuseDoubles(drafts, (draft) => draft.id, DML_ERRORS.duplicateIdInCall);
    for (const draft of drafts) findById(draft);
    return saveChunk(transaction, drafts).map(toResult);
  };

  const upsert: Dml['upsert'] = (transaction, { object, key }, inputs) => {
    const drafts = inputs.map((input, index) => readDraft(object, input, index));
    refuseDoubles(
      drafts,
      (draft) => keyOf(draft, key),
      (value) => DML_ERRORS.duplicateExternalIdInCall(key, value),
    );
    for (const draft of drafts) findByKey(draft, key);
    return saveChunk(transaction, drafts).map(toResult);
  };

  const findById = (draft: Draft): void => {
    if (draft.id === undefined) {
      if (draft.errors.length === 0) draft.errors.push(DML_ERRORS.idMissing());
      return;
    }
    const table = database.table(draft.object.name);
    const before = table.get(draft.id);
    if (before !== undefined) draft.before = before;
    else draft.errors.push(table.getDeleted(draft.id) === undefined ? DML_ERRORS.invalidCrossReference() : DML_ERRORS.entityIsDeleted());
  };

  const findByKey = (draft: Draft, key: OrgField): void => {
    if (key.kind === 'id') {
      if (draft.id === undefined) draft.created = true;
      else findById(draft);
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
  };

  const deleteOne = (transaction: Transaction, id: string): DmlError | undefined => {
    const table = database.tableOfId(id);
    const record = table?.get(id);
    if (table === undefined || record === undefined) {
      return table?.getDeleted(id) === undefined ? DML_ERRORS.invalidCrossReference() : DML_ERRORS.entityIsDeleted();
    }
    if (options.locks.blocks(table.object.name)) return DML_ERRORS.rowLocked([id]);
    return removeRecord(transaction, record);
  };

  return {
    insert,
    update,
    upsert,
    delete: (transaction, ids) =>
      ids.map((id) => {
        const savepoint = transaction.savepoint();
        const error = deleteOne(transaction, id);
        if (error === undefined) return { id, success: true, created: false, errors: [] };
        transaction.rollbackTo(savepoint);
        return { id, success: false, created: false, errors: [error] };
      }),
  };
}

function keyOf(draft: Draft, key: OrgField): string | undefined {
  if (key.kind === 'id') return draft.id;
  const value = draft.values[key.name];
  return value === null || value === undefined ? undefined : String(value);
}

/** A key that names two records of one call fails all of them: the platform does not choose. */
function refuseDoubles(drafts: readonly Draft[], keyOfDraft: (draft: Draft) => string | undefined, fault: (key: string) => DmlError): void {
  const byKey = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const key = keyOfDraft(draft);
    if (key !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), draft]);
  }
  for (const [key, same] of byKey) {
    if (same.length > 1) for (const draft of same) draft.errors.push(fault(key));
  }
}

function toResult(draft: Draft): SaveResult {
  const success = draft.errors.length === 0;
  return { id: success || !draft.created ? (draft.id ?? null) : null, success, created: success && draft.created, errors: draft.errors };
}
