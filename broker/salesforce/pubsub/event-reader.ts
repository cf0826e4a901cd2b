/** Turns delivered events into input. Whatever cannot be understood is kept as it came; only a schema that may still come holds up. */
import type { Clock, Random } from '../../engine/clock.ts';
import type { ParkedEvent } from '../../engine/ledger.ts';
import { backoffMs } from '../backoff.ts';
import type { EventInput } from '../intake/command-requested.ts';
import type { AvroRecord, EventSchema } from './avro-decoder.ts';
import type { ConsumerEvent } from './generated/pubsub.ts';
import type { SchemaLookup } from './schema-cache.ts';

/** How often one event's schema is asked for after a refusal that says something of the schema. */
const REFUSALS_BEFORE_PARKING = 3;
const BETWEEN_REFUSALS = { baseMs: 500, capMs: 2_000 } as const;

export type EventReaderDependencies = {
  readonly topic: string;
  readonly schemas: SchemaLookup;
  readonly toInput: (record: AvroRecord) => EventInput;
  readonly clock: Clock;
  readonly random: Random;
};

export type ReadEvent = Extract<EventInput, { kind: 'read' }> | { readonly kind: 'parked'; readonly parked: ParkedEvent };

export type EventReader = (event: ConsumerEvent, signal: AbortSignal) => Promise<ReadEvent>;

/** Text from the wire that a database would refuse or a log would be broken by. */
function printable(text: string, longest: number): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, longest);
}

/** Reads one event; rejects only if its schema could not be asked for, and then the event is not lost but not yet read. */
export function makeEventReader({ topic, schemas, toInput, clock, random }: EventReaderDependencies): EventReader {
  async function schemaOf(schemaId: string, signal: AbortSignal): Promise<EventSchema | undefined> {
    for (let refusals = 1; ; refusals += 1) {
      const schema = await schemas(schemaId);
      if (schema || refusals >= REFUSALS_BEFORE_PARKING) return schema;
      await clock.sleep(backoffMs(BETWEEN_REFUSALS, refusals, random), signal);
    }
  }

  function decode(schema: EventSchema, payload: Uint8Array): EventInput {
    let record: AvroRecord;
    try {
      record = schema.decode(payload);
    } catch {
      return { kind: 'unreadable', code: 'UNDECODABLE', message: 'the payload does not fit its schema' };
    }
    return toInput(record);
  }

  return async ({ event, replayId }, signal) => {
    const { id = '', schemaId = '', payload = new Uint8Array() } = event ?? {};
    const schema = await schemaOf(schemaId, signal);
    const input = schema
      ? decode(schema, payload)
      : { kind: 'unreadable' as const, code: 'UNKNOWN_SCHEMA', message: 'the org gave no schema' };
    if (input.kind === 'read') return input;
    const eventId = printable(id, 60) || Buffer.from(replayId).toString('hex');
    const { code, message } = input;
    return {
      kind: 'parked',
      parked: { topic, replayId, eventId, schemaId: printable(schemaId, 60), payload, code, message: printable(message, 255) },
    };
  };
}
