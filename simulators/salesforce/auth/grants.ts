/**
 * `POST /services/oauth2/token`. Source: the OAuth pages of Salesforce Help ("JWT Bearer Flow", "Client Credentials Flow", "Refresh Token
 * Flow"). No answer carries expires_in: the platform does not say when a token ends.
 */
import type { OrgClock } from '../clock.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import type { ConnectedApp, ConnectedApps } from './connected-apps.ts';
import type { Directory } from './directory.ts';
import type { Session, Sessions } from './sessions.ts';

export type OAuthError = { readonly error: string; readonly error_description: string };

export type GrantOptions = {
  readonly apps: ConnectedApps;
  readonly directory: Directory;
  readonly sessions: Sessions;
  readonly clock: OrgClock;
};

export type Granted = {
  readonly session: Session;
  readonly app: ConnectedApp;
  readonly flow: 'jwt' | 'client_credentials' | 'refresh_token';
};

export type Form = Readonly<Record<string, string | undefined>>;

type Grant = (options: GrantOptions, form: Form, base: string) => Promise<Granted | OAuthError>;

/** `base` is the scheme and host the caller used: an assertion may be made out to it. */
export async function grantToken(options: GrantOptions, form: Form, base: string): Promise<Granted | OAuthError> {
  const grant = GRANTS.get(form['grant_type'] ?? '');
  return grant === undefined ? refuse('unsupported_grant_type', 'grant type not supported') : grant(options, form, base);
}

export function isOAuthError(value: object): value is OAuthError {
  return 'error' in value;
}

function refuse(error: string, description: string): OAuthError {
  return { error, error_description: description };
}

const LOGIN_HOSTS = ['https://login.salesforce.com', 'https://test.salesforce.com'];

const jwtBearer: Grant = async (options, form, base) => {
  const assertion = form['assertion'] ?? '';
  const claims = decodeClaims(assertion);
  if (claims === undefined) return refuse('invalid_grant', 'invalid assertion');
  const app = options.apps.find(claims.iss);
  if (app?.certificate === undefined) return refuse('invalid_client_id', 'client identifier invalid');
  if (!(await isSignedBy(assertion, app.certificate))) return refuse('invalid_grant', 'invalid assertion');
  return judgeClaims(options, claims, { app, base });
};

function judgeClaims(options: GrantOptions, claims: Claims, { app, base }: { app: ConnectedApp; base: string }): Granted | OAuthError {
  if (![...LOGIN_HOSTS, base].includes(claims.aud.replace(/\/$/, ''))) return refuse('invalid_grant', 'audience is invalid');
  // Clients exist that send milliseconds: a far-away end is taken.
  if (claims.exp * 1000 <= options.clock.now()) return refuse('invalid_grant', 'expired authorization code');
  const user = options.directory.byUsername(claims.sub);
  const approved = app.preAuthorized === undefined || app.preAuthorized.includes(claims.sub);
  if (user === undefined || !approved) return refuse('invalid_grant', "user hasn't approved this consumer");
  return open(options, { app, user, flow: 'jwt' });
}

type Claims = { readonly iss: string; readonly sub: string; readonly aud: string; readonly exp: number };

/** Claims read before the signature is checked, to know whose key to check with. */
function decodeClaims(assertion: string): Claims | undefined {
  try {
    const claims = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
    const { iss, sub, aud, exp } = claims;
    const known = typeof iss === 'string' && typeof sub === 'string' && typeof aud === 'string' && typeof exp === 'number';
    return known ? { iss, sub, aud, exp } : undefined;
  } catch {
    return undefined;
  }
}

async function isSignedBy(assertion: string, certificate: string): Promise<boolean> {
  const { importSPKI, importX509, compactVerify } = await import('jose');
  try {
    const key = certificate.includes('BEGIN CERTIFICATE') ? await importX509(certificate, 'RS256') : await importSPKI(certificate, 'RS256');
    // Expiry is judged by the org's clock, not by this check.
    await compactVerify(assertion, key, { algorithms: ['RS256'] });
    return true;
  } catch {
    return false;
  }
}

const clientCredentials: Grant = async (options, form) => {
  const app = options.apps.find(form['client_id']);
  if (app === undefined) return refuse('invalid_client_id', 'client identifier invalid');
  if (app.clientSecret === undefined || app.clientSecret !== form['client_secret'])
    return refuse('invalid_client', 'invalid client credentials');
  const user = app.runAs === undefined ? undefined : options.directory.byUsername(app.runAs);
  if (user === undefined) return refuse('invalid_grant', 'no client credentials user enabled');
  return open(options, { app, user, flow: 'client_credentials' });
};

/** The refresh token of an approved user: `<client id>~<username in base64url>`. It stays the same for as long as the app exists. */
export function refreshTokenOf(clientId: string, username: string): string {
  return `${clientId}~${Buffer.from(username).toString('base64url')}`;
}

const refreshToken: Grant = async (options, form) => {
  const app = options.apps.find(form['client_id']);
  if (app === undefined) return refuse('invalid_client_id', 'client identifier invalid');
  // Whether a secret must come is a setting of the app; one that comes must be right.
  if (form['client_secret'] !== undefined && app.clientSecret !== form['client_secret'])
    return refuse('invalid_client', 'invalid client credentials');
  const [clientId, username = ''] = (form['refresh_token'] ?? '').split('~');
  const user = options.directory.byUsername(Buffer.from(username, 'base64url').toString('utf8'));
  if (user === undefined || clientId !== app.clientId) return refuse('invalid_grant', 'expired access/refresh token');
  return open(options, { app, user, flow: 'refresh_token' });
};

/** Off in new orgs and unknown to external client apps. */
const password: Grant = async () => refuse('invalid_grant', 'authentication failure');

const GRANTS: ReadonlyMap<string, Grant> = new Map([
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', jwtBearer],
  ['client_credentials', clientCredentials],
  ['refresh_token', refreshToken],
  ['password', password],
]);

type Opening = { readonly app: ConnectedApp; readonly user: StoredRecord; readonly flow: Granted['flow'] };

function open({ sessions }: GrantOptions, { app, user, flow }: Opening): Granted | OAuthError {
  if (user['IsActive'] !== true) return refuse('inactive_user', 'user is inactive');
  const session = sessions.open({ userId: String(user['Id']), clientId: app.clientId, scope: app.scope });
  return { session, app, flow };
}
