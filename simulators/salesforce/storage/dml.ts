/** Insert, update, upsert, delete, undelete and merge with the platform's partial success: each record has its own result, good ones are kept. */
import type { OrgField, OrgObject } from '../metadata/model.ts';
import type { Transaction } from './database.ts';
import { DML_ERRORS, type DmlError } from './dml-error.ts';
import { makeDraftReader, type Draft, type DraftReader, type RecordInput } from './draft.ts';
import { findById, findByKey, keyOf, refuseDoubles } from './match.ts';
import { makeMerger, type Merger } from './merge.ts';
import { makePurger } from './purge.ts';
import { indexKey } from './record-table.ts';
import { makeRecycleBin, type RecycleBin } from './recycle-bin.ts';
import { makeRemover, type SaveMode } from './remove-chunk.ts';
import { makeRestorer } from './restore.ts';
import type { RollUps } from './roll-up.ts';
import { makeChunkSaver, type ChunkSaver, type SaverOptions } from './save-chunk.ts';
import { NO_GUARD, type WriteGuard } from './write-guard.ts';

export type SaveResult = {
  readonly id: string | null;
  readonly success: boolean;
  readonly created: boolean;
  readonly errors: readonly DmlError[];
};

/** The ways to write. */
export type Verbs = {
  readonly insert: (transaction: Transaction, object: OrgObject, inputs: readonly RecordInput[], how?: SaveMode) => SaveResult[];
  readonly update: (transaction: Transaction, object: OrgObject, inputs: readonly RecordInput[], how?: SaveMode) => SaveResult[];
  /** Finds each record by its value of `key`; absent ones are inserted. */
  readonly upsert: (transaction: Transaction, target: UpsertTarget, inputs: readonly RecordInput[], how?: SaveMode) => SaveResult[];
  readonly delete: (transaction: Transaction, ids: readonly string[], how?: SaveMode) => SaveResult[];
  /** Brings records back from the recycle bin. */
  readonly undelete: (transaction: Transaction, ids: readonly string[], how?: SaveMode) => SaveResult[];
  /** Takes records out of the recycle bin for good. */
  readonly purge: (transaction: Transaction, ids: readonly string[]) => SaveResult[];
  readonly merge: Merger;
};

/** Writes in system mode, as package code and the org itself do. */
export type Dml = Verbs;

/** The same, and the writes of a user whom the guard holds to their permissions. */
export type GuardedDml = Dml & { readonly guarded: (guard: WriteGuard) => Verbs };

export type UpsertTarget = { readonly object: OrgObject; readonly key: OrgField };

export function makeDml(options: SaverOptions): GuardedDml {
  const readDraft = makeDraftReader(options.metadata, options.database);
  const { save: saveChunk, rollUp } = makeChunkSaver(options);
  const tools = { ...options, readDraft, saveChunk, rollUp, bin: makeRecycleBin() };
  return { ...makeVerbs(tools, NO_GUARD), guarded: (guard) => makeVerbs(tools, guard) };
}

type Tools = SaverOptions & {
  readonly readDraft: DraftReader;
  readonly saveChunk: ChunkSaver;
  readonly bin: RecycleBin;
  readonly rollUp: RollUps;
};

function makeVerbs(tools: Tools, guard: WriteGuard): Verbs {
  const { database, readDraft } = tools;
  const save = (transaction: Transaction, drafts: readonly Draft[], { allOrNone }: SaveMode = { allOrNone: false }): SaveResult[] =>
    tools.saveChunk(transaction, drafts, { guard, allOrNone }).map(toResult);
  const update: Verbs['update'] = (transaction, object, inputs, how) => {
    const found = drafts(object, inputs);
    refuseDoubles(
      found,
      (draft) => draft.id,
      ({ id = '' }) => DML_ERRORS.duplicateIdInCall(id),
    );
    for (const draft of found) findById(database, draft);
    return save(transaction, found, how);
  };
  const drafts = (object: OrgObject, inputs: readonly RecordInput[]): Draft[] =>
    inputs.map((input, index) => readDraft(object, input, index));

  return {
    insert: (transaction, object, inputs, how) => {
      const found = drafts(object, inputs);
      for (const draft of found) {
        draft.created = true;
        if (draft.id !== undefined) draft.errors.push(DML_ERRORS.idOnInsert());
      }
      return save(transaction, found, how);
    },
    update,
    upsert: (transaction, { object, key }, inputs, how) => {
      const found = drafts(object, inputs);
      const indexed = (draft: Draft): string | undefined => {
        const value = keyOf(draft, key);
        return value === undefined ? undefined : indexKey(key, value);
      };
      refuseDoubles(found, indexed, (draft) => DML_ERRORS.duplicateExternalIdInCall(key, keyOf(draft, key) ?? ''));
      for (const draft of found) findByKey(database, draft, key);
      return save(transaction, found, how);
    },
    delete: makeRemover(tools, guard),
    undelete: makeRestorer(tools, guard),
    purge: makePurger(tools, guard),
    merge: makeMerger(tools, guard, update),
  };
}

function toResult(draft: Draft): SaveResult {
  const success = draft.errors.length === 0;
  const id = success || !draft.created ? (draft.id ?? null) : null;
  return { id, success, created: success && draft.created, errors: draft.errors };
}
