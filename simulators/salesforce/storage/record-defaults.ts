/** What a new record holds before the caller's values: defaults of the metadata, and names the platform makes itself. */
import type { OrgField, OrgMetadata, OrgObject } from '../metadata/model.ts';
import type { Actor } from './actor.ts';
import type { AutoNumbers } from './auto-number.ts';
import type { StoredRecord, StoredValue } from './transaction.ts';

export type RecordDefaults = {
  /** All fields of the object, in describe order, with their defaults. */
  readonly blank: (object: OrgObject, actor: Actor, at: number, recordTypeId?: StoredValue) => Record<string, StoredValue>;
};

/** Id of the record type that new records of a user get. */
export type DefaultRecordType = (object: OrgObject, userId: string) => string | null;

export function makeRecordDefaults(metadata: OrgMetadata, autoNumbers: AutoNumbers, recordTypeOf: DefaultRecordType): RecordDefaults {
  const templates = new Map<string, StoredRecord>();
  const numbered = new Map<string, readonly OrgField[]>();
  for (const object of metadata.objects.values()) {
    templates.set(object.name, Object.fromEntries(object.fields.map((field) => [field.name, defaultOf(field)])));
    numbered.set(
      object.name,
      object.fields.filter((field) => field.kind === 'autonumber'),
    );
  }
  return {
    blank: (object, actor, at, recordTypeId) => {
      const record: Record<string, StoredValue> = { ...templates.get(object.name) };
      if ('OwnerId' in record) record['OwnerId'] = actor.userId;
      if (object.recordTypes !== undefined) {
        record['RecordTypeId'] = recordTypeId ?? recordTypeOf(object, actor.userId);
        startPicklists(object, record);
      }
      for (const field of numbered.get(object.name) ?? []) record[field.name] = autoNumbers(object, field, at);
      return record;
    },
  };
}

/** A record type says what its picklists start with. */
function startPicklists({ recordTypes }: OrgObject, record: Record<string, StoredValue>): void {
  const type = recordTypes?.find(({ id }) => id === record['RecordTypeId']);
  for (const [field, { initial }] of type?.picklists ?? []) if (initial !== null && field in record) record[field] = initial;
}

function defaultOf(field: OrgField): StoredValue {
  if (field.defaultValue !== undefined) return field.defaultValue;
  if (field.kind === 'boolean') return false;
  return field.picklist?.find((entry) => entry.isDefault)?.value ?? null;
}

/** Sets names the caller does not: a person's from its parts, a custom record's from its id when it was left out. */
export function completeName(object: OrgObject, record: Record<string, StoredValue>): void {
  if ('FirstName' in record && 'LastName' in record) {
    record['Name'] = [record['FirstName'], record['LastName']].filter((part) => part !== null).join(' ');
  } else if ((object.kind === 'custom' || object.hierarchy === true) && 'Name' in record && record['Name'] === null) {
    record['Name'] = record['Id'] ?? null;
  }
}
