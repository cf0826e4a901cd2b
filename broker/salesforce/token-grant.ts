/**
 * Asks for an access token. Source: Salesforce Help, "OAuth 2.0 JWT Bearer Flow" and "Client Credentials Flow";
 * RFC 7523. Neither flow gives a refresh token or an expiry: a token is good until a call is refused with it.
 */
import { SignJWT, importPKCS8 } from 'jose';
import { fetch } from 'undici';
import { z } from 'zod';
import type { Clock } from '../engine/clock.ts';
import type { JwtBearerAuth, SalesforceConfig } from './config.ts';
import { classify } from './failure.ts';
import type { SalesforceFailure } from './failure.ts';

const ASSERTION_LIFETIME_MS = 3 * 60_000;
const TIMEOUT_MS = 20_000;

const Granted = z.object({ access_token: z.string().min(1), instance_url: z.url() });
const Refused = z.object({ error: z.string(), error_description: z.string().default('') });
const UserInfo = z.object({ organization_id: z.string().min(15).max(18) });

export type Grant = { readonly accessToken: string; readonly instanceUrl: string; readonly organizationId: string };

export type GrantResult = { readonly ok: true; readonly grant: Grant } | { readonly ok: false; readonly failure: SalesforceFailure };

async function assertion(auth: JwtBearerAuth, loginUrl: string, nowMs: number): Promise<string> {
  const key = await importPKCS8(auth.privateKey, 'RS256');
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(auth.clientId)
    .setSubject(auth.username)
    .setAudience(auth.audience ?? loginUrl)
    .setExpirationTime(Math.floor((nowMs + ASSERTION_LIFETIME_MS) / 1000))
    .sign(key);
}

async function grantParameters({ auth, loginUrl }: SalesforceConfig, nowMs: number): Promise<Record<string, string>> {
  if (auth.kind === 'client-credentials') {
    return { grant_type: 'client_credentials', client_id: auth.clientId, client_secret: auth.clientSecret };
  }
  return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: await assertion(auth, loginUrl, nowMs) };
}

function failed(code: string, message: string, status?: number): { readonly ok: false; readonly failure: SalesforceFailure } {
  const found = classify(code, message, status);
  return { ok: false, failure: { class: found === 'REFUSED' ? 'CONFIG' : found, code, message, ...(status && { status }) } };
}

async function readJson(url: string, init: Parameters<typeof fetch>[1]): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) };
  } catch {
    return { status: response.status, body: undefined };
  }
}

async function organizationOf(instanceUrl: string, accessToken: string): Promise<string | undefined> {
  const { body } = await readJson(`${instanceUrl}/services/oauth2/userinfo`, { headers: { authorization: `Bearer ${accessToken}` } });
  return UserInfo.safeParse(body).data?.organization_id;
}

async function exchange({ loginUrl }: SalesforceConfig, parameters: Record<string, string>): Promise<GrantResult> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  const body = new URLSearchParams(parameters).toString();
  const answer = await readJson(`${loginUrl}/services/oauth2/token`, { method: 'POST', body, headers });
  const granted = Granted.safeParse(answer.body);
  if (answer.status !== 200 || !granted.success) {
    const refused = Refused.safeParse(answer.body);
    return failed(refused.data?.error ?? `HTTP_${answer.status}`, refused.data?.error_description ?? 'no token was given', answer.status);
  }
  const { access_token: accessToken, instance_url: instanceUrl } = granted.data;
  const organizationId = await organizationOf(instanceUrl, accessToken);
  if (!organizationId) return failed('NO_ORGANIZATION', 'userinfo named no organization; the app needs the scope "api"');
  return { ok: true, grant: { accessToken, instanceUrl, organizationId } };
}

/** Asks once. Every trouble is a failure value: CONFIG if somebody must act, TRANSIENT if it may pass. */
export async function askForToken(config: SalesforceConfig, clock: Pick<Clock, 'now'>): Promise<GrantResult> {
  let parameters: Record<string, string>;
  try {
    parameters = await grantParameters(config, clock.now());
  } catch {
    return failed('BAD_PRIVATE_KEY', 'the private key is not PKCS #8 in PEM');
  }
  try {
    return await exchange(config, parameters);
  } catch {
    return failed('LOGIN_UNREACHABLE', 'the login host could not be reached', 503);
  }
}
