/**
 * Everything around the broker in one process: the local Salesforce org with the package in it, the ERP and the
 * warehouse. Prints one line of JSON with where they are, and serves until it is ended.
 */
import { join } from 'node:path';
import { startErp } from '../../simulators/endpoints/erp/erp.ts';
import { startWarehouse } from '../../simulators/endpoints/warehouse/warehouse.ts';
import { startOrg } from '../../simulators/salesforce/org.ts';
import { PROFILES } from '../../simulators/salesforce/security/profiles.ts';
import { AGENT, BROKER_APP, ERP_KEY, INTEGRATION_USER, WAREHOUSE_KEY, WORLD_READY } from './world.ts';
import type { WorldOptions, WorldPlaces } from './world.ts';

const options = JSON.parse(process.env['WORLD_OPTIONS'] ?? '{}') as WorldOptions;
const root = join(import.meta.dirname, '..', '..');

const org = await startOrg({
  sources: [join(root, 'force-app')],
  apps: [
    { clientId: BROKER_APP, certificate: options.certificate, preAuthorized: [INTEGRATION_USER], scope: 'api' },
    { clientId: AGENT.clientId, clientSecret: AGENT.clientSecret, runAs: AGENT.username, scope: 'api' },
  ],
  users: [
    { username: INTEGRATION_USER, lastName: 'Integration', profile: PROFILES.apiOnly, permissionSets: ['OB_Integration'] },
    { username: AGENT.username, lastName: 'Agent', permissionSets: ['OB_Service_Agent'] },
  ],
  onError: (error) => {
    console.error(error);
  },
});
const erp = await startErp({ seed: options.seed, companies: { '1000': ERP_KEY }, settings: options.erp });
const warehouse = await startWarehouse({ seed: options.seed, sites: { main: WAREHOUSE_KEY }, settings: options.warehouse });

const places: WorldPlaces = {
  orgId: org.orgId,
  restUrl: org.restUrl,
  orgAdminUrl: org.adminUrl,
  pubSubEndpoint: org.pubSubEndpoint ?? '',
  erpUrl: erp.url,
  warehouseUrl: warehouse.url,
};
console.log(`${WORLD_READY}${JSON.stringify(places)}`);
