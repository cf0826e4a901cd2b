/** Where package code joins a save. */
import type { OrgObject } from '../metadata/model.ts';
import type { Transaction } from './database.ts';
import type { DmlError } from './dml-error.ts';
import type { StoredRecord, StoredValue } from './transaction.ts';

/** One record on its way to the database. Before-save code may change `after`; before and after code may refuse the record. */
export type TriggerRow = {
  readonly before: StoredRecord | undefined;
  readonly after: Record<string, StoredValue>;
  readonly addError: (error: DmlError) => void;
};

export type TriggerCall = {
  readonly object: OrgObject;
  /** Before a delete, `after` is what would go; an undelete has no `before`. */
  readonly operation: 'insert' | 'update' | 'delete' | 'undelete';
  readonly transaction: Transaction;
  /** At most 200, as the platform cuts them. */
  readonly rows: readonly TriggerRow[];
};

export type SaveHooks = {
  readonly before: (call: TriggerCall) => void;
  readonly after: (call: TriggerCall) => void;
  /** Called before the first attempt of a save. Answers what begins each other one; undefined where no code joins. */
  readonly attempts: (call: Pick<TriggerCall, 'object' | 'transaction'>) => (() => void) | undefined;
};
