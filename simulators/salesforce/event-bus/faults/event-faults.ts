import type { KnownSchema } from '../avro/schema-registry.ts';
import type { StoredEvent } from '../topics/topic-log.ts';

/** Faults that change what the bus stores or says of it. Counts are of events still to be hit. */
export type EventFaults = {
  /** The next events lose the second half of their payload, for good. */
  readonly truncateNext: (count: number) => void;
  /** The next events name a schema nobody knows, for good. */
  readonly disownNext: (count: number) => void;
  /** The next events arrive twice: same id, another replay id. */
  readonly duplicateNext: (count: number) => void;
  /** The next publishes fail. */
  readonly rejectNext: (count: number) => void;
  /** GetSchema answers this id with something that is no schema, until `healSchemas`. */
  readonly corruptSchema: (schemaId: string) => void;
  readonly healSchemas: () => void;
};

/** The bus's own view of the faults to make. */
export type ArmedEventFaults = {
  readonly rejectsPublish: () => boolean;
  /** What to store for an event, each under its own replay id. */
  readonly afflict: (event: StoredEvent) => readonly [StoredEvent, ...StoredEvent[]];
  readonly schemaJson: (schema: KnownSchema) => string;
};

/** 22 characters, as any schema id, but the hash of nothing. */
const unknownSchemaId = 'AAAAAAAAAAAAAAAAAAAAAA';

function makeCountdown(): { readonly add: (count: number) => void; readonly hit: () => boolean } {
  let left = 0;
  return {
    add: (count) => {
      left += count;
    },
    hit: () => {
      if (left === 0) return false;
      left -= 1;
      return true;
    },
  };
}

export function makeEventFaults(): { readonly faults: EventFaults; readonly armed: ArmedEventFaults } {
  const truncations = makeCountdown();
  const disownments = makeCountdown();
  const duplicates = makeCountdown();
  const rejections = makeCountdown();
  const corrupted = new Set<string>();

  function damaged(event: StoredEvent): StoredEvent {
    const payload = truncations.hit() ? event.payload.subarray(0, event.payload.length >> 1) : event.payload;
    const schemaId = disownments.hit() ? unknownSchemaId : event.schemaId;
    return { ...event, payload, schemaId };
  }

  return {
    faults: {
      truncateNext: truncations.add,
      disownNext: disownments.add,
      duplicateNext: duplicates.add,
      rejectNext: rejections.add,
      corruptSchema: (schemaId) => void corrupted.add(schemaId),
      healSchemas: () => corrupted.clear(),
    },
    armed: {
      rejectsPublish: rejections.hit,
      afflict: (event) => {
        const stored = damaged(event);
        return duplicates.hit() ? [stored, stored] : [stored];
      },
      schemaJson: (schema) => (corrupted.has(schema.id) ? schema.json.slice(0, schema.json.length >> 1) : schema.json),
    },
  };
}
