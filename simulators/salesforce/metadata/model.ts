/**
 * What the org knows of its objects, after reading SFDX source folders and adding the standard objects it carries.
 * Names keep their written case; lookups by name ignore it, as the platform does.
 */
import type { CachePartition } from './cache-partitions.ts';
import type { NamedCredential } from './named-credentials.ts';
import type { GrantSource } from './grants.ts';
import type { RecordFlows } from './record-flows.ts';
import type { SharingSource } from './sharing.ts';

/** Field types by the names the describe call uses, with the platform's own kinds kept apart where the wire differs. */
export type FieldKind =
  | 'id'
  | 'string'
  | 'textarea'
  | 'picklist'
  | 'multipicklist'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time'
  | 'email'
  | 'phone'
  | 'url'
  | 'reference'
  | 'autonumber'
  | 'encrypted'
  | 'base64';

/** What something is called, by language: `de`. */
export type Words = Readonly<Record<string, string>>;

export type PicklistValue = {
  readonly value: string;
  readonly label: string;
  readonly translations?: Words;
  readonly active: boolean;
  readonly isDefault: boolean;
};

export type RollUpFilter = { readonly field: string; readonly operation: string; readonly value: string };

export type RollUp = {
  readonly operation: 'count' | 'sum' | 'min' | 'max';
  readonly child: string;
  /** The master-detail field of the child. */
  readonly reference: string;
  /** Absent for a count. */
  readonly field?: string;
  readonly filters: readonly RollUpFilter[];
  /** A master without details keeps what it was given. */
  readonly onlyWithDetails?: true;
};

export type OrgField = {
  readonly name: string;
  readonly label: string;
  /** The label in other languages. */
  readonly translations?: Words;
  readonly inlineHelpText?: string;
  /** Of a field of custom metadata that names a field: the field beside it that names the object. */
  readonly controllingField?: string;
  readonly kind: FieldKind;
  /** 15-character id of the field (00N…), stable for the same object and name. */
  readonly id: string;
  readonly custom: boolean;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly required: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly externalId: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly defaultValue?: string | boolean | number;
  readonly picklist?: readonly PicklistValue[];
  readonly restrictedPicklist?: boolean;
  readonly referenceTo?: readonly string[];
  /** `Order__r` for `Order__c`. */
  readonly relationshipName?: string;
  /** Name of the list on the parent, `Lines__r`. */
  readonly childRelationshipName?: string;
  readonly masterDetail?: boolean;
  readonly deleteConstraint?: 'SetNull' | 'Restrict' | 'Cascade';
  /** A roll-up summary or formula: never written by a caller. */
  readonly calculated?: boolean;
  /** Of a formula field, with the object it is of. */
  readonly formula?: { readonly object: string; readonly source: string; readonly blankAsZero: boolean };
  readonly rollUp?: RollUp;
  /** Of a standard field with field-level security: the name permissions know it by, `BillingAddress` for a part of it. */
  readonly securityName?: string;
  /** The record's own name. */
  readonly nameField?: boolean;
  /** False where no aggregate function takes it although its kind would do. */
  readonly aggregatable?: false;
  /** `CMD-{000000}`: how an auto-number is written. */
  readonly displayFormat?: string;
};

export type ObjectKind = 'standard' | 'custom' | 'platformEvent' | 'customMetadata' | 'customSetting';

export type RecordType = {
  readonly id: string;
  readonly developerName: string;
  readonly label: string;
  readonly description: string | null;
  readonly active: boolean;
  /** Values a picklist may have and what it starts with, by field; picklists that are not named have all of theirs. */
  readonly picklists: ReadonlyMap<string, { readonly values: readonly string[]; readonly initial: string | null }>;
};

/** A field by the way to it: `Name`, `Account.Name`. */
export type FieldSetMember = { readonly path: string; readonly required: boolean; readonly object: string; readonly field: string };

export type FieldSet = {
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  /** Those that are displayed. */
  readonly members: readonly FieldSetMember[];
};

export type OrgObject = {
  readonly name: string;
  readonly label: string;
  readonly pluralLabel: string;
  readonly kind: ObjectKind;
  readonly keyPrefix: string;
  /** In the order a describe lists them: the platform's own first, then custom fields by name. */
  readonly fields: readonly OrgField[];
  readonly publishBehavior?: 'PublishAfterCommit' | 'PublishImmediately';
  readonly sharingModel?: string;
  /** Absent where records have none but Master. */
  readonly recordTypes?: readonly RecordType[];
  readonly fieldSets?: readonly FieldSet[];
  /** Of a custom setting: whether profiles and users may have values of their own. */
  readonly hierarchy?: boolean;
};

export type EventChannel = { readonly name: string; readonly type: 'data' | 'event' };

export type EventChannelMember = {
  readonly channel: string;
  /** `OB_Return__ChangeEvent` or an event object's name. */
  readonly selectedEntity: string;
  readonly enrichedFields: readonly string[];
  readonly filterExpression?: string;
};

export type OrgMetadata = {
  readonly objects: ReadonlyMap<string, OrgObject>;
  /** Finds an object whatever the case of the name. */
  readonly object: (name: string) => OrgObject | undefined;
  readonly field: (object: OrgObject, name: string) => OrgField | undefined;
  readonly channels: readonly EventChannel[];
  readonly channelMembers: readonly EventChannelMember[];
  readonly validationRules: readonly {
    readonly object: string;
    readonly name: string;
    readonly formula: string;
    readonly message: string;
    readonly active: boolean;
  }[];
  readonly grants: GrantSource;
  readonly sharing: SharingSource;
  readonly customMetadata: ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;
  /** Texts of custom labels, by name in lower case. */
  readonly labels: ReadonlyMap<string, string>;
  /** The same in other languages, by language. */
  readonly labelTranslations: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By name in lower case. */
  readonly namedCredentials: ReadonlyMap<string, NamedCredential>;
  /** By name in lower case. */
  readonly cachePartitions: ReadonlyMap<string, CachePartition>;
  readonly recordFlows: RecordFlows;
  readonly customPermissions: readonly { readonly name: string; readonly label: string }[];
  /** Custom notification types, by which Apex sends messages to people. */
  readonly notificationTypes: readonly { readonly name: string; readonly label: string }[];
};
