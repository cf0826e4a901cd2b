/** What every org has from its first day: the organization row, profiles, permission sets, users, and the custom metadata of the source. */
import type { Actor } from './storage/actor.ts';
import type { Database, Transaction } from './storage/database.ts';
import { isDmlError } from './storage/dml-error.ts';
import type { Dml, SaveResult } from './storage/dml.ts';
import type { RecordInput } from './storage/draft.ts';
import { readFieldValue } from './storage/field-values.ts';
import type { IdSource } from './storage/record-id.ts';
import type { CustomMetadataRow } from './metadata/custom-metadata.ts';
import type { OrgField, OrgMetadata, OrgObject } from './metadata/model.ts';
import { FIELD_OBJECTS, seedDefinitions } from './seed-definitions.ts';
import { assignableSets } from './security/assigned-grants.ts';
import { PROFILES, profilesOf } from './security/profiles.ts';
import type { StoredRecord, StoredValue } from './storage/transaction.ts';

export type SeedUser = {
  readonly username: string;
  readonly lastName: string;
  /** The Standard User when left out. */
  readonly profile?: string;
  readonly role?: string;
  /** Public groups and queues, by developer name. */
  readonly groups?: readonly string[];
  /** Permission sets and groups by name. */
  readonly permissionSets: readonly string[];
};

export type SeedOptions = {
  readonly metadata: OrgMetadata;
  readonly database: Database;
  readonly dml: Dml;
  readonly ids: IdSource;
  readonly orgId: string;
  /** The Automated Process user, whom the org's own writes are booked to. */
  readonly system: Actor;
  readonly organizationType: string;
  readonly users: readonly SeedUser[];
};

/** Fills an empty org. Throws when a user cannot be made: a broken seed is a bug. */
export function seedOrg(options: SeedOptions): void {
  const { database, metadata, system } = options;
  database.transact(system, (transaction) => {
    insertRaw(options, transaction, 'Organization', {
      Id: options.orgId,
      Name: 'Local org',
      InstanceName: 'LOCAL',
      IsSandbox: false,
      OrganizationType: options.organizationType,
      LanguageLocaleKey: 'en_US',
      TimeZoneSidKey: 'GMT',
      DefaultLocaleSidKey: 'en_US',
    });
    insertRaw(options, transaction, 'User', {
      Id: system.userId,
      Username: `autoproc@${options.orgId.toLowerCase()}`,
      LastName: 'Automated Process',
      Name: 'Automated Process',
      Email: 'autoproc@localhost.invalid',
      Alias: 'autoproc',
      IsActive: true,
      UserType: 'AutomatedProcess',
    });
    const UserLicenseId = insert(options, transaction, 'UserLicense', {
      ...LICENCE,
      TotalLicenses: options.users.length + 1,
      UsedLicenses: options.users.length + 1,
    });
    const profiles = new Map(
      [...profilesOf(metadata).keys()].map((name) => [
        name,
        insert(options, transaction, 'Profile', { Name: name, UserType: 'Standard', UserLicenseId }),
      ]),
    );
    const sets = new Map(
      assignableSets(metadata).map((name) => [name, insert(options, transaction, 'PermissionSet', { Name: name, Label: name })]),
    );
    const groups = new Map(
      metadata.sharing.groups.map(({ name, label, type }) => [
        name,
        insert(options, transaction, 'Group', { Name: label, DeveloperName: name, Type: type }),
      ]),
    );
    const roles = seedRoles(options, transaction);
    for (const { name, label, url } of metadata.namedCredentials.values())
      insert(options, transaction, 'NamedCredential', { ...NAMED_CREDENTIAL, DeveloperName: name, MasterLabel: label, Endpoint: url });
    seedNamed(options, transaction, ['CustomNotificationType', metadata.notificationTypes]);
    seedNamed(options, transaction, ['CustomPermission', metadata.customPermissions]);
    if (metadata.object('PlatformCachePartition') !== undefined)
      for (const { name, isDefault } of metadata.cachePartitions.values())
        insert(options, transaction, 'PlatformCachePartition', { DeveloperName: name, MasterLabel: name, IsDefaultPartition: isDefault });
    if (metadata.object('Pricebook2') !== undefined)
      insertRaw(options, transaction, 'Pricebook2', { Name: 'Standard Price Book', IsActive: true, IsStandard: true });
    for (const user of options.users) seedUser(options, transaction, { user, profiles, sets, groups, roles });
    seedRecordTypes(options, transaction);
    seedDefinitions(metadata, database, transaction);
    seedCustomMetadata(options, transaction);
  });
}

const LICENCE = { Name: 'Salesforce', MasterLabel: 'Salesforce', LicenseDefinitionKey: 'SFDC', Status: 'Active' };

/** Of the kind with an External Credential, which has the principals. */
const NAMED_CREDENTIAL = { PrincipalType: 'Anonymous', Language: 'en_US' };

type Named = readonly { readonly name: string; readonly label: string }[];

function seedNamed(options: SeedOptions, transaction: Transaction, [object, named]: readonly [string, Named]): void {
  for (const { name, label } of named) insert(options, transaction, object, { DeveloperName: name, MasterLabel: label });
}

/** Parents first: a relationship names the other record by its developer name. */
function seedCustomMetadata(options: SeedOptions, transaction: Transaction): void {
  const { metadata, database } = options;
  const done = new Set<string>();
  const seed = (type: string): void => {
    const object = objectNamed(metadata, type);
    if (done.has(object.name)) return;
    done.add(object.name);
    const relationships = object.fields.filter((field) => field.kind === 'reference');
    for (const field of relationships) field.referenceTo?.forEach(seed);
    for (const row of metadata.customMetadata.get(object.name) ?? []) {
      const parents = relationships.map((field): [string, StoredValue] => [field.name, parentId(database, field, row[field.name])]);
      insertRaw(options, transaction, object.name, { ...row, ...fieldKeys(options, object, row), ...Object.fromEntries(parents) });
    }
  };
  for (const type of metadata.customMetadata.keys()) seed(type);
}

/** A field is named without its object, which another value names; its definition has both in its key. */
function fieldKeys({ metadata }: SeedOptions, { fields }: OrgObject, row: CustomMetadataRow): CustomMetadataRow {
  const keys = fields.flatMap(({ name, controllingField, referenceTo }) => {
    if (controllingField === undefined || !FIELD_OBJECTS.includes(referenceTo?.[0] ?? '')) return [];
    const object = metadata.object(String(row[controllingField]));
    const field = object === undefined ? undefined : metadata.field(object, String(row[name]));
    return object === undefined || field === undefined ? [] : [[name, `${object.name}.${field.name}`]];
  });
  return Object.fromEntries(keys) as CustomMetadataRow;
}

function parentId(database: Database, { name, referenceTo: [parent = ''] = [] }: OrgField, developerName: unknown): StoredValue {
  if (typeof developerName !== 'string') return null;
  const found = [...database.table(parent).records()].find((record) => record['DeveloperName'] === developerName);
  if (found === undefined) throw new Error(`${name}: the source has no record ${parent}.${developerName}`);
  return found['Id'] ?? null;
}

function insert({ metadata, dml }: SeedOptions, transaction: Transaction, object: string, input: RecordInput): string {
  const [result]: SaveResult[] = dml.insert(transaction, objectNamed(metadata, object), [input]);
  if (result === undefined || result.id === null) throw new Error(`seed of ${object} failed: ${JSON.stringify(result?.errors)}`);
  return result.id;
}

function objectNamed(metadata: OrgMetadata, name: string): OrgObject {
  const object = metadata.object(name);
  if (object === undefined) throw new Error(`the source has records of ${name} but not the object`);
  return object;
}

function seedRecordTypes(options: SeedOptions, transaction: Transaction): void {
  for (const { name, recordTypes = [] } of options.metadata.objects.values()) {
    for (const { id, developerName, label, description, active } of recordTypes)
      insertRaw(options, transaction, 'RecordType', {
        Id: id,
        Name: label,
        DeveloperName: developerName,
        SobjectType: name,
        IsActive: active,
        Description: description,
      });
  }
}

/** Stores a row no caller could write: deployed records, the organization. */
function insertRaw(
  { metadata, database, ids }: SeedOptions,
  transaction: Transaction,
  name: string,
  row: Readonly<Record<string, unknown>>,
): void {
  const object = objectNamed(metadata, name);
  const id = typeof row['Id'] === 'string' ? row['Id'] : ids(object.keyPrefix);
  const record: Record<string, StoredRecord[string]> = {};
  for (const field of object.fields) {
    const value = readFieldValue(field, row[field.name] ?? (field.kind === 'boolean' ? false : null));
    if (isDmlError(value)) throw new Error(`${name}: ${value.message}`);
    record[field.name] = value;
  }
  const stamp = transaction.stamp();
  transaction.write(database.table(name), { ...record, Id: id, CreatedDate: stamp, LastModifiedDate: stamp, SystemModstamp: stamp });
}

/** Ids by name. */
type Ids = ReadonlyMap<string, string>;

/** Parents first: a role names the one above it. */
function seedRoles(options: SeedOptions, transaction: Transaction): Ids {
  const roles = new Map<string, string>();
  const add = (name: string | undefined): string | null => {
    const role = options.metadata.sharing.roles.find((candidate) => candidate.name === name);
    if (role === undefined) return null;
    const known = roles.get(role.name);
    if (known !== undefined) return known;
    const id = insert(options, transaction, 'UserRole', { Name: role.label, DeveloperName: role.name, ParentRoleId: add(role.parent) });
    roles.set(role.name, id);
    return id;
  };
  for (const { name } of options.metadata.sharing.roles) add(name);
  return roles;
}

type UserSeed = { readonly user: SeedUser; readonly profiles: Ids; readonly sets: Ids; readonly groups: Ids; readonly roles: Ids };

function seedUser(options: SeedOptions, transaction: Transaction, { user, profiles, sets, groups, roles }: UserSeed): void {
  const profile = user.profile ?? PROFILES.standardUser;
  const id = insert(options, transaction, 'User', {
    Username: user.username,
    LastName: user.lastName,
    Email: user.username,
    Alias: user.username.slice(0, 8),
    IsActive: true,
    ProfileId: idOf(profiles, profile, user.username),
    UserRoleId: user.role === undefined ? null : idOf(roles, user.role, user.username),
    TimeZoneSidKey: 'GMT',
    LanguageLocaleKey: 'en_US',
    LocaleSidKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    UserType: 'Standard',
  });
  for (const name of user.permissionSets) {
    const set = idOf(sets, name, user.username);
    insert(options, transaction, 'PermissionSetAssignment', { AssigneeId: id, PermissionSetId: set });
  }
  for (const name of user.groups ?? [])
    insert(options, transaction, 'GroupMember', { GroupId: idOf(groups, name, user.username), UserOrGroupId: id });
}

function idOf(ids: Ids, name: string, username: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`user ${username} is to have ${name}, which the source does not have`);
  return id;
}
