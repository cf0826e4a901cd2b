/** What an announced command asks for; nothing where it is the submission of an order. */
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(database: Kysely<never>): Promise<void> {
  await sql`alter table read_request add column request text`.execute(database);
}
