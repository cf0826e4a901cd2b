/** What may be asked of the ledger about orders and exceptions, for people and callers. */
import type { ExceptionRecord } from '../../canonical/exception-record.ts';

export type PendingCommand = {
  readonly commandId: string;
  readonly endpoint: string;
  readonly intent: string;
  readonly state: string;
  readonly code: string | null;
  readonly dueAt: number;
};

export type OrderStanding = {
  readonly state: unknown;
  readonly pending: readonly PendingCommand[];
  readonly exceptions: readonly ExceptionRecord[];
  /** Salesforce records that do not show the newest values yet. */
  readonly recordsBehind: number;
  readonly behindSince: number | null;
};

export type OpenExceptions = {
  /** At most `limit`, those opened after the one named `after`. */
  readonly list: (limit: number, after: string | undefined) => Promise<readonly ExceptionRecord[]>;
  /** The order an open exception belongs to. */
  readonly orderOf: (exceptionId: string) => Promise<string | undefined>;
};

/** An event nobody could understand, without its content. */
export type ParkedEventStanding = {
  readonly topic: string;
  readonly eventId: string;
  readonly schemaId: string;
  readonly code: string;
  readonly message: string;
  readonly parkedAt: string;
};

export type ParkedEvents = {
  /** Oldest first. */
  readonly list: (limit: number) => Promise<readonly ParkedEventStanding[]>;
  /** Forgets all of them, and has every command that waits for an answer searched for again. Answers how many there were. */
  readonly forget: () => Promise<number>;
};
