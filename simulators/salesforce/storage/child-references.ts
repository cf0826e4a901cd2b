/** Which fields of the org refer to records of an object. */
import type { OrgField, OrgMetadata } from '../metadata/model.ts';
import type { Database } from './database.ts';
import type { RecordTable } from './record-table.ts';

export type ChildReference = { readonly table: RecordTable; readonly field: OrgField };

/** By the name of the parent object. */
export function childReferences(metadata: OrgMetadata, database: Database): ReadonlyMap<string, readonly ChildReference[]> {
  const found = new Map<string, ChildReference[]>();
  for (const object of metadata.objects.values()) {
    const table = database.table(object.name);
    for (const field of object.fields.filter((candidate) => table.isIndexed(candidate))) {
      for (const parent of field.referenceTo ?? []) found.set(parent, [...(found.get(parent) ?? []), { table, field }]);
    }
  }
  return found;
}
