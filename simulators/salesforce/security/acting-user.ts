/** The org in a user's hands: what the user sees, queries and writes is what permissions and sharing allow. */
import type { OrgMetadata } from '../metadata/model.ts';
import { describeColumns } from '../soql/column-metadata.ts';
import type { QueryParser } from '../soql/parse.ts';
import { makeQueryRunner, type QueryRunner } from '../soql/run-query.ts';
import { makeQueryScope } from '../soql/scope.ts';
import type { Database } from '../storage/database.ts';
import type { GuardedDml, Verbs } from '../storage/dml.ts';
import type { FieldReader } from '../storage/field-reader.ts';
import type { UserAccess } from './access.ts';
import type { OrgSecurity } from './org-security.ts';
import { makeRecordAccess, type RecordAccess } from './record-access.ts';
import { makeRecordRights, type RecordRightsLookup } from './record-rights.ts';
import { metadataSeenWith } from './seen-metadata.ts';
import { makeUserMode } from './user-mode.ts';

export type ActingUser = {
  readonly userId: string;
  readonly access: UserAccess;
  /** Objects and fields without access are missing. */
  readonly metadata: OrgMetadata;
  readonly records: RecordAccess;
  readonly read: FieldReader;
  readonly query: QueryRunner;
  /** What a query selects, without its records. Throws `QueryFault`. */
  readonly columns: (soql: string) => object;
  /** Insert, update, upsert and delete in user mode. */
  readonly dml: Verbs;
};

export type ActingUserOptions = {
  readonly metadata: OrgMetadata;
  readonly database: Database;
  readonly dml: GuardedDml;
  readonly accessOf: OrgSecurity;
  readonly parse: QueryParser;
};

/** The user of an id. Prepared once, and again when the user's permissions have changed. */
export function makeActingUsers(options: ActingUserOptions): (userId: string) => ActingUser {
  const known = new Map<string, ActingUser>();
  const seen = new WeakMap<UserAccess, OrgMetadata>();
  const rightsOn = makeRecordRights(options.database, (userId) => user(userId));
  function user(userId: string): ActingUser {
    const access = options.accessOf(userId);
    const found = known.get(userId);
    if (found?.access === access) return found;
    const metadata = seen.get(access) ?? metadataSeenWith(options.metadata, access);
    seen.set(access, metadata);
    const made = actAs({ ...options, rightsOn }, { userId, access, metadata });
    known.set(userId, made);
    return made;
  }
  return user;
}

function actAs(
  options: ActingUserOptions & { readonly rightsOn: RecordRightsLookup },
  user: Pick<ActingUser, 'userId' | 'access' | 'metadata'>,
): ActingUser {
  const { database, dml, parse, rightsOn } = options;
  const records = makeRecordAccess({ ...options, ...user, metadata: options.metadata });
  const guard = makeUserMode({ database, records, access: user.access, metadata: options.metadata });
  const viewer = { userId: user.userId, permissions: user.access.customPermissions };
  const scope = makeQueryScope(user.metadata, database, { viewer: () => viewer, rightsOn, sees: records.sees });
  const columns: ActingUser['columns'] = (soql) => describeColumns(scope, soql, parse(soql));
  return { ...user, records, read: scope.read, query: makeQueryRunner(scope, parse), columns, dml: dml.guarded(guard) };
}
