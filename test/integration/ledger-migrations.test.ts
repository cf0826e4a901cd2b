/** Processes of two versions on one ledger: the newer has changed it, and the older is started again beside it. */
import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { openDatabase } from '../../broker/ledger/database.ts';
import { migrate } from '../../broker/ledger/migrate.ts';
import { createDatabase } from '../support/postgres.ts';

it('starts on a ledger that a newer version has changed', async () => {
  const { url, drop } = await createDatabase('empty');
  const database = openDatabase(url);
  const applied = await migrate(database);
  await sql`insert into kysely_migration (name, timestamp) values ('9999-of-a-newer-version', now()::text)`.execute(database);
  expect(await migrate(database)).toEqual([]);
  expect(applied).toContain('0001-ledger');
  await database.destroy();
  await drop();
});
