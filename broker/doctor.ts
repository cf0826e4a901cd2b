/** Looks at a deployment the way its processes will: the configuration, and everything it connects to. Changes nothing. */
import type { Config } from './config.ts';
import { openLanes } from './endpoint-lanes.ts';
import type { Lane } from './engine/lane.ts';
import { openQueueBackend } from './engine/queue-backend.ts';
import { systemClock } from './engine/system-clock.ts';
import { openDatabase } from './ledger/database.ts';
import { readLedgerHealth } from './ledger/health.ts';
import type { LedgerHealth } from './ledger/health.ts';
import type { Finding } from './operations/finding.ts';
import { salesforceConfig } from './salesforce-config.ts';
import { examineSalesforce } from './salesforce/examine.ts';
import { readConfig } from './read-config.ts';
import type { Environment } from './read-config.ts';
import { failureFields } from './telemetry/failure-fields.ts';

/** Whoever looks waits for an answer. */
const PATIENCE_MS = 5000;

function well(what: string, words: string): Finding {
  return { what, well: true, words };
}

function bad(what: string, words: string): Finding {
  return { what, well: false, words };
}

function reasonOf(error: unknown): string {
  const { error: told, code, cause } = failureFields(error);
  return [told, code, cause].filter(Boolean).join(' ');
}

async function looking(what: string, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    return [bad(what, reasonOf(error))];
  }
}

function ageOf(since: number | null, now: number): string {
  return since === null || since >= now ? 'none' : `${Math.round((now - since) / 1000)} s`;
}

function ledgerFindings(health: LedgerHealth): readonly Finding[] {
  const { version, openExceptions, setApart, stuckOrders, parkedEvents, waitingSince, dueSince } = health;
  const now = systemClock.now();
  const lag = `oldest message waiting: ${ageOf(waitingSince, now)}, oldest command overdue: ${ageOf(dueSince, now)}`;
  const aside = `stuck: ${stuckOrders} orders, set apart: ${setApart} messages, ${parkedEvents} events`;
  return [
    well('ledger', `PostgreSQL ${version}; ${lag}`),
    (setApart + stuckOrders > 0 ? bad : well)('ledger: for people', `open exceptions: ${openExceptions}; ${aside} (docs/runbook.md)`),
  ];
}

async function examineLedger({ DATABASE_URL: url }: Config): Promise<readonly Finding[]> {
  const database = openDatabase(url, { connections: 2, patienceMs: PATIENCE_MS });
  return looking('ledger', async () => ledgerFindings(await readLedgerHealth(database))).finally(() => database.destroy());
}

async function examineQueue({ QUEUE_URL: queueUrl, DATABASE_URL: ledgerUrl }: Config): Promise<readonly Finding[]> {
  const url = queueUrl ?? ledgerUrl;
  const backend = openQueueBackend(url);
  const kind = new URL(url).protocol.startsWith('redis') ? 'Redis' : 'PostgreSQL';
  return looking('queue', async () => {
    await backend.ping();
    return [well('queue', `${kind} answers`)];
  }).finally(() => backend.close());
}

async function examineOrg(config: Config): Promise<readonly Finding[]> {
  if (!config.BROKER_ROLES.includes('subscriber')) return [];
  const { login, rest, usage, subscription } = await examineSalesforce(salesforceConfig(config), systemClock);
  if (login !== undefined) return [bad('Salesforce: login', login)];
  const calls = usage ? `API calls today: ${usage.used} of ${usage.allowed}` : 'answers';
  return [
    well('Salesforce: login', 'lets the broker in'),
    rest === undefined ? well('Salesforce: orders', calls) : bad('Salesforce: orders', rest),
    subscription === undefined ? well('Salesforce: events', 'may be subscribed to') : bad('Salesforce: events', subscription),
  ];
}

async function examineEndpoint({ endpoint, call }: Lane): Promise<Finding> {
  const what = `endpoint ${endpoint.id}`;
  const answer = await call((signal) => endpoint.changes(undefined, signal));
  return answer.class === 'OK' ? well(what, 'answers, and knows the key') : bad(what, `${answer.code}: ${answer.message}`);
}

async function examineEndpoints(config: Config): Promise<readonly Finding[]> {
  const { lanes, close } = openLanes(config.BROKER_ENDPOINTS, systemClock);
  return looking('endpoints', () => Promise.all(lanes.map(examineEndpoint))).finally(close);
}

/** Everything at once; a part that is not well hides no other. */
export async function examine(environment: Environment): Promise<readonly Finding[]> {
  const read = readConfig(environment);
  if ('faults' in read) return read.faults.split('\n').map((fault) => bad('configuration', fault));
  const { config } = read;
  const parts = [examineLedger(config), examineQueue(config), examineOrg(config), examineEndpoints(config)];
  return [well('configuration', `roles: ${config.BROKER_ROLES.join(', ')}`), ...(await Promise.all(parts)).flat()];
}
