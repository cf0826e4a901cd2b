/** Events nobody could understand: what they were, and forgetting them once what they told of is looked for again. */
import type { ParkedEvents } from '../engine/standing.ts';
import type { LedgerDatabase } from './database.ts';

export function makeParkedEvents(database: LedgerDatabase, watermark: string): ParkedEvents {
  return {
    list: async (limit) => {
      const rows = await database
        .selectFrom('parked_event')
        .select(['topic', 'event_id', 'schema_id', 'code', 'message', 'parked_at'])
        .orderBy('parked_at')
        .limit(limit)
        .execute();
      return rows.map(({ event_id: eventId, schema_id: schemaId, parked_at: parkedAt, ...rest }) => ({
        ...{ ...rest, eventId, schemaId, parkedAt: parkedAt.toISOString() },
      }));
    },
    forget: () =>
      database.transaction().execute(async (transaction) => {
        const gone = await transaction.deleteFrom('parked_event').executeTakeFirst();
        await transaction.deleteFrom('watermark').where('name', '=', watermark).execute();
        return Number(gone.numDeletedRows);
      }),
  };
}
