/** Brings a new PostgreSQL to where one in production is after its first hour: with files of its write-ahead log to use again. */
import pg from 'pg';

/** Of 16 MB each: what the rounds of the bench write before the server's first checkpoint. */
const FILES = 60;

/**
 * Fills the log's files once and keeps them. Without it the server makes each file when the last is full, filling 16 MB with
 * zeroes while every commit waits, up to a second on a slow disk (PostgreSQL manual, "WAL Configuration", `min_wal_size`).
 */
export async function makeLogFiles(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`alter system set min_wal_size = '${FILES * 16}MB'`);
    await client.query('select pg_reload_conf()');
    await client.query('create table log_filler (step int)');
    for (let step = 0; step < FILES; step++) {
      // A file nothing was written to is not left.
      await client.query('insert into log_filler values ($1)', [step]);
      await client.query('select pg_switch_wal()');
    }
    await client.query('drop table log_filler');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}
