/**
 * The objects of the Tooling API: tables of their own beside the org's, with the same queries, saves and describes. Source: Tooling API guide,
 * "Tooling API Objects"; "Debug Log Details" of Salesforce Help for who may see what.
 */
import { makeRowWriter, type RowWriter } from '../apex/doors/jobs/row-writer.ts';
import type { OrgClock } from '../clock.ts';
import { stableId } from '../metadata/field-id.ts';
import { indexMetadata } from '../metadata/lookups.ts';
import type { OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { UserAccess } from '../security/access.ts';
import { makeActingUsers, type ActingUser } from '../security/acting-user.ts';
import type { OrgSecurity } from '../security/org-security.ts';
import type { QueryParser } from '../soql/parse.ts';
import type { Actor } from '../storage/actor.ts';
import { makeDatabase, type Database } from '../storage/database.ts';
import { makeDml } from '../storage/dml.ts';
import { to18, type IdSource } from '../storage/record-id.ts';
import type { RowLocks } from '../storage/row-locks.ts';
import { EVENT_OBJECTS, SHARED_OBJECTS, toolingObjects } from './tooling-objects.ts';

export type ToolingStoreOptions = {
  /** The org's own. */
  readonly metadata: OrgMetadata;
  readonly database: Database;
  readonly accessOf: OrgSecurity;
  readonly parse: QueryParser;
  readonly ids: IdSource;
  readonly locks: RowLocks;
  readonly clock: OrgClock;
  readonly uuid: () => string;
  /** Whom the org's own writes are booked to. */
  readonly system: Actor;
};

export type ToolingStore = {
  readonly metadata: OrgMetadata;
  /** Users, code and jobs are the org's own tables. */
  readonly database: Database;
  /** The Tooling API in a user's hands, by user id. */
  readonly actAs: (userId: string) => ActingUser;
  /** Writes past permissions. */
  readonly rows: RowWriter;
};

export function makeToolingStore(options: ToolingStoreOptions): ToolingStore {
  const { clock, uuid, ids, locks, parse, system } = options;
  const own = toolingObjects();
  const shared = SHARED_OBJECTS.flatMap((name) => options.metadata.object(name) ?? []);
  const objects = new Map([...own, ...shared].map((object) => [object.name, object]));
  const metadata: OrgMetadata = { ...options.metadata, objects, ...indexMetadata(objects) };
  const tables = makeDatabase({ metadata: { ...metadata, objects: new Map(own.map((object) => [object.name, object])) }, clock, uuid });
  const isOwn = new Set(own.map(({ name }) => name));
  const database: Database = {
    ...tables,
    table: (name) => (isOwn.has(name) ? tables : options.database).table(name),
    tableOfId: (id) => tables.tableOfId(id) ?? options.database.tableOfId(id),
  };
  const hooks = { before: () => undefined, after: () => undefined, attempts: () => undefined };
  const dml = makeDml({ metadata, database, hooks, ids, locks });
  storeChannels(options.metadata, database, system);
  return {
    metadata,
    database,
    actAs: makeActingUsers({ metadata, database, dml, parse, accessOf: toolingAccess(options.accessOf, isOwn) }),
    rows: makeRowWriter({ database, newId: ids, system, binding: OUTSIDE }),
  };
}

/** No run of Apex writes here: each row is a transaction. */
const OUTSIDE = {
  isOpen: () => false,
  transaction: () => {
    throw new Error('the Tooling API has no transaction of Apex');
  },
};

/** To read needs View All Data, to write Author Apex. What is not to be seen is not there. */
function toolingAccess(accessOf: OrgSecurity, isOwn: ReadonlySet<string>): OrgSecurity {
  const known = new WeakMap<UserAccess, UserAccess>();
  const derive = (access: UserAccess): UserAccess => {
    const can: UserAccess['can'] = (object, right) => {
      if (!isOwn.has(object.name)) return right === 'read' && access.can(object, right);
      if (right === 'read' || right === 'viewAll') return EVENT_OBJECTS.has(object.name) || access.user('ViewAllData');
      return !EVENT_OBJECTS.has(object.name) && access.user('AuthorApex');
    };
    const field = (object: OrgObject): ReturnType<UserAccess['field']> => ({ read: can(object, 'read'), edit: can(object, 'edit') });
    return { ...access, can, field };
  };
  return (userId) => {
    const access = accessOf(userId);
    const found = known.get(access) ?? derive(access);
    known.set(access, found);
    return found;
  };
}

function storeChannels({ channels, channelMembers }: OrgMetadata, database: Database, system: Actor): void {
  database.transact(system, ({ write }) => {
    for (const { name, type } of channels)
      write(database.table('PlatformEventChannel'), {
        Id: to18(stableId('0YL', name)),
        DeveloperName: name.replace(/__chn$/, ''),
        FullName: name,
        ChannelType: type,
      });
    for (const { channel, selectedEntity, filterExpression } of channelMembers)
      write(database.table('PlatformEventChannelMember'), {
        Id: to18(stableId('0v8', `${channel}.${selectedEntity}`)),
        DeveloperName: `${channel}_${selectedEntity}`.replace(/__/g, '_'),
        EventChannel: channel,
        SelectedEntity: selectedEntity,
        FilterExpression: filterExpression ?? null,
      });
  });
}
