/** A fresh local org for the conformance suite, with the small shop of the fixtures deployed, one integration user and one clerk. */
import { generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { startOrg, type OrgOptions, type RunningOrg } from '../../simulators/salesforce/org.ts';

export const SHOP = fileURLToPath(new URL('../../simulators/salesforce/fixtures/shop', import.meta.url));

export const INTEGRATION = 'integration@shop.example';
export const CLERK = 'clerk@shop.example';
export const CLIENT_ID = 'integration-app';
export const CLIENT_SECRET = 'integration-secret';
export const CLERK_APP = 'clerk-app';
export const PASSWORD = 'correct-horse';

export type TestOrg = RunningOrg & { readonly privateKey: string };

export async function startTestOrg(options: Partial<OrgOptions> = {}): Promise<TestOrg> {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificate = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const org = await startOrg({
    sources: [SHOP],
    users: [
      { username: INTEGRATION, lastName: 'Integration', permissionSets: ['Shop_Staff'] },
      { username: CLERK, lastName: 'Clerk', permissionSets: ['Shop_Clerk'] },
    ],
    apps: [
      { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, certificate, runAs: INTEGRATION, preAuthorized: [INTEGRATION], scope: 'api' },
      { clientId: CLERK_APP, clientSecret: CLIENT_SECRET, runAs: CLERK, scope: 'api' },
    ],
    passwords: new Map([[INTEGRATION, PASSWORD]]),
    onError: (error) => {
      throw error;
    },
    ...options,
  });
  return { ...org, privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

export type Answer = { readonly status: number; readonly body: unknown; readonly headers: Headers };

export type Rest = (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>;

/** A plain HTTP client of the org, logged in by client credentials. Paths are relative to `/services/data/v67.0/`. */
export async function logIn(org: RunningOrg, clientId = CLIENT_ID): Promise<Rest> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: CLIENT_SECRET });
  const reply = await fetch(`${org.restUrl}/services/oauth2/token`, { method: 'POST', body: form });
  const { access_token: token } = (await reply.json()) as { access_token: string };
  return async (method, path, body, headers = {}) => {
    const url = path.startsWith('/') ? org.restUrl + path : `${org.restUrl}/services/data/v67.0/${path}`;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: text }),
    });
    return { status: response.status, body: parse(await response.text()), headers: response.headers };
  };
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}

/** `query?q=…` */
export function soql(text: string): string {
  return `query?q=${encodeURIComponent(text)}`;
}
