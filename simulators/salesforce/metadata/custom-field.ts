/** Turns a CustomField of the Metadata API into the org's view of it. Source: the CustomField page of the Metadata API guide. */
import { fieldId } from './field-id.ts';
import type { FieldKind, OrgField, PicklistValue } from './model.ts';
import { readRollUp } from './roll-up.ts';
import type { XmlElement } from './xml.ts';

const KIND_OF_TYPE: Readonly<Record<string, FieldKind>> = {
  AutoNumber: 'autonumber',
  Checkbox: 'boolean',
  Currency: 'currency',
  Date: 'date',
  DateTime: 'datetime',
  Email: 'email',
  EncryptedText: 'encrypted',
  Hierarchy: 'reference',
  Html: 'textarea',
  LongTextArea: 'textarea',
  Lookup: 'reference',
  MasterDetail: 'reference',
  MetadataRelationship: 'reference',
  MultiselectPicklist: 'multipicklist',
  Number: 'double',
  Percent: 'percent',
  Phone: 'phone',
  Picklist: 'picklist',
  Summary: 'double',
  Text: 'string',
  TextArea: 'textarea',
  Time: 'time',
  Url: 'url',
};

const DEFAULT_LENGTH: Readonly<Partial<Record<FieldKind, number>>> = {
  email: 80,
  phone: 40,
  url: 255,
  picklist: 255,
  multipicklist: 4099,
  textarea: 255,
  reference: 18,
  string: 255,
  autonumber: 30,
};

export type ValueSets = ReadonlyMap<string, readonly PicklistValue[]>;

/** Throws on a field type the org does not know: a silent guess would hide a broken deploy. */
export function readCustomField(object: string, root: XmlElement, valueSets: ValueSets): OrgField {
  const name = root.text('fullName') ?? '';
  const type = root.text('type') ?? '';
  const kind = isDefinition(root) ? 'string' : KIND_OF_TYPE[type];
  if (kind === undefined) throw new Error(`${object}.${name}: field type "${type}" is not supported`);
  const masterDetail = type === 'MasterDetail';
  return {
    name,
    label: root.text('label') ?? name,
    ...helpTraits(root),
    kind,
    id: fieldId(object, name),
    custom: true,
    required: masterDetail || root.flag('required'),
    unique: root.flag('unique'),
    caseSensitive: root.flag('caseSensitive'),
    externalId: root.flag('externalId'),
    ...accessTraits(kind, type, root),
    ...(isDefinition(root) ? definitionTraits(name, root) : sizeOf(kind, root)),
    ...kindTraits({ kind, name, masterDetail, object }, root, valueSets),
    ...defaultTraits(kind, root),
    ...rollUpTraits(root),
    ...formulaTraits(object, kind, root),
  };
}

/** Blank numbers are zeros unless the field says otherwise. A text of a formula has 1,300 characters in a describe. */
function formulaTraits(object: string, kind: FieldKind, root: XmlElement): Partial<OrgField> {
  const source = root.text('formula');
  if (source === undefined) return {};
  const formula = { object, source, blankAsZero: root.text('formulaTreatBlanksAs') !== 'BlankAsBlank' };
  return kind === 'string' ? { formula, length: 1300 } : { formula };
}

function helpTraits(root: XmlElement): Pick<OrgField, 'inlineHelpText'> {
  const inlineHelpText = root.text('inlineHelpText');
  return inlineHelpText === undefined ? {} : { inlineHelpText };
}

function rollUpTraits(root: XmlElement): Pick<OrgField, 'rollUp'> {
  const rollUp = readRollUp(root);
  return rollUp === undefined ? {} : { rollUp };
}

/** A relationship of custom metadata to an object or a field of the org holds its name; it leads to EntityDefinition, FieldDefinition or EntityParticle all the same. Source: Metadata API guide, "CustomField", MetadataRelationship. */
function isDefinition(root: XmlElement): boolean {
  const target = root.text('referenceTo') ?? '';
  return root.text('type') === 'MetadataRelationship' && !target.endsWith('__mdt');
}

function definitionTraits(name: string, root: XmlElement): Partial<OrgField> {
  const controllingField = root.text('metadataRelationshipControllingField')?.split('.').at(-1);
  return {
    length: 255,
    referenceTo: [root.text('referenceTo') ?? ''],
    relationshipName: name.replace(/__c$/, '__r'),
    ...(controllingField === undefined ? {} : { controllingField }),
  };
}

function accessTraits(kind: FieldKind, type: string, root: XmlElement): Pick<OrgField, 'createable' | 'updateable' | 'calculated'> {
  const calculated = root.text('formula') !== undefined || type === 'Summary';
  const createable = !calculated && kind !== 'autonumber';
  const updateable = createable && (type !== 'MasterDetail' || root.flag('reparentableMasterDetail'));
  return { createable, updateable, ...(calculated ? { calculated } : {}) };
}

type Named = { readonly kind: FieldKind; readonly name: string; readonly masterDetail: boolean; readonly object: string };

function kindTraits({ kind, name, masterDetail, object }: Named, root: XmlElement, valueSets: ValueSets): Partial<OrgField> {
  if (kind === 'autonumber') return { displayFormat: root.text('displayFormat') ?? '{0}' };
  if (kind === 'reference') return referenceTraits(name, root, masterDetail);
  if (kind === 'picklist' || kind === 'multipicklist') return picklistTraits(`${object}.${name}`, root, valueSets);
  return {};
}

function sizeOf(kind: FieldKind, root: XmlElement): Partial<OrgField> {
  const precision = root.number('precision');
  if (kind === 'double' || kind === 'currency' || kind === 'percent')
    return { precision: precision ?? 18, scale: root.number('scale') ?? 0 };
  const length = root.number('length') ?? DEFAULT_LENGTH[kind];
  return length === undefined ? {} : { length };
}

function referenceTraits(name: string, root: XmlElement, masterDetail: boolean): Partial<OrgField> {
  const target = root.text('referenceTo') ?? root.text('relatedObject') ?? '';
  const list = root.text('relationshipName');
  const constraint = root.text('deleteConstraint');
  return {
    referenceTo: [target],
    relationshipName: name.replace(/__c$/, '__r'),
    ...(list === undefined ? {} : { childRelationshipName: `${list}__r` }),
    masterDetail,
    deleteConstraint: masterDetail || constraint === 'Cascade' ? 'Cascade' : constraint === 'Restrict' ? 'Restrict' : 'SetNull',
  };
}

function picklistTraits(field: string, root: XmlElement, valueSets: ValueSets): Partial<OrgField> {
  const valueSet = root.child('valueSet');
  const shared = valueSet?.text('valueSetName');
  const definition = valueSet?.child('valueSetDefinition');
  const picklist = shared === undefined ? (definition?.children('value') ?? []).map(readPicklistValue) : valueSets.get(shared);
  if (picklist === undefined) throw new Error(`${field}: global value set "${shared}" is not in the source`);
  // A global value set is always restricted.
  return { picklist, restrictedPicklist: shared !== undefined || (valueSet?.flag('restricted') ?? false) };
}

/** Reads a `value` of a picklist or a `customValue` of a global value set. */
export function readPicklistValue(value: XmlElement): PicklistValue {
  const fullName = value.text('fullName') ?? '';
  return {
    value: fullName,
    label: value.text('label') ?? fullName,
    active: value.text('isActive') !== 'false',
    isDefault: value.flag('default'),
  };
}

function defaultTraits(kind: FieldKind, root: XmlElement): Partial<OrgField> {
  const text = root.text('defaultValue');
  if (kind === 'boolean') return { defaultValue: text === 'true' };
  if (text === undefined) return {};
  if (/^-?\d+(\.\d+)?$/.test(text)) return { defaultValue: Number(text) };
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  if (quoted?.[2] === undefined) throw new Error(`${root.text('fullName')}: default value formula "${text}" is not supported`);
  return { defaultValue: quoted[2] };
}
