/** What the org tells of its own objects and fields. Source: Object Reference, "EntityDefinition" and "FieldDefinition". */
import { detail, nameText, shown, type Declaration } from './declaration.ts';

export const ENTITY_DEFINITION: Declaration = {
  name: 'EntityDefinition',
  pluralLabel: 'Entity Definitions',
  keyPrefix: '4ie',
  owned: false,
  nameField: nameText('QualifiedApiName', 70),
  fields: [
    shown('DurableId', 'string', { length: 40 }),
    shown('DeveloperName', 'string', { length: 40 }),
    shown('Label', 'string', { length: 40 }),
    shown('MasterLabel', 'string', { length: 40 }),
    shown('PluralLabel', 'string', { length: 40 }),
    shown('KeyPrefix', 'string', { length: 3 }),
    shown('NamespacePrefix', 'string', { length: 15 }),
    shown('IsCustomSetting', 'boolean'),
  ],
};

export const FIELD_DEFINITION: Declaration = {
  name: 'FieldDefinition',
  pluralLabel: 'Field Definitions',
  keyPrefix: '4fe',
  owned: false,
  nameField: nameText('QualifiedApiName', 70),
  fields: [
    detail('EntityDefinitionId', 'EntityDefinition', 'Fields'),
    shown('DurableId', 'string', { length: 255 }),
    shown('DeveloperName', 'string', { length: 40 }),
    shown('Label', 'string', { length: 40 }),
    shown('MasterLabel', 'string', { length: 40 }),
    shown('DataType', 'string', { length: 50 }),
    shown('IsCalculated', 'boolean'),
    shown('RelationshipName', 'string', { length: 80 }),
    shown('Length', 'int'),
    shown('NamespacePrefix', 'string', { length: 15 }),
  ],
};
