/**
 * Decodes event payloads: one plain Avro datum each, without container or header. Source: Apache Avro 1.11, "Binary
 * Encoding"; Pub/Sub API guide, "Event Deserialization". Longs become BigInt, unions are told apart by their types.
 */
import avro from 'avsc';

export type AvroRecord = Readonly<Record<string, unknown>>;

/** A field at its position. `members` are those of the record it may hold. */
export type SchemaField = { readonly name: string; readonly members: readonly SchemaField[] | undefined };

/** A parsed schema. */
export type EventSchema = {
  readonly schemaId: string;
  readonly fields: readonly SchemaField[];
  /** Throws if the payload is truncated, too long or of another schema. */
  readonly decode: (payload: Uint8Array) => AvroRecord;
};

/** A 64-bit integer without loss. */
export const bigLong = avro.types.LongType.__with({
  fromBuffer: (buffer: Buffer) => buffer.readBigInt64LE(),
  toBuffer: (value: bigint) => {
    const buffer = Buffer.alloc(8);
    buffer.writeBigInt64LE(value);
    return buffer;
  },
  fromJSON: BigInt,
  toJSON: Number,
  isValid: (value: unknown) => typeof value === 'bigint',
  compare: (a: bigint, b: bigint) => (a === b ? 0 : a < b ? -1 : 1),
});

function membersOf(type: avro.Type): readonly SchemaField[] | undefined {
  if (avro.Type.isType(type, 'record')) return (type as unknown as avro.types.RecordType).fields.map(toField);
  if (!avro.Type.isType(type, 'union')) return undefined;
  return (type as unknown as avro.types.UnwrappedUnionType).types.map(membersOf).find((members) => members !== undefined);
}

function toField({ name, type }: { readonly name: string; readonly type: avro.Type }): SchemaField {
  return { name, members: membersOf(type) };
}

/** Parses a schema as GetSchema gives it. Throws if it is no Avro record schema. */
export function parseEventSchema(schemaId: string, schemaJson: string): EventSchema {
  const type = avro.Type.forSchema(JSON.parse(schemaJson) as avro.Schema, { registry: { long: bigLong } });
  const fields = avro.Type.isType(type, 'record') ? membersOf(type) : undefined;
  if (!fields) throw new Error(`an event schema is a record, not ${type.typeName}`);
  return {
    schemaId,
    fields,
    decode: (payload) => type.fromBuffer(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)) as AvroRecord,
  };
}
