/** Who may do what in the org right now: access follows the records of users, profiles and assignments. */
import type { Grant } from '../metadata/grants.ts';
import type { OrgMetadata } from '../metadata/model.ts';
import type { Database } from '../storage/database.ts';
import { accessOf, type UserAccess } from './access.ts';
import { assignedGrants } from './assigned-grants.ts';
import { makeGrantedRows } from './granted-rows.ts';
import { profilesOf } from './profiles.ts';

/** The access of a user, by id; of an unknown one: none. Users with the same profile and sets share one answer, which is kept until such records change. */
export type OrgSecurity = (userId: string) => UserAccess;

/** Objects whose records decide it. */
const DECISIVE: readonly string[] = [
  ...['User', 'Profile', 'PermissionSet', 'PermissionSetAssignment'],
  ...['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess', 'CustomPermission', 'ApexClass'],
];

export function makeOrgSecurity(metadata: OrgMetadata, database: Database): OrgSecurity {
  const profiles = profilesOf(metadata);
  const known = new Map<string, UserAccess>();
  const assignments = database.table('PermissionSetAssignment');
  const assignee = metadata.field(assignments.object, 'AssigneeId');
  if (assignee === undefined) throw new Error('the standard objects lack PermissionSetAssignment.AssigneeId');

  const nameOf = (object: string, id: unknown): string => String(database.table(object).get(String(id))?.['Name']);
  const profileOf = (userId: string): string => nameOf('Profile', database.table('User').get(userId)?.['ProfileId']);
  const grantedRows = makeGrantedRows(database);
  const setsOf = (userId: string): string[] =>
    assignments.find(assignee, userId).map((id) => String(assignments.get(id)?.['PermissionSetId']));

  const workOut: OrgSecurity = (userId) => {
    const [profile, setIds] = [profileOf(userId), setsOf(userId).toSorted()];
    const rows = setIds.flatMap(grantedRows);
    const key = JSON.stringify([profile, setIds, rows]);
    const held = (): ReadonlySet<Grant> => {
      const names = setIds.map((id) => nameOf('PermissionSet', id));
      return assignedGrants(metadata.grants, new Set([...(profiles.get(profile) ?? []), ...rows]), names);
    };
    const access = known.get(key) ?? accessOf(held());
    known.set(key, access);
    return access;
  };

  const decisive = DECISIVE.map(database.table);
  const changes = (): number => decisive.reduce((sum, table) => sum + table.changes(), 0);
  const kept = new Map<string, UserAccess>();
  let keptSince = changes();
  return (userId) => {
    const now = changes();
    if (now !== keptSince) kept.clear();
    keptSince = now;
    const access = kept.get(userId) ?? workOut(userId);
    kept.set(userId, access);
    return access;
  };
}
