/** A record for each object, and for each field where the source names FieldDefinition or EntityParticle; their names are their keys. */
import type { OrgMetadata, OrgObject } from './metadata/model.ts';
import type { Database, Transaction } from './storage/database.ts';
import type { RecordTable } from './storage/record-table.ts';

export function seedDefinitions(metadata: OrgMetadata, database: Database, transaction: Transaction): void {
  const objects = [...metadata.objects.values()];
  const entities = database.table('EntityDefinition');
  for (const object of objects)
    transaction.write(entities, {
      ...definition(object.name, object.name, object.label),
      PluralLabel: object.pluralLabel,
      KeyPrefix: object.keyPrefix,
      IsCustomSetting: object.kind === 'customSetting',
    });
  for (const name of FIELD_OBJECTS) {
    if (metadata.object(name) === undefined) continue;
    for (const object of objects) seedFields(object, database.table(name), transaction);
  }
}

/** Whose records tell of fields. */
export const FIELD_OBJECTS: readonly string[] = ['FieldDefinition', 'EntityParticle'];

function seedFields(object: OrgObject, table: RecordTable, transaction: Transaction): void {
  for (const field of object.fields)
    transaction.write(table, {
      ...definition(`${object.name}.${field.name}`, field.name, field.label),
      EntityDefinitionId: object.name,
      DataType: field.kind,
      IsCalculated: field.calculated === true,
      RelationshipName: field.relationshipName ?? null,
      Length: field.length ?? 0,
    });
}

function definition(key: string, name: string, label: string): Record<string, string | null> {
  return {
    Id: key,
    DurableId: key,
    QualifiedApiName: name,
    DeveloperName: name.replace(/__\w+$/, ''),
    Label: label,
    MasterLabel: label,
    NamespacePrefix: null,
  };
}
