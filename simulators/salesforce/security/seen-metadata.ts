/** The org's metadata as a user sees it: objects and fields without access are not there at all, which is how the platform answers for them. */
import type { OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';
import { indexMetadata } from '../metadata/lookups.ts';
import type { UserAccess } from './access.ts';

/** A field the user may only read is neither createable nor updateable. */
export function metadataSeenWith(metadata: OrgMetadata, access: UserAccess): OrgMetadata {
  const objects = [...metadata.objects.values()]
    .filter((object) => access.can(object, 'read') || access.can(object, 'create'))
    .map((object): OrgObject => ({ ...object, fields: object.fields.flatMap((field) => seenField(access, object, field)) }));
  const byName = new Map(objects.map((object) => [object.name, object]));
  return { ...metadata, objects: byName, ...indexMetadata(byName) };
}

function seenField(access: UserAccess, object: OrgObject, field: OrgField): OrgField[] {
  const { read, edit } = access.field(object, field);
  if (!read) return [];
  return [{ ...field, createable: field.createable && edit, updateable: field.updateable && edit }];
}
