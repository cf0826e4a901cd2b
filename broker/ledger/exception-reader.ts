/** Open exceptions, oldest first: the work list of people. */
import type { OpenExceptions } from '../engine/standing.ts';
import type { LedgerDatabase } from './database.ts';

export function makeExceptionReader(database: LedgerDatabase): OpenExceptions {
  return {
    list: async (limit, after) => {
      let query = database.selectFrom('exception').select('record').where('open', '=', true);
      if (after !== undefined) {
        query = query.where((where) =>
          where(where.refTuple('opened_at', 'id'), '>', (from) =>
            from
              .selectFrom('exception as last')
              .select(['last.opened_at', 'last.id'])
              .where('last.id', '=', after)
              .$asTuple('opened_at', 'id'),
          ),
        );
      }
      const rows = await query.orderBy('opened_at').orderBy('id').limit(limit).execute();
      return rows.map((row) => row.record);
    },
    orderOf: async (exceptionId) => {
      const row = await database
        .selectFrom('exception')
        .select('aggregate_id')
        .where('id', '=', exceptionId)
        .where('open', '=', true)
        .executeTakeFirst();
      return row?.aggregate_id;
    },
  };
}
