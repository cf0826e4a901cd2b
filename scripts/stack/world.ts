/** The world around the broker, each system as its own process: what they are told, what they tell, and how they are started. */
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import type { ErpSettingsPatch } from '../../simulators/endpoints/erp/settings.ts';
import type { WarehouseSettingsPatch } from '../../simulators/endpoints/warehouse/settings.ts';
import { startNodeProcess } from './node-process.ts';
import type { NodeProcess } from './node-process.ts';

export const BROKER_APP = 'order-broker';
export const INTEGRATION_USER = 'integration@order-broker.example';
export const AGENT = { username: 'agent@order-broker.example', clientId: 'agent-desk', clientSecret: 'agent-desk-secret' };
export const ERP_KEY = 'erp-key-1000';
export const WAREHOUSE_KEY = 'warehouse-key-main';
export const READY = 'ready: ';

export type OrgOptions = {
  /** Public key of the broker's app, PEM. */
  readonly certificate: string;
};

export type EndpointOptions = { readonly seed: number; readonly erp: ErpSettingsPatch; readonly warehouse: WarehouseSettingsPatch };

export type OrgPlaces = {
  readonly orgId: string;
  readonly restUrl: string;
  readonly orgAdminUrl: string;
  readonly pubSubEndpoint: string;
};

export type EndpointPlaces = { readonly erpUrl: string; readonly warehouseUrl: string };

export type WorldPlaces = OrgPlaces & EndpointPlaces;

export type World = { readonly places: WorldPlaces; readonly privateKey: string; readonly stop: () => Promise<void> };

function startOutside(program: string, options: OrgOptions | EndpointOptions, logFile: string): Promise<NodeProcess> {
  return startNodeProcess({
    program,
    environment: { OUTSIDE_OPTIONS: JSON.stringify(options) },
    logFile,
    ready: (line) => (line.startsWith(READY) ? line.slice(READY.length) : undefined),
  });
}

/** Starts the org, and ERP and warehouse. */
export async function startWorld(options: EndpointOptions, logFolder: string): Promise<World> {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const [org, endpoints] = await Promise.all([
    startOutside('scripts/stack/outside-org.ts', { certificate: keys.publicKey }, join(logFolder, 'org.log')),
    startOutside('scripts/stack/outside-endpoints.ts', options, join(logFolder, 'endpoints.log')),
  ]);
  return {
    places: { ...(JSON.parse(org.answer) as OrgPlaces), ...(JSON.parse(endpoints.answer) as EndpointPlaces) },
    privateKey: keys.privateKey,
    stop: async () => {
      await Promise.all([org.end('SIGTERM'), endpoints.end('SIGTERM')]);
    },
  };
}
