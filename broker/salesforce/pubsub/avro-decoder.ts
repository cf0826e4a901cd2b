/**
 * Decodes event payloads: one plain Avro datum each, without container or header. Source: Apache Avro 1.11, "Binary
 * Encoding"; Pub/Sub API guide, "Event Deserialization". Longs become BigInt, unions are told apart by their types.
 */
import avro from 'avsc';

export type AvroRecord = Readonly<Record<string, unknown>>;

/** A parsed schema. `recordType` is kept for those who read positions of fields. */
export type EventSchema = {
  readonly schemaId: string;
  readonly recordType: avro.types.RecordType;
  /** Throws if the payload is truncated, too long or of another schema. */
  readonly decode: (payload: Uint8Array) => AvroRecord;
};

const bigLong = avro.types.LongType.__with({
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

/** Parses a schema as GetSchema gives it. Throws if it is no Avro record schema. */
export function parseEventSchema(schemaId: string, schemaJson: string): EventSchema {
  const type = avro.Type.forSchema(JSON.parse(schemaJson), { registry: { long: bigLong } });
  if (type.typeName !== 'record') throw new Error(`an event schema is a record, not ${type.typeName}`);
  return {
    schemaId,
    recordType: type as avro.types.RecordType,
    decode: (payload) => type.fromBuffer(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)) as AvroRecord,
  };
}
