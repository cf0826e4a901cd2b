/**
 * `/_org/…` on a port of its own: what a test, a demo or an audit may ask of the simulator. Nothing here exists in Salesforce, and nothing of it is
 * reachable on the org's own port.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { z } from 'zod';
import { faultSchema, type FaultQueue } from './faults.ts';
import type { OrgCore } from './org-core.ts';
import { readBody } from './rest/http-body.ts';
import { QueryFault } from './soql/query-fault.ts';
import type { CallStats } from './rest/call-stats.ts';
import { basePathOf } from './rest/api-call.ts';
import type { StoredRecord } from './storage/transaction.ts';

export type AdminOptions = { readonly core: OrgCore; readonly faults: FaultQueue; readonly stats: CallStats; readonly about: () => object };

type Answer = { readonly status: number; readonly body: unknown };
type AdminCall = { readonly query: URLSearchParams; readonly body: unknown };
type AdminHandler = (options: AdminOptions, call: AdminCall) => Answer;

export function makeAdminListener(options: AdminOptions): RequestListener {
  return (request, response) => {
    answer(options, request)
      .catch(refusal)
      .then((reply) => send(response, reply))
      .catch(() => response.destroy());
  };
}

async function answer(options: AdminOptions, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://org');
  const handler = HANDLERS[`${request.method ?? 'GET'} ${url.pathname}`];
  if (handler === undefined) return { status: 404, body: { error: 'not found' } };
  const text = await readBody(request);
  return handler(options, { query: url.searchParams, body: text === '' ? {} : (JSON.parse(text) as unknown) });
}

function refusal(error: unknown): Answer {
  if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } };
  if (error instanceof SyntaxError || error instanceof QueryFault) return { status: 400, body: { error: error.message } };
  return { status: 500, body: { error: String(error) } };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

const ok = (body: unknown): Answer => ({ status: 200, body });

const effectsQuery = z.object({
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().positive().max(10_000).default(1000),
  object: z.string().optional(),
});

const lockBody = z.strictObject({ object: z.string().optional(), count: z.int().positive().default(1) });
const advanceBody = z.strictObject({ ms: z.int().nonnegative() });
const languageBody = z.strictObject({ username: z.string(), language: z.string(), locale: z.string() });
const limitsBody = z.strictObject({ dailyCalls: z.int().nonnegative() });
const sessionBody = z.strictObject({ username: z.string() });
const credentialBody = z.strictObject({ name: z.string(), url: z.url(), headers: z.record(z.string(), z.string()).default({}) });

const HANDLERS: Readonly<Record<string, AdminHandler>> = {
  'GET /_org': ({ about }) => ok(about()),
  'GET /_org/effects': ({ core }, { query }) => {
    const { after, limit, object } = effectsQuery.parse(Object.fromEntries(query));
    return ok(core.effects.after(after, limit, object));
  },
  'GET /_org/stats': ({ core, stats }) =>
    ok({ calls: stats.snapshot(), apiUsage: { used: core.limits.used(), max: core.limits.maxDailyCalls } }),
  'DELETE /_org/stats': ({ stats }) => {
    stats.reset();
    return ok({});
  },
  'GET /_org/faults': ({ faults }) => ok(faults.pending()),
  'POST /_org/faults': ({ faults }, { body }) => {
    faults.add(faultSchema.parse(body));
    return ok(faults.pending());
  },
  'DELETE /_org/faults': ({ core, faults }) => {
    faults.clear();
    core.locks.release();
    return ok({});
  },
  'POST /_org/locks': ({ core }, { body }) => {
    core.locks.hold(lockBody.parse(body));
    return ok({});
  },
  'POST /_org/sessions/expire': ({ core }) => ok({ expired: core.sessions.expireAll() }),
  'POST /_org/limits': ({ core }, { body }) => {
    core.limits.setMax(limitsBody.parse(body).dailyCalls);
    return ok({});
  },
  'POST /_org/named-credentials': leadElsewhere,
  'GET /_org/clock': ({ core }) => ok({ now: new Date(core.clock.now()).toISOString() }),
  'POST /_org/clock/advance': ({ core }, { body }) => {
    core.clock.advance(advanceBody.parse(body).ms);
    return ok({ now: new Date(core.clock.now()).toISOString() });
  },
  'GET /_org/query': ({ core }, { query }) => {
    const outcome = core.runQuery(query.get('q') ?? '', { now: core.clock.now(), basePath: basePathOf('67.0') });
    return ok({ totalSize: outcome.totalSize, records: outcome.slice(0, outcome.totalSize) });
  },
  'POST /_org/sessions': openSession,
  'POST /_org/personal-settings': setLanguage,
};

/** What is done on a page of Setup that no API of the simulator has. */
function setByHand({ database, systemUserId }: OrgCore, object: string, record: StoredRecord): void {
  database.transact({ userId: systemUserId, permissions: new Set(), changeOrigin: '' }, (transaction) => {
    transaction.write(database.table(object), record);
  });
}

/** What an administrator sets once a Named Credential is deployed. */
function leadElsewhere({ core }: AdminOptions, { body }: AdminCall): Answer {
  const { name, ...target } = credentialBody.parse(body);
  if (!core.callouts.lead(name, target)) return { status: 404, body: { error: `no named credential ${name}` } };
  const rows = [...core.database.table('NamedCredential').records()];
  const row = rows.find(({ DeveloperName }) => String(DeveloperName).toLowerCase() === name.toLowerCase());
  if (row !== undefined) setByHand(core, 'NamedCredential', { ...row, Endpoint: target.url });
  return ok({});
}

/** What people set for themselves. */
function setLanguage({ core }: AdminOptions, { body }: AdminCall): Answer {
  const { username, language, locale } = languageBody.parse(body);
  const user = core.directory.byUsername(username);
  if (user === undefined) return { status: 404, body: { error: `no user ${username}` } };
  setByHand(core, 'User', { ...user, LanguageLocaleKey: language, LocaleSidKey: locale });
  return ok({});
}

/** A session of a user without a login: what a browser has once somebody has logged in. */
function openSession({ core }: AdminOptions, { body }: AdminCall): Answer {
  const { username } = sessionBody.parse(body);
  const user = core.directory.byUsername(username);
  if (user === undefined) return { status: 404, body: { error: `no user ${username}` } };
  const userId = String(user['Id']);
  const { token } = core.sessions.open({ userId, scope: 'web api' });
  return ok({ accessToken: token, userId, orgId: core.orgId, customPermissions: [...core.accessOf(userId).customPermissions] });
}
