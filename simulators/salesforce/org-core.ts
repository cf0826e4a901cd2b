/** The org without its listeners: metadata, storage, package code, event bus and sessions, put together. */
import type { ApexPort, EventInput } from './apex-port.ts';
import { makeDirectory, type Directory } from './auth/directory.ts';
import { makeSessions, type Sessions } from './auth/sessions.ts';
import type { OrgClock } from './clock.ts';
import { makeEffectLog, type EffectLog } from './effect-log/effect-log.ts';
import { makeEventBus, type EventBus } from './event-bus/event-bus.ts';
import type { BusClock } from './event-bus/clock.ts';
import { loadMetadata } from './metadata/load-metadata.ts';
import type { OrgMetadata } from './metadata/model.ts';
import { makePackageStandIn } from './package-stand-in.ts';
import { makeOrgLimits, type OrgLimits } from './rest/api-usage.ts';
import type { EventPublisher } from './rest/services.ts';
import { seedOrg, type SeedUser } from './seed.ts';
import { makeQueryParser } from './soql/parse.ts';
import { makeQueryRunner, type QueryRunner } from './soql/run-query.ts';
import { makeQueryScope } from './soql/scope.ts';
import { makeDatabase, type Database, type Transaction } from './storage/database.ts';
import { makeDml, type Dml } from './storage/dml.ts';
import { makeIdSource } from './storage/record-id.ts';
import { makeRowLocks, type RowLocks } from './storage/row-locks.ts';
import type { PublishedEvent } from './storage/transaction.ts';

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
};

export type OrgCore = {
  readonly orgId: string;
  readonly clock: OrgClock;
  readonly metadata: OrgMetadata;
  readonly database: Database;
  readonly dml: Dml;
  readonly apex: ApexPort;
  readonly bus: EventBus;
  readonly publish: EventPublisher;
  readonly runQuery: QueryRunner;
  readonly sessions: Sessions;
  readonly directory: Directory;
  readonly limits: OrgLimits;
  readonly locks: RowLocks;
  readonly effects: EffectLog;
};

/** Builds and seeds the org. Throws on metadata it cannot honour. */
export function makeOrgCore(options: OrgCoreOptions): OrgCore {
  const { clock, uuid } = options;
  const metadata = loadMetadata(options.sources);
  const database = makeDatabase({ metadata, clock, uuid });
  const apex = makePackageStandIn(metadata);
  const [ids, locks] = [makeIdSource(), makeRowLocks()];
  const dml = makeDml({ metadata, database, apex, ids, locks });
  const orgId = seedOrg({
    metadata,
    database,
    dml,
    ids,
    orgName: 'Local org',
    organizationType: options.organizationType,
    users: options.users,
  });
  // Listeners come after the seed: what was there on the first day is no event and no effect.
  const bus = makeEventBus({ orgId, metadata, clock: options.timers, newUuid: uuid });
  const effects = makeEffectLog(metadata);
  database.onCommit(bus.onCommit);
  database.onCommit(effects.record);
  return {
    orgId,
    clock,
    metadata,
    database,
    dml,
    apex,
    bus,
    publish: makePublisher({ metadata, bus, clock, uuid }),
    runQuery: makeQueryRunner(makeQueryScope(metadata, database), makeQueryParser()),
    sessions: makeSessions({ clock, secret: options.secret, orgId, idleMs: options.sessionIdleMs }),
    directory: makeDirectory(metadata, database),
    limits: makeOrgLimits(clock, options.dailyCalls),
    locks,
    effects,
  };
}

type PublisherParts = { readonly metadata: OrgMetadata; readonly bus: EventBus; readonly clock: OrgClock; readonly uuid: () => string };

/** Events leave with their transaction or at once, as their definition says. */
function makePublisher({ metadata, bus, clock, uuid }: PublisherParts): EventPublisher {
  return (transaction: Transaction, { eventName, fields }: EventInput) => {
    const event: PublishedEvent = { eventName, eventUuid: uuid(), fields, createdAt: clock.now(), createdBy: transaction.actor.userId };
    if (metadata.object(eventName)?.publishBehavior === 'PublishAfterCommit') transaction.publishAfterCommit(event);
    else bus.publishImmediately(event);
    return { eventUuid: event.eventUuid };
  };
}
