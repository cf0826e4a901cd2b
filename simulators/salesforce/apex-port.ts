/**
 * The one place where code of the package runs inside the org: triggers around a save, controller actions by name, callbacks of published
 * events. The Apex runtime implements it; until then a stand-in does.
 */
import type { Database, Transaction } from './storage/database.ts';
import type { Dml } from './storage/dml.ts';
import type { StoredRecord } from './storage/transaction.ts';
import type { TriggerCall } from './storage/trigger.ts';

export type EventInput = { readonly eventName: string; readonly fields: StoredRecord; readonly eventUuid?: string };

/** Publishes when the event's definition says: with the commit, or at once. */
export type EventPublisher = (transaction: Transaction, event: EventInput) => { readonly eventUuid: string };

/** What package code may use of the org. */
export type ApexServices = {
  readonly database: Database;
  readonly dml: Dml;
  readonly publish: EventPublisher;
  readonly uuid: () => string;
};

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

/** Whether after-commit events reached the bus, as a publish callback is told. */
export type PublishResult = { readonly eventName: string; readonly eventUuids: readonly string[]; readonly success: boolean };

export type ApexPort = {
  readonly beforeSave: (services: ApexServices, call: TriggerCall) => void;
  readonly afterSave: (services: ApexServices, call: TriggerCall) => void;
  readonly actions: ReadonlyMap<string, ApexAction>;
  /** Runs after the publishing transaction, in one of its own, as Automated Process. */
  readonly afterPublish: (services: ApexServices, transaction: Transaction, result: PublishResult) => void;
};
