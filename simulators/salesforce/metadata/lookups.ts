/** Finding objects and fields by name, whatever its case. */
import type { OrgField, OrgMetadata, OrgObject } from './model.ts';

export function indexMetadata(objects: ReadonlyMap<string, OrgObject>): Pick<OrgMetadata, 'object' | 'field'> {
  const byName = new Map([...objects.values()].map((object) => [object.name.toLowerCase(), object]));
  const fieldsOf = new Map([...objects.values()].map((object) => [object.name, fieldIndex(object)]));
  return {
    object: (name) => objects.get(name) ?? byName.get(name.toLowerCase()),
    field: (object, name) => {
      const index = fieldsOf.get(object.name);
      return index?.get(name) ?? index?.get(name.toLowerCase());
    },
  };
}

/** Both the written name and its lower case lead to the field: the written one is the fast way. */
function fieldIndex(object: OrgObject): ReadonlyMap<string, OrgField> {
  return new Map(
    object.fields.flatMap((field) => [
      [field.name.toLowerCase(), field],
      [field.name, field],
    ]),
  );
}

/** The reference field behind a relationship name, whatever its case. */
export function makeRelationshipLookup(metadata: Pick<OrgMetadata, 'objects'>): (object: OrgObject, name: string) => OrgField | undefined {
  const byObject = new Map<string, ReadonlyMap<string, OrgField>>();
  for (const object of metadata.objects.values()) {
    const named = object.fields.flatMap((field): [string, OrgField][] =>
      field.relationshipName === undefined ? [] : [[field.relationshipName.toLowerCase(), field]],
    );
    byObject.set(object.name, new Map(named));
  }
  return (object, name) => byObject.get(object.name)?.get(name.toLowerCase());
}
