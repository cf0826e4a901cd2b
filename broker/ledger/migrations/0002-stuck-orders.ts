/** Orders none of whose turns run are held for a while, and one order's waiting messages are found in their order. */
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const STATEMENTS = [
  sql`alter table aggregate add stuck_since bigint, add tries integer, add held_until bigint`,
  sql`create index aggregate_held on aggregate (held_until) where held_until is not null`,
  sql`create index waiting_message_place on waiting_message (aggregate_id, message_id)`,
  sql`drop index waiting_message_aggregate`,
];

export async function up(database: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(database);
}
