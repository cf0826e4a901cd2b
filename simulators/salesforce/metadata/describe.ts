/** Describe answers. Source: DescribeSObjectResult and DescribeFieldResult of the SOAP API guide, in their JSON form. */
import { aggregatesOf } from './aggregates.ts';
import { isFilterable, isGroupable, isSortable } from './field-use.ts';
import type { ObjectRight } from './grants.ts';
import { MASTER_RECORD_TYPE } from './record-types.ts';
import type { FieldKind, OrgField, OrgMetadata, OrgObject, PicklistValue } from './model.ts';

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

/** Nothing of them is stored, so that there are no ids. */
const COMPUTED: ReadonlySet<string> = new Set(['UserRecordAccess']);

/** What the caller may do with an object. */
export type ObjectAccess = {
  readonly can: (object: OrgObject, right: ObjectRight) => boolean;
  readonly recordType: (object: OrgObject, developerName: string) => boolean;
  readonly defaultRecordType: (object: OrgObject) => string | null;
};

/** The short form that `GET /sobjects` lists. */
export function describeGlobal(object: OrgObject, access: ObjectAccess, basePath: string): Record<string, unknown> {
  const url = `${basePath}/sobjects/${object.name}`;
  const event = object.kind === 'platformEvent';
  const writable = object.kind === 'standard' || object.kind === 'custom' || object.kind === 'customSetting';
  return {
    activateable: false,
    createable: (writable || event) && access.can(object, 'create'),
    custom: object.kind !== 'standard',
    customSetting: object.kind === 'customSetting',
    deepCloneable: false,
    deletable: writable && access.can(object, 'delete'),
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: COMPUTED.has(object.name) ? null : object.keyPrefix,
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
    undeletable: writable && access.can(object, 'delete'),
    updateable: writable && access.can(object, 'edit'),
    urls: { sobject: url, describe: `${url}/describe`, rowTemplate: `${url}/{ID}` },
  };
}

export type Describer = { readonly metadata: OrgMetadata; readonly access: ObjectAccess };

export function describeObject({ metadata, access }: Describer, object: OrgObject, basePath: string): Record<string, unknown> {
  return {
    ...describeGlobal(object, access, basePath),
    actionOverrides: [],
    childRelationships: childRelationships(metadata, object),
    fields: object.fields.map(describeField),
    namedLayoutInfos: [],
    recordTypeInfos: recordTypeInfos(access, object),
    supportedScopes: [{ label: `All ${object.pluralLabel}`, name: 'everything' }],
  };
}

export type RecordTypeInfo = {
  readonly active: boolean;
  /** May the user give it to records? */
  readonly available: boolean;
  readonly defaultRecordTypeMapping: boolean;
  readonly developerName: string;
  readonly master: boolean;
  readonly name: string;
  readonly recordTypeId: string;
};

/** The record types of an object for a user; Master comes last. */
export function recordTypeInfos(access: ObjectAccess, object: OrgObject): RecordTypeInfo[] {
  const initial = access.defaultRecordType(object) ?? MASTER_RECORD_TYPE;
  const own = (object.recordTypes ?? []).map(({ id, developerName, label, active }) => ({
    active,
    available: active && access.recordType(object, developerName),
    defaultRecordTypeMapping: id === initial,
    developerName,
    master: false,
    name: label,
    recordTypeId: id,
  }));
  const master = { active: true, available: true, master: true, name: 'Master', developerName: 'Master', recordTypeId: MASTER_RECORD_TYPE };
  return [...own, { ...master, defaultRecordTypeMapping: initial === MASTER_RECORD_TYPE }];
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

export function describeField(field: OrgField): Record<string, unknown> {
  return { ...describeBasics(field), ...describeUse(field), ...describeSize(field), ...describeReference(field) };
}

function describeBasics(field: OrgField): Record<string, unknown> {
  const { kind } = field;
  return {
    autoNumber: kind === 'autonumber',
    calculated: field.calculated === true,
    calculatedFormula: field.formula?.source ?? null,
    caseSensitive: field.caseSensitive,
    custom: field.custom,
    defaultValue: field.defaultValue ?? (kind === 'boolean' ? false : null),
    deprecatedAndHidden: false,
    encrypted: kind === 'encrypted',
    externalId: field.externalId,
    htmlFormatted: /\b(HYPERLINK|IMAGE)\s*\(/i.test(field.formula?.source ?? ''),
    inlineHelpText: field.inlineHelpText ?? null,
    label: field.label,
    name: field.name,
    nameField: field.nameField === true,
    picklistValues: (field.picklist ?? []).map(describePicklistValue),
    restrictedPicklist: field.restrictedPicklist === true,
    soapType: SOAP_TYPE[kind] ?? 'xsd:string',
    type: typeName(field),
    unique: field.unique,
  };
}

function describePicklistValue({ value, label, active, isDefault }: PicklistValue): Record<string, unknown> {
  return { active, defaultValue: isDefault, label, validFor: null, value };
}

const SET_BY_PLATFORM: ReadonlySet<FieldKind> = new Set(['boolean', 'autonumber']);

function describeUse(field: OrgField): Record<string, unknown> {
  return {
    aggregatable: aggregatesOf(field).size > 0,
    createable: field.createable,
    defaultedOnCreate: isDefaulted(field),
    filterable: isFilterable(field),
    groupable: isGroupable(field),
    idLookup: isIdLookup(field),
    nillable: isNillable(field),
    permissionable: field.custom ? !field.required : field.securityName !== undefined,
    sortable: isSortable(field),
    updateable: field.updateable,
  };
}

function isNillable({ kind, required, createable, formula }: OrgField): boolean {
  return !required && kind !== 'boolean' && (createable || formula !== undefined);
}

/** Unwritable fields are filled by the platform. */
function isDefaulted({ defaultValue, kind, name, createable, formula }: OrgField): boolean {
  return defaultValue !== undefined || SET_BY_PLATFORM.has(kind) || name === 'OwnerId' || (!createable && formula === undefined);
}

function isIdLookup({ kind, externalId, unique }: OrgField): boolean {
  return kind === 'id' || externalId || unique;
}

function describeSize({ kind, length = 0, precision, scale = 0 }: OrgField): Record<string, unknown> {
  return {
    byteLength: NUMBERS.has(kind) ? 0 : length * 3,
    digits: kind === 'int' ? (precision ?? 9) : 0,
    length,
    precision: NUMBERS.has(kind) ? (precision ?? 18) : 0,
    scale,
  };
}

function describeReference({ referenceTo = [], relationshipName, masterDetail, deleteConstraint }: OrgField): Record<string, unknown> {
  return {
    cascadeDelete: deleteConstraint === 'Cascade',
    polymorphicForeignKey: referenceTo.length > 1,
    referenceTo,
    relationshipName: relationshipName ?? null,
    relationshipOrder: masterDetail === true ? 0 : null,
    restrictedDelete: deleteConstraint === 'Restrict',
    writeRequiresMasterRead: false,
  };
}

/** An auto-number describes as text that numbers itself. */
function typeName({ kind }: OrgField): string {
  if (kind === 'autonumber') return 'string';
  return kind === 'encrypted' ? 'encryptedstring' : kind;
}
