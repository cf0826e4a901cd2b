/** The package agrees with canonical/salesforce-objects.ts: what the broker writes is there, as large, with the same words. */
import {
  SALESFORCE_OBJECTS,
  SALESFORCE_PICKLISTS,
  type FieldType,
  type SalesforceField,
  type SalesforceObject,
} from '../../../canonical/salesforce-objects.ts';
import type { Finding } from '../finding.ts';
import type { PackageField, PackageModel, PackageObject } from '../source/package-model.ts';
import { flag, textOf } from '../source/xml.ts';
import { setOf, wordsOf } from './value-sets.ts';

const METADATA_TYPES: Readonly<Record<FieldType, readonly string[]>> = {
  text: ['Text'],
  picklist: ['Picklist'],
  number: ['Number'],
  currency: ['Currency'],
  checkbox: ['Checkbox'],
  date: ['Date'],
  datetime: ['DateTime'],
  longtext: ['LongTextArea'],
  reference: ['Lookup', 'MasterDetail'],
};

/** Every disagreement. */
export function checkContract(model: PackageModel): readonly Finding[] {
  const objects: readonly (readonly [string, SalesforceObject])[] = Object.entries(SALESFORCE_OBJECTS);
  return [...objects.flatMap(([name, contract]) => checkObject(name, contract, model)), ...checkWords(model)];
}

function checkObject(name: string, contract: SalesforceObject, model: PackageModel): readonly Finding[] {
  const object = model.objects.get(name);
  if (object === undefined) return [{ path: 'force-app', line: 0, message: `the object ${name} of the contract is missing` }];
  return [
    ...Object.entries(contract.fields).flatMap(([fieldName, wanted]) => checkField(object, fieldName, wanted)),
    ...checkExternalId(object, contract.externalId),
  ];
}

function checkField(object: PackageObject, name: string, wanted: SalesforceField): readonly Finding[] {
  const field = object.fields.get(name);
  if (field === undefined) return [{ path: object.path, line: 0, message: `the field ${object.name}.${name} of the contract is missing` }];
  const { path, root, type } = field;
  const sizes = wanted.type === 'picklist' || wanted.type === 'reference' ? [] : sizeFaults(field, wanted);
  const faults = [
    ...(METADATA_TYPES[wanted.type].includes(type) ? sizes : [`is ${type}; the contract says ${wanted.type}`]),
    ...(wanted.to !== undefined && textOf(root, 'referenceTo') !== wanted.to ? [`does not refer to ${wanted.to}`] : []),
    ...((wanted.dataClass === 'personal') === isClassifiedPersonal(field)
      ? []
      : [`is ${wanted.dataClass} in the contract; classify it so`]),
  ];
  return faults.map((message) => ({ path, line: 0, message }));
}

function sizeFaults({ root }: PackageField, { length, scale }: SalesforceField): readonly string[] {
  const actual = textOf(root, 'length') ?? textOf(root, 'precision');
  return [
    ...(length !== undefined && actual !== String(length) ? [`has size ${actual ?? 'none'}; the contract says ${length}`] : []),
    ...(scale !== undefined && textOf(root, 'scale') !== String(scale) ? [`has another scale than ${scale}, which the contract says`] : []),
  ];
}

/** The org's own words for personal data: they show in its field audit, its data masking and its consent tools. */
function isClassifiedPersonal({ root }: PackageField): boolean {
  return textOf(root, 'complianceGroup') === 'PII' && textOf(root, 'securityClassification') === 'Confidential';
}

function checkExternalId({ name, path, fields }: PackageObject, key: string): readonly Finding[] {
  const field = fields.get(key);
  const holds = field !== undefined && ['externalId', 'unique', 'caseSensitive'].every((trait) => flag(field.root, trait));
  return holds ? [] : [{ path: field?.path ?? path, line: 0, message: `${name}.${key} must be a unique, case-sensitive external id` }];
}

function checkWords(model: PackageModel): readonly Finding[] {
  const sets = new Map(model.of('globalValueSet').map((set) => [set.name, set]));
  return Object.entries(SALESFORCE_PICKLISTS).flatMap(([name, words]) => {
    const [object = '', fieldName = ''] = name.split('.');
    const field = model.objects.get(object)?.fields.get(fieldName);
    const set = sets.get(field === undefined ? '' : (setOf(field.root) ?? ''));
    const known = set === undefined ? [] : wordsOf(set.root);
    const missing = words.filter((word) => !known.includes(word));
    return missing.map((word) => ({
      path: set?.path ?? 'force-app',
      line: 0,
      message: `${name} lacks the word '${word}', which the broker writes`,
    }));
  });
}
