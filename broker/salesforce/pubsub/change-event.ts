/**
 * Change Data Capture events: the header, and which fields its bitmaps name. Source: Change Data Capture Developer
 * Guide, "Change Event Fields"; Pub/Sub API guide, "Event Deserialization Considerations". Positions are those of the
 * schema the event was written with, never of a newer one.
 */
import { z } from 'zod';
import type { AvroRecord, EventSchema, SchemaField } from './avro-decoder.ts';

const Header = z.object({
  entityName: z.string(),
  recordIds: z.array(z.string()),
  changeType: z.string(),
  changeOrigin: z.string(),
  transactionKey: z.string(),
  sequenceNumber: z.number(),
  commitTimestamp: z.bigint(),
  commitNumber: z.bigint(),
  commitUser: z.string(),
  nulledFields: z.array(z.string()).default([]),
  diffFields: z.array(z.string()).default([]),
  changedFields: z.array(z.string()).default([]),
});

export type ChangeEvent = {
  readonly entity: string;
  /** One event can speak of several records; `001*` stands for all of an object. */
  readonly recordIds: readonly string[];
  /** CREATE, UPDATE, DELETE, UNDELETE, or a GAP_ kind that names records without values. */
  readonly changeType: string;
  readonly origin: string;
  readonly transactionKey: string;
  readonly sequence: number;
  /** Milliseconds since the epoch, in whole seconds. */
  readonly committedAt: number;
  readonly commitNumber: bigint;
  readonly user: string;
  /** `Name` or `ShippingAddress.Street`. */
  readonly changed: readonly string[];
  readonly nulled: readonly string[];
  /** Fields whose value is a diff of a long text: read the record instead. */
  readonly diffed: readonly string[];
  /** A null that is not in `nulled` means unchanged. */
  readonly values: AvroRecord;
};

const BITMAP = /^(?:(\d+)-)?0x([0-9a-f]+)$/i;

/** Positions of the bits set in a big-endian hexadecimal bitmap, lowest first. */
export function bitsOf(hex: string): number[] {
  const positions: number[] = [];
  let bits = BigInt(`0x${hex}`);
  for (let position = 0; bits > 0n; position += 1, bits >>= 1n) if (bits & 1n) positions.push(position);
  return positions;
}

function fieldAt(fields: readonly SchemaField[], position: number): SchemaField {
  const field = fields[position];
  if (!field) throw new RangeError(`a bitmap names field ${position} of ${fields.length}`);
  return field;
}

/** Names of the fields that bitmaps stand for. Throws RangeError for a bitmap that does not fit the schema. */
export function namesOf(bitmaps: readonly string[], fields: readonly SchemaField[]): string[] {
  return bitmaps.flatMap((bitmap) => {
    const match = BITMAP.exec(bitmap);
    if (!match) throw new RangeError(`"${bitmap}" is not a bitmap`);
    const [, parentPosition, hex = ''] = match;
    if (parentPosition === undefined) return bitsOf(hex).map((bit) => fieldAt(fields, bit).name);
    const { name, members } = fieldAt(fields, Number(parentPosition));
    if (!members) throw new RangeError(`a bitmap names members of ${name}, which has none`);
    return bitsOf(hex).map((bit) => `${name}.${fieldAt(members, bit).name}`);
  });
}

/** Reads a change event that was decoded with `schema`. Throws if the header or a bitmap does not fit. */
export function readChangeEvent(record: AvroRecord, schema: EventSchema): ChangeEvent {
  const { ChangeEventHeader, ...values } = record;
  const header = Header.parse(ChangeEventHeader);
  return {
    entity: header.entityName,
    recordIds: header.recordIds,
    changeType: header.changeType,
    origin: header.changeOrigin,
    transactionKey: header.transactionKey,
    sequence: header.sequenceNumber,
    committedAt: Number(header.commitTimestamp),
    commitNumber: header.commitNumber,
    user: header.commitUser,
    changed: namesOf(header.changedFields, schema.fields),
    nulled: namesOf(header.nulledFields, schema.fields),
    diffed: namesOf(header.diffFields, schema.fields),
    values,
  };
}

/** Whether a change was made by the API client of this name (`com/salesforce/api/rest/67.0;client=order-broker`). */
export function madeBy(change: Pick<ChangeEvent, 'origin'>, clientName: string): boolean {
  return /;client=([^;/]*)/.exec(change.origin)?.[1] === clientName;
}
