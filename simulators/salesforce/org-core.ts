/** The org without its listeners: metadata, storage, package code, event bus and sessions, put together. */
import { makeApexHost, type ApexHost } from './apex/doors/host.ts';
import { makePackageApex } from './apex/doors/package-apex.ts';
import { readApexSources } from './apex/doors/sources.ts';
import type { ApexParser } from './apex/syntax/syntax-cache.ts';
import type { ApexPort, ApexServices, EventPublisher } from './apex-port.ts';
import { makeDirectory, type Directory } from './auth/directory.ts';
import { makeSessions, type Sessions } from './auth/sessions.ts';
import { makeCallouts, type Callouts } from './callouts.ts';
import type { OrgClock } from './clock.ts';
import { makeEffectLog, type EffectLog } from './effect-log/effect-log.ts';
import { makeEventBus, type EventBus } from './event-bus/event-bus.ts';
import { lateReport, makePublisher, makePublishReporter } from './event-publishing.ts';
import type { BusClock } from './event-bus/clock.ts';
import { loadMetadata } from './metadata/load-metadata.ts';
import type { OrgMetadata } from './metadata/model.ts';
import { makePackageStandIn } from './package-stand-in/package-stand-in.ts';
import { makeOrgLimits, type OrgLimits } from './rest/api-usage.ts';
import { makeActingUsers, type ActingUser } from './security/acting-user.ts';
import { makeOrgSecurity, type OrgSecurity } from './security/org-security.ts';
import { seedOrg, type SeedUser } from './seed.ts';
import { makeQueryParser } from './soql/parse.ts';
import { makeQueryRunner, type QueryRunner } from './soql/run-query.ts';
import { makeQueryScope } from './soql/scope.ts';
import type { Actor } from './storage/actor.ts';
import { makeDatabase, type Database } from './storage/database.ts';
import { makeDml, type GuardedDml } from './storage/dml.ts';
import { makeIdSource } from './storage/record-id.ts';
import { makeRowLocks, type RowLocks } from './storage/row-locks.ts';
import type { SaveHooks } from './storage/trigger.ts';

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
  /** Runs the Apex of the sources; without it a stand-in answers for the package's. */
  readonly runsApex?: boolean;
  /** May keep what it read of the Apex before. */
  readonly apexParser?: ApexParser;
  /** Told of failures nobody waits for: of jobs, event triggers and callbacks. */
  readonly onError?: (error: unknown) => void;
};

export type OrgCore = {
  readonly orgId: string;
  /** Automated Process, whom the org's own writes are booked to. */
  readonly systemUserId: string;
  readonly clock: OrgClock;
  readonly metadata: OrgMetadata;
  readonly database: Database;
  readonly dml: GuardedDml;
  readonly apex: ApexPort;
  /** The running Apex behind `apex`; undefined where the stand-in answers. */
  readonly apexHost: ApexHost | undefined;
  readonly services: ApexServices;
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
};

/** Builds and seeds the org. Throws on metadata it cannot honour. */
export function makeOrgCore(options: OrgCoreOptions): OrgCore {
  const { clock, uuid, timers, onError = () => undefined } = options;
  const metadata = loadMetadata(options.sources);
  const database = makeDatabase({ metadata, clock, uuid });
  const [ids, locks, effects] = [makeIdSource(), makeRowLocks(), makeEffectLog(metadata)];
  const [orgId, systemUserId] = [ids('00D'), ids('005')];
  const system: Actor = { userId: systemUserId, permissions: new Set(), changeOrigin: '' };
  const hooks: SaveHooks = { before: (call) => apex.beforeSave(services, call), after: (call) => apex.afterSave(services, call) };
  const dml = makeDml({ metadata, database, hooks, ids, locks });
  const bus = makeEventBus({
    orgId,
    metadata,
    clock: timers,
    newUuid: uuid,
    onPublishFailure: (event) => reporter.failed(event),
    onAccepted: (event) => apexHost?.eventTriggers.accept(event),
  });
  const report = lateReport((result) => {
    database.transact(system, (transaction) => apex.afterPublish(services, transaction, result));
  }, onError);
  const publish = makePublisher({ metadata, clock, uuid, publishNow: bus.publishImmediately, report });
  const services: ApexServices = { database, dml, publish, uuid };
  const accessOf = makeOrgSecurity(metadata, database);
  const parse = makeQueryParser();
  const actAs = makeActingUsers({ metadata, database, dml, accessOf, parse });
  const callouts = makeCallouts(metadata.namedCredentials);
  const org = { orgId, systemUserId, metadata, database, dml, actAs, publish, parse, uuid, newId: ids, clock, callouts, timers, onError };
  const apexHost = options.runsApex === true ? hostApex(options, org) : undefined;
  const apex = apexHost === undefined ? makePackageStandIn(metadata) : makePackageApex(apexHost, database);
  const reporter = makePublishReporter(bus.onCommit, report);
  seedOrg({ metadata, database, dml, ids, orgId, system, organizationType: options.organizationType, users: options.users });
  // Listeners come after the seed: what was there on the first day is no event and no effect.
  database.onCommit(reporter.onCommit);
  database.onCommit(effects.record);
  if (apexHost !== undefined) database.onCommit(apexHost.jobs.onCommit);
  return {
    orgId,
    systemUserId,
    clock,
    metadata,
    database,
    dml,
    apex,
    apexHost,
    services,
    bus,
    publish,
    runQuery: makeQueryRunner(makeQueryScope(metadata, database), parse),
    sessions: makeSessions({ clock, secret: options.secret, orgId, idleMs: options.sessionIdleMs }),
    directory: makeDirectory(database),
    accessOf,
    actAs,
    limits: makeOrgLimits(clock, options.dailyCalls),
    locks,
    effects,
    callouts,
  };
}

type ApexSurroundings = Omit<Parameters<typeof makeApexHost>[0], 'random' | 'sources' | 'parser'>;

function hostApex({ sources, random, apexParser }: OrgCoreOptions, org: ApexSurroundings): ApexHost {
  return makeApexHost({ ...org, random, sources: readApexSources(sources), ...(apexParser === undefined ? {} : { parser: apexParser }) });
}
