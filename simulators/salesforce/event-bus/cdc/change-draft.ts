import type { CommittedTransaction, RecordChange, StoredRecord } from '../../storage/transaction.ts';
import type { ChangeType } from '../avro/change-event-schema.ts';
import type { ChangeEventShape } from '../avro/change-event-shape.ts';
import { changeBody, type ChangeBody, emptyBody } from './change-body.ts';
import { netChanges } from './net-change.ts';

export type ChangedRecord = {
  readonly id: string;
  /** Its values at the end of the transaction; of a deleted record, its last ones. */
  readonly values: StoredRecord;
};

/** A change event before a channel shapes it. Records of one draft underwent the same change. */
export type ChangeDraft = {
  readonly shape: ChangeEventShape;
  readonly changeType: ChangeType;
  readonly records: readonly ChangedRecord[];
  readonly body: ChangeBody;
  readonly sequenceNumber: number;
};

/** Past this many changes of one object in one transaction the platform tells only that it lost count. */
const overflowAt = 100_000;

type Group = {
  readonly shape: ChangeEventShape;
  readonly type: RecordChange['type'];
  readonly body: ChangeBody;
  readonly records: ChangedRecord[];
};

/** New records are told one by one: the guide names updates and deletions as what is merged. */
function mergeKey(change: RecordChange, body: ChangeBody): string {
  return change.type === 'CREATE' ? `${change.object}/${change.id}` : `${change.object}/${change.type}/${JSON.stringify(body)}`;
}

function group(changes: readonly RecordChange[], shapeOf: (object: string) => ChangeEventShape | undefined): Group[] {
  const groups = new Map<string, Group>();
  for (const change of netChanges(changes)) {
    const shape = shapeOf(change.object);
    const body = shape === undefined ? undefined : changeBody(shape, change);
    if (shape === undefined || body === undefined) continue;
    const key = mergeKey(change, body);
    const record = { id: change.id, values: change.after ?? change.before ?? {} };
    const same = groups.get(key);
    if (same === undefined) groups.set(key, { shape, type: change.type, body, records: [record] });
    else same.records.push(record);
  }
  return [...groups.values()];
}

function withoutOverflowing(groups: readonly Group[]): readonly Omit<ChangeDraft, 'sequenceNumber'>[] {
  const counts = new Map<ChangeEventShape, number>();
  for (const { shape, records } of groups) counts.set(shape, (counts.get(shape) ?? 0) + records.length);
  const overflowing = [...counts].filter(([, count]) => count > overflowAt).map(([shape]) => shape);
  return [
    ...groups.filter(({ shape }) => !overflowing.includes(shape)).map(({ type, ...rest }) => ({ ...rest, changeType: type })),
    ...overflowing.map((shape) => ({ shape, changeType: 'GAP_OVERFLOW' as const, records: [], body: emptyBody })),
  ];
}

/**
 * What a transaction has to tell, numbered in commit order over all objects: a channel that carries only some of them
 * sees gaps in the numbers, as on the platform.
 */
export function draftChangeEvents(
  { changes }: CommittedTransaction,
  shapeOf: (object: string) => ChangeEventShape | undefined,
): readonly ChangeDraft[] {
  const drafts = withoutOverflowing(group(changes, shapeOf));
  return drafts.map((draft, index) => ({ ...draft, sequenceNumber: draft.changeType === 'GAP_OVERFLOW' ? 1 : index + 1 }));
}
