/** The world around the broker, as its own process: what it is told, what it tells, and how it is started. */
import { generateKeyPairSync } from 'node:crypto';
import type { ErpSettingsPatch } from '../../simulators/endpoints/erp/settings.ts';
import type { WarehouseSettingsPatch } from '../../simulators/endpoints/warehouse/settings.ts';
import { startNodeProcess } from './node-process.ts';
import type { NodeProcess } from './node-process.ts';

export const BROKER_APP = 'order-broker';
export const INTEGRATION_USER = 'integration@order-broker.example';
export const AGENT = { username: 'agent@order-broker.example', clientId: 'agent-desk', clientSecret: 'agent-desk-secret' };
export const ERP_KEY = 'erp-key-1000';
export const WAREHOUSE_KEY = 'warehouse-key-main';
export const WORLD_READY = 'world: ';

export type WorldOptions = {
  readonly seed: number;
  /** Public key of the broker's app, PEM. */
  readonly certificate: string;
  readonly erp: ErpSettingsPatch;
  readonly warehouse: WarehouseSettingsPatch;
};

export type WorldPlaces = {
  readonly orgId: string;
  readonly restUrl: string;
  readonly orgAdminUrl: string;
  readonly pubSubEndpoint: string;
  readonly erpUrl: string;
  readonly warehouseUrl: string;
};

export type World = { readonly places: WorldPlaces; readonly privateKey: string; readonly process: NodeProcess };

/** Starts org, ERP and warehouse in one process of their own. */
export async function startWorld(options: Omit<WorldOptions, 'certificate'>, logFile: string): Promise<World> {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const process = await startNodeProcess({
    program: 'scripts/stack/outside-world.ts',
    environment: { WORLD_OPTIONS: JSON.stringify({ ...options, certificate: keys.publicKey }) },
    logFile,
    ready: (line) => (line.startsWith(WORLD_READY) ? line.slice(WORLD_READY.length) : undefined),
  });
  return { places: JSON.parse(process.answer) as WorldPlaces, privateKey: keys.privateKey, process };
}
