/** Who may write what: asked for each record of a write in user mode, before any package code runs. Package code writes without it. */
import type { OrgObject } from '../metadata/model.ts';
import type { DmlError } from './dml-error.ts';
import type { Draft } from './draft.ts';
import type { StoredRecord } from './transaction.ts';

export type WriteGuard = {
  /** The draft's record has been found: `before` is its stored state. */
  readonly save: (draft: Draft) => readonly DmlError[];
  readonly remove: (object: OrgObject, record: StoredRecord) => readonly DmlError[];
};

/** System mode. */
export const NO_GUARD: WriteGuard = { save: () => [], remove: () => [] };
