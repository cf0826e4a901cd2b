/** The broker as its own process, configured for the local world as it would be for a real one. */
import { createHash } from 'node:crypto';
import { startNodeProcess } from './node-process.ts';
import type { NodeProcess } from './node-process.ts';
import { BROKER_APP, ERP_KEY, INTEGRATION_USER, WAREHOUSE_KEY } from './world.ts';
import type { World } from './world.ts';

export const API_KEY = 'storefront-demo-key';
export const WEBHOOK = { source: 'store', secret: 'a-store-webhook-secret' } as const;

export type BrokerPlace = {
  readonly world: Pick<World, 'places' | 'privateKey'>;
  readonly databaseUrl: string;
  /** Absent: the jobs are kept in the database. */
  readonly queueUrl?: string;
};

/** How the broker sees the endpoints of the world. */
export type EndpointTerms = { readonly concurrency: number; readonly timeoutMs: number; readonly settleMs: number };

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The broker's environment variables (docs/reference/configuration.md). */
export function brokerEnvironment({ world, databaseUrl, queueUrl }: BrokerPlace, terms: EndpointTerms): Record<string, string> {
  const { places, privateKey } = world;
  const endpoints = [
    { id: 'erp', kind: 'generic-erp', baseUrl: places.erpUrl, company: '1000', apiKey: ERP_KEY, reconcileIntervalMs: 5000, ...terms },
    { id: 'warehouse', kind: 'generic-warehouse', baseUrl: places.warehouseUrl, site: 'main', apiKey: WAREHOUSE_KEY, ...terms },
  ];
  return {
    DATABASE_URL: databaseUrl,
    ...(queueUrl === undefined ? {} : { QUEUE_URL: queueUrl }),
    BROKER_HTTP_HOST: '127.0.0.1',
    BROKER_HTTP_PORT: '0',
    BROKER_POLL_INTERVAL_MS: '300',
    BROKER_API_CLIENTS: JSON.stringify([{ id: 'storefront', keySha256: sha256(API_KEY) }]),
    BROKER_WEBHOOK_SOURCES: JSON.stringify([{ id: WEBHOOK.source, secret: WEBHOOK.secret }]),
    BROKER_ENDPOINTS: JSON.stringify(endpoints),
    BROKER_ROUTES: JSON.stringify([{ erp: 'erp', warehouse: 'warehouse' }]),
    SALESFORCE_LOGIN_URL: places.restUrl,
    SALESFORCE_CLIENT_ID: BROKER_APP,
    SALESFORCE_USERNAME: INTEGRATION_USER,
    SALESFORCE_PRIVATE_KEY: privateKey,
    SALESFORCE_PUBSUB_ENDPOINT: places.pubSubEndpoint,
    SALESFORCE_PUBSUB_TLS: 'false',
    SALESFORCE_BACKFILL_INTERVAL_MS: '5000',
  };
}

/**
 * As in `npm run broker` and the image: without limits the process keeps hundreds of megabytes of garbage on a machine that has room, and
 * V8's four helpers get in each other's way on two cores.
 */
export const BROKER_OPTIONS = ['--max-old-space-size=512', '--max-semi-space-size=16', '--v8-pool-size=1'];

/** Starts a broker and resolves when it serves. */
export function startBrokerProcess(environment: Readonly<Record<string, string>>, logFile: string): Promise<NodeProcess> {
  return startNodeProcess({
    program: 'broker/main.ts',
    nodeOptions: BROKER_OPTIONS,
    environment,
    logFile,
    ready: (line) => (line.includes('"broker.started"') ? (JSON.parse(line) as { url: string }).url : undefined),
  });
}
