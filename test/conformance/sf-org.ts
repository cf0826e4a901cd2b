/** A local org with the package in it, and the real sf CLI logged in as its administrator: `--target-org local`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROFILES } from '../../simulators/salesforce/security/profiles.ts';
import type { Sf } from '../support/sf.ts';
import { CLERK, CLERK_APP, CLIENT_ID, INTEGRATION, CLIENT_SECRET, startTestOrg, type TestOrg } from './local-org.ts';
import { PACKAGE } from './package-org.ts';

/** A command of the CLI takes seconds on a machine that does other things, too. */
export const SF_TIMEOUT_MS = 240_000;

export const ADMINISTRATOR = INTEGRATION;

/** The clerk holds what a service agent holds. */
export async function startSfOrg(sf: Sf): Promise<TestOrg> {
  const org = await startTestOrg({
    sources: [PACKAGE],
    users: [
      { username: ADMINISTRATOR, lastName: 'Administrator', profile: PROFILES.administrator, permissionSets: ['OB_Administrator'] },
      { username: CLERK, lastName: 'Agent', permissionSets: ['OB_Service_Agent'] },
    ],
  });
  const key = join(sf.folder(), 'server.key');
  writeFileSync(key, org.privateKey);
  const { exitCode, stderr } = await sf.run(
    `org login jwt --client-id ${CLIENT_ID} --jwt-key-file ${key} --username ${ADMINISTRATOR} --instance-url ${org.restUrl} --alias local`,
  );
  if (exitCode !== 0) throw new Error(`sf org login jwt failed: ${stderr}`);
  return org;
}

/** A session of the clerk. */
export async function clerkToken(org: TestOrg): Promise<string> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: CLERK_APP, client_secret: CLIENT_SECRET });
  const reply = await fetch(`${org.restUrl}/services/oauth2/token`, { method: 'POST', body: form });
  return ((await reply.json()) as { access_token: string }).access_token;
}
