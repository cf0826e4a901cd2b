/** The composition root: the parts of the broker, made and connected in one readable list. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { startApi } from './api.ts';
import type { Config, Role } from './config.ts';
import { openLanes } from './endpoint-lanes.ts';
import type { EndpointLanes } from './endpoint-lanes.ts';
import { CALLER_WEIGHT, shareEndpoints } from './engine/callers.ts';
import { makeBullmqScheduler } from './engine/bullmq-scheduler.ts';
import type { BullmqScheduler } from './engine/bullmq-scheduler.ts';
import type { ReachPoint } from './engine/fault-points.ts';
import type { Ledger } from './engine/ledger.ts';
import { runPoller } from './engine/poller.ts';
import { openQueueBackend } from './engine/queue-backend.ts';
import type { QueueBackend } from './engine/queue-backend.ts';
import { runRetention } from './engine/retention.ts';
import { systemClock, systemRandom } from './engine/system-clock.ts';
import { startWorker } from './engine/worker.ts';
import type { RunningWorker } from './engine/worker.ts';
import { faultListener } from './fault-injection.ts';
import { openDatabase } from './ledger/database.ts';
import type { LedgerDatabase } from './ledger/database.ts';
import { readLagMs } from './ledger/lag.ts';
import { migrate } from './ledger/migrate.ts';
import { makePostgresLedger } from './ledger/postgres-ledger.ts';
import { removeTaken } from './ledger/retention.ts';
import { watchOrders } from './order-steps.ts';
import { makeOrderRules } from './order-turns.ts';
import type { OrderRules } from './order-turns.ts';
import { salesforceConfig } from './salesforce-config.ts';
import type { BrokerStatus } from './salesforce/heartbeat.ts';
import { startSalesforce } from './salesforce/start.ts';
import type { Salesforce } from './salesforce/start.ts';
import { makeFailureLog } from './telemetry/failure-log.ts';
import type { FailureLog } from './telemetry/failure-log.ts';
import { makeMetrics } from './telemetry/metrics.ts';
import type { PrometheusMetrics } from './telemetry/metrics.ts';
import type { Log, Traces } from './telemetry/port.ts';
import { makeTraces } from './telemetry/traces.ts';
import { VERSION } from './version.ts';

export type RunningBroker = { readonly url: string; readonly stop: () => Promise<void> };

/** What every role works with. */
type Foundation = {
  readonly config: Config;
  readonly log: Log;
  readonly metrics: PrometheusMetrics;
  readonly traces: Traces;
  readonly database: LedgerDatabase;
  readonly ledger: Ledger;
  readonly backend: QueueBackend;
  readonly queues: BullmqScheduler;
  readonly endpoints: EndpointLanes;
  readonly rules: OrderRules;
  /** Names this process in leases and claims. */
  readonly owner: string;
  readonly reach: ReachPoint;
  readonly fail: FailureLog;
};

/** A change of a large table, and waiting for the process that makes it, takes as long as it takes. */
async function prepareLedger({ DATABASE_URL: url }: Config, log: Log): Promise<void> {
  const database = openDatabase(url, { connections: 2, statementPatienceMs: 0 });
  try {
    const applied = await migrate(database);
    if (applied.length > 0) log.info('ledger.migrated', { migrations: applied.join(',') });
  } finally {
    await database.destroy();
  }
}

async function layFoundation(config: Config, log: Log): Promise<Foundation> {
  await prepareLedger(config, log);
  const database = openDatabase(config.DATABASE_URL, { connections: config.BROKER_DATABASE_CONNECTIONS });
  const metrics = makeMetrics();
  const backend = openQueueBackend(config.QUEUE_URL ?? config.DATABASE_URL);
  const endpoints = openLanes(config.BROKER_ENDPOINTS, systemClock);
  const fail = makeFailureLog({ log, metrics }, systemClock.now);
  const queueFailed = (error: unknown): void => {
    fail('queue', error);
  };
  return {
    ...{ config, log, database, backend, endpoints, fail },
    rules: makeOrderRules(config.BROKER_ROUTES, endpoints.lanes),
    metrics,
    traces: makeTraces(VERSION),
    ledger: makePostgresLedger(database, systemClock.now),
    queues: makeBullmqScheduler(backend, systemClock, endpoints.lanes, queueFailed),
    owner: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    reach: faultListener(config.BROKER_KILL_AT, () => process.kill(process.pid, 'SIGKILL')),
  };
}

function startWork(foundation: Foundation, onRecords: () => void): RunningWorker {
  const { config, endpoints } = foundation;
  return startWorker({
    ...foundation,
    ...watchOrders(foundation),
    lanes: endpoints.lanes,
    turn: foundation.rules.turn,
    clock: systemClock,
    random: systemRandom,
    leaseMs: config.BROKER_LEASE_MS,
    sweepIntervalMs: config.BROKER_SWEEP_INTERVAL_MS,
    onRecords,
    onFailure: foundation.fail,
  });
}

function startSalesforceSide(foundation: Foundation, wake: (ids: readonly string[]) => void): Salesforce {
  const { config, database } = foundation;
  const isSubscriber = config.BROKER_ROLES.includes('subscriber');
  return startSalesforce(
    {
      ...foundation,
      config: salesforceConfig(config),
      clock: systemClock,
      random: systemRandom,
      leaseMs: config.BROKER_LEASE_MS,
      wake,
      relief: relief(foundation),
      status: async (): Promise<BrokerStatus> => {
        const lagMs = await readLagMs(database, systemClock.now());
        return { role: config.BROKER_ROLES.join(', '), version: VERSION, lagSeconds: Math.round(lagMs / 1000) };
      },
    },
    { subscribe: isSubscriber, read: isSubscriber, write: isSubscriber },
  );
}

/** More waiting messages than this, and no more events are asked for. */
const MOST_WAITING = 20_000;
const RELIEF_PAUSE_MS = 500;

/** Back-pressure: lets the subscriber go on when turns keep up. */
function relief({ database }: Foundation): (signal: AbortSignal) => Promise<void> {
  return async (signal) => {
    while (!signal.aborted) {
      const rows = await sql`select 1 from waiting_message offset ${MOST_WAITING} limit 1`.execute(database);
      if (rows.rows.length === 0) return;
      await wait(RELIEF_PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  };
}

function runPollers(foundation: Foundation, wakeTurns: (ids: readonly string[]) => void, signal: AbortSignal): Promise<void>[] {
  const { config, endpoints, fail } = foundation;
  return endpoints.lanes.map((lane) =>
    runPoller(
      {
        ...foundation,
        ...{ lane, clock: systemClock, wakeTurns },
        intervalMs: config.BROKER_POLL_INTERVAL_MS,
        leaseMs: config.BROKER_LEASE_MS,
        onFailure: (failure) => {
          fail(`poller ${lane.endpoint.id}`, failure);
        },
      },
      signal,
    ),
  );
}

function runHousekeeping(foundation: Foundation, signal: AbortSignal): Promise<void> {
  return runRetention(
    {
      remove: (before) => removeTaken(foundation.database, before),
      clock: systemClock,
      days: foundation.config.BROKER_RETENTION_DAYS,
      onFailure: (error) => {
        foundation.fail('retention', error);
      },
    },
    signal,
  );
}

/** Takes this process's part of the endpoints' concurrency; the answer gives it back. */
function joinCallers(foundation: Foundation): Promise<() => Promise<void>> {
  const { config, endpoints, owner, ledger } = foundation;
  const weight = config.BROKER_ROLES.includes('worker') ? CALLER_WEIGHT.worker : CALLER_WEIGHT.other;
  return shareEndpoints({
    ...{ ledger, lanes: endpoints.lanes, clock: systemClock, caller: { owner, weight }, leaseMs: config.BROKER_LEASE_MS },
    onFailure: (error) => {
      foundation.fail('callers', error);
    },
  });
}

/** Starts the roles this process has. Stopping takes nothing new, finishes what is under way and gives back what is held. */
export async function startBroker(config: Config, log: Log): Promise<RunningBroker> {
  const foundation = await layFoundation(config, log);
  const has = (role: Role): boolean => config.BROKER_ROLES.includes(role);
  const stopping = new AbortController();
  const parts: { salesforce?: Salesforce; worker?: RunningWorker } = {};
  const wakeTurns = (ids: readonly string[]): void => {
    (parts.worker ?? foundation.queues).wakeTurns(ids);
  };

  const withdraw = has('worker') || has('poller') || has('api') ? await joinCallers(foundation) : undefined;
  if (has('worker')) parts.worker = startWork(foundation, () => parts.salesforce?.onRecords());
  if (has('subscriber')) parts.salesforce = startSalesforceSide(foundation, wakeTurns);
  const polling = has('poller') ? runPollers(foundation, wakeTurns, stopping.signal) : [];
  const housekeeping = has('worker') ? [runHousekeeping(foundation, stopping.signal)] : [];
  const api = await startApi({ ...foundation, wakeTurns, check: foundation.rules.check, clock: systemClock, serveOrders: has('api') });

  return {
    url: api.url,
    stop: async () => {
      stopping.abort(new Error('stopping'));
      // All at once: a caller, an org or an endpoint that is slow to end takes none of the time of the others.
      await Promise.all([api.close(), parts.salesforce?.stop(), parts.worker?.stop(), ...polling, ...housekeeping]);
      await withdraw?.();
      await foundation.queues.close();
      await foundation.backend.close();
      await foundation.endpoints.close();
      await foundation.database.destroy();
    },
  };
}
