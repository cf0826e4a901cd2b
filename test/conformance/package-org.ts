/** A local org with the package in it, one user for each permission set and group, and a plain HTTP client for each of them. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startOrg, type RunningOrg } from '../../simulators/salesforce/org.ts';
import { PROFILES } from '../../simulators/salesforce/security/profiles.ts';
import { CLIENT_SECRET, logIn, type Rest } from './local-org.ts';

export const PACKAGE = fileURLToPath(new URL('../../force-app', import.meta.url));
const SECURITY = `${PACKAGE}/main/security`;

const names = (folder: string): string[] => readdirSync(`${SECURITY}/${folder}`).map((file) => file.split('.')[0] ?? '');

export const PERMISSION_SETS = names('permissionsets');
export const PERMISSION_SET_GROUPS = names('permissionsetgroups');

const userOf = (set: string): string => `${set.toLowerCase()}@package.example`;

/** Users hold nothing but their set; they have the profile that allows nothing. `Administrator` may do everything. */
export async function startPackageOrg(): Promise<RunningOrg> {
  const sets = [...PERMISSION_SETS, ...PERMISSION_SET_GROUPS];
  return startOrg({
    sources: [PACKAGE],
    users: [
      ...sets.map((name) => ({ username: userOf(name), lastName: name, profile: PROFILES.minimumAccess, permissionSets: [name] })),
      { username: userOf('Administrator'), lastName: 'Administrator', profile: PROFILES.administrator, permissionSets: [] },
    ],
    apps: [...sets, 'Administrator'].map((name) => ({ clientId: name, clientSecret: CLIENT_SECRET, runAs: userOf(name), scope: 'api' })),
    onError: (error) => {
      throw error;
    },
  });
}

/** A client of the user who holds this set. */
export function actAs(org: RunningOrg, set: string): Promise<Rest> {
  return logIn(org, set);
}
