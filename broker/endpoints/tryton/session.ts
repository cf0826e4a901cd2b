/**
 * Calls of Tryton's JSON-RPC within a session: login, context, and one new login where the session is gone. Source: trytond
 * 6.0, trytond/protocols/dispatcher.py (login, 401) and trytond/protocols/jsonrpc.py (envelope).
 */
import { z } from 'zod';
import type { Failure } from '../../engine/endpoint.ts';
import type { HttpClient, HttpResult } from '../kit/http-client.ts';
import { brokenContract, failureOf } from '../kit/outcome.ts';
import type { Access } from '../kit/outcome.ts';
import { classifyError } from './rpc-error.ts';
import type { Warning } from './rpc-error.ts';
import type { Wire } from './values.ts';

export type Result = { readonly class: 'RESULT'; readonly value: unknown };

export type RpcCall = {
  /** `model.<name>.<method>` or `wizard.<name>.<step>`. */
  readonly method: string;
  /** Without the context, which comes last and from the session. */
  readonly params: readonly unknown[];
  readonly access: Access;
  /** What the context says beyond the user's own. */
  readonly context?: Wire;
};

/** Who we are in the system. */
export type Identity = { readonly class: 'IDENTITY'; readonly user: number; readonly company: number };

/** Makes calls as one user. Every trouble is a value. */
export type TrytonSession = {
  readonly call: (call: RpcCall, signal: AbortSignal) => Promise<Result | Warning | Failure>;
  readonly identity: (signal: AbortSignal) => Promise<Identity | Failure>;
};

export type Account = {
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Name of the company to work in; absent for the user's own. */
  readonly company?: string;
};

type Admission = {
  readonly class: 'ADMITTED';
  readonly authorization: string;
  readonly context: Wire;
  readonly user: number;
  readonly company: number;
};

const Envelope = z.object({ result: z.unknown().optional(), error: z.unknown().optional() });
const LoginResult = z.tuple([z.int(), z.string()]).rest(z.unknown());
const Preferences = z.looseObject({ company: z.int().nullish() });
/** Of a user without a company; no record has it. */
const NO_COMPANY = 0;
const Ids = z.array(z.int());

function isUnauthorized(result: HttpResult): boolean {
  return result.kind === 'answer' && result.status === 401;
}

/** What is said of a session that ends while a call of it begins. */
const SessionVanished = z.object({
  error: z.tuple([z.literal('UserError'), z.tuple([z.string().regex(/of "Session" that don't exist/)]).rest(z.unknown())]),
});

/** Whether the session is gone. The call was then not executed, or taken back whole. */
function isSessionGone(result: HttpResult): boolean {
  return isUnauthorized(result) || (result.kind === 'answer' && SessionVanished.safeParse(result.body).success);
}

function loginRefused(): Failure {
  return { class: 'CONFIG', code: 'LOGIN_REFUSED', message: 'The system does not let us in' };
}

/** Reads the envelope. An answer without one is classified by its HTTP status. */
function open(result: HttpResult, access: Access): Result | Warning | Failure {
  const envelope = result.kind === 'answer' && result.status === 200 ? Envelope.safeParse(result.body) : undefined;
  if (!envelope?.success) return failureOf(result, access);
  const { error, result: value } = envelope.data;
  return error === undefined ? { class: 'RESULT', value } : classifyError(error, access);
}

/** After too many wrong passwords the right one is refused as well, with 429 and no time to wait. */
function afterLogin(result: HttpResult): Result | Warning | Failure {
  const locked = result.kind === 'answer' && result.status === 429 && result.retryAfterMs === undefined;
  return locked || isUnauthorized(result) ? loginRefused() : open(result, 'read');
}

type Post = (
  method: string,
  params: readonly unknown[],
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<HttpResult>;
type Entry = { readonly authorization: string; readonly user: number; readonly company: string | undefined };

/** The user's preferences are the context of all calls. English, because refusals are told apart by their texts. */
async function contextOf(post: Post, { authorization, user, company }: Entry, signal: AbortSignal): Promise<Admission | Failure> {
  const headers = { authorization };
  const preferred = open(await post('model.res.user.get_preferences', [true, {}], headers, signal), 'read');
  if (preferred.class !== 'RESULT') return preferred.class === 'WARNING' ? brokenContract() : preferred;
  const preferences = Preferences.safeParse(preferred.value);
  if (!preferences.success) return brokenContract();
  const own = { ...preferences.data, language: 'en' };
  if (company === undefined)
    return { class: 'ADMITTED', authorization, context: own, user, company: preferences.data.company ?? NO_COMPANY };
  const domain = [['party.name', '=', company]];
  const found = open(await post('model.company.company.search', [domain, 0, 1, null, own], headers, signal), 'read');
  if (found.class !== 'RESULT') return found.class === 'WARNING' ? brokenContract() : found;
  const [place] = Ids.safeParse(found.value).data ?? [];
  if (place === undefined) return { class: 'CONFIG', code: 'NO_SUCH_COMPANY', message: 'The ERP has no company of this name' };
  return { class: 'ADMITTED', authorization, context: { ...own, company: place }, user, company: place };
}

export function makeTrytonSession(http: HttpClient, { database, user, password, company }: Account): TrytonSession {
  let admission: Promise<Admission | Failure> | undefined;

  function post(
    method: string,
    params: readonly unknown[],
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<HttpResult> {
    return http.call({ method: 'POST', path: `/${encodeURIComponent(database)}/`, body: { id: 1, method, params }, headers }, signal);
  }

  async function login(signal: AbortSignal): Promise<Admission | Failure> {
    const answer = afterLogin(await post('common.db.login', [user, { password }], {}, signal));
    if (answer.class !== 'RESULT') return answer.class === 'WARNING' ? brokenContract() : answer;
    const granted = LoginResult.safeParse(answer.value);
    if (!granted.success) return loginRefused();
    const [id, key] = granted.data;
    const authorization = `Session ${Buffer.from(`${user}:${id}:${key}`).toString('base64')}`;
    return contextOf(post, { authorization, user: id, company }, signal);
  }

  /** One login at a time, whoever needs it; one that failed is not kept. */
  async function admit(signal: AbortSignal): Promise<Admission | Failure> {
    const pending = (admission ??= login(signal));
    const result = await pending;
    if (result.class !== 'ADMITTED' && admission === pending) admission = undefined;
    return result;
  }

  function attempt({ method, params, context }: RpcCall, admitted: Admission, signal: AbortSignal): Promise<HttpResult> {
    const { authorization } = admitted;
    return post(method, [...params, { ...admitted.context, ...context }], { authorization }, signal);
  }

  return {
    identity: async (signal) => {
      const admitted = await admit(signal);
      return admitted.class === 'ADMITTED' ? { class: 'IDENTITY', user: admitted.user, company: admitted.company } : admitted;
    },
    call: async (call, signal) => {
      const first = await admit(signal);
      if (first.class !== 'ADMITTED') return first;
      const used = admission;
      const result = await attempt(call, first, signal);
      if (!isSessionGone(result)) return open(result, call.access);
      if (admission === used) admission = undefined;
      const second = await admit(signal);
      return second.class === 'ADMITTED' ? open(await attempt(call, second, signal), call.access) : second;
    },
  };
}
