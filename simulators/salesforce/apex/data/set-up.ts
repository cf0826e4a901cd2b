/** Records that come from how an org is set up or from what it bought, not from its sources: a fresh org has few of them. */
const SET_UP: ReadonlySet<string> = new Set([
  ...['Profile', 'PermissionSet', 'UserRole', 'Group', 'UserLicense', 'Network', 'BusinessHours', 'Holiday', 'EmailTemplate', 'Folder'],
  ...['StaticResource', 'FieldPermissions', 'ObjectPermissions', 'SetupEntityAccess', 'Organization', 'CustomNotificationType'],
]);

/** What a query for them that found none stands for; undefined for other objects. */
export function lackOf(object: string, found: number): string | undefined {
  return found === 0 && SET_UP.has(object) ? `records of ${object} in the org` : undefined;
}
