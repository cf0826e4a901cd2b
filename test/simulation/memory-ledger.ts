/** The ledger in memory, for the simulation. It passes the suite PostgreSQL passes; there is one process, so nothing is ever busy. */
import { INTENT_PRIORITY } from '../../canonical/command.ts';
import type { CommandState, OutboundCommand } from '../../canonical/command.ts';
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import type { Message } from '../../broker/domain/message.ts';
import type { PastEntry } from '../../broker/domain/past-records.ts';
import type { TurnResult } from '../../broker/domain/turn.ts';
import type {
  Acceptance,
  ClaimedCommand,
  CommandSettlement,
  InboundMessage,
  Ledger,
  ReadRequest,
  ScheduledCommand,
  TurnReport,
} from '../../broker/engine/ledger.ts';
import { drain, wordsOfSetApart } from '../../broker/ledger/drain.ts';
import type { DrainedAggregate, LockedAggregate } from '../../broker/ledger/drain.ts';
import { withPastOf } from '../../broker/ledger/past.ts';
import { makeLeases } from './memory-leases.ts';
import { makeMemoryRecords, makeRecordLedger, markRecords } from './memory-records.ts';
import type { MemoryRecords } from './memory-records.ts';

type Waiting = { id: number; message: Message; receivedAt: number };
type Aggregate = Omit<LockedAggregate, 'id' | 'waiting'> & { waiting: Waiting[]; apart: Waiting[] };
export type MemoryCommand = {
  command: OutboundCommand;
  state: CommandState;
  attempts: number;
  emptyProbes: number;
  dueAt: number;
  token: number;
  leaseUntil: number;
  sentAt: number | undefined;
  createdAt: number;
};
/** What the ledger holds, open to the simulation's checks. */
export type MemoryTables = {
  readonly aggregates: Map<string, Aggregate>;
  readonly commands: Map<string, MemoryCommand>;
  readonly records: MemoryRecords;
  readonly exceptions: Map<string, ExceptionRecord>;
  readonly journal: Map<string, readonly PastEntry[]>;
};

const DUE: ReadonlySet<CommandState> = new Set<CommandState>(['PENDING', 'RETRY_WAIT', 'IN_DOUBT']);
const HELD: ReadonlySet<CommandState> = new Set<CommandState>(['SENT', 'PROBING']);
const EARLY_MS = 100;
function copy<Value>(value: Value): Value {
  return structuredClone(value);
}

export function makeMemoryTables(): MemoryTables {
  return { aggregates: new Map(), commands: new Map(), records: makeMemoryRecords(), exceptions: new Map(), journal: new Map() };
}

function makeInbox(tables: MemoryTables, now: () => number): (messages: readonly InboundMessage[]) => readonly Acceptance[] {
  const fingerprints = new Map<string, string>();
  let lastId = 0;
  return (messages) =>
    messages.map((inbound) => {
      const key = `${inbound.source}\n${inbound.dedupeKey}`;
      const known = fingerprints.get(key);
      if (known !== undefined) return known === inbound.fingerprint ? 'DUPLICATE' : 'CONFLICT';
      fingerprints.set(key, inbound.fingerprint);
      const aggregate = tables.aggregates.get(inbound.aggregateId) ?? {
        ...{ version: 0, state: null, timer: null, wakeAt: null, stuck: null },
        ...{ waiting: [], apart: [] },
      };
      lastId += 1;
      aggregate.waiting.push({ id: lastId, message: copy(inbound.message), receivedAt: now() });
      tables.aggregates.set(inbound.aggregateId, aggregate);
      return 'NEW';
    });
}

function saveCommands(tables: MemoryTables, result: TurnResult<unknown>, now: number): void {
  for (const command of result.commands) {
    const fresh = { command: copy(command), state: 'PENDING' as const, attempts: 0, emptyProbes: 0, dueAt: now };
    tables.commands.set(command.commandId, { ...fresh, token: 0, leaseUntil: 0, sentAt: undefined, createdAt: now });
  }
  for (const id of result.revived) {
    const command = tables.commands.get(id);
    if (command?.state !== 'PARKED' && command?.state !== 'REJECTED') continue;
    command.state = command.state === 'PARKED' && command.sentAt !== undefined ? 'IN_DOUBT' : 'PENDING';
    Object.assign(command, { dueAt: now, createdAt: now, token: command.token + 1 });
  }
}

/** What the turn took leaves the inbox; what it could not take is put aside; what a person has taken again is back. */
function closeMessages(aggregate: Aggregate, { result, taken, poisoned }: DrainedAggregate): void {
  const recalled = aggregate.apart.filter(({ id }) => result.recalled.includes(id));
  aggregate.apart = [
    ...aggregate.apart.filter((message) => !recalled.includes(message)),
    ...aggregate.waiting.filter(({ id }) => id === poisoned?.id),
  ];
  const closed = new Set([...taken, poisoned?.id]);
  aggregate.waiting = [...recalled, ...aggregate.waiting.filter(({ id }) => !closed.has(id))];
}

/** A turn that has Salesforce given everything again is given what is past. */
function complete({ journal, exceptions }: MemoryTables, turn: DrainedAggregate): DrainedAggregate {
  if (turn.result.replayed !== true) return turn;
  const own = [...exceptions.values()].filter(({ orderKey }) => orderKey === turn.id);
  return withPastOf(turn, { journal: journal.get(turn.id) ?? [], exceptions: own });
}

function runTurns(
  { tables, insert }: { tables: MemoryTables; insert: (messages: readonly InboundMessage[]) => unknown },
  ids: readonly string[],
  turn: Parameters<Ledger['runTurns']>[1],
  now: number,
): readonly TurnReport[] {
  return ids.flatMap((id) => {
    const aggregate = tables.aggregates.get(id);
    if (!aggregate) return [];
    return drain({ id, ...aggregate, state: copy(aggregate.state) }, turn, now).map((each) => {
      const drained = complete(tables, each);
      const { result, version, poisoned, stuck = null, fault } = drained;
      const { wakeAt } = result;
      // Through JSON, as PostgreSQL stores it: what does not survive that is a bug here too.
      const state: unknown = JSON.parse(JSON.stringify(result.state));
      Object.assign(aggregate, { version, state, stuck, timer: wakeAt?.timer ?? null, wakeAt: wakeAt?.at ?? null });
      closeMessages(aggregate, drained);
      insert(wordsOfSetApart([drained]));
      saveCommands(tables, result, now);
      const dirty = markRecords(tables.records, { aggregateId: id, version, result }, now);
      for (const record of result.exceptions) tables.exceptions.set(record.exceptionId, copy(record));
      tables.journal.set(id, [...(tables.journal.get(id) ?? []), ...result.journal.map((entry) => ({ ...copy(entry), at: now }))]);
      const commands = result.commands.map((command) => ({
        ...{ commandId: command.commandId, endpoint: command.endpoint, priority: INTENT_PRIORITY[command.body.intent] },
        ...{ token: 0, dueAt: now },
      }));
      const broken = fault === undefined ? {} : { fault };
      return {
        aggregateId: id,
        commands,
        dirty,
        more: poisoned !== undefined || result.recalled.length > 0,
        ...broken,
      };
    });
  });
}

function makeCommands(
  tables: MemoryTables,
  insert: (messages: readonly InboundMessage[]) => unknown,
): Pick<Ledger, 'claimCommands' | 'renewCommands' | 'settleCommands' | 'dueCommands'> {
  const held = (id: string, token: number): MemoryCommand | undefined => {
    const command = tables.commands.get(id);
    return command?.token === token && HELD.has(command.state) ? command : undefined;
  };

  function claim(id: string, now: number, leaseMs: number): readonly ClaimedCommand[] {
    const row = tables.commands.get(id);
    if (!row || !DUE.has(row.state) || row.dueAt > now + EARLY_MS) return [];
    if (row.state === 'IN_DOUBT') row.state = 'PROBING';
    else Object.assign(row, { state: 'SENT', attempts: row.attempts + 1, emptyProbes: 0, sentAt: now });
    Object.assign(row, { token: row.token + 1, leaseUntil: now + leaseMs });
    const { token, attempts, sentAt, createdAt, emptyProbes } = row;
    const mode = row.state === 'SENT' ? 'SEND' : 'PROBE';
    return [{ command: copy(row.command), mode, token, attempts, createdAt, emptyProbes, ...(sentAt === undefined ? {} : { sentAt }) }];
  }

  function settle(item: CommandSettlement): boolean {
    const row = held(item.commandId, item.token);
    if (!row) return false;
    const { state, dueAt, emptyProbes, sentAt } = item;
    Object.assign(row, { state, dueAt: dueAt ?? row.dueAt, emptyProbes: emptyProbes ?? row.emptyProbes, sentAt: sentAt ?? row.sentAt });
    if (item.message) insert([item.message]);
    return true;
  }

  function due(now: number, limit: number): readonly ScheduledCommand[] {
    for (const row of tables.commands.values()) {
      if (!HELD.has(row.state) || row.leaseUntil >= now) continue;
      if (row.state === 'SENT') row.sentAt = row.leaseUntil;
      Object.assign(row, { state: 'IN_DOUBT', token: row.token + 1, dueAt: now });
    }
    const rows = [...tables.commands.values()].filter((row) => DUE.has(row.state) && row.dueAt <= now);
    const scheduled = rows.map((row) => ({
      ...{ commandId: row.command.commandId, endpoint: row.command.endpoint, priority: INTENT_PRIORITY[row.command.body.intent] },
      ...{ token: row.token, dueAt: row.dueAt },
    }));
    const lanes = Map.groupBy(scheduled, (command) => command.endpoint);
    return [...lanes.values()].flatMap((lane) => lane.sort((a, b) => a.priority - b.priority || a.dueAt - b.dueAt).slice(0, limit));
  }

  return {
    claimCommands: (ids, _owner, now, leaseMs) => Promise.resolve(ids.flatMap((id) => claim(id, now, leaseMs))),
    renewCommands: (claims, leaseUntil) => {
      const rows = claims.filter(({ commandId, token }) => held(commandId, token));
      for (const { commandId, token } of rows) Object.assign(held(commandId, token) ?? {}, { leaseUntil });
      return Promise.resolve(rows.map(({ commandId }) => commandId));
    },
    settleCommands: (settlements) => Promise.resolve(settlements.map(settle)),
    dueCommands: (now, limit) => Promise.resolve(due(now, limit)),
  };
}

function makeReads(
  insert: (messages: readonly InboundMessage[]) => unknown,
  now: () => number,
): Pick<Ledger, 'claimReads' | 'completeReads'> & { readonly request: (read: ReadRequest) => void } {
  const reads = new Map<string, ReadRequest & { attempts: number; dueAt: number; done: boolean }>();
  return {
    request: (read) => {
      if (!reads.has(read.dedupeKey)) reads.set(read.dedupeKey, { ...read, attempts: 0, dueAt: now(), done: false });
    },
    claimReads: (at, limit, leaseUntil) => {
      const waiting = [...reads.values()].filter((read) => !read.done);
      const unread = new Set(waiting.filter(({ request }) => request === undefined).map(({ orderKey }) => orderKey));
      const mayBeRead = waiting.filter(({ request, orderKey }) => request === undefined || !unread.has(orderKey));
      const due = mayBeRead.filter(({ dueAt }) => dueAt <= at).slice(0, limit);
      for (const read of due) Object.assign(read, { dueAt: leaseUntil, attempts: read.attempts + 1 });
      return Promise.resolve(due.map(({ dueAt: _, done: __, ...read }) => read));
    },
    completeReads: (dedupeKeys, messages) => {
      for (const key of dedupeKeys) Object.assign(reads.get(key) ?? {}, { done: true });
      insert(messages);
      return Promise.resolve();
    },
  };
}

/** A ledger over tables in memory. */
export function makeMemoryLedger(tables: MemoryTables, now: () => number): Ledger {
  const insert = makeInbox(tables, now);
  const { request, ...reads } = makeReads(insert, now);
  const { holds, ...leases } = makeLeases();
  const checkpoints = new Map<string, Uint8Array>();
  return {
    ...makeCommands(tables, insert),
    ...makeRecordLedger(tables.records, insert),
    ...reads,
    ...leases,
    accept: (batch) => {
      if (batch.checkpoint && !holds(batch.checkpoint.lease)) return Promise.resolve({ fenced: true });
      if (batch.checkpoint) checkpoints.set(batch.checkpoint.topic, Uint8Array.from(batch.checkpoint.replayId));
      for (const read of batch.reads ?? []) request(read);
      return Promise.resolve(insert(batch.messages));
    },
    checkpoint: (topic) => Promise.resolve(checkpoints.get(topic)),
    runTurns: (ids, turn, at) => Promise.resolve({ reports: runTurns({ tables, insert }, ids, turn, at), busy: [] }),
    waitingAggregates: (at, limit) => {
      const isHeld = ({ stuck }: Aggregate): boolean => stuck !== null && stuck.heldUntil > at;
      const isWaiting = (aggregate: Aggregate): boolean =>
        !isHeld(aggregate) &&
        (aggregate.waiting.some((message) => message.receivedAt <= at) || (aggregate.wakeAt !== null && aggregate.wakeAt <= at));
      const ids = [...tables.aggregates].filter(([, aggregate]) => isWaiting(aggregate)).map(([id]) => id);
      return Promise.resolve(ids.slice(0, limit));
    },
  };
}
