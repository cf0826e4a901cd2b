/** The result of one turn of an aggregate: everything that is committed together. */
import type { OutboundCommand } from '../../canonical/command.ts';
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import type { SalesforceRecord } from '../../canonical/salesforce-objects.ts';

/** A line of the aggregate's journal. `sequence` rises by one inside the aggregate. */
export type JournalEntry = { readonly sequence: number; readonly type: string; readonly body: unknown };

export type TurnResult<State> = {
  readonly state: State;
  readonly journal: readonly JournalEntry[];
  /** Commands to execute. `commandId` follows from the aggregate and its journal, so a repeated turn makes the same ones. */
  readonly commands: readonly OutboundCommand[];
  /** Commands a person sent back to work: they return to PENDING. */
  readonly revived: readonly string[];
  /** Messages set apart that a person has taken again: they wait for the next turn. */
  readonly recalled: readonly number[];
  /** Whether Salesforce is to be given again what it refused of this aggregate, as it was. */
  readonly retried?: boolean;
  /** Whether Salesforce is to be given again what it should show of the aggregate's past. */
  readonly replayed?: boolean;
  /** Records whose values differ from the turn before. */
  readonly records: readonly SalesforceRecord[];
  /** Exceptions opened, changed or resolved in this turn, as they now stand. */
  readonly exceptions: readonly ExceptionRecord[];
  /** When the aggregate wants a `timer.fired`, in milliseconds since the epoch. */
  readonly wakeAt?: { readonly timer: string; readonly at: number };
};
