/**
 * The one place where code of the package runs inside the org: triggers around a save, and controller actions by name. The
 * Apex runtime implements it; until then a stand-in does.
 */
import type { OrgObject } from './metadata/model.ts';
import type { Dml } from './storage/dml.ts';
import type { Database, Transaction } from './storage/database.ts';
import type { DmlError } from './storage/dml-error.ts';
import type { StoredRecord, StoredValue } from './storage/transaction.ts';

/** One record on its way to the database. Before-save code may change `after`; both kinds may refuse the record. */
export type TriggerRow = {
  readonly before: StoredRecord | undefined;
  readonly after: Record<string, StoredValue>;
  readonly addError: (error: DmlError) => void;
};

export type TriggerCall = {
  readonly object: OrgObject;
  readonly operation: 'insert' | 'update' | 'delete';
  readonly transaction: Transaction;
  /** At most 200, as the platform cuts them. */
  readonly rows: readonly TriggerRow[];
};

/** What package code may use of the org. */
export type ApexServices = {
  readonly database: Database;
  readonly dml: Dml;
  readonly publish: (transaction: Transaction, event: EventInput) => void;
};

export type EventInput = { readonly eventName: string; readonly fields: StoredRecord };

/** A controller method: runs in one transaction, returns plain JSON, throws `ActionError` for what the user may see. */
export type ApexAction = (services: ApexServices, transaction: Transaction, input: Readonly<Record<string, unknown>>) => unknown;

/** What a controller tells its caller: a code and a text fit to be shown. */
export class ActionError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export type ApexPort = {
  readonly beforeSave: (call: TriggerCall) => void;
  readonly afterSave: (call: TriggerCall) => void;
  readonly actions: ReadonlyMap<string, ApexAction>;
};

/** An org without package code. */
export const NO_APEX: ApexPort = { beforeSave: () => undefined, afterSave: () => undefined, actions: new Map() };
