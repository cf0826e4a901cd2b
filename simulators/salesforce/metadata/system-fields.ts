/** The fields every object of a kind has before its own ones. */
import { readOnlyField, referenceField, standardField, type FieldMaker } from './field-parts.ts';
import type { ObjectKind } from './model.ts';

const READ_ONLY_USER = { createable: false, updateable: false } as const;

const ID = readOnlyField('Id', 'id', { length: 18, label: 'Record ID' });
const OWNER = referenceField('OwnerId', ['Group', 'User'], { label: 'Owner ID' });
const USER_AS_OWNER = referenceField('OwnerId', ['User'], { label: 'Owner ID' });
const IS_DELETED = readOnlyField('IsDeleted', 'boolean', { label: 'Deleted' });
const AUDIT: readonly FieldMaker[] = [
  readOnlyField('CreatedDate', 'datetime', { label: 'Created Date' }),
  referenceField('CreatedById', ['User'], { label: 'Created By ID', ...READ_ONLY_USER }),
  readOnlyField('LastModifiedDate', 'datetime', { label: 'Last Modified Date' }),
  referenceField('LastModifiedById', ['User'], { label: 'Last Modified By ID', ...READ_ONLY_USER }),
  readOnlyField('SystemModstamp', 'datetime', { label: 'System Modstamp' }),
];

export type SystemFieldOptions = { readonly kind: ObjectKind; readonly owned: boolean | 'byUser'; readonly name?: FieldMaker | undefined };

/** System fields in the order of a describe call. A detail of a master has no owner of its own. */
export function systemFields({ kind, owned, name }: SystemFieldOptions): readonly FieldMaker[] {
  if (kind === 'platformEvent') return EVENT_FIELDS;
  if (kind === 'customMetadata') return CUSTOM_METADATA_FIELDS;
  if (kind === 'customSetting') return [ID, ...SETTING_FIELDS, ...AUDIT];
  return [ID, ...ownerOf(owned), IS_DELETED, ...(name === undefined ? [] : [name]), ...AUDIT];
}

function ownerOf(owned: SystemFieldOptions['owned']): FieldMaker[] {
  if (owned === false) return [];
  return [owned === 'byUser' ? USER_AS_OWNER : OWNER];
}

/** Whom the values of a hierarchy are for. Source: Object Reference, "Custom Settings". */
const SETTING_FIELDS: readonly FieldMaker[] = [
  IS_DELETED,
  standardField('Name', 'string', { length: 80, nameField: true }),
  referenceField('SetupOwnerId', ['Organization', 'Profile', 'User'], { label: 'Location' }),
];

const EVENT_FIELDS: readonly FieldMaker[] = [
  readOnlyField('ReplayId', 'string', { length: 1000, label: 'Replay ID' }),
  readOnlyField('CreatedDate', 'datetime', { label: 'Created Date' }),
  referenceField('CreatedById', ['User'], { label: 'Created By ID', ...READ_ONLY_USER }),
  standardField('EventUuid', 'string', { length: 36, label: 'Event UUID', updateable: false }),
];

const CUSTOM_METADATA_FIELDS: readonly FieldMaker[] = [
  ID,
  readOnlyField('DeveloperName', 'string', { length: 40, label: 'Custom Metadata Record Name' }),
  readOnlyField('MasterLabel', 'string', { length: 40, label: 'Label', nameField: true }),
  readOnlyField('Language', 'string', { length: 40 }),
  readOnlyField('NamespacePrefix', 'string', { length: 15, label: 'Namespace Prefix' }),
  readOnlyField('Label', 'string', { length: 40 }),
  readOnlyField('QualifiedApiName', 'string', { length: 70, label: 'Qualified API Name' }),
  readOnlyField('SystemModstamp', 'datetime', { label: 'System Modstamp' }),
];
