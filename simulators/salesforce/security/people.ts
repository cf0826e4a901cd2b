/** Who belongs to a group, a queue or a role, by the org's records of users, members and roles. */
import type { OrgMetadata } from '../metadata/model.ts';
import type { Principal } from '../metadata/sharing.ts';
import type { Database } from '../storage/database.ts';
import type { StoredValue } from '../storage/transaction.ts';

export type People = {
  /** Whether a user stands above the owner of a record in the role hierarchy. */
  readonly isAbove: (userId: string, ownerId: string) => boolean;
  /** Whether a user is a member of a group or queue, by its id. */
  readonly isMember: (userId: string, groupId: string) => boolean;
  /** Whether a user, or a queue that owns records, is meant. */
  readonly isMeant: (principal: Principal, id: string) => boolean;
};

export function makePeople(metadata: OrgMetadata, database: Database): People {
  const [users, roles] = [database.table('User'), database.table('UserRole')];
  const [members, groups] = [database.table('GroupMember'), database.table('Group')];
  const group = metadata.field(members.object, 'GroupId');
  if (group === undefined) throw new Error('the standard objects lack GroupMember.GroupId');

  const roleOf = (id: string): StoredValue => users.get(id)?.['UserRoleId'] ?? null;
  /** The role and those above it, nearest first. */
  const chain = (roleId: StoredValue): StoredValue[] => {
    const found: StoredValue[] = [];
    for (let role = roleId; role !== null && !found.includes(role); role = roles.get(String(role))?.['ParentRoleId'] ?? null)
      found.push(role);
    return found;
  };
  const isMember: People['isMember'] = (userId, groupId) =>
    members.find(group, groupId).some((id) => members.get(id)?.['UserOrGroupId'] === userId);
  const namedRole = (roleId: StoredValue, name: string): boolean => roles.get(String(roleId))?.['DeveloperName'] === name;
  const namedGroup = (name: string): StoredValue =>
    [...groups.records()].find((record) => record['DeveloperName'] === name)?.['Id'] ?? null;

  return {
    isMember,
    isAbove: (userId, ownerId) => {
      const own = roleOf(userId);
      return own !== null && chain(roleOf(ownerId)).slice(1).includes(own);
    },
    isMeant: ({ kind, name }, id) => {
      if (kind === 'allInternalUsers') return users.get(id)?.['UserType'] === 'Standard';
      if (kind === 'group' || kind === 'queue') return id === namedGroup(name) || isMember(id, String(namedGroup(name)));
      if (kind === 'role') return namedRole(roleOf(id), name);
      return chain(roleOf(id)).some((role) => namedRole(role, name));
    },
  };
}
