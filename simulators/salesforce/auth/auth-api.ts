/** The login side of the org: token, userinfo, identity, introspection, revocation, discovery, and SOAP login for old clients. */
import type { ApiReply } from '../rest/api-call.ts';
import { normalizeId } from '../storage/record-id.ts';
import { grantToken, isOAuthError, type Form, type GrantOptions, type Granted } from './grants.ts';
import { soapLogin, type SoapLoginOptions } from './soap-login.ts';
import type { Session } from './sessions.ts';
import { identityBody, identityUrl, userInfoBody, type UserInfoOptions } from './user-info.ts';

export type AuthRequest = {
  readonly method: string;
  /** Scheme and host the caller used: instance urls and audiences begin with it. */
  readonly base: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
};

/** Undefined for a path that is not one of the login endpoints. */
export type AuthApi = (request: AuthRequest) => Promise<ApiReply | undefined>;

export type AuthOptions = GrantOptions & Pick<SoapLoginOptions, 'passwords'> & { readonly orgId: string };

type Endpoint = (options: AuthOptions, request: AuthRequest) => Promise<ApiReply> | ApiReply;

export function makeAuthApi(options: AuthOptions): AuthApi {
  return async (request) => {
    const path = request.url.replace(/\?.*$/s, '').replace(/\/$/, '');
    return endpointOf(path)?.(options, request);
  };
}

function endpointOf(path: string): Endpoint | undefined {
  if (path.startsWith('/id/')) return identity;
  return /^\/services\/Soap\/[uc]\/\d\d\.0/.test(path) ? soap : ENDPOINTS.get(path);
}

/** Form fields of the body (or the query), with client credentials from a Basic header when they are not among them. */
function formOf({ headers, text, url }: AuthRequest): Form {
  const form: Record<string, string> = Object.fromEntries([...new URLSearchParams(url.split('?')[1] ?? ''), ...new URLSearchParams(text)]);
  const basic = /^Basic (.+)$/i.exec(headers['authorization'] ?? '')?.[1];
  if (basic === undefined) return form;
  const [id = '', ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { client_id: formDecoded(id), client_secret: formDecoded(secret.join(':')), ...form };
}

/** Both halves are form-encoded (RFC 6749, 2.3.1); what no encoder wrote stands for itself, and no app is called so. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const token: Endpoint = async (options, request) => {
  if (request.method !== 'POST') return { status: 400, body: { error: 'invalid_request', error_description: 'must use HTTP POST' } };
  const granted = await grantToken(options, formOf(request), request.base);
  if (isOAuthError(granted)) return { status: granted.error === 'invalid_client' ? 401 : 400, body: granted };
  return { status: 200, body: tokenBody(options, granted, request.base) };
};

/** JWT bearer answers without issued_at and signature. */
function tokenBody(options: AuthOptions, { session, flow }: Granted, base: string): Record<string, unknown> {
  const user = options.directory.byId(session.userId) ?? {};
  const id = identityUrl({ base, orgId: options.orgId, user });
  const body = { access_token: session.token, scope: session.scope, instance_url: base, id, token_type: 'Bearer' };
  return flow === 'jwt'
    ? body
    : { ...body, issued_at: String(session.issuedAt), signature: Buffer.from(session.token).toString('base64').slice(0, 43) };
}

function bearer({ headers, url, text }: AuthRequest): string {
  const header = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(headers['authorization'] ?? '')?.[1];
  const query = new URLSearchParams(url.split('?')[1] ?? '');
  return header ?? query.get('oauth_token') ?? query.get('access_token') ?? new URLSearchParams(text).get('access_token') ?? '';
}

/** These endpoints refuse a token with 403 and plain text, unlike the data API. */
const BAD_TOKEN: ApiReply = { status: 403, body: 'Bad_OAuth_Token', contentType: 'text/html;charset=UTF-8' };

function withUser(options: AuthOptions, request: AuthRequest, answer: (info: UserInfoOptions) => unknown): ApiReply {
  const session = options.sessions.use(bearer(request));
  const user = session === undefined ? undefined : options.directory.byId(session.userId);
  return user === undefined ? BAD_TOKEN : { status: 200, body: answer({ base: request.base, orgId: options.orgId, user }) };
}

const userinfo: Endpoint = (options, request) => withUser(options, request, userInfoBody);

/** The url names org and user. Source: "Identity URLs" of Salesforce Help, error codes. Of other users the org tells nothing here. */
const identity: Endpoint = (options, request) => {
  const [path = '', query = ''] = request.url.split('?');
  const [orgId, userId] = path.split('/').slice(2);
  const session = options.sessions.use(bearer(request));
  if (session === undefined) return BAD_TOKEN;
  if (!isSameId(orgId, options.orgId)) return { ...BAD_TOKEN, body: 'Wrong_Org' };
  if (!isSameId(userId, session.userId)) return { ...BAD_TOKEN, status: 404, body: 'Bad_Id' };
  return withUser(options, request, (info) => identityBody(info, new URLSearchParams(query).get('version')));
};

const isSameId = (written: string | undefined, id: string): boolean => written !== undefined && normalizeId(written) === id;

const introspect: Endpoint = (options, request) => {
  const form = formOf(request);
  const app = options.apps.find(form['client_id']);
  if (app === undefined || app.clientSecret !== form['client_secret']) {
    return { status: 401, body: { error: 'invalid_client', error_description: 'invalid client credentials' } };
  }
  const text = form['token'] ?? '';
  if (!text.includes('!'))
    return { status: 400, body: { error: 'unsupported_token_type', error_description: 'this token type is not supported' } };
  const session = options.sessions.use(text);
  // An app asks about its own tokens, unless it may "Introspect All Tokens": none here may.
  return { status: 200, body: session?.clientId !== app.clientId ? { active: false } : introspection(options, session, request.base) };
};

function introspection(options: AuthOptions, session: Session, base: string): Record<string, unknown> {
  const user = options.directory.byId(session.userId) ?? {};
  const issued = Math.floor(session.issuedAt / 1000);
  return {
    active: true,
    scope: session.scope,
    client_id: session.clientId,
    username: user['Username'],
    sub: identityUrl({ base, orgId: options.orgId, user }),
    token_type: 'access_token',
    exp: Math.floor(options.sessions.expiresAt(session) / 1000),
    iat: issued,
    nbf: issued,
  };
}

const revoke: Endpoint = (options, request) => {
  const revoked = options.sessions.revoke(formOf(request)['token'] ?? '');
  return revoked
    ? { status: 200 }
    : { status: 400, body: { error: 'unsupported_token_type', error_description: 'this token type is not supported' } };
};

const discovery: Endpoint = (_, { base }) => {
  return {
    status: 200,
    body: {
      issuer: base,
      authorization_endpoint: `${base}/services/oauth2/authorize`,
      token_endpoint: `${base}/services/oauth2/token`,
      revocation_endpoint: `${base}/services/oauth2/revoke`,
      userinfo_endpoint: `${base}/services/oauth2/userinfo`,
      introspection_endpoint: `${base}/services/oauth2/introspect`,
      jwks_uri: `${base}/id/keys`,
      response_types_supported: ['code', 'token', 'token id_token'],
      subject_types_supported: ['public'],
      token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'private_key_jwt'],
    },
  };
};

const soap: Endpoint = (options, request) => soapLogin(options, request);

const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map([
  ['/services/oauth2/token', token],
  ['/services/oauth2/userinfo', userinfo],
  ['/services/oauth2/introspect', introspect],
  ['/services/oauth2/revoke', revoke],
  ['/.well-known/openid-configuration', discovery],
]);
