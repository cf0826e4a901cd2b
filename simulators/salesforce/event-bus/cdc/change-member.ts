/** Members of change channels: which objects a channel carries, which records pass, and what each event is enriched with. */
import type { EventChannelMember } from '../../metadata/model.ts';
import type { QueryReader } from '../../soql/parse.ts';
import type { StoredValue } from '../../storage/transaction.ts';
import type { ChangeEventShape } from '../avro/change-event-shape.ts';
import { type CompoundField, compoundFieldsOf } from '../avro/compound-field.ts';
import { compileFilter, type Filter } from '../filter/filter.ts';
import type { FilterField } from '../filter/condition.ts';
import type { ChangedRecord, ChangeDraft } from './change-draft.ts';
import { type ChangeEvent, changeEvent, enrichedBody, isGap, type TransactionStamp } from './change-event.ts';

export type ChangeMember = {
  /** The events of this channel for a draft: one for all its records, or one for each if they are enriched; none if the filter stops all. */
  readonly eventsOf: (draft: ChangeDraft, stamp: TransactionStamp) => readonly ChangeEvent[];
};

const headerPrefix = 'ChangeEventHeader.';

/** The header fields a filter can name: all but the lists. */
function headerValues(draft: ChangeDraft, stamp: TransactionStamp): Readonly<Record<string, StoredValue>> {
  return {
    entityName: draft.shape.object.name,
    changeType: draft.changeType,
    changeOrigin: stamp.changeOrigin,
    transactionKey: stamp.transactionKey,
    sequenceNumber: draft.sequenceNumber,
    commitTimestamp: stamp.committedAt,
    commitNumber: Number(stamp.commitNumber),
    commitUser: stamp.userId,
  };
}

const numericHeaderFields = new Set(['sequenceNumber', 'commitTimestamp', 'commitNumber']);
const textHeaderFields = new Set(['entityName', 'changeType', 'changeOrigin', 'transactionKey', 'commitUser']);

/** The object's field behind a name as filters write it: `Status__c`, or `BillingAddress.City`. */
function storedName(compounds: ReadonlyMap<string, CompoundField>, name: string): string {
  const [parent = '', member] = name.split('.');
  if (member === undefined) return parent;
  return compounds.get(parent)?.members.find((candidate) => candidate.name === member)?.fieldName ?? name;
}

function filterFieldOf(shape: ChangeEventShape, name: string): FilterField | undefined {
  if (name.startsWith(headerPrefix)) {
    const field = name.slice(headerPrefix.length);
    if (numericHeaderFields.has(field)) return { kind: 'double', caseSensitive: false };
    return textHeaderFields.has(field) ? { kind: 'string', caseSensitive: false } : undefined;
  }
  const stored = storedName(compoundFieldsOf(shape.object), name);
  return shape.object.fields.find((field) => field.name === stored);
}

/** Throws if the member's filter is none: such metadata could not have been deployed. */
function filterOf(member: EventChannelMember, shape: ChangeEventShape, read: QueryReader): Filter | undefined {
  if (member.filterExpression === undefined) return undefined;
  const result = compileFilter(member.filterExpression, (name) => filterFieldOf(shape, name), read);
  if (!result.ok) throw new TypeError(`filter of ${member.channel}, ${member.selectedEntity}: ${result.fault}`);
  return result.filter;
}

export function makeChangeMember(member: EventChannelMember, shape: ChangeEventShape, read: QueryReader): ChangeMember {
  const filter = filterOf(member, shape, read);
  const compounds = compoundFieldsOf(shape.object);
  // A filter enriches the events with the fields it looks at.
  const filtered = (filter?.fields ?? []).filter((name) => !name.startsWith(headerPrefix)).map((name) => name.split('.')[0] ?? name);
  const enriched = [...new Set([...member.enrichedFields, ...filtered])];

  function passes(draft: ChangeDraft, stamp: TransactionStamp, record: ChangedRecord): boolean {
    if (filter === undefined || isGap(draft.changeType)) return true;
    const header = headerValues(draft, stamp);
    return filter.matches((name) =>
      name.startsWith(headerPrefix)
        ? (header[name.slice(headerPrefix.length)] ?? null)
        : (record.values[storedName(compounds, name)] ?? null),
    );
  }

  function eventsOf(draft: ChangeDraft, stamp: TransactionStamp): readonly ChangeEvent[] {
    const { shape: ofDraft, changeType, body, sequenceNumber } = draft;
    const records = draft.records.filter((record) => passes(draft, stamp, record));
    if (records.length === 0 && draft.records.length > 0) return [];
    const event = (recordIds: string[], ofBody = body) =>
      changeEvent(stamp, { shape: ofDraft, changeType, recordIds, body: ofBody, sequenceNumber });
    if (enriched.length === 0 || (changeType !== 'UPDATE' && changeType !== 'DELETE')) return [event(records.map(({ id }) => id))];
    return records.map(({ id, values }) => event([id], enrichedBody(shape, body, values, enriched)));
  }

  return { eventsOf };
}
