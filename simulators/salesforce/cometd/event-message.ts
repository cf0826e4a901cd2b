/**
 * Events in their CometD form: JSON with ISO dates, changed fields by name, in change events only what changed. Sources: "Platform Event
 * Message Format" of the Platform Events guide; "Change Event Message Structure" of the Change Data Capture guide.
 */
import { z } from 'zod';
import type { KnownSchema } from '../event-bus/avro/schema-registry.ts';
import { decodeBitmaps } from '../event-bus/cdc/bitmap.ts';
import type { PositionedEvent } from '../event-bus/topics/topic-log.ts';
import type { BayeuxReply } from './messages.ts';

const fieldSchema = z.looseObject({ name: z.string(), doc: z.string().optional(), type: z.unknown() });
const recordSchema = z.looseObject({ fields: z.array(fieldSchema) });

type SchemaField = z.infer<typeof fieldSchema>;
type Values = Readonly<Record<string, unknown>>;

/** EventUuid came with API 52. */
const FIRST_WITH_UUID = 52;

/** The message of an event, or undefined if its bytes cannot be read: the platform would not have kept it. */
export function eventMessage(
  channel: string,
  { counter, event }: PositionedEvent,
  { schema, version }: { readonly schema: KnownSchema; readonly version: number },
): BayeuxReply | undefined {
  const values = schema.decode(event.payload);
  if (values === undefined) return undefined;
  const { fields } = recordSchema.parse(JSON.parse(schema.json));
  const header: unknown = values['ChangeEventHeader'];
  const payload = isValues(header) ? changePayload(fields, values, header) : written(fields, values);
  const uuid = version < FIRST_WITH_UUID ? {} : { EventUuid: event.id, EventApiName: schema.entity };
  return { channel, data: { schema: schema.id, payload, event: { replayId: counter, ...uuid } } };
}

function written(fields: readonly SchemaField[], values: Values): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, jsonValue(field, values[field.name])]));
}

function changePayload(fields: readonly SchemaField[], values: Values, header: Values): Record<string, unknown> {
  const names = (entries: unknown): string[] => namesOf(fields, Array.isArray(entries) ? entries.map(String) : []);
  const changed = names(header['changedFields']);
  const nulled = new Set(names(header['nulledFields']));
  const body = fields.filter(({ name }) => name !== 'ChangeEventHeader' && (isSet(values[name]) || nulled.has(name)));
  return {
    ...written(body, values),
    ChangeEventHeader: { ...header, changedFields: changed, nulledFields: [...nulled], diffFields: names(header['diffFields']) },
  };
}

/** `Status__c`, or `ShippingAddress.Street` for a part of a compound field. */
function namesOf(fields: readonly SchemaField[], entries: readonly string[]): string[] {
  const { top, nested } = decodeBitmaps(entries);
  const parts = [...nested].flatMap(([position, members]) => {
    const parent = fields[position];
    const inside = parent === undefined ? [] : membersOf(parent);
    return members.map((member) => `${parent?.name ?? ''}.${inside[member]?.name ?? ''}`);
  });
  return [...top.map((position) => fields[position]?.name ?? ''), ...parts];
}

/** Fields of the record type among a compound field's types. */
function membersOf({ type }: SchemaField): readonly SchemaField[] {
  const found = [type].flat().map((one) => recordSchema.safeParse(one));
  return found.find((result) => result.success)?.data.fields ?? [];
}

const isSet = (value: unknown): boolean => value !== null && value !== undefined;

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null;
}

/** The type a field's doc names decides how its number is written: `Data:DateTime:00N…`. */
function jsonValue({ doc = '' }: SchemaField, value: unknown): unknown {
  if (typeof value !== 'number') return value ?? null;
  const kind = doc.split(':')[1];
  if (kind === 'DateTime') return new Date(value).toISOString();
  if (kind === 'DateOnly') return new Date(value).toISOString().slice(0, 10);
  return kind === 'TimeOnly' ? new Date(value).toISOString().slice(11) : value;
}
