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
