/** All tables of the org and the transactions on them. Transactions are synchronous, so each sees and leaves a consistent org. */
import type { OrgClock } from '../clock.ts';
import type { OrgMetadata } from '../metadata/model.ts';
import type { Actor } from './actor.ts';
import { makeFieldReaders, type FieldReaders } from './field-reader.ts';
import { toDatetime } from './instants.ts';
import { makeRecordTable, type RecordTable, type Tables } from './record-table.ts';
import type { CommitListener, CommittedTransaction, PublishedEvent, RecordChange, StoredRecord } from './transaction.ts';

export type Savepoint = { readonly writes: number; readonly events: number };

/** A unit of work. Writes take effect at once and are undone by going back to a savepoint. */
export type Transaction = {
  readonly actor: Actor;
  /** The org's time at the start, in ms since the epoch. */
  readonly startedAt: number;
  /** The org's time now, as records that are written are stamped with it. */
  readonly stamp: () => string;
  readonly write: (table: RecordTable, record: StoredRecord) => void;
  /** Takes a record out of the recycle bin for good. */
  readonly purge: (table: RecordTable, id: string) => void;
  /** Leaves with the commit; a rollback discards it. */
  readonly publishAfterCommit: (event: PublishedEvent) => void;
  /** Whether the event waits for the commit: no rollback has discarded it. */
  readonly awaits: (eventUuid: string) => boolean;
  readonly savepoint: () => Savepoint;
  readonly rollbackTo: (savepoint: Savepoint) => void;
};

export type Database = Tables & {
  /** Runs `work` and commits; an exception rolls everything back and is passed on. */
  readonly transact: <Result>(actor: Actor, work: (transaction: Transaction) => Result) => Result;
  readonly onCommit: (listener: CommitListener) => void;
  /** Reads fields of records on behalf of a viewer: those of formulas hold nothing in the record itself. */
  readonly reader: FieldReaders;
};

export type DatabaseOptions = { readonly metadata: OrgMetadata; readonly clock: OrgClock; readonly uuid: () => string };

/** Commit numbers of real orgs are of this size. */
const FIRST_COMMIT = 12_279_648_331_300n;

export function makeDatabase({ metadata, clock, uuid }: DatabaseOptions): Database {
  const tables = new Map([...metadata.objects.values()].map((object) => [object.name, makeRecordTable(object)]));
  const byPrefix = new Map([...tables.values()].map((table) => [table.object.keyPrefix, table]));
  const listeners: CommitListener[] = [];
  let commitNumber = FIRST_COMMIT;

  const commit = (actor: Actor, changes: readonly RecordChange[], events: readonly PublishedEvent[]): void => {
    if (changes.length === 0 && events.length === 0) return;
    commitNumber += 1n;
    const { userId, changeOrigin } = actor;
    const committed: CommittedTransaction = {
      transactionKey: uuid(),
      commitNumber,
      committedAt: clock.now(),
      userId,
      changeOrigin,
      changes,
      events,
    };
    for (const listener of listeners) listener(committed);
  };

  const table: Database['table'] = (object) => {
    const found = tables.get(object);
    if (found === undefined) throw new Error(`the org has no object ${object}`);
    return found;
  };
  const tableOfId: Database['tableOfId'] = (id) => byPrefix.get(id.slice(0, 3));

  return {
    table,
    tableOfId,
    reader: makeFieldReaders({ metadata, clock, tables: { table, tableOfId } }),
    onCommit: (listener) => void listeners.push(listener),
    transact: (actor, work) => {
      const unit = makeUnit(actor, clock);
      try {
        const result = work(unit.transaction);
        commit(actor, unit.changes(), unit.events);
        return result;
      } catch (error) {
        unit.transaction.rollbackTo({ writes: 0, events: 0 });
        throw error;
      }
    },
  };
}

type Write = { readonly table: RecordTable; readonly id: string; readonly previous: StoredRecord | undefined };

type Unit = { readonly transaction: Transaction; readonly events: PublishedEvent[]; readonly changes: () => RecordChange[] };

function makeUnit(actor: Actor, { now }: OrgClock): Unit {
  const writes: Write[] = [];
  const events: PublishedEvent[] = [];
  const transaction: Transaction = {
    actor,
    startedAt: now(),
    stamp: () => toDatetime(now()),
    write: (table, record) => void writes.push({ table, id: String(record['Id']), previous: table.put(record) }),
    purge: (table, id) => {
      writes.push({ table, id, previous: table.getDeleted(id) });
      table.purge(id);
    },
    publishAfterCommit: (event) => void events.push(event),
    awaits: (eventUuid) => events.some((event) => event.eventUuid === eventUuid),
    savepoint: () => ({ writes: writes.length, events: events.length }),
    rollbackTo: (savepoint) => {
      for (const write of writes.splice(savepoint.writes).reverse()) undo(write);
      events.splice(savepoint.events);
    },
  };
  return { transaction, events, changes: () => netChanges(writes) };
}

function undo({ table, id, previous }: Write): void {
  if (previous === undefined) table.erase(id);
  else table.put(previous);
}

/** One change per record: from its state before the transaction to its state after, in order of first touch. */
function netChanges(writes: readonly Write[]): RecordChange[] {
  const first = new Map<string, Write>();
  for (const write of writes) if (!first.has(write.id)) first.set(write.id, write);
  return [...first.values()].flatMap(({ table, id, previous }) => {
    const after = table.get(id);
    const type = changeType(previous, after);
    return type === undefined ? [] : [{ object: table.object.name, id, type, before: previous, after }];
  });
}

function changeType(before: StoredRecord | undefined, after: StoredRecord | undefined): RecordChange['type'] | undefined {
  const wasLive = before !== undefined && before['IsDeleted'] !== true;
  if (after === undefined) return wasLive ? 'DELETE' : undefined;
  if (wasLive) return 'UPDATE';
  return before === undefined ? 'CREATE' : 'UNDELETE';
}
