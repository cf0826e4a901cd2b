/** Describe answers. Source: DescribeSObjectResult and DescribeFieldResult of the SOAP API guide, in their JSON form. */
import type { FieldKind, OrgField, OrgMetadata, OrgObject } from './model.ts';

const SOAP_TYPE: Readonly<Partial<Record<FieldKind, string>>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  time: 'xsd:time',
};

const NUMBERS: ReadonlySet<FieldKind> = new Set(['double', 'currency', 'percent']);

/** The short form that `GET /sobjects` lists. */
export function describeGlobal(object: OrgObject, basePath: string): Record<string, unknown> {
  const url = `${basePath}/sobjects/${object.name}`;
  const event = object.kind === 'platformEvent';
  const writable = object.kind === 'standard' || object.kind === 'custom' || object.kind === 'customSetting';
  return {
    activateable: false,
    createable: writable || event,
    custom: object.kind !== 'standard',
    customSetting: object.kind === 'customSetting',
    deepCloneable: false,
    deletable: writable,
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.pluralLabel,
    layoutable: writable,
    mergeable: false,
    mruEnabled: writable,
    name: object.name,
    queryable: !event,
    replicateable: writable,
    retrieveable: !event,
    searchable: writable,
    triggerable: writable || event,
    undeletable: writable,
    updateable: writable,
    urls: { sobject: url, describe: `${url}/describe`, rowTemplate: `${url}/{ID}` },
  };
}

export function describeObject(metadata: OrgMetadata, object: OrgObject, basePath: string): Record<string, unknown> {
  return {
    ...describeGlobal(object, basePath),
    actionOverrides: [],
    childRelationships: childRelationships(metadata, object),
    fields: object.fields.map(describeField),
    namedLayoutInfos: [],
    recordTypeInfos: [],
    supportedScopes: [{ label: `All ${object.pluralLabel}`, name: 'everything' }],
  };
}

function childRelationships(metadata: OrgMetadata, parent: OrgObject): Record<string, unknown>[] {
  return [...metadata.objects.values()].flatMap((child) =>
    child.fields
      .filter((field) => field.referenceTo?.includes(parent.name) === true)
      .map((field) => ({
        cascadeDelete: field.deleteConstraint === 'Cascade',
        childSObject: child.name,
        deprecatedAndHidden: false,
        field: field.name,
        junctionIdListNames: [],
        junctionReferenceTo: [],
        relationshipName: field.childRelationshipName ?? null,
        restrictedDelete: field.deleteConstraint === 'Restrict',
      })),
  );
}

function describeField(field: OrgField): Record<string, unknown> {
  const { kind } = field;
  const long = kind === 'textarea' && (field.length ?? 0) > 255;
  return {
    aggregatable: kind !== 'boolean' && !long,
    autoNumber: kind === 'autonumber',
    byteLength: NUMBERS.has(kind) ? 0 : (field.length ?? 0) * 3,
    calculated: field.calculated === true,
    calculatedFormula: null,
    cascadeDelete: field.deleteConstraint === 'Cascade',
    caseSensitive: field.caseSensitive,
    createable: field.createable,
    custom: field.custom,
    defaultValue: field.defaultValue ?? (kind === 'boolean' ? false : null),
    defaultedOnCreate: field.defaultValue !== undefined || kind === 'boolean' || kind === 'autonumber' || field.name === 'OwnerId',
    deprecatedAndHidden: false,
    digits: kind === 'int' ? (field.precision ?? 9) : 0,
    encrypted: kind === 'encrypted',
    externalId: field.externalId,
    filterable: !long,
    groupable: !long && !NUMBERS.has(kind) && kind !== 'datetime',
    htmlFormatted: false,
    idLookup: kind === 'id' || field.externalId || field.unique,
    label: field.label,
    length: field.length ?? 0,
    name: field.name,
    nameField: field.nameField === true,
    nillable: !field.required && kind !== 'boolean' && field.createable,
    permissionable: field.custom && !field.required,
    picklistValues: (field.picklist ?? []).map(({ value, label, active, isDefault }) => ({
      active,
      defaultValue: isDefault,
      label,
      validFor: null,
      value,
    })),
    polymorphicForeignKey: (field.referenceTo?.length ?? 0) > 1,
    precision: NUMBERS.has(kind) ? (field.precision ?? 18) : 0,
    referenceTo: field.referenceTo ?? [],
    relationshipName: field.relationshipName ?? null,
    relationshipOrder: field.masterDetail === true ? 0 : null,
    restrictedDelete: field.deleteConstraint === 'Restrict',
    restrictedPicklist: field.restrictedPicklist === true,
    scale: field.scale ?? 0,
    soapType: SOAP_TYPE[kind] ?? 'xsd:string',
    sortable: !long,
    type: typeName(field),
    unique: field.unique,
    updateable: field.updateable,
    writeRequiresMasterRead: false,
  };
}

/** An auto-number describes as text that numbers itself. */
function typeName({ kind }: OrgField): string {
  if (kind === 'autonumber') return 'string';
  return kind === 'encrypted' ? 'encryptedstring' : kind;
}
