/** Faults of a configuration that show only when its settings are read together. */
import type { Config } from './config.ts';
import { parseEndpoints } from './endpoints/registry.ts';
import { hasSalesforceCredentials } from './salesforce-config.ts';

function routeFaults({ BROKER_ROUTES: routes, BROKER_ENDPOINTS: endpoints }: Config): readonly string[] {
  const ids = new Set(endpoints.map(({ id }) => id));
  const named = routes.flatMap(({ erp, warehouse }) => (warehouse === undefined ? [erp] : [erp, warehouse]));
  const unknown = [...new Set(named)].filter((id) => !ids.has(id));
  return unknown.map((id) => `BROKER_ROUTES: no endpoint of BROKER_ENDPOINTS is called ${id}`);
}

function credentialFaults(config: Config): readonly string[] {
  if (!config.BROKER_ROLES.includes('subscriber') || hasSalesforceCredentials(config)) return [];
  return ['The subscriber needs SALESFORCE_USERNAME and SALESFORCE_PRIVATE_KEY, or SALESFORCE_CLIENT_SECRET'];
}

/** All of them at once, without values: they may be secrets. */
export function configFaults(config: Config): readonly string[] {
  const endpoints = parseEndpoints(config.BROKER_ENDPOINTS);
  return [...(endpoints.ok ? [] : [`BROKER_ENDPOINTS: ${endpoints.message}`]), ...routeFaults(config), ...credentialFaults(config)];
}
