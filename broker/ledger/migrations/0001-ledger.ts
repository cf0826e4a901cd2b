/** The first ledger. Hot tables get room for in-page updates and an eager vacuum: their rows change state a few times and stay. */
import { sql } from 'kysely';
import type { Kysely } from 'kysely';

const STATEMENTS = [
  sql`create table aggregate (
    id text primary key, version bigint not null default 0, state jsonb, timer text, wake_at bigint
  ) with (fillfactor = 70)`,
  sql`create index aggregate_wake on aggregate (wake_at) where wake_at is not null`,
  sql`create table inbox (
    id bigint generated always as identity primary key, aggregate_id text not null, source text not null, dedupe_key text not null,
    fingerprint text not null, message jsonb not null, received_at bigint not null, waiting boolean not null default true, fault text,
    unique (source, dedupe_key)
  )`,
  sql`create index inbox_waiting on inbox (aggregate_id, id) where waiting`,
  sql`create index inbox_received on inbox (received_at) where waiting`,
  sql`create table journal (
    aggregate_id text not null, sequence integer not null, type text not null, body jsonb not null, at bigint not null,
    primary key (aggregate_id, sequence)
  )`,
  sql`create table command (
    id text primary key, aggregate_id text not null, endpoint text not null, intent text not null, priority smallint not null,
    command jsonb not null, state text not null, attempts integer not null default 0, empty_probes integer not null default 0,
    due_at bigint not null, owner text, token bigint not null default 0, lease_until bigint, sent_at bigint, code text, detail text,
    created_at bigint not null, settled_at bigint
  ) with (fillfactor = 70)`,
  sql`create index command_due on command (endpoint, priority, due_at) where state in ('PENDING', 'RETRY_WAIT', 'IN_DOUBT')`,
  sql`create index command_held on command (lease_until) where state in ('SENT', 'PROBING')`,
  sql`create index command_aggregate on command (aggregate_id)`,
  sql`create table salesforce_record (
    object text not null, external_id text not null, aggregate_id text not null, rank smallint not null, fields jsonb not null,
    version bigint not null, accepted_version bigint not null default 0, dirty boolean not null default true,
    refused boolean not null default false,
    dirty_since bigint not null, due_at bigint not null, attempts integer not null default 0, code text, detail text,
    primary key (object, external_id)
  ) with (fillfactor = 70)`,
  sql`create index salesforce_record_dirty on salesforce_record (dirty_since) where dirty`,
  sql`create index salesforce_record_aggregate on salesforce_record (aggregate_id)`,
  sql`create table exception (
    id text primary key, aggregate_id text not null, open boolean not null, record jsonb not null, opened_at bigint not null
  )`,
  sql`create index exception_open on exception (opened_at) where open`,
  sql`create index exception_aggregate on exception (aggregate_id)`,
  sql`create table read_request (
    dedupe_key text primary key, order_key text not null, request_key text not null, requested_at bigint not null,
    attempts integer not null default 0, due_at bigint not null, done boolean not null default false
  )`,
  sql`create index read_request_due on read_request (due_at) where not done`,
  sql`create table parked_event (
    topic text not null, event_id text not null, replay_id bytea not null, schema_id text not null, payload bytea not null,
    code text not null, message text not null, parked_at timestamptz not null default now(), primary key (topic, event_id)
  )`,
  sql`create table subscription (topic text primary key, replay_id bytea not null)`,
  sql`create table lease (name text primary key, owner text not null, token bigint not null, until bigint not null)`,
  sql`create table watermark (name text primary key, value text not null)`,
];

export async function up(database: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(database);
}
