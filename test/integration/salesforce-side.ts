/** The broker's Salesforce side against a local org with the package in it, on the ledger in memory. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { SalesforceRecord } from '../../canonical/salesforce-objects.ts';
import type { Message } from '../../broker/domain/message.ts';
import { systemClock } from '../../broker/engine/system-clock.ts';
import type { Ledger } from '../../broker/engine/ledger.ts';
import type { SalesforceConfig } from '../../broker/salesforce/config.ts';
import { SALESFORCE_DEFAULTS } from '../../broker/salesforce/config.ts';
import { startSalesforce } from '../../broker/salesforce/start.ts';
import type { Salesforce, SalesforceRoles } from '../../broker/salesforce/start.ts';
import type { TlsIdentity } from '../../simulators/salesforce/event-bus/pubsub/certificate.ts';
import { PROFILES } from '../../simulators/salesforce/security/profiles.ts';
import { startOrg } from '../../simulators/salesforce/org.ts';
import type { RunningOrg } from '../../simulators/salesforce/org.ts';
import { makeMemoryLedger, makeMemoryTables } from '../simulation/memory-ledger.ts';
import type { MemoryTables } from '../simulation/memory-ledger.ts';

const PACKAGE = fileURLToPath(new URL('../../force-app', import.meta.url));
const BROKER = 'broker@example.test';
const AGENT = 'agent@example.test';
const APP = 'broker-app';
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });

export type LedgerInMemory = { readonly ledger: Ledger; readonly tables: MemoryTables };

export function makeLedger(): LedgerInMemory {
  const tables = makeMemoryTables();
  return { tables, ledger: makeMemoryLedger(tables, systemClock.now) };
}

export function startPackageOrg(tls?: TlsIdentity): Promise<RunningOrg> {
  return startOrg({
    ...(tls && { tls, ports: { pubSubTls: 0 } }),
    sources: [PACKAGE],
    users: [
      { username: BROKER, lastName: 'Broker', profile: PROFILES.apiOnly, permissionSets: ['OB_Integration'] },
      // Sees the drafts, which the broker's user owns here.
      { username: AGENT, lastName: 'Agent', profile: PROFILES.administrator, permissionSets: ['OB_Service_Agent'] },
    ],
    apps: [
      {
        clientId: APP,
        certificate: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        preAuthorized: [BROKER, AGENT],
        scope: 'api',
      },
    ],
  });
}

export type Side = Salesforce & { readonly counts: ReadonlyMap<string, number>; readonly woken: readonly string[] };

/** Starts the parts named, with a short lease so that a test need not wait for one to lapse. */
export function startSide(
  org: RunningOrg,
  { ledger }: LedgerInMemory,
  roles: Partial<SalesforceRoles> = { subscribe: true, read: true, write: true },
  tls?: TlsIdentity,
): Side {
  const config: SalesforceConfig = {
    ...SALESFORCE_DEFAULTS,
    loginUrl: org.restUrl,
    auth: {
      kind: 'jwt-bearer',
      clientId: APP,
      username: BROKER,
      privateKey: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
    pubSub: tls
      ? { endpoint: org.pubSubTlsEndpoint ?? '', tls: true, certificateAuthority: tls.cert }
      : { endpoint: org.pubSubEndpoint ?? '', tls: false },
  };
  const counts = new Map<string, number>();
  const woken: string[] = [];
  const salesforce = startSalesforce(
    {
      config,
      ledger,
      clock: systemClock,
      random: Math.random,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      metrics: {
        count: (name, labels = {}, by = 1) => {
          const key = [name, ...Object.values(labels)].join(' ');
          counts.set(key, (counts.get(key) ?? 0) + by);
        },
        observe: () => undefined,
        gauge: () => undefined,
      },
      owner: randomUUID(),
      leaseMs: 1_000,
      wake: (ids) => void woken.push(...ids),
      relief: () => Promise.resolve(),
      status: () => Promise.resolve({ role: 'writer', version: 'test' }),
      traces: { step: () => undefined },
      reach: () => undefined,
    },
    { subscribe: false, read: false, write: false, ...roles },
  );
  return { ...salesforce, counts, woken };
}

/** Messages that wait for an aggregate's turn. */
export function messagesOf({ tables }: LedgerInMemory, aggregateId: string): readonly Message[] {
  return tables.aggregates.get(aggregateId)?.waiting.map(({ message }) => message) ?? [];
}

/** Marks records as a turn would. */
export async function markRecords({ ledger }: LedgerInMemory, aggregateId: string, records: readonly SalesforceRecord[]): Promise<void> {
  const message: Message = { type: 'timer.fired', timer: 'test' };
  await ledger.accept({ messages: [{ aggregateId, source: 'test', dedupeKey: randomUUID(), fingerprint: '', message }] });
  const nothing = { state: {}, journal: [], commands: [], revived: [], recalled: [], exceptions: [] };
  await ledger.runTurns([aggregateId], () => ({ ...nothing, records }), systemClock.now());
}

async function admin(org: RunningOrg, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(org.adminUrl + path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}

export const hold = (org: RunningOrg, object: string, count: number): Promise<unknown> => admin(org, 'POST', '/locks', { object, count });
export const addFault = (org: RunningOrg, fault: object): Promise<unknown> => admin(org, 'POST', '/faults', fault);
export const expireSessions = (org: RunningOrg): Promise<unknown> => admin(org, 'POST', '/sessions/expire');

export async function rows(org: RunningOrg, soql: string): Promise<readonly Record<string, unknown>[]> {
  const { records } = (await admin(org, 'GET', `/query?q=${encodeURIComponent(soql)}`)) as { records: Record<string, unknown>[] };
  return records;
}

/** API calls by kind since the last reset. */
export async function calls(org: RunningOrg): Promise<Readonly<Record<string, number>>> {
  const { calls: snapshot } = (await admin(org, 'GET', '/stats')) as { calls: { byKind: Record<string, number> } };
  return snapshot.byKind;
}

/** An agent presses Submit on the order of this key. */
export async function submit(org: RunningOrg, orderKey: string, idempotencyKey: string): Promise<void> {
  const { accessToken } = (await admin(org, 'POST', '/sessions', { username: AGENT })) as { accessToken: string };
  const [order] = await rows(org, `SELECT Id FROM OB_Order__c WHERE External_Key__c = '${orderKey}'`);
  const response = await fetch(`${org.restUrl}/lwr/apex/v67.0/OB_OrderActions/submit`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ request: { orderId: order?.['Id'], idempotencyKey } }),
  });
  if (!response.ok) throw new Error(await response.text());
}
