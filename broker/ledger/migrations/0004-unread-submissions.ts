/** What is asked for about an order waits for the order's submission, which is found by the order's key. */
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

export async function up(database: Kysely<never>): Promise<void> {
  await sql`create index read_request_submission on read_request (order_key) where request is null and not done`.execute(database);
}
