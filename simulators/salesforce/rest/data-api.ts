/** `/services/data/…`: version, session, allowance, origin; then the routes. Whatever a handler throws becomes the platform's answer. */
import type { Session } from '../auth/sessions.ts';
import type { ActingUser } from '../security/acting-user.ts';
import type { Actor } from '../storage/actor.ts';
import type { ApiCall, ApiReply } from './api-call.ts';
import { ApiFault } from './api-fault.ts';
import { API_ERRORS } from './errors.ts';
import { parseJson } from './http-body.ts';
import type { RestServices } from './services.ts';
import { splitUrl } from './subrequest.ts';
import { versionList, versionState } from './version-routes.ts';

export type DataRequest = {
  readonly method: string;
  /** `https://127.0.0.1:8443` */
  readonly base: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
};

export type DataApiOptions = {
  readonly services: RestServices;
  readonly route: (call: ApiCall) => ApiReply;
  readonly findSession: (token: string) => Session | undefined;
  readonly userOf: (userId: string) => ActingUser;
  /** Told of each call that counts. */
  readonly onCall: (call: ApiCall, status: number) => void;
};

export type DataApi = (request: DataRequest) => ApiReply;

const MAX_URI_BYTES = 16_384;

export function makeDataApi(options: DataApiOptions): DataApi {
  const { services } = options;
  return (request) => {
    try {
      checkSize(request);
      if (isVersionList(request)) return { status: 200, body: versionList() };
      const call = readCall(options, request);
      if (!services.limits.take()) throw API_ERRORS.requestLimitExceeded();
      const reply = refusalsAnswered(() => options.route(call));
      options.onCall(call, reply.status);
      const usage = `api-usage=${services.limits.used()}/${services.limits.maxDailyCalls}`;
      return { ...reply, headers: { ...reply.headers, 'Sforce-Limit-Info': usage } };
    } catch (error) {
      if (error instanceof ApiFault) return { status: error.status, body: error.body };
      throw error;
    }
  };
}

/** The URI alone, and the URI with all headers. */
function checkSize({ url, headers }: DataRequest): void {
  if (url.length > MAX_URI_BYTES) throw API_ERRORS.uriTooLong();
  const head = Object.entries(headers).reduce((size, [name, value]) => size + name.length + String(value).length + 4, url.length);
  if (head > MAX_URI_BYTES) throw API_ERRORS.headersTooLong();
}

function isVersionList({ method, url }: DataRequest): boolean {
  return method === 'GET' && /^\/services\/data\/?(\?|$)/.test(url);
}

function refusalsAnswered(run: () => ApiReply): ApiReply {
  try {
    return run();
  } catch (error) {
    if (error instanceof ApiFault) return { status: error.status, body: error.body };
    throw error;
  }
}

function readCall(options: DataApiOptions, request: DataRequest): ApiCall {
  const { version, path, query } = splitUrl(request.url);
  const state = versionState(version);
  if (state === 'retired') throw API_ERRORS.versionRetired(version);
  if (state === 'unknown') throw API_ERRORS.notFound();
  const session = options.findSession(tokenOf(request.headers));
  if (session === undefined) throw API_ERRORS.invalidSession();
  const user = options.userOf(session.userId);
  const actor: Actor = {
    userId: session.userId,
    permissions: user.access.customPermissions,
    changeOrigin: changeOrigin(version, request.headers['sforce-call-options']),
  };
  const method = (request.method === 'POST' ? query.get('_HttpMethod') : null) ?? readingMethod(request.method);
  const transact: ApiCall['transact'] = (work) => options.services.database.transact(actor, work);
  return {
    method,
    base: request.base,
    path,
    query,
    version,
    session,
    actor,
    user,
    transact,
    headers: request.headers,
    body: bodyOf(request),
    dispatch: options.route,
  };
}

/** What HEAD asks for is what GET answers, of which the server sends the headers alone. Source: REST API guide, "Using HTTP Methods". */
const readingMethod = (method: string): string => (method === 'HEAD' ? 'GET' : method);

/** `Bearer`, `OAuth`, or the header of the asynchronous API. */
export function tokenOf(headers: DataRequest['headers']): string {
  const { authorization, 'x-sfdc-session': session = '' } = headers;
  return authorization === undefined ? session : (/^(?:Bearer|OAuth)\s+(.+)$/i.exec(authorization)?.[1] ?? '');
}

/** Source: Change Data Capture guide, "changeOrigin": the client is named only when the writer named itself. */
function changeOrigin(version: string, callOptions: string | undefined): string {
  const client = /(?:^|[,;])\s*client\s*=\s*([^,;]+)/i.exec(callOptions ?? '')?.[1]?.trim();
  return `com/salesforce/api/rest/${version}${client === undefined ? '' : `;client=${client}`}`;
}

function bodyOf({ headers, text, method }: DataRequest): unknown {
  if (text === '' || method === 'GET') return undefined;
  const type = headers['content-type'] ?? '';
  if (/^application\/json\b/i.test(type)) return parseJson(text);
  if (/^text\/csv\b/i.test(type)) return text;
  throw API_ERRORS.unsupportedMediaType(type);
}
