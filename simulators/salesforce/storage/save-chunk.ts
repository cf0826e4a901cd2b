/** Saves up to 200 records of one object in the platform's order of execution: before code, checks, write, after code. */
import { isFixedMaster } from '../metadata/fixed-master.ts';
import type { OrgMetadata, OrgObject } from '../metadata/model.ts';
import { saveInAttempts } from './attempts.ts';
import { makeAutoNumbers } from './auto-number.ts';
import type { Database, Transaction } from './database.ts';
import { DML_ERRORS } from './dml-error.ts';
import type { Draft } from './draft.ts';
import { makeFilePublisher } from './file-versions.ts';
import { completeName, makeRecordDefaults, type DefaultRecordType } from './record-defaults.ts';
import type { IdSource } from './record-id.ts';
import { makeRollUps, type RolledRow, type RollUps } from './roll-up.ts';
import type { RowLocks } from './row-locks.ts';
import { makeSaveChecks } from './save-checks.ts';
import { deriveStandardValues } from './standard-values.ts';
import type { SaveHooks, TriggerCall, TriggerRow } from './trigger.ts';
import type { WriteGuard } from './write-guard.ts';

export type SaverOptions = {
  readonly metadata: OrgMetadata;
  readonly database: Database;
  readonly hooks: SaveHooks;
  readonly ids: IdSource;
  readonly locks: RowLocks;
  /** Master when left out. */
  readonly defaultRecordType?: DefaultRecordType;
};

export type ChunkSavers = { readonly save: ChunkSaver; readonly rollUp: RollUps };

export type ChunkSave = {
  readonly guard: WriteGuard;
  /** The caller undoes everything where one record has an error. */
  readonly allOrNone: boolean;
};

/** Returns the drafts it was given; those that could not be saved hold errors. */
export type ChunkSaver = (transaction: Transaction, drafts: readonly Draft[], how: ChunkSave) => readonly Draft[];

export function makeChunkSaver({ metadata, database, hooks, ids, locks, defaultRecordType = () => null }: SaverOptions): ChunkSavers {
  const checks = makeSaveChecks(metadata, database);
  const defaults = makeRecordDefaults(metadata, makeAutoNumbers(), defaultRecordType);
  const publishFile = makeFilePublisher({ metadata, database, ids, defaults });

  const prepare = (transaction: Transaction, draft: Draft): void => {
    const { actor, startedAt } = transaction;
    const stamp = transaction.stamp();
    const base = draft.before ?? defaults.blank(draft.object, actor, startedAt, draft.values['RecordTypeId']);
    draft.after = { ...base, ...draft.values };
    if (draft.before === undefined) {
      draft.id = ids(draft.object.keyPrefix);
      Object.assign(draft.after, { Id: draft.id, CreatedDate: stamp, CreatedById: actor.userId });
    }
    Object.assign(draft.after, { LastModifiedDate: stamp, LastModifiedById: actor.userId, SystemModstamp: stamp });
    completeName(draft.object, draft.after);
    if (draft.object.hierarchy === true) draft.after['SetupOwnerId'] ??= [...database.table('Organization').records()][0]?.['Id'] ?? null;
  };

  const write = (transaction: Transaction, draft: Draft): void => {
    deriveStandardValues(draft.object.name, draft);
    if (locks.blocks(draft.object.name)) draft.errors.push(DML_ERRORS.rowLocked([draft.id ?? '']));
    else draft.errors.push(...checks.record(draft, transaction));
    if (draft.errors.length === 0) publishFile(transaction, draft);
    if (draft.errors.length === 0) transaction.write(database.table(draft.object.name), draft.after);
  };

  const runCode = (hook: (call: TriggerCall) => void, transaction: Transaction, drafts: readonly Draft[]): void => {
    for (const operation of ['insert', 'update'] as const) {
      const chosen = drafts.filter((draft) => draft.errors.length === 0 && draft.created === (operation === 'insert'));
      const object: OrgObject | undefined = chosen[0]?.object;
      if (object !== undefined) hook({ object, operation, transaction, rows: chosen.map(toRow) });
    }
  };

  const attempt = (transaction: Transaction, good: readonly Draft[]): readonly Draft[] => {
    for (const draft of good) prepare(transaction, draft);
    runCode(hooks.before, transaction, good);
    for (const draft of good) if (draft.errors.length === 0) write(transaction, draft);
    const written = good.filter((draft) => draft.errors.length === 0);
    runCode(hooks.after, transaction, written);
    if (written.every((draft) => draft.errors.length === 0)) rollUp(transaction, written.map(toRolled));
    return written;
  };

  const saveAllowed = (transaction: Transaction, drafts: readonly Draft[], allOrNone = false): readonly Draft[] => {
    saveInAttempts(transaction, hooks, { items: drafts, objectOf, attempt: (good) => attempt(transaction, good), allOrNone });
    return drafts;
  };

  const rollUp = makeRollUps({ metadata, database, save: saveAllowed });

  const save: ChunkSaver = (transaction, drafts, { guard, allOrNone }) => {
    for (const draft of drafts) if (draft.errors.length === 0) draft.errors.push(...guard.save(draft));
    for (const draft of drafts) {
      if (draft.errors.length > 0) continue;
      keepMasters(metadata, draft);
      draft.errors.push(...checks.access(draft));
    }
    return saveAllowed(transaction, drafts, allOrNone);
  };

  return { save, rollUp };
}

/**
 * Package code in system mode may name a master that cannot be changed any more: the record keeps the one it has, without a word. Source: public reports
 * of Apex that tried. In user mode the guard has refused it.
 */
function keepMasters({ field }: OrgMetadata, draft: Draft): void {
  if (draft.created) return;
  const isFixed = (name: string): boolean => {
    const named = field(draft.object, name);
    return named !== undefined && isFixedMaster(named);
  };
  if (Object.keys(draft.values).some(isFixed))
    draft.values = Object.fromEntries(Object.entries(draft.values).filter(([name]) => !isFixed(name)));
}

const objectOf = ({ object }: Draft): OrgObject => object;

function toRolled(draft: Draft): RolledRow {
  return { object: draft.object, before: draft.before, after: draft.after, addError: (error) => void draft.errors.push(error) };
}

function toRow(draft: Draft): TriggerRow {
  return { before: draft.before, after: draft.after, addError: (error) => void draft.errors.push(error) };
}
