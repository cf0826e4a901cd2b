/** Running turns: lock aggregates, drain their inboxes, commit all that follows, for many aggregates in one transaction. */
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { INTENT_PRIORITY } from '../../canonical/command.ts';
import type { Message } from '../domain/message.ts';
import type { Stuck } from '../domain/stuck-order.ts';
import type { Ledger, TurnFunction, TurnReport, TurnRun } from '../engine/ledger.ts';
import type { LedgerDatabase, LedgerTables } from './database.ts';
import { documents } from './documents.ts';
import { drain } from './drain.ts';
import type { DrainedAggregate, LockedAggregate } from './drain.ts';
import { markRecords } from './mark-records.ts';
import { addPast } from './past.ts';
import { runApart } from './run-apart.ts';
import { recall, setApart } from './set-apart.ts';

type WaitingRow = { id: number; aggregate_id: string; message: Message };

/** Of one order, a turn takes at most so many; those after them are for the next turn. */
const MOST_WAITING = 100;

type AggregateRow = {
  id: string;
  version: number;
  state: unknown;
  timer: string | null;
  wake_at: number | null;
  stuck_since: number | null;
  tries: number | null;
  held_until: number | null;
};

function stuckOf({ stuck_since: since, tries, held_until: heldUntil }: AggregateRow): Stuck | null {
  return since === null || tries === null || heldUntil === null ? null : { since, tries, heldUntil };
}

async function lock(transaction: Transaction<LedgerTables>, aggregateIds: readonly string[]): Promise<readonly LockedAggregate[]> {
  const aggregates = await sql<AggregateRow>`
    select id, version, state, timer, wake_at, stuck_since, tries, held_until from aggregate where id = any(${aggregateIds}::text[])
    order by id for update skip locked`.execute(transaction);
  const waiting = await sql<WaitingRow>`
    select inbox.id, inbox.aggregate_id, inbox.message from unnest(${aggregates.rows.map((row) => row.id)}::text[]) as locked (id)
    cross join lateral (
      select message_id from waiting_message where aggregate_id = locked.id order by message_id limit ${MOST_WAITING}) as waiting
    join inbox on inbox.id = waiting.message_id order by inbox.id`.execute(transaction);
  const messages = Map.groupBy(waiting.rows, (row) => row.aggregate_id);
  return aggregates.rows.map((row) => ({
    ...{ id: row.id, version: row.version, state: row.state, timer: row.timer, wakeAt: row.wake_at },
    ...{ stuck: stuckOf(row), waiting: messages.get(row.id) ?? [] },
  }));
}

/** Those another process has locked, and not those nobody has heard of: a queue may remember more than a ledger that was restored. */
async function busyOf(
  transaction: Transaction<LedgerTables>,
  aggregateIds: readonly string[],
  locked: readonly LockedAggregate[],
): Promise<readonly string[]> {
  const held = new Set(locked.map(({ id }) => id));
  const others = aggregateIds.filter((id) => !held.has(id));
  if (others.length === 0) return others;
  const known = await sql<{ id: string }>`select id from aggregate where id = any(${others}::text[])`.execute(transaction);
  return known.rows.map(({ id }) => id);
}

async function saveAggregates(transaction: Transaction<LedgerTables>, turns: readonly DrainedAggregate[]): Promise<void> {
  await sql`
    update aggregate set version = turn.version, state = turn.state, timer = turn.timer, wake_at = turn.wake_at
    from rows from (
      unnest(${turns.map((turn) => turn.id)}::text[], ${turns.map((turn) => turn.version)}::bigint[],
        ${turns.map((turn) => turn.result.wakeAt?.timer ?? null)}::text[], ${turns.map((turn) => turn.result.wakeAt?.at ?? null)}::bigint[]),
      ${documents(turns.map((turn) => turn.result.state))}) as turn (id, version, timer, wake_at, state)
    where aggregate.id = turn.id`.execute(transaction);
}

/** Notes which aggregates are stuck, and which are not any more. */
async function saveStuck(
  transaction: Transaction<LedgerTables>,
  locked: readonly LockedAggregate[],
  turns: readonly DrainedAggregate[],
): Promise<void> {
  const before = new Set(locked.flatMap(({ id, stuck }) => (stuck ? [id] : [])));
  const changed = turns.filter(({ id, stuck }) => stuck ?? before.has(id));
  if (changed.length === 0) return;
  await sql`
    update aggregate set stuck_since = turn.since, tries = turn.tries, held_until = turn.held_until from unnest(
      ${changed.map(({ id }) => id)}::text[], ${changed.map(({ stuck }) => stuck?.since ?? null)}::bigint[],
      ${changed.map(({ stuck }) => stuck?.tries ?? null)}::integer[],
      ${changed.map(({ stuck }) => stuck?.heldUntil ?? null)}::bigint[]) as turn (id, since, tries, held_until)
    where aggregate.id = turn.id`.execute(transaction);
}

async function saveJournal(transaction: Transaction<LedgerTables>, turns: readonly DrainedAggregate[], now: number): Promise<void> {
  const entries = turns.flatMap((turn) => turn.result.journal.map((entry) => ({ ...entry, aggregateId: turn.id })));
  if (entries.length === 0) return;
  await sql`
    insert into journal (aggregate_id, sequence, type, body, at)
    select *, ${now}::bigint from rows from (
      unnest(${entries.map((entry) => entry.aggregateId)}::text[], ${entries.map((entry) => entry.sequence)}::integer[],
        ${entries.map((entry) => entry.type)}::text[]),
      ${documents(entries.map((entry) => entry.body))})`.execute(transaction);
}

async function saveCommands(transaction: Transaction<LedgerTables>, turns: readonly DrainedAggregate[], now: number): Promise<void> {
  const commands = turns.flatMap((turn) => turn.result.commands.map((command) => ({ ...command, aggregateId: turn.id })));
  if (commands.length === 0) return;
  await sql`
    insert into command (id, aggregate_id, endpoint, intent, priority, command, state, due_at, created_at)
    select *, 'PENDING', ${now}::bigint, ${now}::bigint from rows from (
      unnest(${commands.map((command) => command.commandId)}::text[], ${commands.map((command) => command.aggregateId)}::text[],
        ${commands.map((command) => command.endpoint)}::text[], ${commands.map((command) => command.body.intent)}::text[],
        ${commands.map((command) => INTENT_PRIORITY[command.body.intent])}::smallint[]),
      ${documents(commands.map(({ aggregateId: _, ...command }) => command))})
    on conflict (id) do nothing`.execute(transaction);
}

/** A command a person sent back to work starts over, with the sends it has had still counted. */
async function reviveCommands(transaction: Transaction<LedgerTables>, turns: readonly DrainedAggregate[], now: number): Promise<void> {
  const revived = turns.flatMap((turn) => turn.result.revived);
  if (revived.length === 0) return;
  // A parked command may have been executed by its last send: it is asked about first.
  await sql`
    update command set state = case when state = 'PARKED' and sent_at is not null then 'IN_DOUBT' else 'PENDING' end,
      due_at = ${now}, created_at = ${now}, code = null, detail = null, settled_at = null, token = token + 1
    where id = any(${revived}::text[]) and state in ('PARKED', 'REJECTED')`.execute(transaction);
}

async function saveExceptions(transaction: Transaction<LedgerTables>, turns: readonly DrainedAggregate[]): Promise<void> {
  const records = turns.flatMap((turn) => turn.result.exceptions.map((record) => ({ record, aggregateId: turn.id })));
  if (records.length === 0) return;
  await sql`
    insert into exception (id, aggregate_id, open, opened_at, record)
    select * from rows from (
      unnest(${records.map(({ record }) => record.exceptionId)}::text[], ${records.map(({ aggregateId }) => aggregateId)}::text[],
        ${records.map(({ record }) => record.resolvedAt === undefined)}::boolean[],
        ${records.map(({ record }) => Date.parse(record.openedAt))}::bigint[]),
      ${documents(records.map(({ record }) => record))})
    on conflict (id) do update set open = excluded.open, record = excluded.record`.execute(transaction);
}

/** Messages leave the inbox with the turn that took them, and so does one that cannot be taken. */
async function closeMessages(transaction: Transaction<LedgerTables>, turns: readonly DrainedAggregate[]): Promise<void> {
  const closed = turns.flatMap(({ taken, poisoned }) => (poisoned ? [...taken, poisoned.id] : taken));
  if (closed.length > 0) await sql`delete from waiting_message where message_id = any(${closed}::bigint[])`.execute(transaction);
}

function report({ id, result, taken, poisoned, fault }: DrainedAggregate, now: number): TurnReport {
  return {
    aggregateId: id,
    commands: result.commands.map((command) => ({
      commandId: command.commandId,
      endpoint: command.endpoint,
      priority: INTENT_PRIORITY[command.body.intent],
      token: 0,
      dueAt: now,
    })),
    dirty: result.records.length > 0 || result.retried === true,
    more: poisoned !== undefined || taken.length === MOST_WAITING || result.recalled.length > 0,
    ...(fault !== undefined && { fault }),
  };
}

async function runTurns(
  transaction: Transaction<LedgerTables>,
  aggregateIds: readonly string[],
  turn: TurnFunction,
  now: number,
): Promise<TurnRun> {
  const locked = await lock(transaction, aggregateIds);
  const busy = await busyOf(transaction, aggregateIds, locked);
  const turns = await addPast(
    transaction,
    locked.flatMap((aggregate) => drain(aggregate, turn, now)),
  );
  if (turns.length === 0) return { reports: [], busy };
  await saveAggregates(transaction, turns);
  await saveStuck(transaction, locked, turns);
  await saveJournal(transaction, turns, now);
  await saveCommands(transaction, turns, now);
  await reviveCommands(transaction, turns, now);
  await saveExceptions(transaction, turns);
  await markRecords(
    transaction,
    turns.map(({ id: aggregateId, version, result: { records, retried = false, commands } }) => ({
      ...{ aggregateId, version, records, retried, awaiting: commands.length > 0 },
    })),
    now,
  );
  await closeMessages(transaction, turns);
  await setApart(transaction, turns, now);
  await recall(transaction, turns);
  return { reports: turns.map((item) => report(item, now)), busy };
}

/** The turn part of the ledger. */
export function makeTurns(database: LedgerDatabase): Pick<Ledger, 'runTurns' | 'waitingAggregates'> {
  return {
    runTurns: runApart((ids, turn, now) => database.transaction().execute((transaction) => runTurns(transaction, ids, turn, now))),
    waitingAggregates: async (now, limit) => {
      const result = await sql<{ id: string }>`
        (select distinct aggregate_id as id from (
          select aggregate_id from waiting_message where received_at <= ${now}
          and not exists (select from aggregate where aggregate.id = aggregate_id and held_until > ${now})
          order by message_id limit ${limit}) as waiting)
        union (select id from aggregate where wake_at <= ${now} and held_until > ${now} is not true order by wake_at limit ${limit})`.execute(
        database,
      );
      return result.rows.map((row) => row.id);
    },
  };
}
