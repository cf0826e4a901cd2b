/** Small makers of field declarations, shared by system fields and standard objects. */
import { fieldId } from './field-id.ts';
import type { FieldKind, OrgField, PicklistValue } from './model.ts';

export type FieldTraits = Partial<Omit<OrgField, 'name' | 'kind' | 'id'>>;

/** A field of an object with the platform's usual traits, changed by `traits`. */
export type FieldMaker = (object: string) => OrgField;

/** The name in words, which is what most standard fields are called: `AccountId` is "Account ID", `IsClosed` is "Closed". */
function wordsOf(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3 $2').split(' ');
  return words
    .map((word) => (word === 'Id' ? 'ID' : word))
    .filter((word, index) => index > 0 || words.length === 1 || word !== 'Is')
    .join(' ');
}

/** A standard field: optional, writable, not indexed, unless `traits` say otherwise. */
export function standardField(name: string, kind: FieldKind, traits: FieldTraits = {}): FieldMaker {
  return (object) => ({
    name,
    kind,
    label: wordsOf(name),
    id: fieldId(object, name),
    custom: false,
    required: false,
    unique: false,
    caseSensitive: false,
    externalId: false,
    createable: true,
    updateable: true,
    ...traits,
  });
}

/** Set by the platform alone. */
export function readOnlyField(name: string, kind: FieldKind, traits: FieldTraits = {}): FieldMaker {
  return standardField(name, kind, { createable: false, updateable: false, ...traits });
}

export function referenceField(name: string, referenceTo: readonly string[], traits: FieldTraits = {}): FieldMaker {
  const relationshipName = name.replace(/Id$/, '');
  return standardField(name, 'reference', { length: 18, referenceTo, relationshipName, deleteConstraint: 'SetNull', ...traits });
}

export function picklistField(name: string, values: readonly string[], traits: FieldTraits = {}): FieldMaker {
  return standardField(name, 'picklist', { length: 255, picklist: values.map(activeValue), restrictedPicklist: false, ...traits });
}

function activeValue(value: string): PicklistValue {
  return { value, label: value, active: true, isDefault: false };
}
