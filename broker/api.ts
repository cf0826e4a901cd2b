/** Puts the HTTP side together: health and metrics in every process, orders, exceptions and webhooks where the role is. */
import { sql } from 'kysely';
import type { Config } from './config.ts';
import type { Clock } from './engine/clock.ts';
import type { ReachPoint } from './engine/fault-points.ts';
import type { Ledger } from './engine/ledger.ts';
import { isLedgerAway } from './ledger/away.ts';
import type { LedgerDatabase } from './ledger/database.ts';
import { makeExceptionReader } from './ledger/exception-reader.ts';
import { makeParkedEvents } from './ledger/parked-events.ts';
import { readOrderStanding, readStatesBefore } from './ledger/order-reader.ts';
import { BACKFILL } from './salesforce/intake/backfill.ts';
import { traceIntake } from './order-steps.ts';
import type { OrderRules } from './order-turns.ts';
import { makeStandingMetrics } from './standing-metrics.ts';
import { failureFields } from './telemetry/failure-fields.ts';
import type { PrometheusMetrics } from './telemetry/metrics.ts';
import type { Log, Traces } from './telemetry/port.ts';
import { makeExceptionRoutes } from './http/exception-routes.ts';
import { makeHealthRoutes } from './http/health-routes.ts';
import { makeParkedEventRoutes } from './http/parked-event-routes.ts';
import { makeOrderIntake } from './http/order-intake.ts';
import { makeOrderQueries } from './http/order-queries.ts';
import { makeOrderRoutes } from './http/order-routes.ts';
import { makeOrderValidation } from './http/order-validation.ts';
import { makeRequestRoutes } from './http/request-routes.ts';
import { listen, makeApp } from './http/server.ts';
import type { HttpRoutes, RunningServer } from './http/server.ts';
import { makeWebhookRoutes } from './http/webhook-routes.ts';

export type ApiDependencies = {
  readonly config: Config;
  readonly log: Log;
  readonly metrics: PrometheusMetrics;
  readonly traces: Traces;
  readonly database: LedgerDatabase;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly wakeTurns: (aggregateIds: readonly string[]) => void;
  readonly reach: ReachPoint;
  readonly check: OrderRules['check'];
  /** Whether this process has the api role. */
  readonly serveOrders: boolean;
};

type OnBug = (error: unknown) => void;

function orderRoutes(dependencies: ApiDependencies, onBug: OnBug): Pick<HttpRoutes, 'signed' | 'authenticated'> {
  const { config, database, clock, traces, log } = dependencies;
  const orderIntake = makeOrderIntake({ ...dependencies, statesBefore: (messages) => readStatesBefore(database, messages) });
  const intake = traceIntake(orderIntake, traces, clock);
  const queries = makeOrderQueries({ readStanding: (orderKey) => readOrderStanding(database, orderKey), onBug });
  const validate = makeOrderValidation({ ...dependencies, budgetMs: config.BROKER_VALIDATION_BUDGET_MS });
  const exceptions = makeExceptionReader(database);
  return {
    signed: [makeWebhookRoutes({ intake, sources: config.BROKER_WEBHOOK_SOURCES, clock })],
    authenticated: [
      makeOrderRoutes({ intake, queries, validate }),
      makeRequestRoutes({ intake, queries }),
      makeExceptionRoutes({ ...dependencies, exceptions }),
      makeParkedEventRoutes({
        parkedEvents: makeParkedEvents(database, BACKFILL),
        onReplay: (replay) => {
          log.info('events.replayed', replay);
        },
      }),
    ],
  };
}

export function startApi(dependencies: ApiDependencies): Promise<RunningServer> {
  const { config, log, metrics, database, serveOrders } = dependencies;
  const ledgerIsThere = async (): Promise<boolean> => (await sql`select 1`.execute(database)).rows.length === 1;
  const onBug: OnBug = (error) => {
    log.error('http.bug', { ...failureFields(error), stack: error instanceof Error ? error.stack : undefined });
  };
  const routes = serveOrders ? orderRoutes(dependencies, onBug) : { signed: [], authenticated: [] };
  const open = [
    makeHealthRoutes({ checks: [{ name: 'ledger', ready: ledgerIsThere }], metrics, measure: makeStandingMetrics(dependencies) }),
  ];
  const app = makeApp({ open, ...routes }, config.BROKER_API_CLIENTS, { onBug, isAway: isLedgerAway });
  return listen(app, config.BROKER_HTTP_PORT, config.BROKER_HTTP_HOST);
}
