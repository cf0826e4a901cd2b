/**
 * What a committed transaction of the org tells those who listen: the event bus makes change events and after-commit
 * platform events of it, the effect log records it.
 */

/** A stored value: text, number, boolean, or null. Dates are ISO text (`2026-11-21`), datetimes `2026-11-21T10:00:00.000+0000`. */
export type StoredValue = string | number | boolean | null;

export type StoredRecord = Readonly<Record<string, StoredValue>>;

export type RecordChange = {
  readonly object: string;
  readonly id: string;
  readonly type: 'CREATE' | 'UPDATE' | 'DELETE' | 'UNDELETE';
  readonly before: StoredRecord | undefined;
  readonly after: StoredRecord | undefined;
};

export type PublishedEvent = {
  /** API name of the event object, `OB_Command_Requested__e`. */
  readonly eventName: string;
  readonly eventUuid: string;
  readonly fields: StoredRecord;
  readonly createdAt: number;
  readonly createdBy: string;
};

export type CommittedTransaction = {
  readonly transactionKey: string;
  readonly commitNumber: bigint;
  /** Milliseconds since the epoch; change events carry it in whole seconds. */
  readonly committedAt: number;
  readonly userId: string;
  /** `com/salesforce/api/rest/67.0;client=order-broker`, empty for internal writes. */
  readonly changeOrigin: string;
  readonly changes: readonly RecordChange[];
  readonly events: readonly PublishedEvent[];
};

export type CommitListener = (transaction: CommittedTransaction) => void;
