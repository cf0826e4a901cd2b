/** The org's users as the login endpoints see them. They are records like any other. */
import type { OrgMetadata } from '../metadata/model.ts';
import type { Database } from '../storage/database.ts';
import { normalizeId } from '../storage/record-id.ts';
import type { StoredRecord } from '../storage/transaction.ts';

export type Directory = {
  readonly byUsername: (username: string) => StoredRecord | undefined;
  readonly byId: (userId: string) => StoredRecord | undefined;
  /** Custom permissions the user holds through permission sets and groups. */
  readonly permissionsOf: (userId: string) => ReadonlySet<string>;
};

export function makeDirectory(metadata: OrgMetadata, database: Database): Directory {
  const users = database.table('User');
  const sets = database.table('PermissionSet');
  const assignments = database.table('PermissionSetAssignment');
  const assignee = assignments.object.fields.find((field) => field.name === 'AssigneeId');
  const username = users.object.fields.find((field) => field.name === 'Username');
  if (assignee === undefined || username === undefined)
    throw new Error('the standard objects lack User.Username or PermissionSetAssignment.AssigneeId');

  return {
    byUsername: (name) => {
      const [id] = users.find(username, name);
      return id === undefined ? undefined : users.get(id);
    },
    byId: (userId) => users.get(normalizeId(userId) ?? ''),
    permissionsOf: (userId) =>
      new Set(
        assignments.find(assignee, userId).flatMap((id) => {
          const set = sets.get(String(assignments.get(id)?.['PermissionSetId']));
          return metadata.permissionGrants.get(String(set?.['Name'])) ?? [];
        }),
      ),
  };
}
