/** Starts a local Salesforce org: REST and login over HTTP and HTTPS, the Pub/Sub API over gRPC, the simulator's own admin port. */
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { makeAdminListener } from './admin-api.ts';
import { makeAuthApi } from './auth/auth-api.ts';
import { makeConnectedApps, type ConnectedApp } from './auth/connected-apps.ts';
import { makeCometdApi, type CometdApi, type CometdTiming, type CometdUser } from './cometd/cometd-api.ts';
import { makeOrgClock, type OrgClock } from './clock.ts';
import type { TlsIdentity } from './event-bus/pubsub/certificate.ts';
import { startPubSubServer, type PubSubServer } from './event-bus/pubsub/server.ts';
import { makeTimerClock, type TimerClock } from './event-bus/timer-clock.ts';
import { makeFaultQueue, type FaultQueue } from './faults.ts';
import { makeOrgCore, type OrgCore } from './org-core.ts';
import type { ObjectRight } from './metadata/grants.ts';
import { makeApexApi, type Door } from './rest/apex-api.ts';
import { EDITION_DAILY_CALLS, type Edition } from './rest/api-usage.ts';
import { makeCallStats, type CallStats } from './rest/call-stats.ts';
import { makeCors } from './rest/cors.ts';
import { makeDataApi } from './rest/data-api.ts';
import { makeRouter } from './rest/router.ts';
import { makeRoutes } from './rest/routes.ts';
import { listen, makeListener, type Listening } from './rest/server.ts';
import type { RestServices } from './rest/services.ts';
import type { SeedUser } from './seed.ts';
import { KEPT_READINGS, makeKeptReaders } from './source-readers.ts';
import { answerResource, isResourceCall, tokenOfPage } from './static-resources.ts';
import { systemNow } from './system-clock.ts';
import { answerCode, isCodeCall } from './tooling/code-door.ts';
import { makeSoapApex } from './tooling/soap-apex.ts';
import type { Tooling } from './tooling/tooling.ts';

export type OrgPorts = {
  /** 0 takes a free port; a port that is left out is not opened (except `http` and `admin`, which take a free one). */
  readonly http?: number;
  readonly https?: number;
  readonly admin?: number;
  readonly pubSub?: number;
  readonly pubSubTls?: number;
};

export type OrgOptions = {
  readonly sources: readonly string[];
  readonly host?: string;
  readonly ports?: OrgPorts;
  /** Needed for the HTTPS and the gRPC TLS port. */
  readonly tls?: TlsIdentity;
  readonly apps: readonly ConnectedApp[];
  readonly users: readonly SeedUser[];
  /** Passwords for SOAP login, by username. */
  readonly passwords?: ReadonlyMap<string, string>;
  readonly edition?: Edition;
  readonly dailyCalls?: number;
  readonly sessionIdleMs?: number;
  readonly clock?: OrgClock;
  /** The CORS allowlist: origins whose pages may call the REST APIs. */
  readonly corsOrigins?: readonly string[];
  /** How long a browser's connection waits for news. */
  readonly cometdTiming?: CometdTiming;
  readonly onError?: (error: unknown) => void;
};

export type RunningOrg = {
  readonly orgId: string;
  readonly restUrl: string;
  readonly restTlsUrl: string | undefined;
  readonly adminUrl: string;
  /** `127.0.0.1:7011` without TLS, undefined when not opened. */
  readonly pubSubEndpoint: string | undefined;
  readonly pubSubTlsEndpoint: string | undefined;
  /** The org from inside, for tests that run in the same process. */
  readonly admin: { readonly core: OrgCore; readonly faults: FaultQueue; readonly stats: CallStats; readonly pubSub: PubSubServer };
  readonly stop: () => Promise<void>;
};

const TWO_HOURS_MS = 7_200_000;
const CHANCES = 2 ** 32;

/** Rejects when the metadata cannot be honoured or a port cannot be opened. */
export async function startOrg(options: OrgOptions): Promise<RunningOrg> {
  const { host = '127.0.0.1', ports = {} } = options;
  const { clock = makeOrgClock(systemNow) } = options;
  const timers = makeTimerClock(clock.now);
  const core = makeCore(options, clock, timers);
  const [faults, stats] = [makeFaultQueue(), makeCallStats()];
  const pubSub = await startPubSub(options, core, timers);
  const cometd = startCometd(options, core, timers);
  const listener = makeRestListener(options, { core, faults, stats, pubSub, cometd });
  const rest = await listen(listener, { host, port: ports.http ?? 0 });
  const restTls = await listenTls(options, listener);
  const about = (): object => ({
    orgId: core.orgId,
    restUrl: rest.url,
    objects: core.metadata.objects.size,
  });
  const admin = await listen(makeAdminListener({ core, faults, stats, about }), { host, port: ports.admin ?? 0 });
  return {
    orgId: core.orgId,
    restUrl: rest.url,
    restTlsUrl: restTls?.url,
    adminUrl: `${admin.url}/_org`,
    pubSubEndpoint: endpoint(host, pubSub.plaintextPort),
    pubSubTlsEndpoint: endpoint(host, pubSub.tlsPort),
    admin: { core, faults, stats, pubSub },
    stop: async () => {
      cometd.stop();
      await Promise.all([rest.close(), restTls?.close(), admin.close(), pubSub.stop()]);
      timers.stop();
    },
  };
}

function makeCore(options: OrgOptions, clock: OrgClock, timers: TimerClock): OrgCore {
  const { edition = 'enterprise' } = options;
  return makeOrgCore({
    sources: options.sources,
    clock,
    timers,
    uuid: randomUUID,
    random: () => randomInt(CHANCES) / CHANCES,
    readers: makeKeptReaders(KEPT_READINGS),
    secret: () => `AQ${randomBytes(48).toString('base64url').replace(/-/g, '.')}`,
    dailyCalls: options.dailyCalls ?? EDITION_DAILY_CALLS[edition],
    sessionIdleMs: options.sessionIdleMs ?? TWO_HOURS_MS,
    organizationType: ORGANIZATION_TYPE[edition],
    ...(options.onError === undefined ? {} : { onError: options.onError }),
    users: options.users,
  });
}

/** As Organization.OrganizationType spells them. */
const ORGANIZATION_TYPE: Readonly<Record<Edition, string>> = {
  developer: 'Developer Edition',
  enterprise: 'Enterprise Edition',
  unlimited: 'Unlimited Edition',
};

async function listenTls({ host = '127.0.0.1', ports, tls }: OrgOptions, listener: RequestListener): Promise<Listening | undefined> {
  return tls === undefined || ports?.https === undefined ? undefined : listen(listener, { host, port: ports.https, tls });
}

function endpoint(host: string, port: number | undefined): string | undefined {
  return port === undefined ? undefined : `${host}:${port}`;
}

type RestParts = {
  readonly core: OrgCore;
  readonly faults: FaultQueue;
  readonly stats: CallStats;
  readonly pubSub: PubSubServer;
  readonly cometd: CometdApi;
};

function makeRestListener(options: OrgOptions, { core, faults, stats, pubSub, cometd }: RestParts): RequestListener {
  const { sessions, directory, clock, orgId } = core;
  const services = restServices(core);
  const dataApi = makeDataApi({
    services,
    route: makeRouter(makeRoutes({ ...services, managed: pubSub.managed, tooling: core.tooling })),
    findSession: sessions.use,
    userOf: core.actAs,
    onCall: stats.count,
  });
  const authApi = makeAuthApi({
    apps: makeConnectedApps(options.apps),
    directory,
    sessions,
    clock,
    orgId,
    passwords: options.passwords ?? new Map(),
  });
  return makeListener({
    cors: makeCors(options.corsOrigins ?? []),
    dataApi,
    authApi,
    cometd,
    apexApi: makeApexApi({
      host: core.apex,
      findSession: sessions.use,
      limits: core.limits,
      doors: [codeDoor(core.tooling), resourceDoor(core)],
    }),
    soapApex: makeSoapApex({ host: core.apex, findSession: sessions.use }),
    faults,
    onError: options.onError ?? (() => undefined),
  });
}

function resourceDoor({ database }: OrgCore): Door {
  return { leads: isResourceCall, answer: async (_, { url }) => answerResource(database, url), counts: false, tokenOf: tokenOfPage };
}

function codeDoor(tooling: Tooling): Door {
  return { leads: isCodeCall, answer: (host, request) => answerCode(tooling, host, request), counts: true };
}

function restServices(core: OrgCore): RestServices {
  const parse = (schema: { readonly json: string } | undefined): object | undefined =>
    schema === undefined ? undefined : (JSON.parse(schema.json) as object);
  const schemas = {
    byEvent: (name: string) => parse(core.bus.schemaOfTopic(`/event/${name}`)),
    byId: (id: string) => parse(core.bus.schemaById(id)),
  };
  return { ...core, schemas };
}

async function startPubSub(options: OrgOptions, core: OrgCore, clock: TimerClock): Promise<PubSubServer> {
  const { ports = {}, tls, host = '127.0.0.1' } = options;
  return startPubSubServer({
    bus: core.bus,
    clock,
    newUuid: randomUUID,
    host,
    ports: { plaintext: ports.pubSub ?? 0, ...(tls === undefined || ports.pubSubTls === undefined ? {} : { tls: ports.pubSubTls }) },
    ...(tls === undefined ? {} : { tls }),
    sessions: {
      check: ({ accessToken, tenantId }) => {
        const session = core.sessions.use(accessToken);
        if (session === undefined) return { ok: false, reason: 'the session is invalid or expired' };
        if (tenantId.slice(0, 15) !== core.orgId.slice(0, 15)) return { ok: false, reason: 'the token belongs to another org' };
        return { ok: true, user: eventUser(core, session.userId) };
      },
    },
  });
}

function startCometd({ cometdTiming }: OrgOptions, core: OrgCore, clock: TimerClock): CometdApi {
  return makeCometdApi({
    bus: core.bus,
    systemTopics: core.tooling.topics,
    clock,
    newId: () => randomBytes(16).toString('hex'),
    userOf: (token) => {
      const session = core.sessions.use(token);
      return session === undefined ? undefined : eventUser(core, session.userId);
    },
    ...(cometdTiming === undefined ? {} : { timing: cometdTiming }),
  });
}

/** Who may hear what. Change events tell of every record, so they need View All Records (Change Data Capture guide, "Required Permissions"). */
function eventUser({ metadata, actAs }: OrgCore, userId: string): CometdUser {
  const { access } = actAs(userId);
  const can = (name: string, right: ObjectRight): boolean => {
    const object = metadata.object(name);
    return object !== undefined && access.can(object, right);
  };
  return {
    userId,
    canRead: (name) => can(name, metadata.object(name)?.kind === 'platformEvent' ? 'read' : 'viewAll'),
    canCreate: (name) => can(name, 'create'),
    viewsAll: access.user('ViewAllData'),
  };
}
