/**
 * The first ledger. What waits for work is kept in narrow tables of its own (`waiting_message`, `write_back`), so that the
 * wide rows beside them are either never updated, or updated in no indexed column and so within their page. Documents are
 * `json`, not `jsonb`: they are stored and handed back whole, and nothing looks into them. Rows of some kilobytes stay
 * uncompressed in their page (`toast_tuple_target`).
 */
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const STATEMENTS = [
  sql`create table aggregate (
    id text primary key, version bigint not null default 0, state json, timer text, wake_at bigint
  ) with (fillfactor = 70, toast_tuple_target = 8160)`,
  sql`create index aggregate_wake on aggregate (wake_at) where wake_at is not null`,
  sql`create table inbox (
    id bigint generated always as identity primary key, aggregate_id text not null, source text not null, dedupe_key text not null,
    fingerprint text not null, message json not null, received_at bigint not null, fault text,
    unique (source, dedupe_key)
  ) with (toast_tuple_target = 8160)`,
  sql`create index inbox_fault on inbox (id) where fault is not null`,
  sql`create table waiting_message (
    message_id bigint primary key, aggregate_id text not null, received_at bigint not null
  )`,
  sql`create index waiting_message_aggregate on waiting_message (aggregate_id)`,
  sql`create table journal (
    aggregate_id text not null, sequence integer not null, type text not null, body json not null, at bigint not null,
    primary key (aggregate_id, sequence)
  )`,
  sql`create table command (
    id text primary key, aggregate_id text not null, endpoint text not null, intent text not null, priority smallint not null,
    command json not null, state text not null, attempts integer not null default 0, empty_probes integer not null default 0,
    due_at bigint not null, owner text, token bigint not null default 0, lease_until bigint, sent_at bigint, code text, detail text,
    created_at bigint not null, settled_at bigint
  ) with (fillfactor = 70, toast_tuple_target = 8160)`,
  sql`create index command_due on command (endpoint, priority, due_at) where state in ('PENDING', 'RETRY_WAIT', 'IN_DOUBT')`,
  sql`create index command_held on command (lease_until) where state in ('SENT', 'PROBING')`,
  sql`create index command_aggregate on command (aggregate_id)`,
  sql`create table write_back (
    aggregate_id text primary key, dirty_since bigint not null, due_at bigint not null, awaiting boolean not null
  ) with (fillfactor = 70)`,
  sql`create index write_back_order on write_back (dirty_since)`,
  sql`create table unwritten (
    aggregate_id text not null, version bigint not null, since bigint not null, keys json not null, records json not null,
    primary key (aggregate_id, version)
  ) with (toast_tuple_target = 8160)`,
  sql`create table record_trouble (
    aggregate_id text not null, key text not null, version bigint not null, refused boolean not null, attempts integer not null,
    due_at bigint, code text, detail text, primary key (aggregate_id, key)
  )`,
  sql`create table exception (
    id text primary key, aggregate_id text not null, open boolean not null, record json not null, opened_at bigint not null
  )`,
  sql`create index exception_open on exception (opened_at) where open`,
  sql`create index exception_aggregate on exception (aggregate_id)`,
  sql`create table read_request (
    dedupe_key text primary key, order_key text not null, request_key text not null, request text, requested_at bigint not null,
    attempts integer not null default 0, due_at bigint not null, done boolean not null default false
  )`,
  sql`create index read_request_due on read_request (due_at) where not done`,
  sql`create table parked_event (
    topic text not null, event_id text not null, replay_id bytea not null, schema_id text not null, payload bytea not null,
    code text not null, message text not null, parked_at timestamptz not null default now(), primary key (topic, event_id)
  )`,
  sql`create table subscription (topic text primary key, replay_id bytea not null)`,
  sql`create table lease (name text primary key, owner text not null, token bigint not null, until bigint not null)`,
  sql`create table caller (
    owner text primary key, weight smallint not null, place bigint generated always as identity, until bigint not null
  )`,
  sql`create table watermark (name text primary key, value text not null)`,
];

export async function up(database: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(database);
}
