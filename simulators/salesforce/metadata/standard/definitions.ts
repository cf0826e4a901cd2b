/** What the org tells of its own objects and fields. Source: Object Reference, "EntityDefinition", "FieldDefinition" and "EntityParticle". */
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

const FIELD = [
  shown('DurableId', 'string', { length: 255 }),
  shown('DeveloperName', 'string', { length: 40 }),
  shown('Label', 'string', { length: 40 }),
  shown('MasterLabel', 'string', { length: 40 }),
  shown('DataType', 'string', { length: 50 }),
  shown('IsCalculated', 'boolean'),
  shown('RelationshipName', 'string', { length: 80 }),
  shown('Length', 'int'),
  shown('NamespacePrefix', 'string', { length: 15 }),
];

export const FIELD_DEFINITION: Declaration = {
  name: 'FieldDefinition',
  pluralLabel: 'Field Definitions',
  keyPrefix: '4fe',
  owned: false,
  nameField: nameText('QualifiedApiName', 70),
  fields: [detail('EntityDefinitionId', 'EntityDefinition', 'Fields'), ...FIELD],
};

/** A field, or a part of a compound one; the org's compound fields are their parts. */
export const ENTITY_PARTICLE: Declaration = {
  name: 'EntityParticle',
  pluralLabel: 'Entity Particles',
  keyPrefix: '4fp',
  owned: false,
  nameField: nameText('QualifiedApiName', 70),
  fields: [detail('EntityDefinitionId', 'EntityDefinition', 'Particles'), ...FIELD],
};
