/** Which custom permissions a permission set or group brings to a user who is assigned to it. */
import type { SourceFile } from './source-folder.ts';

/** Custom permissions by permission set or group name. A group grants what its members grant. */
export function readPermissionGrants(files: readonly SourceFile[]): ReadonlyMap<string, readonly string[]> {
  const grants = new Map<string, readonly string[]>();
  for (const { kind, name, root } of files) {
    if (kind !== 'permissionSet') continue;
    const enabled = root.children('customPermissions').filter((permission) => permission.flag('enabled'));
    grants.set(
      name,
      enabled.map((permission) => permission.text('name') ?? ''),
    );
  }
  for (const { kind, name, root } of files) {
    if (kind !== 'permissionSetGroup') continue;
    grants.set(
      name,
      root.children('permissionSets').flatMap((member) => grants.get(member.content) ?? []),
    );
  }
  return grants;
}
