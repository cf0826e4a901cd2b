/** Custom settings: values for the org, a profile or a user, and lists of values by name. Source: Apex Reference, "Custom Settings Methods". */
import type { OrgObject } from '../../metadata/model.ts';
import type { StoredRecord } from '../../storage/transaction.ts';
import { ApexMap } from '../collections.ts';
import type { ApexContext } from '../context.ts';
import { mapOf, sobjectOf, STRING, type ApexType } from '../types/type.ts';
import { ApexSObject } from '../values.ts';
import type { Records } from './records.ts';

export type Settings = {
  /** What holds for the user or profile: each field from the nearest level that has a value. Of a list: the record of that name. */
  readonly settingFor: (type: ApexType, key: string | null) => ApexSObject | null;
  /** A record without values where the org has none. */
  readonly settingOfOrg: (type: ApexType) => ApexSObject;
  /** What is set for this owner itself; null for nothing. Of a list: the record of that name. */
  readonly settingAt: (type: ApexType, key: string | null) => ApexSObject | null;
  readonly settingsByName: (type: ApexType) => ApexMap;
};

const STAMPS = ['Name', 'CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp'];

export function makeSettings(context: ApexContext, records: Records): Settings {
  const objectOf = (type: ApexType): OrgObject =>
    context.org.metadata.object(type.base) ?? context.fail('SObjectException', `sObject type ${type.name} is not supported`);
  const rowsOf = (type: ApexType): readonly StoredRecord[] => context.org.configuration(objectOf(type));
  const at = (type: ApexType, owner: string | null): ApexSObject | null => {
    const row = rowsOf(type).find((each) => each['SetupOwnerId'] === owner);
    return row === undefined ? null : records.fromRow(objectOf(type), row);
  };
  const named = (type: ApexType, name: string | null): ApexSObject | null => {
    const row = rowsOf(type).find((each) => String(each['Name']).toLowerCase() === name?.toLowerCase());
    return row === undefined ? null : records.fromRow(objectOf(type), row);
  };
  /** The owner itself, a user's profile, the org: nearest first. */
  const levels = (owner: string): readonly (string | null)[] => {
    const profile = context.org.find('User', owner)?.['ProfileId'];
    return [owner, typeof profile === 'string' ? profile : null, context.org.orgId];
  };

  return {
    settingOfOrg: (type) => at(type, context.org.orgId) ?? new ApexSObject(type),
    settingAt: (type, key) => (objectOf(type).hierarchy === true ? at(type, key) : named(type, key)),
    settingFor: (type, key) => {
      if (objectOf(type).hierarchy !== true) return named(type, key);
      const owner = key ?? context.user().id;
      return merged(
        type,
        owner,
        levels(owner).flatMap((level) => at(type, level) ?? []),
      );
    },
    settingsByName: (type) =>
      new ApexMap(
        mapOf(STRING, sobjectOf(type.base)),
        rowsOf(type).map((row) => [String(row['Name']), records.fromRow(objectOf(type), row)]),
      ),
  };
}

/** The nearest comes first. A record of the owner's own, or a new one for the owner: who saves it changes no other level. */
function merged(type: ApexType, owner: string, levels: readonly ApexSObject[]): ApexSObject {
  const isOwn = levels[0]?.fields.get('SetupOwnerId') === owner;
  const record = new ApexSObject(type, new Map([['SetupOwnerId', owner]]));
  for (const level of levels)
    for (const [name, value] of level.fields) if ((record.fields.get(name) ?? null) === null) record.fields.set(name, value);
  if (!isOwn) for (const name of ['Id', ...STAMPS]) record.fields.delete(name);
  return record;
}
