import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CLIENT_ID, INTEGRATION, startTestOrg, type TestOrg } from './local-org.ts';

const SCRIPT = fileURLToPath(new URL('core-login.ts', import.meta.url));

let org: TestOrg;
let home: string;
beforeAll(async () => {
  org = await startTestOrg();
  home = mkdtempSync(join(tmpdir(), 'sf-home-'));
  writeFileSync(join(home, 'server.key'), org.privateKey);
});
afterAll(async () => {
  await org.stop();
  rmSync(home, { recursive: true, force: true });
});

async function logIn(username: string): Promise<Record<string, unknown>> {
  const args = [SCRIPT, org.restUrl, CLIENT_ID, username, join(home, 'server.key')];
  const env = {
    ...process.env,
    HOME: home,
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
    SF_DISABLE_DNS_CHECK: 'true',
    SF_DISABLE_TELEMETRY: 'true',
    NODE_OPTIONS: '',
  };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return JSON.parse(stdout.slice(stdout.indexOf('{'))) as Record<string, unknown>;
}

test('@salesforce/core logs in by JWT, finds the newest API version and the org, and queries', async () => {
  await expect(logIn(INTEGRATION)).resolves.toEqual({
    apiVersion: '68.0',
    orgId: org.orgId,
    instanceUrl: org.restUrl,
    isDevHub: false,
    identity: INTEGRATION,
    accounts: 0,
  });
}, 60_000);

test('@salesforce/core is told when the user has not approved the app', async () => {
  await expect(logIn('nobody@shop.example')).rejects.toThrow(/approved this consumer/);
}, 60_000);
