/** Whose records are a user's own: their own, those of their queues, and those of people below them in the role hierarchy. */
import type { OrgMetadata } from '../metadata/model.ts';
import type { Database } from '../storage/database.ts';
import type { StoredValue } from '../storage/transaction.ts';

export type Ownership = {
  /** True when a record of this owner (a user or a queue) counts as the user's own. */
  readonly covers: (ownerId: string) => boolean;
};

export function makeOwnership(metadata: OrgMetadata, database: Database, userId: string): Ownership {
  const [users, roles, members] = [database.table('User'), database.table('UserRole'), database.table('GroupMember')];
  const group = metadata.field(members.object, 'GroupId');
  if (group === undefined) throw new Error('the standard objects lack GroupMember.GroupId');

  const roleOf = (id: string): StoredValue => users.get(id)?.['UserRoleId'] ?? null;
  const isBelow = (roleId: StoredValue, own: StoredValue): boolean => {
    const seen = new Set<StoredValue>();
    for (let role = parentOf(roleId); role !== null && !seen.has(role); role = parentOf(role)) {
      if (role === own) return true;
      seen.add(role);
    }
    return false;
  };
  const parentOf = (roleId: StoredValue): StoredValue => roles.get(String(roleId))?.['ParentRoleId'] ?? null;
  const isMember = (groupId: string): boolean => members.find(group, groupId).some((id) => members.get(id)?.['UserOrGroupId'] === userId);

  return {
    covers: (ownerId) => {
      if (ownerId === userId) return true;
      if (isMember(ownerId)) return true;
      const own = roleOf(userId);
      return own !== null && isBelow(roleOf(ownerId), own);
    },
  };
}
