/** The org without its listeners: metadata, storage, package code, event bus and sessions, put together. */
import { makeApexHost, type ApexHost } from './apex/doors/host.ts';
import { readApexSources } from './apex/doors/sources.ts';
import type { ApexSource } from './apex/run/load.ts';
import { makeDirectory, type Directory } from './auth/directory.ts';
import { makeSessions, type Sessions } from './auth/sessions.ts';
import { makeCallouts, type Callouts } from './callouts.ts';
import type { OrgClock } from './clock.ts';
import { makeEffectLog, type EffectLog } from './effect-log/effect-log.ts';
import { makeEventBus, type EventBus } from './event-bus/event-bus.ts';
import { lateReport, makePublisher, makePublishReporter, type EventPublisher } from './event-publishing.ts';
import type { BusClock } from './event-bus/clock.ts';
import { loadMetadata, type LeaveOut } from './metadata/load-metadata.ts';
import type { OrgMetadata } from './metadata/model.ts';
import { makeOrgLimits, type OrgLimits } from './rest/api-usage.ts';
import { makeActingUsers, type ActingUser } from './security/acting-user.ts';
import { makeOrgSecurity, type OrgSecurity } from './security/org-security.ts';
import { makeRecordRights } from './security/record-rights.ts';
import { seedOrg, type SeedUser } from './seed.ts';
import { makeQueryParser } from './soql/parse.ts';
import { makeQueryRunner, type QueryRunner } from './soql/run-query.ts';
import { makeQueryScope, type QueryScope } from './soql/scope.ts';
import { PLAIN_READERS, type SourceReaders } from './source-readers.ts';
import { storeStaticResources } from './static-resources.ts';
import type { Actor } from './storage/actor.ts';
import { makeDatabase, type Database } from './storage/database.ts';
import type { DefaultRecordType } from './storage/record-defaults.ts';
import { makeDml, type GuardedDml } from './storage/dml.ts';
import { makeIdSource } from './storage/record-id.ts';
import { makeRowLocks, type RowLocks } from './storage/row-locks.ts';
import type { SaveHooks } from './storage/trigger.ts';
import { storeApexCode } from './tooling/apex-code.ts';
import { makeApexLogs } from './tooling/apex-logs.ts';
import { makeTestOrgs, type TestOrg } from './tooling/test-org.ts';
import { makeTooling, type Tooling } from './tooling/tooling.ts';
import { makeToolingStore } from './tooling/tooling-store.ts';

export type OrgCoreOptions = {
  /** SFDX source folders, deployed together. */
  readonly sources: readonly string[];
  readonly clock: OrgClock;
  /** Timers of the event bus, on the same time as `clock`. */
  readonly timers: BusClock;
  readonly uuid: () => string;
  /** Random text for access tokens. */
  readonly secret: () => string;
  readonly dailyCalls: number;
  readonly sessionIdleMs: number;
  readonly organizationType: string;
  readonly users: readonly SeedUser[];
  /** From 0 (included) to 1, for Apex. */
  readonly random: () => number;
  /** Loads the test classes of the sources, too. */
  readonly apexTests?: boolean;
  /** May keep what they read before. */
  readonly readers?: SourceReaders;
  /** Told of failures nobody waits for: of jobs, event triggers and callbacks. */
  readonly onError?: (error: unknown) => void;
  /** Told of each part of the sources that the org cannot honour, which is left out; without it they are refused. */
  readonly leaveOut?: LeaveOut;
};

export type OrgCore = {
  readonly orgId: string;
  /** Automated Process, whom the org's own writes are booked to. */
  readonly systemUserId: string;
  readonly clock: OrgClock;
  readonly metadata: OrgMetadata;
  readonly database: Database;
  readonly dml: GuardedDml;
  /** The Apex of the sources. */
  readonly apex: ApexHost;
  readonly bus: EventBus;
  readonly publish: EventPublisher;
  readonly runQuery: QueryRunner;
  readonly sessions: Sessions;
  readonly directory: Directory;
  readonly accessOf: OrgSecurity;
  /** The org in a user's hands, by user id. */
  readonly actAs: (userId: string) => ActingUser;
  readonly limits: OrgLimits;
  readonly locks: RowLocks;
  readonly effects: EffectLog;
  readonly callouts: Callouts;
  readonly tooling: Tooling;
};

/** All records and fields, for the org's own questions. */
function systemScope({ metadata, database, actAs }: Pick<OrgCore, 'metadata' | 'database' | 'actAs'>, system: Actor): QueryScope {
  return makeQueryScope(metadata, database, { viewer: () => system, rightsOn: makeRecordRights(database, actAs) });
}

/** Those of the Apex, which needs what saves records to begin with. */
function laterHooks(triggers: () => SaveHooks): SaveHooks {
  return {
    before: (call) => triggers().before(call),
    after: (call) => triggers().after(call),
    attempts: (call) => triggers().attempts(call),
  };
}

/** Builds and seeds the org. Throws on sources it cannot honour. */
export function makeOrgCore(options: OrgCoreOptions): OrgCore {
  const { clock, uuid, timers, readers = PLAIN_READERS, onError = () => undefined } = options;
  const { apexSources, metadata } = readSources(options);
  const database = makeDatabase({ metadata, clock, uuid });
  const [ids, locks, effects, directory] = [makeIdSource(), makeRowLocks(), makeEffectLog(metadata), makeDirectory(database)];
  const [orgId, systemUserId] = [ids('00D'), ids('005')];
  const system: Actor = { userId: systemUserId, permissions: new Set(), changeOrigin: '' };
  const hooks = laterHooks(() => apex.triggers);
  const defaultRecordType: DefaultRecordType = (object, userId) => accessOf(userId).defaultRecordType(object);
  const dml = makeDml({ metadata, database, hooks, ids, locks, defaultRecordType });
  const bus = makeEventBus({
    orgId,
    metadata,
    readFilter: readers.soql,
    clock: timers,
    newUuid: uuid,
    onPublishFailure: (event) => reporter.failed(event),
    onAccepted: (event) => apex.eventTriggers.accept(event),
  });
  const report = lateReport(({ success, eventUuids }) => {
    database.transact(system, (transaction) => apex.binding.on(transaction, () => apex.events.settle(success, eventUuids)));
  }, onError);
  const publish = makePublisher({ metadata, clock, uuid, publishNow: bus.publishImmediately, report });
  const accessOf = makeOrgSecurity(metadata, database);
  const parse = makeQueryParser();
  const actAs = makeActingUsers({ metadata, database, dml, accessOf, parse });
  const callouts = makeCallouts(metadata.namedCredentials);
  const store = makeToolingStore({ metadata, database, accessOf, parse, ids, locks, clock, uuid, system });
  const logs = makeApexLogs(store, clock);
  const own = { orgId, systemUserId, metadata, database, dml, actAs, publish, parse, uuid, newId: ids };
  const org = { ...own, clock, callouts, timers, onError, logs };
  const apex = hostApex(options, apexSources, org);
  const reporter = makePublishReporter(bus.onCommit, report);
  seedOrg({ metadata, database, dml, ids, orgId, system, organizationType: options.organizationType, users: options.users });
  storeApexCode({ sources: options.sources, database, ids, system });
  storeStaticResources({ sources: options.sources, database, ids, system });
  const testOrgs = makeTestOrgs(database, (users) => makeTestOrg(options, users));
  // Listeners come after the seed: what was there on the first day is no event and no effect.
  for (const listener of [reporter.onCommit, effects.record, apex.jobs.onCommit]) database.onCommit(listener);
  return {
    orgId,
    systemUserId,
    clock,
    metadata,
    database,
    dml,
    apex,
    bus,
    publish,
    runQuery: makeQueryRunner(systemScope({ metadata, database, actAs }, system), parse),
    sessions: openSessions(options, orgId, directory),
    directory,
    accessOf,
    actAs,
    limits: makeOrgLimits(clock, options.dailyCalls),
    locks,
    effects,
    callouts,
    tooling: makeTooling({ store, logs, testOrgs, clock, timers, uuid, onError }),
  };
}

function openSessions({ clock, secret, sessionIdleMs: idleMs }: OrgCoreOptions, orgId: string, directory: Directory): Sessions {
  const isActive = (userId: string): boolean => directory.byId(userId)?.['IsActive'] === true;
  return makeSessions({ clock, secret, orgId, idleMs, isActive });
}

function readSources({ sources, leaveOut, apexTests = false }: OrgCoreOptions): {
  apexSources: readonly ApexSource[];
  metadata: OrgMetadata;
} {
  const apexSources = readApexSources(sources, { tests: apexTests });
  const texts = apexSources.map(({ text }) => text);
  return { apexSources, metadata: loadMetadata(sources, leaveOut, texts) };
}

/** Apex that this org runs compiles there, too; a test class that does not fails alone. */
function makeTestOrg(options: OrgCoreOptions, users: readonly SeedUser[]): TestOrg {
  const { apex, database, directory, accessOf } = makeOrgCore({ ...options, users, apexTests: true, leaveOut: () => undefined });
  const actorOf = (username: string): Actor => {
    const userId = String(directory.byUsername(username)?.['Id']);
    return { userId, permissions: accessOf(userId).customPermissions, changeOrigin: '' };
  };
  return { apex, database, actorOf };
}

type ApexSurroundings = Omit<Parameters<typeof makeApexHost>[0], 'random' | 'sources' | 'readers' | 'isolate'>;

function hostApex({ random, readers, leaveOut }: OrgCoreOptions, sources: readonly ApexSource[], org: ApexSurroundings): ApexHost {
  return makeApexHost({
    ...org,
    random,
    sources,
    isolate: leaveOut !== undefined,
    ...(readers === undefined ? {} : { readers }),
  });
}
