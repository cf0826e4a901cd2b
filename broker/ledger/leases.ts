/** Leases with fencing tokens, the processes that call endpoints, and the watermarks of pollers. */
import { sql } from 'kysely';
import type { Caller, Ledger } from '../engine/ledger.ts';
import type { LedgerDatabase } from './database.ts';

type LeasePart = 'acquireLease' | 'releaseLease' | 'announceCaller' | 'withdrawCaller' | 'watermark' | 'moveWatermark';

/** The token rises whenever a lease changes hands or lapses in between, so that a late writer is recognised. */
export function makeLeases(database: LedgerDatabase): Pick<Ledger, LeasePart> {
  return {
    acquireLease: async (name, owner, now, ttlMs) => {
      const result = await sql<{ token: number }>`
        insert into lease as held (name, owner, token, until) values (${name}, ${owner}, 1, ${now + ttlMs})
        on conflict (name) do update set
          token = case when held.owner = excluded.owner and held.until > ${now} then held.token else held.token + 1 end,
          owner = excluded.owner, until = excluded.until
        where held.owner = excluded.owner or held.until <= ${now}
        returning token`.execute(database);
      const row = result.rows[0];
      return row && { name, owner, token: row.token };
    },
    releaseLease: async ({ name, owner, token }) => {
      await sql`update lease set until = 0 where name = ${name} and owner = ${owner} and token = ${token}`.execute(database);
    },
    announceCaller: ({ owner, weight }, now, ttlMs) =>
      database.transaction().execute(async (transaction) => {
        await sql`delete from caller where until <= ${now}`.execute(transaction);
        await sql`
          insert into caller (owner, weight, until) values (${owner}, ${weight}, ${now + ttlMs})
          on conflict (owner) do update set weight = excluded.weight, until = excluded.until`.execute(transaction);
        const result = await sql<Caller>`select owner, weight from caller order by place`.execute(transaction);
        return result.rows;
      }),
    withdrawCaller: async (owner) => {
      await sql`delete from caller where owner = ${owner}`.execute(database);
    },
    watermark: async (name) => {
      const row = await database.selectFrom('watermark').select('value').where('name', '=', name).executeTakeFirst();
      return row?.value;
    },
    moveWatermark: async (name, from, to) => {
      if (from === undefined)
        await database
          .insertInto('watermark')
          .values({ name, value: to })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      else await database.updateTable('watermark').set({ value: to }).where('name', '=', name).where('value', '=', from).execute();
    },
  };
}
