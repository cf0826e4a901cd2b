/** The Salesforce records of the ledger in memory: what is behind, and what became of what was sent. */
import { SALESFORCE_OBJECTS } from '../../canonical/salesforce-objects.ts';
import type { SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import type { TurnResult } from '../../broker/domain/turn.ts';
import type { DirtyQuestion, DirtyRecord, InboundMessage, Ledger, RecordSettlement } from '../../broker/engine/ledger.ts';
import { recordMessage } from '../../broker/ledger/record-message.ts';

export type MemoryRecord = Omit<DirtyRecord, 'attempts'> & {
  attempts: number;
  dirty: boolean;
  refused: boolean;
  dueAt: number;
  dirtySince: number;
  acceptedVersion: number;
};

type Queued = { readonly dirtySince: number; readonly dueAt: number; readonly awaiting: boolean };

/** Rows by aggregate, and by object and external id within it. */
export type MemoryRecords = { readonly rows: Map<string, Map<string, MemoryRecord>>; readonly queue: Map<string, Queued> };

export type Turned = { readonly aggregateId: string; readonly version: number; readonly result: TurnResult<unknown> };

export function makeMemoryRecords(): MemoryRecords {
  return { rows: new Map(), queue: new Map() };
}

export function everyRecord({ rows }: MemoryRecords): readonly MemoryRecord[] {
  return [...rows.values()].flatMap((own) => [...own.values()]);
}

const keyOf = (object: string, externalId: string): string => `${object}\n${externalId}`;

/** The record as this turn leaves it, with what is known of it from before. */
function marked(record: SalesforceRecord, known: MemoryRecord | undefined, { aggregateId, version }: Turned, now: number): MemoryRecord {
  const versioned = 'Status_Version__c' in SALESFORCE_OBJECTS[record.object].fields;
  const fields = versioned ? { ...record.fields, Status_Version__c: version } : record.fields;
  const fresh = { ...structuredClone(record), fields, aggregateId, version, attempts: 0, dirty: true, dueAt: now };
  if (!known) return { ...fresh, refused: false, acceptedVersion: 0, dirtySince: now };
  const { refused, acceptedVersion, dirty, dirtySince } = known;
  return { ...fresh, refused, acceptedVersion, dirtySince: dirty ? dirtySince : now };
}

/** Answers whether anything is behind now. */
export function markRecords({ rows, queue }: MemoryRecords, turned: Turned, now: number): boolean {
  const { aggregateId, result } = turned;
  const retried = result.retried ? [...(rows.get(aggregateId)?.values() ?? [])].filter((row) => row.refused && !row.dirty) : [];
  for (const row of retried) Object.assign(row, { dirty: true, dueAt: now, attempts: 0 });
  if (result.records.length + retried.length === 0) return false;
  const awaiting = result.commands.length > 0;
  queue.set(aggregateId, { dirtySince: queue.get(aggregateId)?.dirtySince ?? now, dueAt: now, awaiting });
  const own = rows.get(aggregateId) ?? new Map<string, MemoryRecord>();
  rows.set(aggregateId, own);
  for (const record of result.records) {
    const key = keyOf(record.object, record.externalId);
    own.set(key, marked(record, own.get(key), turned, now));
  }
  return true;
}

function note(row: MemoryRecord, item: RecordSettlement): void {
  const accepted = item.result === 'ACCEPTED';
  row.dirty = row.version > item.version || item.result === 'RETRY';
  row.refused = item.result === 'REFUSED' || (row.refused && !accepted);
  if (accepted) row.acceptedVersion = Math.max(row.acceptedVersion, item.version);
  row.attempts = accepted ? 0 : row.attempts + 1;
  row.dueAt = item.dueAt ?? row.dueAt;
}

export function makeRecordLedger(
  { rows, queue }: MemoryRecords,
  insert: (messages: readonly InboundMessage[]) => unknown,
): Pick<Ledger, 'dirtyRecords' | 'settleRecords'> {
  const ofAggregate = (id: string): MemoryRecord[] => [...(rows.get(id)?.values() ?? [])];

  function settle(item: RecordSettlement): readonly string[] {
    const row = rows.get(item.aggregateId)?.get(keyOf(item.object, item.externalId));
    if (!row) return [];
    const before = row.refused;
    note(row, item);
    if (row.refused === before) return [];
    // Children that were refused for want of their parent are tried again when a record of their order recovers.
    if (!row.refused)
      for (const other of ofAggregate(row.aggregateId)) if (other.refused) Object.assign(other, { dirty: true, attempts: 0 });
    insert([recordMessage(item)]);
    return [row.aggregateId];
  }

  function requeue(aggregateId: string): void {
    const behind = ofAggregate(aggregateId).filter(({ dirty }) => dirty);
    if (behind.length === 0) queue.delete(aggregateId);
    else {
      const dirtySince = Math.min(...behind.map((row) => row.dirtySince));
      const awaiting = queue.get(aggregateId)?.awaiting ?? false;
      queue.set(aggregateId, { dirtySince, dueAt: Math.min(...behind.map((row) => row.dueAt)), awaiting });
    }
  }

  function due({ now, limit, except, patienceMs }: DirtyQuestion): MemoryRecord[] {
    const named = new Set(except);
    const chosen = [...queue]
      .filter(([id, { dueAt, awaiting, dirtySince }]) => dueAt <= now && !(awaiting && dirtySince > now - patienceMs) && !named.has(id))
      .sort(([, a], [, b]) => a.dirtySince - b.dirtySince)
      .slice(0, limit);
    return chosen
      .flatMap(([id]) => ofAggregate(id).filter((row) => row.dirty && row.dueAt <= now))
      .sort((a, b) => SALESFORCE_OBJECTS[a.object].rank - SALESFORCE_OBJECTS[b.object].rank);
  }

  return {
    dirtyRecords: (question) =>
      Promise.resolve(
        due(question).map(({ object, externalId, aggregateId, fields, version, attempts }) => ({
          ...{ object, externalId, aggregateId, fields, version, attempts },
        })),
      ),
    settleRecords: (settlements) => {
      const told = settlements.flatMap(settle);
      for (const id of new Set(settlements.map(({ aggregateId }) => aggregateId))) requeue(id);
      return Promise.resolve(told);
    },
  };
}
