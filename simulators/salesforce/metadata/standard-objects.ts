/** The standard objects the org carries, with the fields integrations commonly use. Source: the Object Reference for the Salesforce Platform. */
import { picklistField, readOnlyField, referenceField, standardField, type FieldMaker, type FieldTraits } from './field-parts.ts';
import type { OrgObject } from './model.ts';
import { systemFields } from './system-fields.ts';

export type Declaration = {
  readonly name: string;
  readonly pluralLabel: string;
  readonly keyPrefix: string;
  readonly owned: boolean;
  readonly nameField?: FieldMaker;
  readonly fields: readonly FieldMaker[];
};

const text = (name: string, length: number, traits: FieldTraits = {}): FieldMaker => standardField(name, 'string', { length, ...traits });
const flag = (name: string, traits: FieldTraits = {}): FieldMaker => standardField(name, 'boolean', { defaultValue: false, ...traits });
const nameText = (name: string, length: number, traits: FieldTraits = {}): FieldMaker =>
  text(name, length, { nameField: true, required: true, ...traits });

const address = (prefix: string): FieldMaker[] => [
  standardField(`${prefix}Street`, 'textarea', { length: 255 }),
  text(`${prefix}City`, 40),
  text(`${prefix}State`, 80),
  text(`${prefix}PostalCode`, 20),
  text(`${prefix}Country`, 80),
];

/** Of what was merged away: the record it was merged into. */
const mergedInto = (object: string): FieldMaker =>
  referenceField('MasterRecordId', [object], { createable: false, updateable: false, deleteConstraint: 'SetNull' });

const ORGANIZATION: Declaration = {
  name: 'Organization',
  pluralLabel: 'Organizations',
  keyPrefix: '00D',
  owned: false,
  nameField: nameText('Name', 80),
  fields: [
    text('InstanceName', 5),
    flag('IsSandbox'),
    text('OrganizationType', 40),
    text('NamespacePrefix', 15),
    standardField('TrialExpirationDate', 'datetime'),
    text('LanguageLocaleKey', 40),
    text('TimeZoneSidKey', 40),
    text('DefaultLocaleSidKey', 40),
    text('Country', 80),
  ],
};

const USER: Declaration = {
  name: 'User',
  pluralLabel: 'Users',
  keyPrefix: '005',
  owned: false,
  nameField: readOnlyField('Name', 'string', { length: 121, nameField: true }),
  fields: [
    text('Username', 80, { required: true, unique: true }),
    text('FirstName', 40),
    text('LastName', 80, { required: true }),
    standardField('Email', 'email', { length: 128, required: true }),
    text('Alias', 8, { required: true }),
    flag('IsActive', { defaultValue: true }),
    referenceField('ProfileId', ['Profile']),
    referenceField('UserRoleId', ['UserRole']),
    text('TimeZoneSidKey', 40),
    text('LanguageLocaleKey', 40),
    text('LocaleSidKey', 40),
    text('EmailEncodingKey', 40),
    text('UserType', 40),
  ],
};

const ACCESS: readonly Declaration[] = [
  {
    name: 'Profile',
    pluralLabel: 'Profiles',
    keyPrefix: '00e',
    owned: false,
    nameField: nameText('Name', 255),
    fields: [text('UserType', 40)],
  },
  {
    name: 'PermissionSet',
    pluralLabel: 'Permission Sets',
    keyPrefix: '0PS',
    owned: false,
    nameField: nameText('Name', 80, { unique: true }),
    fields: [text('Label', 80), flag('IsOwnedByProfile'), text('NamespacePrefix', 15)],
  },
  {
    name: 'PermissionSetAssignment',
    pluralLabel: 'Permission Set Assignments',
    keyPrefix: '0Pa',
    owned: false,
    fields: [
      referenceField('AssigneeId', ['User'], { required: true, deleteConstraint: 'Cascade' }),
      referenceField('PermissionSetId', ['PermissionSet'], { required: true, deleteConstraint: 'Cascade' }),
    ],
  },
  {
    name: 'Group',
    pluralLabel: 'Groups',
    keyPrefix: '00G',
    owned: false,
    nameField: nameText('Name', 40),
    fields: [text('DeveloperName', 80), text('Type', 40, { defaultValue: 'Regular' })],
  },
  {
    name: 'GroupMember',
    pluralLabel: 'Group Members',
    keyPrefix: '011',
    owned: false,
    fields: [
      referenceField('GroupId', ['Group'], { required: true, deleteConstraint: 'Cascade' }),
      referenceField('UserOrGroupId', ['User', 'Group'], { required: true, deleteConstraint: 'Cascade' }),
    ],
  },
  {
    name: 'UserRole',
    pluralLabel: 'Roles',
    keyPrefix: '00E',
    owned: false,
    nameField: nameText('Name', 80),
    fields: [text('DeveloperName', 80), referenceField('ParentRoleId', ['UserRole'])],
  },
];

const SALES: readonly Declaration[] = [
  {
    name: 'Account',
    pluralLabel: 'Accounts',
    keyPrefix: '001',
    owned: true,
    nameField: nameText('Name', 255),
    fields: [
      mergedInto('Account'),
      picklistField('Type', ['Prospect', 'Customer - Direct', 'Customer - Channel', 'Other']),
      referenceField('ParentId', ['Account']),
      ...address('Billing'),
      ...address('Shipping'),
      standardField('Phone', 'phone', { length: 40 }),
      text('AccountNumber', 40),
      standardField('Website', 'url', { length: 255 }),
      picklistField('Industry', ['Agriculture', 'Apparel', 'Consulting', 'Energy', 'Retail', 'Technology', 'Other']),
      standardField('AnnualRevenue', 'currency', { precision: 18, scale: 0 }),
      standardField('NumberOfEmployees', 'int', { precision: 8, scale: 0 }),
      standardField('Description', 'textarea', { length: 32_000 }),
      picklistField('Rating', ['Hot', 'Warm', 'Cold']),
    ],
  },
  {
    name: 'Contact',
    pluralLabel: 'Contacts',
    keyPrefix: '003',
    owned: true,
    nameField: readOnlyField('Name', 'string', { length: 121, nameField: true }),
    fields: [
      mergedInto('Contact'),
      referenceField('AccountId', ['Account'], { childRelationshipName: 'Contacts', deleteConstraint: 'Cascade' }),
      text('FirstName', 40),
      text('LastName', 80, { required: true }),
      standardField('Email', 'email', { length: 80 }),
      standardField('Phone', 'phone', { length: 40 }),
      standardField('MobilePhone', 'phone', { length: 40 }),
      ...address('Mailing'),
    ],
  },
  {
    name: 'Lead',
    pluralLabel: 'Leads',
    keyPrefix: '00Q',
    owned: true,
    nameField: readOnlyField('Name', 'string', { length: 121, nameField: true }),
    fields: [
      mergedInto('Lead'),
      text('FirstName', 40),
      text('LastName', 80, { required: true }),
      text('Company', 255, { required: true }),
      text('Title', 128),
      standardField('Email', 'email', { length: 80 }),
      standardField('Phone', 'phone', { length: 40 }),
      ...address(''),
      picklistField('Status', ['Open - Not Contacted', 'Working - Contacted', 'Closed - Converted', 'Closed - Not Converted'], {
        defaultValue: 'Open - Not Contacted',
      }),
      picklistField('LeadSource', ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other']),
      flag('IsConverted', { createable: false, updateable: false }),
    ],
  },
  {
    name: 'Product2',
    pluralLabel: 'Products',
    keyPrefix: '01t',
    owned: false,
    nameField: nameText('Name', 255),
    fields: [
      text('ProductCode', 255),
      text('StockKeepingUnit', 180),
      flag('IsActive'),
      standardField('Description', 'textarea', { length: 4000 }),
    ],
  },
];

const CASE: Declaration = {
  name: 'Case',
  pluralLabel: 'Cases',
  keyPrefix: '500',
  owned: true,
  nameField: readOnlyField('CaseNumber', 'autonumber', { length: 30, nameField: true, displayFormat: '{00000000}' }),
  fields: [
    mergedInto('Case'),
    referenceField('ContactId', ['Contact'], { childRelationshipName: 'Cases' }),
    referenceField('AccountId', ['Account'], { childRelationshipName: 'Cases' }),
    text('Subject', 255),
    standardField('Description', 'textarea', { length: 32_000 }),
    picklistField('Status', ['New', 'Working', 'Escalated', 'Closed'], { defaultValue: 'New' }),
    picklistField('Priority', ['High', 'Medium', 'Low'], { defaultValue: 'Medium' }),
    picklistField('Origin', ['Phone', 'Email', 'Web']),
    picklistField('Reason', ['Delivery', 'Damage', 'Billing', 'Other']),
  ],
};

const RECORD_TYPE: Declaration = {
  name: 'RecordType',
  pluralLabel: 'Record Types',
  keyPrefix: '012',
  owned: false,
  nameField: nameText('Name', 80),
  fields: [text('DeveloperName', 80), text('SobjectType', 40), flag('IsActive'), text('Description', 255), text('NamespacePrefix', 15)],
};

const NOTIFICATION_TYPE: Declaration = {
  name: 'CustomNotificationType',
  pluralLabel: 'Custom Notification Types',
  keyPrefix: '0ML',
  owned: false,
  fields: [text('DeveloperName', 80, { required: true }), text('MasterLabel', 80)],
};

const CODE: readonly FieldMaker[] = [
  text('NamespacePrefix', 15),
  standardField('ApiVersion', 'double', { precision: 18, scale: 1 }),
  text('Status', 40),
  flag('IsValid'),
  standardField('LengthWithoutComments', 'int', { precision: 9, scale: 0 }),
  standardField('Body', 'textarea', { length: 1_000_000 }),
];

/** The org's code and its jobs. */
const APEX: readonly Declaration[] = [
  {
    name: 'ApexClass',
    pluralLabel: 'Apex Classes',
    keyPrefix: '01p',
    owned: false,
    nameField: nameText('Name', 255),
    fields: CODE,
  },
  {
    name: 'ApexTrigger',
    pluralLabel: 'Apex Triggers',
    keyPrefix: '01q',
    owned: false,
    nameField: nameText('Name', 255),
    fields: [...CODE, text('TableEnumOrId', 40)],
  },
  {
    name: 'AsyncApexJob',
    pluralLabel: 'Apex Jobs',
    keyPrefix: '707',
    owned: false,
    fields: [
      referenceField('ApexClassId', ['ApexClass']),
      text('JobType', 40),
      text('Status', 40),
      text('MethodName', 255),
      text('ExtendedStatus', 255),
      standardField('JobItemsProcessed', 'int', { precision: 9, scale: 0 }),
      standardField('TotalJobItems', 'int', { precision: 9, scale: 0 }),
      standardField('NumberOfErrors', 'int', { precision: 9, scale: 0 }),
      standardField('CompletedDate', 'datetime'),
      referenceField('CronTriggerId', ['CronTrigger']),
    ],
  },
  {
    name: 'CronJobDetail',
    pluralLabel: 'Cron Jobs',
    keyPrefix: '08a',
    owned: false,
    nameField: nameText('Name', 64),
    fields: [text('JobType', 1)],
  },
  {
    name: 'CronTrigger',
    pluralLabel: 'Scheduled Jobs',
    keyPrefix: '08e',
    owned: false,
    fields: [
      referenceField('CronJobDetailId', ['CronJobDetail']),
      referenceField('OwnerId', ['User']),
      text('CronExpression', 255),
      text('State', 16),
      text('TimeZoneSidKey', 40),
      standardField('StartTime', 'datetime'),
      standardField('EndTime', 'datetime'),
      standardField('NextFireTime', 'datetime'),
      standardField('PreviousFireTime', 'datetime'),
      standardField('TimesTriggered', 'int', { precision: 9, scale: 0 }),
    ],
  },
];

const DECLARATIONS: readonly Declaration[] = [ORGANIZATION, USER, ...ACCESS, ...SALES, CASE, RECORD_TYPE, NOTIFICATION_TYPE, ...APEX];

/** Fresh copies of the standard objects; the loader adds custom fields of the source to them. */
export function standardObjects(): OrgObject[] {
  return DECLARATIONS.map(declareObject);
}

export function declareObject({ name, pluralLabel, keyPrefix, owned, nameField, fields }: Declaration): OrgObject {
  return {
    name,
    label: name,
    pluralLabel,
    kind: 'standard',
    keyPrefix,
    fields: [...systemFields({ kind: 'standard', owned, name: nameField }), ...fields].map((make) => make(name)),
  };
}
