/** Which objects and relationships the schema shows. Source: "Supported Objects" of the User Interface API guide. */
import type { OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';

/** Standard objects here that the User Interface API does not serve. */
const UNSUPPORTED: ReadonlySet<string> = new Set(['Organization', 'PermissionSet', 'PermissionSetAssignment', 'GroupMember', 'UserRole']);

export function isQueryable({ kind, name }: OrgObject): boolean {
  return kind === 'custom' || (kind === 'standard' && !UNSUPPORTED.has(name));
}

export function queryableObjects(metadata: OrgMetadata): OrgObject[] {
  return [...metadata.objects.values()].filter(isQueryable);
}

/** The objects a reference may lead to, of those the schema shows. */
export function parentObjects(metadata: OrgMetadata, field: OrgField): OrgObject[] {
  if (field.relationshipName === undefined) return [];
  return (field.referenceTo ?? []).flatMap((name) => metadata.objects.get(name) ?? []).filter(isQueryable);
}

export type Child = { readonly name: string; readonly object: OrgObject; readonly field: OrgField };

/** The lists of children an object has. */
export function childrenOf(metadata: OrgMetadata, parent: OrgObject): Child[] {
  return queryableObjects(metadata).flatMap((object) =>
    object.fields
      .filter((field) => field.childRelationshipName !== undefined && field.referenceTo?.includes(parent.name) === true)
      .map((field) => ({ name: field.childRelationshipName ?? '', object, field })),
  );
}
