import type { StoredRecord } from '../../storage/transaction.ts';
import type { ChangeEventShape } from '../avro/change-event-shape.ts';
import type { ChangeType } from '../avro/change-event-schema.ts';
import { type BodyValue, type ChangeBody, populatedBody } from './change-body.ts';

/** What all events of a transaction have in common. */
export type TransactionStamp = {
  readonly transactionKey: string;
  readonly commitNumber: bigint;
  readonly committedAt: number;
  readonly userId: string;
  readonly changeOrigin: string;
};

type PlainChangeType = 'CREATE' | 'UPDATE' | 'DELETE' | 'UNDELETE';

/** Whether an event says only that something changed, not what. */
export function isGap(changeType: ChangeType): changeType is Exclude<ChangeType, PlainChangeType> {
  return !['CREATE', 'UPDATE', 'DELETE', 'UNDELETE'].includes(changeType);
}

export type ChangeEventHeader = {
  readonly entityName: string;
  readonly recordIds: readonly string[];
  readonly changeType: ChangeType;
  readonly changeOrigin: string;
  readonly transactionKey: string;
  readonly sequenceNumber: number;
  readonly commitTimestamp: number;
  readonly commitNumber: number;
  readonly commitUser: string;
  readonly nulledFields: readonly string[];
  readonly diffFields: readonly string[];
  readonly changedFields: readonly string[];
};

/** A change event as its schema encodes it: the header and the fields of the body. */
export type ChangeEvent = { readonly ChangeEventHeader: ChangeEventHeader } & Readonly<Record<string, BodyValue | ChangeEventHeader>>;

export type ChangeEventContent = {
  readonly shape: ChangeEventShape;
  readonly changeType: ChangeType;
  readonly recordIds: readonly string[];
  readonly body: ChangeBody;
  readonly sequenceNumber: number;
};

export function changeEvent(stamp: TransactionStamp, content: ChangeEventContent): ChangeEvent {
  const { nulledFields, diffFields, changedFields, values } = content.body;
  const header: ChangeEventHeader = {
    entityName: content.shape.object.name,
    recordIds: content.recordIds,
    changeType: content.changeType,
    changeOrigin: stamp.changeOrigin,
    transactionKey: stamp.transactionKey,
    sequenceNumber: content.sequenceNumber,
    commitTimestamp: Math.floor(stamp.committedAt / 1000) * 1000,
    commitNumber: Number(stamp.commitNumber),
    commitUser: stamp.userId,
    nulledFields,
    diffFields,
    changedFields,
  };
  return { ...values, ChangeEventHeader: header };
}

/** A body that also carries fields the change left alone; those that changed keep what the change says of them. */
export function enrichedBody(shape: ChangeEventShape, body: ChangeBody, record: StoredRecord, fieldNames: readonly string[]): ChangeBody {
  const whole = populatedBody(shape, record).values;
  const extra = Object.fromEntries(fieldNames.map((name) => [name, whole[name] ?? null]));
  return { ...body, values: { ...extra, ...body.values } };
}
