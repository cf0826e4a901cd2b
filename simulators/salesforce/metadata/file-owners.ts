/** Files, attachments and notes belong to records of custom objects, too. Source: Object Reference, "ContentDocumentLink", "Attachment", "Note". */
import type { OrgField, OrgObject } from './model.ts';

const OWNER_FIELDS: Readonly<Record<string, string>> = {
  ContentDocumentLink: 'LinkedEntityId',
  ContentVersion: 'FirstPublishLocationId',
  Attachment: 'ParentId',
  Note: 'ParentId',
};

export function withFileOwners(objects: Map<string, OrgObject>): Map<string, OrgObject> {
  const owners = [...objects.values()].filter(({ kind }) => kind === 'custom').map(({ name }) => name);
  if (owners.length === 0) return objects;
  for (const [name, owning] of Object.entries(OWNER_FIELDS)) {
    const object = objects.get(name);
    const widened = (field: OrgField): OrgField =>
      field.name === owning ? { ...field, referenceTo: [...(field.referenceTo ?? []), ...owners] } : field;
    if (object !== undefined) objects.set(name, { ...object, fields: object.fields.map(widened) });
  }
  return objects;
}
