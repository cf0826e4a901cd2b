/** The ledger's tables as TypeScript sees them, and the connection pool. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Generated, JSONColumnType } from 'kysely';
import type { OrderRequestType } from '../../canonical/order-request.ts';
import type { ExceptionRecord } from '../../canonical/exception-record.ts';
import { preparing } from './prepared-statements.ts';

/** Instants are milliseconds since the epoch in bigint columns, so that every clock, real or simulated, fits. */
export type LedgerTables = {
  aggregate: {
    id: string;
    version: Generated<number>;
    state: JSONColumnType<object> | null;
    timer: string | null;
    wake_at: number | null;
    /** Since when no turn of it runs, how often that was tried, and until when it is left alone. */
    stuck_since: number | null;
    tries: number | null;
    held_until: number | null;
  };
  inbox: {
    id: Generated<number>;
    aggregate_id: string;
    source: string;
    dedupe_key: string;
    fingerprint: string;
    message: JSONColumnType<object>;
    received_at: number;
    fault: string | null;
  };
  /** Messages of the inbox no turn has taken yet. */
  waiting_message: { message_id: number; aggregate_id: string; received_at: number };
  journal: { aggregate_id: string; sequence: number; type: string; body: JSONColumnType<object>; at: number };
  command: {
    id: string;
    aggregate_id: string;
    endpoint: string;
    intent: string;
    priority: number;
    command: JSONColumnType<object>;
    state: string;
    attempts: Generated<number>;
    empty_probes: Generated<number>;
    due_at: number;
    owner: string | null;
    token: Generated<number>;
    lease_until: number | null;
    sent_at: number | null;
    code: string | null;
    detail: string | null;
    created_at: number;
    settled_at: number | null;
  };
  /** Aggregates with records that are behind; `awaiting` while their last turn waits for an answer. */
  write_back: { aggregate_id: string; dirty_since: number; due_at: number; awaiting: boolean };
  /** What a turn wants Salesforce to show; `keys` are the records Salesforce has not taken, or not newer, yet. */
  unwritten: { aggregate_id: string; version: number; since: number; keys: JSONColumnType<string[]>; records: JSONColumnType<object[]> };
  /** Records whose last send failed; without `due_at` they wait for other values. */
  record_trouble: {
    aggregate_id: string;
    key: string;
    version: number;
    refused: boolean;
    attempts: number;
    due_at: number | null;
    code: string | null;
    detail: string | null;
  };
  exception: { id: string; aggregate_id: string; open: boolean; record: JSONColumnType<ExceptionRecord>; opened_at: number };
  read_request: {
    dedupe_key: string;
    order_key: string;
    request_key: string;
    request: OrderRequestType | null;
    requested_at: number;
    attempts: Generated<number>;
    due_at: number;
    done: Generated<boolean>;
  };
  parked_event: {
    topic: string;
    event_id: string;
    replay_id: Buffer;
    schema_id: string;
    payload: Buffer;
    code: string;
    message: string;
    parked_at: Generated<Date>;
  };
  subscription: { topic: string; replay_id: Buffer };
  lease: { name: string; owner: string; token: number; until: number };
  caller: { owner: string; weight: number; place: Generated<number>; until: number };
  watermark: { name: string; value: string };
};

export type LedgerDatabase = Kysely<LedgerTables>;

/**
 * Every statement of the ledger finds its rows by key, some hundreds at a time. Tables that grow by thousands of rows a second
 * are ahead of the planner's statistics, which then takes them for small and reads them whole.
 */
const BY_INDEX = '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off';

/** A statement, or a connection, that is not there after this long is given up: the network or the server is gone without a word. */
const PATIENCE_MS = 30_000;

/**
 * The server does the same for us: the transaction of a process that is gone, or stands still, would keep its orders from
 * everybody else. Source: PostgreSQL documentation, "Client Connection Defaults" and "Connections and Authentication".
 */
const LET_GO =
  '-c idle_in_transaction_session_timeout=60000 -c tcp_keepalives_idle=20 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4';

export type DatabaseSettings = {
  /** Most connections of this process. */
  readonly connections?: number;
  /** For a connection. */
  readonly patienceMs?: number;
  /** For a statement; 0 for as long as it takes. */
  readonly statementPatienceMs?: number;
};

/** Opens a pool on the ledger's database. */
export function openDatabase(
  connectionString: string,
  { connections = 10, patienceMs = PATIENCE_MS, statementPatienceMs = patienceMs }: DatabaseSettings = {},
): LedgerDatabase {
  // bigint columns hold instants, versions and tokens, all far below 2^53.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({
    ...{ connectionString, max: connections, application_name: 'order-broker', options: `${BY_INDEX} ${LET_GO}` },
    ...{ keepAlive: true, connectionTimeoutMillis: patienceMs, query_timeout: statementPatienceMs },
  });
  // A connection lost is replaced by the next query; without a listener it would end the process. The pool listens to its
  // idle connections only, so the ones that work, and are lost between two statements, need a listener of their own.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<LedgerTables>({ dialect: new PostgresDialect({ pool: preparing(pool) }) });
}
