import avsc from 'avsc';
import type { AvroRecord } from './avro-schema.ts';
import type { AvroValue } from './value.ts';

export type KnownSchema = {
  readonly id: string;
  /** The schema as GetSchema hands it out. */
  readonly json: string;
  readonly type: avsc.Type;
  /** The values of an event without nested records, or undefined if the bytes do not follow the schema. */
  readonly decode: (payload: Buffer) => Readonly<Record<string, AvroValue>> | undefined;
  /** The event it describes: an event object or change event name. */
  readonly entity: string;
};

/** Every schema an event of this org was ever written with. Deploying other metadata adds to it and removes nothing. */
export type SchemaRegistry = {
  /** Makes a schema known, and answers a way to it. It is made when it is first asked for: an org has a hundred, of which few are used. */
  readonly register: (make: () => AvroRecord) => () => KnownSchema;
  readonly byId: (id: string) => KnownSchema | undefined;
};

/**
 * The id of a schema: MD5 of its parsing canonical form, base64url without padding. Docs and defaults leave it as it is;
 * adding, removing or retyping a field changes it. Schemas captured from real orgs reproduce their ids this way.
 */
function schemaIdOf(type: avsc.Type): string {
  return type.fingerprint('md5').toString('base64url');
}

function decodeWith(type: avsc.Type, payload: Buffer): Readonly<Record<string, AvroValue>> | undefined {
  try {
    return type.fromBuffer(payload) as Readonly<Record<string, AvroValue>>;
  } catch {
    return undefined;
  }
}

export function makeSchemaRegistry(): SchemaRegistry {
  const known = new Map<string, KnownSchema>();
  const unmade = new Set<() => KnownSchema>();

  function add(schema: AvroRecord): KnownSchema {
    const json = JSON.stringify(schema);
    const type = avsc.Type.forSchema(JSON.parse(json) as avsc.Schema);
    const id = schemaIdOf(type);
    const entry = { id, json, type, entity: schema.name, decode: (payload: Buffer) => decodeWith(type, payload) };
    known.set(id, entry);
    return entry;
  }

  return {
    register: (make) => {
      let entry: KnownSchema | undefined;
      const read = (): KnownSchema => {
        unmade.delete(read);
        return (entry ??= add(make()));
      };
      unmade.add(read);
      return read;
    },
    byId: (id) => {
      // A client may remember an id from before the org was started.
      if (!known.has(id)) for (const read of unmade) read();
      return known.get(id);
    },
  };
}
