/** Writing down what became of records that were sent. Where all were taken, rows go and none is changed. */
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { LedgerTables } from './database.ts';
import { documents } from './documents.ts';
import type { AggregateRecords, Settled, Trouble } from './settle-records.ts';

export type SettledAggregate = {
  readonly aggregateId: string;
  /** Whether it is in the queue, and locked there. */
  readonly queued: boolean;
  readonly before: AggregateRecords;
  readonly after: Settled;
};

type Save = (transaction: Transaction<LedgerTables>, changes: readonly SettledAggregate[]) => Promise<void>;

const removeWritten: Save = async (transaction, changes) => {
  const written = changes.flatMap(({ aggregateId, before, after }) => {
    const left = new Set(after.unwritten.map(({ version }) => version));
    return before.unwritten.filter(({ version }) => !left.has(version)).map(({ version }) => ({ aggregateId, version }));
  });
  const current = changes.filter(({ queued, after }) => queued && !after.behind).map(({ aggregateId }) => aggregateId);
  await sql`
    with current as (delete from write_back where aggregate_id = any(${current}::text[]))
    delete from unwritten using unnest(
      ${written.map(({ aggregateId }) => aggregateId)}::text[], ${written.map(({ version }) => version)}::bigint[]) as done (id, at)
    where aggregate_id = done.id and version = done.at`.execute(transaction);
};

const keepUnwritten: Save = async (transaction, changes) => {
  const shortened = changes.flatMap(({ aggregateId, before, after }) =>
    after.unwritten.filter((row) => !before.unwritten.includes(row)).map((row) => ({ aggregateId, ...row })),
  );
  if (shortened.length === 0) return;
  await sql`
    update unwritten set keys = left_over.keys from rows from (
      unnest(${shortened.map(({ aggregateId }) => aggregateId)}::text[], ${shortened.map(({ version }) => version)}::bigint[]),
      ${documents(shortened.map(({ keys }) => keys))}) as left_over (id, at, keys)
    where aggregate_id = left_over.id and version = left_over.at`.execute(transaction);
};

const requeue: Save = async (transaction, changes) => {
  const behind = changes.flatMap(({ aggregateId, after }) => (after.behind ? [{ aggregateId, ...after.behind }] : []));
  if (behind.length === 0) return;
  const locked = changes.filter(({ queued }) => queued).map(({ aggregateId }) => aggregateId);
  // One that was not in the queue and is now was put there by a turn, which knows better.
  await sql`
    insert into write_back (aggregate_id, dirty_since, due_at, awaiting)
    select *, false from unnest(${behind.map(({ aggregateId }) => aggregateId)}::text[], ${behind.map(({ since }) => since)}::bigint[],
      ${behind.map(({ dueAt }) => dueAt)}::bigint[]) as row (aggregate_id)
    order by aggregate_id
    on conflict (aggregate_id) do update set dirty_since = excluded.dirty_since, due_at = excluded.due_at
      where write_back.aggregate_id = any(${locked}::text[])`.execute(transaction);
};

const forgetTroubles: Save = async (transaction, changes) => {
  const over = changes.flatMap(({ aggregateId, before, after }) => {
    const left = new Set(after.troubles.map(({ key }) => key));
    return before.troubles.filter(({ key }) => !left.has(key)).map(({ key }) => ({ aggregateId, key }));
  });
  if (over.length === 0) return;
  await sql`
    delete from record_trouble using unnest(
      ${over.map(({ aggregateId }) => aggregateId)}::text[], ${over.map(({ key }) => key)}::text[]) as done (id, name)
    where aggregate_id = done.id and key = done.name`.execute(transaction);
};

const noteTroubles: Save = async (transaction, changes) => {
  const isNew = ({ before }: SettledAggregate, trouble: Trouble): boolean => !before.troubles.includes(trouble);
  const troubles = changes.flatMap((change) =>
    change.after.troubles.filter((trouble) => isNew(change, trouble)).map((trouble) => ({ aggregateId: change.aggregateId, ...trouble })),
  );
  if (troubles.length === 0) return;
  await sql`
    insert into record_trouble (aggregate_id, key, version, refused, attempts, due_at, code, detail)
    select * from unnest(
      ${troubles.map(({ aggregateId }) => aggregateId)}::text[], ${troubles.map(({ key }) => key)}::text[],
      ${troubles.map(({ version }) => version)}::bigint[], ${troubles.map(({ refused }) => refused)}::boolean[],
      ${troubles.map(({ attempts }) => attempts)}::integer[], ${troubles.map((trouble) => trouble.dueAt)}::bigint[],
      ${troubles.map(({ code }) => code)}::text[], ${troubles.map(({ detail }) => detail)}::text[])
    on conflict (aggregate_id, key) do update set version = excluded.version, refused = excluded.refused,
      attempts = excluded.attempts, due_at = excluded.due_at, code = excluded.code, detail = excluded.detail`.execute(transaction);
};

/** Saves what `settleAggregate` made of these aggregates. */
export const saveSettled: Save = async (transaction, changes) => {
  await removeWritten(transaction, changes);
  await keepUnwritten(transaction, changes);
  await requeue(transaction, changes);
  await forgetTroubles(transaction, changes);
  await noteTroubles(transaction, changes);
};
