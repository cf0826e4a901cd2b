/** Fields that change events carry as nested records: addresses, geolocations, names of persons and of accounts. */
import type { OrgObject } from '../../metadata/model.ts';
import type { FieldKind } from '../../metadata/model.ts';

export type CompoundMember = {
  /** Name inside the record. */
  readonly name: string;
  /** Name of the object's field that holds the value. */
  readonly fieldName: string;
  readonly kind: FieldKind;
};

export type CompoundField = {
  readonly name: string;
  /** Name of the nested record; also the type in the doc string. */
  readonly recordName: 'Address' | 'Location' | 'PersonName' | 'Switchable_PersonName';
  readonly members: readonly CompoundMember[];
  /** A plain text field that takes the record's place, as the name of an account that is no person. */
  readonly plainField?: string;
};

const addressMembers: readonly (readonly [string, FieldKind])[] = [
  ['Street', 'string'],
  ['City', 'string'],
  ['State', 'string'],
  ['PostalCode', 'string'],
  ['Country', 'string'],
  ['StateCode', 'string'],
  ['CountryCode', 'string'],
  ['Latitude', 'double'],
  ['Longitude', 'double'],
  ['GeocodeAccuracy', 'string'],
];

const nameMembers = ['Salutation', 'FirstName', 'LastName'].map((name): CompoundMember => ({ name, fieldName: name, kind: 'string' }));

function address(prefix: string): CompoundField {
  const members = addressMembers.map(([name, kind]) => ({ name, fieldName: `${prefix}${name}`, kind }));
  return { name: `${prefix}Address`, recordName: 'Address', members };
}

function location(stem: string): CompoundField {
  const members = ['Latitude', 'Longitude'].map((name): CompoundMember => ({ name, fieldName: `${stem}__${name}__s`, kind: 'double' }));
  return { name: `${stem}__c`, recordName: 'Location', members };
}

function compoundNamedBy(object: OrgObject, fieldName: string): CompoundField | undefined {
  const addressPrefix = /^(.*)Street$/.exec(fieldName)?.[1];
  if (addressPrefix !== undefined && object.fields.some((field) => field.name === `${addressPrefix}City`)) return address(addressPrefix);
  const locationStem = /^(.+)__Latitude__s$/.exec(fieldName)?.[1];
  if (locationStem !== undefined) return location(locationStem);
  if (object.name === 'Account' && fieldName === 'Name') {
    return { name: 'Name', recordName: 'Switchable_PersonName', members: nameMembers, plainField: 'Name' };
  }
  return fieldName === 'LastName' ? { name: 'Name', recordName: 'PersonName', members: nameMembers } : undefined;
}

/** The compound fields of an object, by the name of every field they swallow. */
export function compoundFieldsOf(object: OrgObject): ReadonlyMap<string, CompoundField> {
  const swallowed = new Map<string, CompoundField>();
  for (const { name } of object.fields) {
    const compound = compoundNamedBy(object, name);
    if (compound === undefined) continue;
    swallowed.set(compound.name, compound);
    for (const member of compound.members) swallowed.set(member.fieldName, compound);
  }
  return swallowed;
}
