/** The local Salesforce org with the package in it, as a process. Prints one line of JSON with where it is, and serves until it is ended. */
import { join } from 'node:path';
import { startOrg } from '../../simulators/salesforce/org.ts';
import { PROFILES } from '../../simulators/salesforce/security/profiles.ts';
import { AGENT, BROKER_APP, INTEGRATION_USER, READY } from './world.ts';
import type { OrgOptions, OrgPlaces } from './world.ts';

const options = JSON.parse(process.env['OUTSIDE_OPTIONS'] ?? '{}') as OrgOptions;
const root = join(import.meta.dirname, '..', '..');

const org = await startOrg({
  // With the template that shares every order with service agents, who answer for all of them here, and with the way to the broker.
  sources: ['force-app', 'post-install/sharing', 'post-install/credential'].map((folder) => join(root, folder)),
  apps: [
    { clientId: BROKER_APP, certificate: options.certificate, preAuthorized: [INTEGRATION_USER], scope: 'api' },
    { clientId: AGENT.clientId, clientSecret: AGENT.clientSecret, runAs: AGENT.username, scope: 'api' },
  ],
  users: [
    { username: INTEGRATION_USER, lastName: 'Integration', profile: PROFILES.apiOnly, permissionSets: ['OB_Integration'] },
    {
      ...{ username: AGENT.username, lastName: 'Agent', groups: ['OB_Service_Agents'] },
      permissionSets: ['OB_Service_Agent', 'OB_Broker_Callout'],
    },
    // For those who stay in the console: who may retry and assign, and who sets the package up.
    {
      ...{ username: 'supervisor@order-broker.example', lastName: 'Supervisor', groups: ['OB_Order_Exceptions'] },
      permissionSets: ['OB_Service_Supervisor', 'OB_Broker_Callout'],
    },
    {
      username: 'package-admin@order-broker.example',
      lastName: 'Package Administrator',
      permissionSets: ['OB_Administrator', 'OB_Broker_Callout'],
    },
  ],
  onError: (error) => {
    console.error(error);
  },
});
const places: OrgPlaces = {
  orgId: org.orgId,
  restUrl: org.restUrl,
  orgAdminUrl: org.adminUrl,
  pubSubEndpoint: org.pubSubEndpoint ?? '',
};
console.log(`${READY}${JSON.stringify(places)}`);
