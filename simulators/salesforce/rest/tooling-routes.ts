/** The Tooling API's records: the routes of the data API over tables of its own. Source: Tooling API guide, "REST Resources". */
import type { ManagedSubscriptions } from '../event-bus/pubsub/managed-subscriptions.ts';
import { COMPLEX_FIELDS } from '../tooling/tooling-objects.ts';
import type { Tooling } from '../tooling/tooling.ts';
import type { ApiCall, ApiReply, Route } from './api-call.ts';
import { API_ERRORS } from './errors.ts';
import { managedSubscriptionRoutes, storeManaged } from './managed-subscription-routes.ts';
import { queryRoutes } from './query-routes.ts';
import { isObject } from './record-body.ts';
import { recordRoutes } from './record-routes.ts';
import type { RestServices } from './services.ts';
import { sobjectRoutes } from './sobject-routes.ts';

export type ToolingServices = RestServices & { readonly managed: ManagedSubscriptions; readonly tooling: Tooling };

export function toolingRoutes(services: ToolingServices): Route[] {
  const { managed, tooling } = services;
  const { store, logs } = tooling;
  const own = { ...services, metadata: store.metadata, database: store.database };
  const toolingCall = (call: ApiCall): ApiCall => {
    storeManaged(managed, store);
    return {
      ...call,
      area: '/tooling',
      user: store.actAs(call.session.userId),
      transact: (work) => store.database.transact(call.actor, work),
      body: withDatetimes(call.body),
    };
  };
  const routes = [...queryRoutes(own), ...sobjectRoutes(own), ...recordRoutes(own)].map(({ method, pattern, handle }) => ({
    method,
    pattern: `tooling/${pattern}`,
    handle: (...[call, values]: Parameters<typeof handle>) => toolingReply(handle(toolingCall(call), values)),
  }));
  return [
    ...routes,
    ...managedSubscriptionRoutes(managed),
    {
      method: 'GET',
      pattern: 'tooling/sobjects/ApexLog/:id/Body',
      handle: (call, { id = '' }) => logBody(logs.bodyOf(id), store.actAs(call.session.userId).access.user('ViewAllData')),
    },
  ];
}

function logBody(text: string | undefined, mayRead: boolean): ApiReply {
  if (text === undefined || !mayRead) throw API_ERRORS.notFound();
  return { status: 200, contentType: 'text/plain;charset=UTF-8', body: text };
}

/** Clients send instants as milliseconds and as RFC 1123 texts, too: the sf CLI does both for a TraceFlag. */
function withDatetimes(body: unknown): unknown {
  if (!isObject(body)) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, /Date$/i.test(name) ? isoOf(value) : value]));
}

function isoOf(value: unknown): unknown {
  const atMs = typeof value === 'number' ? value : typeof value === 'string' && value.endsWith(' GMT') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(atMs) ? value : new Date(atMs).toISOString();
}

/** Values of complex fields are objects; an answer to a query tells its size and object, too. */
function toolingReply(reply: ApiReply): ApiReply {
  const body = revived(reply.body);
  if (!isObject(body) || !Array.isArray(body['records'])) return { ...reply, body };
  const { totalSize, done, nextRecordsUrl, records } = body;
  const [first] = body['records'] as readonly { readonly attributes?: { readonly type?: string } }[];
  const more = nextRecordsUrl === undefined ? {} : { nextRecordsUrl };
  const entityTypeName = first?.attributes?.type ?? null;
  return { ...reply, body: { size: body['records'].length, totalSize, done, queryLocator: null, ...more, entityTypeName, records } };
}

function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      COMPLEX_FIELDS.has(name) && typeof inner === 'string' ? (JSON.parse(inner) as unknown) : revived(inner),
    ]),
  );
}
