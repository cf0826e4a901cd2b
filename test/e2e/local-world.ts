/**
 * The world around the broker in the test's own process: org with the package, ERP, warehouse, a ledger of its own. Brokers
 * run in this process too, or as processes that can be killed.
 */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startBroker } from '../../broker/compose.ts';
import type { RunningBroker } from '../../broker/compose.ts';
import { parseConfig } from '../../broker/config.ts';
import { makeLog } from '../../broker/telemetry/log.ts';
import type { CustomerOrder } from '../../canonical/order.ts';
import { audit } from '../../scripts/audit/effect-audit.ts';
import type { Audit } from '../../scripts/audit/effect-audit.ts';
import { askErp } from '../../scripts/audit/erp-witness.ts';
import { askOrg } from '../../scripts/audit/org-witness.ts';
import { CATALOGUE } from '../../scripts/load/catalogue.ts';
import { makeOrder } from '../../scripts/load/order-maker.ts';
import { seededRandom } from '../../scripts/load/random.ts';
import { startAgent } from '../../scripts/load/salesforce-agent.ts';
import type { SalesforceAgent } from '../../scripts/load/salesforce-agent.ts';
import { brokerEnvironment, startBrokerProcess } from '../../scripts/stack/broker-process.ts';
import type { NodeProcess } from '../../scripts/stack/node-process.ts';
import { AGENT, BROKER_APP, ERP_KEY, INTEGRATION_USER, WAREHOUSE_KEY } from '../../scripts/stack/world.ts';
import type { WorldPlaces } from '../../scripts/stack/world.ts';
import { startErp } from '../../simulators/endpoints/erp/erp.ts';
import { startWarehouse } from '../../simulators/endpoints/warehouse/warehouse.ts';
import { PROFILES } from '../../simulators/salesforce/security/profiles.ts';
import { startOrg } from '../../simulators/salesforce/org.ts';
import type { OrgOptions, RunningOrg } from '../../simulators/salesforce/org.ts';
import { eventually } from '../support/eventually.ts';
import { createDatabase } from '../support/postgres.ts';

const SEED = 11;
const FORCE_APP = join(import.meta.dirname, '..', '..', 'force-app');
const CAPACITY = { concurrency: 8, latencyMs: 3, latencySpreadMs: 3 };
const PATIENCE = { deadlineMs: 50_000, intervalMs: 200 };
/** Short, so that what a killed process held is free again soon. */
const QUICK = { BROKER_LEASE_MS: '1500', BROKER_SWEEP_INTERVAL_MS: '300', SALESFORCE_BACKFILL_INTERVAL_MS: '1000' };

type SeedUser = OrgOptions['users'][number];

export type WorldSettings = {
  readonly sources?: readonly string[];
  /** Beside the integration user, an agent and an administrator; whoever has the username of one takes their place. */
  readonly users?: readonly SeedUser[];
  readonly databaseUrl?: string;
  readonly queueUrl?: string;
};

export type Changes = Readonly<Record<string, string>>;

export type LocalWorld = {
  readonly places: WorldPlaces;
  readonly org: RunningOrg;
  readonly agent: SalesforceAgent;
  /** The broker's variables, with some of them changed. */
  readonly environment: (changes?: Changes) => Record<string, string>;
  readonly startBroker: (changes?: Changes) => Promise<RunningBroker>;
  readonly startProcess: (changes?: Changes) => Promise<NodeProcess>;
  /** So many orders, of keys no other order of this world has. */
  readonly orders: (count: number) => readonly CustomerOrder[];
  readonly queryLedger: (statement: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
  /** Resolves once each of these orders has one ERP document, shipped and invoiced, and Salesforce shows it so. Throws with the findings otherwise. */
  readonly expectKept: (keys: readonly string[]) => Promise<Audit>;
  readonly stop: () => Promise<void>;
};

/** May delete what agents may not. */
export const ADMINISTRATOR = { username: 'admin@order-broker.example', clientId: 'admin-desk', clientSecret: 'admin-desk-secret' };

type Outside = { readonly org: RunningOrg; readonly places: WorldPlaces; readonly privateKey: string; readonly stop: () => Promise<void> };

const USERS: readonly SeedUser[] = [
  { username: INTEGRATION_USER, lastName: 'Integration', profile: PROFILES.apiOnly, permissionSets: ['OB_Integration'] },
  { username: AGENT.username, lastName: 'Agent', permissionSets: ['OB_Service_Agent'] },
  { username: ADMINISTRATOR.username, lastName: 'Administrator', profile: PROFILES.administrator, permissionSets: [] },
];

async function startOutside(sources: readonly string[], users: readonly SeedUser[]): Promise<Outside> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const org = await startOrg({
    sources,
    apps: [
      { clientId: BROKER_APP, certificate: publicKey, preAuthorized: [INTEGRATION_USER], scope: 'api' },
      { clientId: AGENT.clientId, clientSecret: AGENT.clientSecret, runAs: AGENT.username, scope: 'api' },
      { clientId: ADMINISTRATOR.clientId, clientSecret: ADMINISTRATOR.clientSecret, runAs: ADMINISTRATOR.username, scope: 'api' },
    ],
    users: [...new Map([...USERS, ...users].map((user) => [user.username, user])).values()],
  });
  const timing = { replenishAfterMs: 500, invoiceDelayMs: 50 };
  const erp = await startErp({ seed: SEED, companies: { '1000': ERP_KEY }, settings: { capacity: CAPACITY, timing } });
  const warehouse = await startWarehouse({ seed: SEED, sites: { main: WAREHOUSE_KEY }, settings: { capacity: CAPACITY } });
  const places: WorldPlaces = {
    orgId: org.orgId,
    restUrl: org.restUrl,
    orgAdminUrl: org.adminUrl,
    pubSubEndpoint: org.pubSubEndpoint ?? '',
    erpUrl: erp.url,
    warehouseUrl: warehouse.url,
  };
  const stop = async (): Promise<void> => {
    await Promise.all([org.stop(), erp.close(), warehouse.close()]);
  };
  return { org, places, privateKey, stop };
}

function makeExpectKept(places: WorldPlaces): LocalWorld['expectKept'] {
  return (keys) =>
    eventually(async () => {
      const erp = await askErp(places.erpUrl);
      const result = audit(keys, erp, await askOrg(places.orgAdminUrl));
      if (result.findings.length > 0) throw new Error(result.findings.join('\n'));
      const open = keys.filter((key) => erp.documents.get(erp.created.get(key)?.[0] ?? '')?.status !== 'COMPLETE');
      if (open.length > 0) throw new Error(`not complete: ${open.join(', ')}`);
      return result;
    }, PATIENCE);
}

/** Starts it all but a broker. `stop` stops the brokers too. */
export async function startLocalWorld({
  sources = [FORCE_APP],
  users = [],
  databaseUrl,
  queueUrl,
}: WorldSettings = {}): Promise<LocalWorld> {
  const own = databaseUrl === undefined ? await createDatabase('ledger') : undefined;
  const url = databaseUrl ?? own?.url ?? '';
  const { org, places, privateKey, stop } = await startOutside(sources, users);
  const place = { world: { places, privateKey }, databaseUrl: url, ...(queueUrl === undefined ? {} : { queueUrl }) };
  const environment = (changes: Changes = {}): Record<string, string> => ({
    ...brokerEnvironment(place, { concurrency: 8, timeoutMs: 2000, settleMs: 1000 }),
    ...QUICK,
    ...changes,
  });
  const logFolder = await mkdtemp(join(tmpdir(), 'order-broker-test-'));
  const ends: (() => Promise<void>)[] = [];
  const series = { prefix: 'TEST', catalogue: CATALOGUE, random: seededRandom(SEED), placedAt: Date.UTC(2026, 0, 1) };
  let placed = 0;

  return {
    ...{ places, org, environment },
    agent: await startAgent({ restUrl: places.restUrl, adminUrl: places.orgAdminUrl, ...AGENT }),
    startBroker: async (changes) => {
      const config = parseConfig(environment(changes), () => '');
      if (!config.ok) throw new Error(config.message);
      const broker = await startBroker(config.config, makeLog(process.env['TEST_LOG_LEVEL'] ?? 'silent', {}));
      let stopped: Promise<void> | undefined;
      const stopOnce = (): Promise<void> => (stopped ??= broker.stop());
      ends.push(stopOnce);
      return { url: broker.url, stop: stopOnce };
    },
    startProcess: async (changes) => {
      const broker = await startBrokerProcess(environment(changes), join(logFolder, 'broker.log'));
      ends.push(async () => {
        if (broker.isRunning()) await broker.end('SIGTERM');
      });
      return broker;
    },
    orders: (count) => Array.from({ length: count }, () => makeOrder(series, (placed += 1))),
    queryLedger: async (statement, values = []) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query<Record<string, unknown>>(statement, [...values]).finally(() => client.end());
      return rows;
    },
    expectKept: makeExpectKept(places),
    stop: async () => {
      for (const end of ends) await end();
      await stop();
      await own?.drop();
    },
  };
}
