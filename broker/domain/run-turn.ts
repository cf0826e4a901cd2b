/** One turn of an order: messages in, everything that is to be committed together out. */
import type { OutboundCommand } from '../../canonical/command.ts';
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import type { SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import { changedRecords } from './changed-records.ts';
import type { TurnContext } from './context.ts';
import { decideExceptions } from './decide-exceptions.ts';
import { wakeTime } from './decide-timer.ts';
import { issueCommand } from './issue-command.ts';
import { journalEntry } from './journal.ts';
import type { Message } from './message.ts';
import { decide, REACTIONS } from './order-decide.ts';
import type { Reaction } from './order-decide.ts';
import type { OrderEvent } from './order-event.ts';
import { evolve } from './order-evolve.ts';
import { restoreState } from './order-state.ts';
import type { OrderState } from './order-state.ts';
import { isInSalesforce, project } from './project.ts';
import { projectException } from './project-exception.ts';
import type { FittedRecord } from './salesforce-values.ts';
import { timelineEntry } from './timeline.ts';
import type { JournalEntry, TurnResult } from './turn.ts';

type Progress = {
  state: OrderState;
  readonly journal: JournalEntry[];
  readonly commands: OutboundCommand[];
  readonly revived: Set<string>;
  readonly recalled: Set<number>;
  readonly exceptions: Map<string, ExceptionRecord>;
  readonly timeline: FittedRecord[];
};

function note(turn: Progress, event: OrderEvent): void {
  if (event.type === 'CommandIssued') turn.commands.push(issueCommand(turn.state, event));
  if (event.type === 'CommandRevived') turn.revived.add(event.commandId);
  if (event.type === 'MessageRecalled') turn.recalled.add(event.messageId);
  if ('record' in event && typeof event.record === 'object') turn.exceptions.set(event.record.exceptionId, event.record);
}

function apply(turn: Progress, events: readonly OrderEvent[], now: number): void {
  for (const event of events) {
    turn.state = evolve(turn.state, event, now);
    turn.journal.push(journalEntry(event, turn.state.sequence));
    note(turn, event);
    const entry = timelineEntry(turn.state, event, now);
    if (entry) turn.timeline.push(entry);
  }
}

/** A reaction may make room for the next of its kind: a cancellation that ends, for the one that waits behind it. */
function settle(turn: Progress, react: Reaction, context: TurnContext): void {
  for (let events = react(turn.state, context); events.length > 0; events = react(turn.state, context)) apply(turn, events, context.now);
}

/** A value that fits no field is an exception too; it is found by projecting, and shows in the projection. */
function projectFully(turn: Progress, now: number): readonly FittedRecord[] {
  const records = project(turn.state);
  const unfit = [...new Set(records.flatMap((record) => record.unfit))].sort();
  if (unfit.join() === turn.state.unfitFields.join()) return records;
  apply(turn, [{ type: 'FieldsUnfit', fields: unfit }], now);
  apply(turn, decideExceptions(turn.state, { now }), now);
  return project(turn.state);
}

function recordsOf(turn: Progress, before: OrderState, now: number): readonly SalesforceRecord[] {
  const did = (name: OrderEvent['type']): boolean => turn.journal.some(({ type }) => type === name);
  const again = did('RecordsRetried') ? turn.state.refusedRecords.map(({ record }) => record) : [];
  const mirrored = changedRecords(did('RecordsReplayed') ? [] : project(before), projectFully(turn, now), again);
  if (!isInSalesforce(turn.state)) return [];
  const exceptions = [...turn.exceptions.values()].map((record) => projectException(record).record);
  return [...mirrored, ...exceptions, ...turn.timeline.map(({ record }) => record)];
}

/**
 * Runs the messages, in order, on the stored state (null or undefined: nothing was ever said of this order).
 * `aggregateId` is the order's key. Deterministic: the same arguments give the same result, names included.
 * Never throws for anything an outside system said.
 */
export function runOrderTurn(
  aggregateId: string,
  state: unknown,
  messages: readonly Message[],
  context: TurnContext,
): TurnResult<OrderState> {
  const before = restoreState(aggregateId, state);
  const turn: Progress = {
    state: before,
    journal: [],
    commands: [],
    revived: new Set(),
    recalled: new Set(),
    exceptions: new Map(),
    timeline: [],
  };
  for (const message of messages) {
    apply(turn, decide(turn.state, message, context), context.now);
    for (const react of REACTIONS) settle(turn, react, context);
  }
  const records = turn.journal.length === 0 ? [] : recordsOf(turn, before, context.now);
  const wakeAt = wakeTime(turn.state);
  const open = new Set(turn.state.commands.map((command) => command.commandId));
  return {
    ...{ state: turn.state, journal: turn.journal, commands: turn.commands, records },
    retried: turn.journal.some(({ type }) => type === 'RecordsRetried'),
    replayed: turn.journal.some(({ type }) => type === 'RecordsReplayed') && isInSalesforce(turn.state),
    revived: [...turn.revived].filter((commandId) => open.has(commandId)),
    recalled: [...turn.recalled],
    exceptions: [...turn.exceptions.values()],
    ...(wakeAt && { wakeAt }),
  };
}
