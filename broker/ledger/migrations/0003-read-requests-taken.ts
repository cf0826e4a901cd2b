/** Read requests that were taken are found by their age, so that those to be removed need no look at all that are kept. */
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(database: Kysely<never>): Promise<void> {
  await sql`create index read_request_taken on read_request (requested_at) where done`.execute(database);
}
