/** Object infos and picklist values. Source: the "Object Info", "Field" and "Picklist Values" responses of the User Interface API guide. */
import { recordTypeInfos } from '../metadata/describe.ts';
import { MASTER_RECORD_TYPE } from '../metadata/record-types.ts';
import type { FieldKind, OrgField, OrgObject, PicklistValue } from '../metadata/model.ts';
import { wordIn } from '../metadata/translations.ts';
import type { UserAccess } from '../security/access.ts';

const DATA_TYPE: Readonly<Partial<Record<FieldKind, string>>> = {
  id: 'Reference',
  reference: 'Reference',
  boolean: 'Boolean',
  int: 'Int',
  double: 'Double',
  currency: 'Currency',
  percent: 'Percent',
  date: 'Date',
  datetime: 'DateTime',
  time: 'Time',
  picklist: 'Picklist',
  multipicklist: 'MultiPicklist',
  textarea: 'TextArea',
  email: 'Email',
  phone: 'Phone',
  url: 'Url',
  encrypted: 'EncryptedString',
};

/** What a user may know of an object, with its fields named in their language. */
export function objectInfo(object: OrgObject, access: UserAccess, language: string): Record<string, unknown> {
  return {
    apiName: object.name,
    createable: access.can(object, 'create'),
    custom: object.kind !== 'standard',
    defaultRecordTypeId: access.defaultRecordType(object) ?? MASTER_RECORD_TYPE,
    deletable: access.can(object, 'delete'),
    fields: Object.fromEntries(object.fields.map((field) => [field.name, fieldInfo(field, language)])),
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.pluralLabel,
    nameFields: object.fields.filter((field) => field.nameField === true).map((field) => field.name),
    queryable: true,
    recordTypeInfos: Object.fromEntries(
      recordTypeInfos(access, object).map(({ active: _active, developerName: _name, ...info }) => [info.recordTypeId, info]),
    ),
    updateable: access.can(object, 'edit'),
  };
}

function fieldInfo(field: OrgField, language: string): Record<string, unknown> {
  const { name, kind, length = 0, precision = 0, scale = 0 } = field;
  return {
    apiName: name,
    calculated: field.calculated === true,
    createable: field.createable,
    custom: field.custom,
    dataType: DATA_TYPE[kind] ?? 'String',
    externalId: field.externalId,
    inlineHelpText: field.inlineHelpText ?? null,
    label: wordIn(language, field),
    length,
    nameField: field.nameField === true,
    precision,
    reference: kind === 'reference',
    referenceToInfos: (field.referenceTo ?? []).map((apiName) => ({ apiName, nameFields: ['Name'] })),
    relationshipName: field.relationshipName ?? null,
    required: field.required,
    scale,
    unique: field.unique,
    updateable: field.updateable,
  };
}

export function picklistValues({ picklist = [] }: OrgField, language: string): Record<string, unknown> {
  const active = picklist.filter((entry) => entry.active);
  const initial = active.find((entry) => entry.isDefault);
  return {
    controllerValues: {},
    defaultValue: initial === undefined ? null : picklistValue(initial, language),
    values: active.map((entry) => picklistValue(entry, language)),
  };
}

function picklistValue(entry: PicklistValue, language: string): Record<string, unknown> {
  return { attributes: null, label: wordIn(language, entry), validFor: [], value: entry.value };
}
