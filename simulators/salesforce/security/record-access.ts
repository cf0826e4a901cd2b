/**
 * Which records a user may see and change: organization-wide defaults, ownership, queues, the role hierarchy, sharing rules, View All and
 * Modify All, records of share objects. Source: "Record-Level Security" of Salesforce Help. Not there: teams, territories.
 */
import { hasShares, shareName } from '../metadata/shares.ts';
import type { OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { Database } from '../storage/database.ts';
import type { StoredRecord } from '../storage/transaction.ts';
import type { UserAccess } from './access.ts';
import { makePeople, type People } from './people.ts';
import { sharedLevel } from './sharing-rules.ts';

/** Each level includes those before it. `full` also deletes and hands over. */
export type RecordLevel = 'none' | 'read' | 'edit' | 'full';

const ORDER: readonly RecordLevel[] = ['none', 'read', 'edit', 'full'];

export type RecordAccess = {
  /** A test of the object's records, true for all where the object is open. */
  readonly sees: (object: OrgObject) => (record: StoredRecord) => boolean;
  readonly allows: (object: OrgObject, record: StoredRecord, level: RecordLevel) => boolean;
};

export type RecordAccessOptions = {
  readonly metadata: OrgMetadata;
  readonly database: Database;
  readonly access: UserAccess;
  readonly userId: string;
};

const EVERY = (): boolean => true;

export function makeRecordAccess(options: RecordAccessOptions): RecordAccess {
  const { access } = options;
  const people = makePeople(options.metadata, options.database);
  const allows: RecordAccess['allows'] = (object, record, level) =>
    ORDER.indexOf(levelOf(options, people, object, record)) >= ORDER.indexOf(level);
  return {
    allows,
    sees: (object) => (isOpen(access, object) ? EVERY : (record) => allows(object, record, 'read')),
  };
}

/** Every record of the object can be seen by whoever can read the object. */
function isOpen(access: UserAccess, object: OrgObject): boolean {
  return access.can(object, 'viewAll') || defaultLevel(object) !== 'none';
}

/** What the organization-wide default gives, before anything widens it; a detail has none of its own. */
function defaultLevel({ kind, sharingModel }: OrgObject): RecordLevel {
  if (kind !== 'custom' && kind !== 'standard') return 'full';
  if (sharingModel === 'Private' || sharingModel === 'ControlledByParent') return 'none';
  return sharingModel === 'Read' ? 'read' : 'edit';
}

function levelOf(options: RecordAccessOptions, people: People, object: OrgObject, record: StoredRecord): RecordLevel {
  const { access } = options;
  if (access.can(object, 'modifyAll')) return 'full';
  const open = access.can(object, 'viewAll') ? 'read' : 'none';
  if (object.sharingModel === 'ControlledByParent') return higher(open, levelByMasters(options, people, object, record));
  const owner = record['OwnerId'];
  if (typeof owner !== 'string') return higher(open, defaultLevel(object) === 'edit' ? 'full' : defaultLevel(object));
  if (isOwn(people, options.userId, owner)) return 'full';
  const rules = options.metadata.sharing.rules.filter((rule) => rule.object === object.name);
  const shared = rules.length === 0 ? 'none' : sharedLevel(rules, people, options.userId, record);
  return higher(higher(higher(open, defaultLevel(object)), shared), levelByShares(options, people, object, record));
}

const LEVELS: Readonly<Record<string, RecordLevel>> = { Read: 'read', Edit: 'edit', All: 'full' };

/** What share records give the user, or a group the user is in. */
function levelByShares(
  { metadata, database, userId }: RecordAccessOptions,
  people: People,
  object: OrgObject,
  record: StoredRecord,
): RecordLevel {
  const shares = hasShares(object) ? metadata.object(shareName(object.name)) : undefined;
  if (shares === undefined) return 'none';
  const levels = [...database.table(shares.name).records()]
    .filter((share) => share['ParentId'] === record['Id'] && isOf(people, userId, String(share['UserOrGroupId'])))
    .map((share): RecordLevel => LEVELS[String(share['AccessLevel'])] ?? 'none');
  return levels.reduce(higher, 'none');
}

const isOf = (people: People, userId: string, userOrGroupId: string): boolean =>
  userOrGroupId === userId || people.isMember(userId, userOrGroupId);

/** The user's own records: theirs, those of their queues, and those of people below them in the role hierarchy. */
function isOwn(people: People, userId: string, ownerId: string): boolean {
  return ownerId === userId || people.isMember(userId, ownerId) || people.isAbove(userId, ownerId);
}

/** A detail goes with its master: who may edit the master has the whole detail. With two masters the lower level counts. */
function levelByMasters(options: RecordAccessOptions, people: People, object: OrgObject, record: StoredRecord): RecordLevel {
  const levels = object.fields
    .filter((field) => field.masterDetail === true)
    .map((field): RecordLevel => {
      const table = options.database.tableOfId(String(record[field.name]));
      const master = table?.get(String(record[field.name])) ?? table?.getDeleted(String(record[field.name]));
      if (table === undefined || master === undefined) return 'none';
      const level = levelOf(options, people, table.object, master);
      return level === 'edit' ? 'full' : level;
    });
  return levels.reduce(lower, 'full');
}

function higher(a: RecordLevel, b: RecordLevel): RecordLevel {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}

function lower(a: RecordLevel, b: RecordLevel): RecordLevel {
  return ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b;
}
