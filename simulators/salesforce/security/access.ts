/**
 * What a user may do with objects, fields, Apex classes and custom permissions. Which records of an object is another question (sharing).
 * Sources: "Object Permissions", "Field-Level Security" of Salesforce Help; the PermissionSet page of the Metadata API guide.
 */
import { GRANT, type Grant, type ObjectRight } from '../metadata/grants.ts';
import type { OrgField, OrgObject } from '../metadata/model.ts';

export type FieldAccess = {
  readonly read: boolean;
  /** May be given a value, in a new record or an old one. A field that no caller may write (a formula) is not told apart here. */
  readonly edit: boolean;
};

export type UserAccess = {
  readonly can: (object: OrgObject, right: ObjectRight) => boolean;
  readonly field: (object: OrgObject, field: OrgField) => FieldAccess;
  readonly customPermissions: ReadonlySet<string>;
  readonly apexClass: (name: string) => boolean;
  /** May callouts use the external credential? */
  readonly externalCredential: (name: string) => boolean;
  readonly tab: (name: string) => boolean;
  readonly app: (name: string) => boolean;
  readonly recordType: (object: OrgObject, developerName: string) => boolean;
  /** Id of what new records of the object get; null for Master. */
  readonly defaultRecordType: (object: OrgObject) => string | null;
  /** A permission of the whole org, `ViewAllData`. */
  readonly user: (name: string) => boolean;
};

/** The access that a set of grants gives. Answers are worked out once for each object and field. */
export function accessOf(grants: ReadonlySet<Grant>): UserAccess {
  const rights = remember((object: OrgObject) => objectRights(grants, object));
  const fields = remember((object: OrgObject) =>
    remember((field: OrgField) => fieldAccess({ grants, object, rights: rights(object) }, field)),
  );
  const administrator = grants.has(GRANT.user('ModifyAllData'));
  return {
    can: (object, right) => rights(object).has(right),
    field: (object, field) => fields(object)(field),
    customPermissions: new Set(namesOf(grants, GRANT.customPermission(''))),
    apexClass: (name) => grants.has(GRANT.apexClass(name)) || grants.has(GRANT.user('AuthorApex')),
    externalCredential: (name) => grants.has(GRANT.externalCredential(name)),
    tab: (name) => administrator || grants.has(GRANT.tab(name)),
    app: (name) => administrator || grants.has(GRANT.app(name)),
    recordType: (object, name) => administrator || grants.has(GRANT.recordType(`${object.name}.${name}`)),
    defaultRecordType: ({ name, recordTypes = [] }) =>
      recordTypes.find(({ active, developerName }) => active && grants.has(GRANT.defaultRecordType(`${name}.${developerName}`)))?.id ??
      null,
    user: (name) => grants.has(GRANT.user(name)),
  };
}

function namesOf(grants: ReadonlySet<Grant>, prefix: string): string[] {
  return [...grants].filter((grant) => grant.startsWith(prefix)).map((grant) => grant.slice(prefix.length));
}

function remember<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

/** Each right brings those it cannot do without. */
const IMPLIED: Readonly<Record<ObjectRight, readonly ObjectRight[]>> = {
  read: [],
  create: ['read'],
  edit: ['read'],
  delete: ['read', 'edit'],
  viewAll: ['read'],
  modifyAll: ['read', 'edit', 'delete', 'viewAll'],
  viewAllFields: ['read'],
};

/** What every user may read: people, permissions, code and jobs of the org (on a real one, a part of it needs View Setup). */
const DIRECTORY: ReadonlySet<string> = new Set([
  'Organization',
  'RecordType',
  'User',
  'Profile',
  'PermissionSet',
  'PermissionSetAssignment',
  'Group',
  'GroupMember',
  'UserRole',
  'UserRecordAccess',
  'ApexClass',
  'ApexTrigger',
  'AsyncApexJob',
  'CronJobDetail',
  'CronTrigger',
]);

/** Object Reference, "NamedCredential", Special Access Rules. */
const OF_SETUP: ReadonlySet<string> = new Set(['NamedCredential']);

/** Users are deactivated, the org goes as a whole (Object Reference, "User" and "Organization": no delete among the supported calls). */
const NEVER_DELETED: ReadonlySet<string> = new Set(['User', 'Organization']);

function objectRights(grants: ReadonlySet<Grant>, object: OrgObject): ReadonlySet<ObjectRight> {
  const given = (Object.keys(IMPLIED) as ObjectRight[]).filter((right) => isGiven(grants, object, right));
  const rights = new Set(given.flatMap((right) => [right, ...IMPLIED[right]]));
  if (NEVER_DELETED.has(object.name)) rights.delete('delete');
  return rights;
}

function isGiven(grants: ReadonlySet<Grant>, object: OrgObject, right: ObjectRight): boolean {
  if (grants.has(GRANT.object(object.name, right))) return true;
  if (right === 'read' && isReadable(grants, object)) return true;
  // The org-wide rights are about records; events and configuration are none.
  if (object.kind !== 'standard' && object.kind !== 'custom') return false;
  if (right === 'viewAll') return grants.has(GRANT.user('ViewAllData'));
  return right !== 'create' && right !== 'viewAllFields' && grants.has(GRANT.user('ModifyAllData'));
}

function isReadable(grants: ReadonlySet<Grant>, object: OrgObject): boolean {
  if (DIRECTORY.has(object.name)) return true;
  if (OF_SETUP.has(object.name)) return grants.has(GRANT.user('ViewSetup'));
  const configuration = object.kind === 'customMetadata' || object.kind === 'customSetting';
  return configuration && (grants.has(GRANT.configuration(object.name)) || grants.has(GRANT.user('CustomizeApplication')));
}

type FieldQuestion = { readonly grants: ReadonlySet<Grant>; readonly object: OrgObject; readonly rights: ReadonlySet<ObjectRight> };

function fieldAccess({ grants, object, rights }: FieldQuestion, field: OrgField): FieldAccess {
  const writable = rights.has('create') || rights.has('edit');
  const name = securityName(object, field);
  if (name === undefined) return { read: rights.has('read'), edit: writable };
  const editable = grants.has(GRANT.field(object.name, name, 'edit'));
  const readable = editable || rights.has('viewAllFields') || grants.has(GRANT.field(object.name, name, 'read'));
  return { read: rights.has('read') && readable, edit: writable && editable };
}

/**
 * The name by which permissions speak of the field; undefined where it follows its object: what is always required, a master-detail field, most
 * of what the platform keeps itself, everything of events and custom metadata.
 */
export function securityName({ kind }: OrgObject, field: OrgField): string | undefined {
  if (kind !== 'custom' && kind !== 'standard') return undefined;
  if (!field.custom) return field.securityName;
  return field.required ? undefined : field.name;
}
