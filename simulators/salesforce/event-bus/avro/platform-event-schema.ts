import type { OrgObject } from '../../metadata/model.ts';
import type { StoredRecord } from '../../storage/transaction.ts';
import { type AvroRecord, eventNamespace, nullable } from './avro-schema.ts';
import { avroTypeOf, fieldDoc } from './field-type.ts';
import { type AvroValue, fromAvro, toAvro } from './value.ts';

const customFields = (event: OrgObject) => event.fields.filter((field) => field.custom);

/** Who published an event, and when: the two fields every platform event carries. */
export type EventOrigin = { readonly createdAt: number; readonly createdBy: string };

/** The schema of a platform event. Its UUID is not in it: it travels as the event's id. */
export function platformEventSchema(event: OrgObject): AvroRecord {
  return {
    type: 'record',
    name: event.name,
    namespace: eventNamespace,
    fields: [
      { name: 'CreatedDate', doc: 'CreatedDate:DateTime', type: 'long' },
      { name: 'CreatedById', doc: 'CreatedBy:EntityId', type: 'string' },
      ...customFields(event).map((field) => nullable(field.name, fieldDoc(field), avroTypeOf(field.kind))),
    ],
  };
}

/** The Avro form of an event's fields; a field it does not name is null. */
export function platformEventBody(event: OrgObject, fields: StoredRecord, origin: EventOrigin): Record<string, AvroValue> {
  const values = customFields(event).map((field) => [field.name, toAvro(field.kind, fields[field.name])] as const);
  return { CreatedDate: origin.createdAt, CreatedById: origin.createdBy, ...Object.fromEntries(values) };
}

const largestInstant = 8_640_000_000_000_000;

/** Whether the instants of a decoded event can be told as dates: its bytes may hold any 64-bit number for one. */
export function isInCalendar(event: OrgObject, body: Readonly<Record<string, AvroValue>>): boolean {
  const instants = customFields(event).filter(({ kind }) => kind === 'date' || kind === 'datetime');
  return ['CreatedDate', ...instants.map(({ name }) => name)].every((name) => Math.abs(Number(body[name] ?? 0)) <= largestInstant);
}

/** The fields of a decoded event as they would be stored. */
export function storedEventFields(event: OrgObject, body: Readonly<Record<string, AvroValue>>): StoredRecord {
  const values = customFields(event).map((field) => [field.name, fromAvro(field, body[field.name] ?? null)] as const);
  return Object.fromEntries(values);
}
