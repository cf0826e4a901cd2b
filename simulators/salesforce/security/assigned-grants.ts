/** What a user's profile and assignments allow together. Source: "Permission Set Groups" and "Muting Permission Sets" of Salesforce Help. */
import type { Grant, GrantSource } from '../metadata/grants.ts';
import type { OrgMetadata } from '../metadata/model.ts';

/** Names that can be assigned to a user. */
export function assignableSets({ grants }: OrgMetadata): string[] {
  return [...grants.permissionSets.keys(), ...grants.permissionSetGroups.keys()];
}

/** The union of all; a group is the union of its sets without what it mutes. Names of sets that do not exist allow nothing. */
export function assignedGrants(source: GrantSource, profile: ReadonlySet<Grant>, assigned: readonly string[]): ReadonlySet<Grant> {
  return new Set([...profile, ...assigned.flatMap((name) => [...grantsOf(source, name)])]);
}

/** A permission set or a group by name: an org has both under one roof. */
function grantsOf(source: GrantSource, name: string): Iterable<Grant> {
  const group = source.permissionSetGroups.get(name);
  if (group === undefined) return source.permissionSets.get(name) ?? [];
  const muted = new Set(group.muted.flatMap((muting) => [...(source.mutingPermissionSets.get(muting) ?? [])]));
  // What is muted in a group may still come from a set the user holds besides it.
  return group.sets.flatMap((set) => [...(source.permissionSets.get(set) ?? [])]).filter((grant) => !muted.has(grant));
}
