/** Schemas by id, each fetched once however many events wait for it. An id names one schema for ever, so nothing expires. */
import type { Session } from '../session.ts';
import type { Grant } from '../token-grant.ts';
import { parseEventSchema } from './avro-decoder.ts';
import type { EventSchema } from './avro-decoder.ts';
import { endOf } from './connection.ts';
import type { PubSubConnection } from './connection.ts';
import { decideOnEnd, isSchemaRefused } from './stream-policy.ts';

/** Undefined: the org gave none, or one that cannot be read, and would again. Rejects if it could not be asked. */
export type SchemaLookup = (schemaId: string) => Promise<EventSchema | undefined>;

/** Keeps what was found. A refusal or a failure is not kept: the next caller asks again. */
export function cacheSchemas(lookUp: SchemaLookup): SchemaLookup {
  const schemas = new Map<string, Promise<EventSchema | undefined>>();
  return (schemaId) => {
    const known = schemas.get(schemaId);
    if (known) return known;
    const asked = lookUp(schemaId);
    schemas.set(schemaId, asked);
    const forget = (): void => void schemas.delete(schemaId);
    asked.then((schema) => schema ?? forget(), forget);
    return asked;
  };
}

function parsed(schemaId: string, schemaJson: string): EventSchema | undefined {
  try {
    return parseEventSchema(schemaId, schemaJson);
  } catch {
    return undefined;
  }
}

/** Asks the org for a schema, with one renewal of a session that ended. */
export function lookUpSchema(connection: Pick<PubSubConnection, 'getSchema'>, session: Session): SchemaLookup {
  async function ask(schemaId: string, grant: Grant, mayRenew: boolean): Promise<EventSchema | undefined> {
    try {
      return parsed(schemaId, await connection.getSchema(schemaId, grant));
    } catch (error) {
      const end = endOf(error);
      if (isSchemaRefused(end)) return undefined;
      if (!mayRenew || decideOnEnd(end) !== 'LOG_IN') throw error;
      const renewed = await session.renew(grant);
      if (!renewed.ok) throw error;
      return ask(schemaId, renewed.grant, false);
    }
  }
  return async (schemaId) => {
    const granted = await session.current();
    if (!granted.ok) throw new Error(`no session: ${granted.failure.code}`);
    return ask(schemaId, granted.grant, true);
  };
}
