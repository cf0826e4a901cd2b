/** The organization, its code and its jobs. Source: the Object Reference for the Salesforce Platform. */
import { picklistField, referenceField, standardField, type FieldMaker } from '../field-parts.ts';
import { address, flag, longText, nameText, phone, text, whole, type Declaration } from './declaration.ts';

export const ORGANIZATION: Declaration = {
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
    ...address(''),
    text('Division', 80),
    phone('Phone'),
    phone('Fax'),
    text('PrimaryContact', 80),
    text('DefaultLocaleSidKey', 40),
    whole('FiscalYearStartMonth'),
    flag('UsesStartDateAsFiscalYearName'),
    flag('IsReadOnly'),
  ],
};

export const RECORD_TYPE: Declaration = {
  name: 'RecordType',
  pluralLabel: 'Record Types',
  keyPrefix: '012',
  owned: false,
  nameField: nameText('Name', 80),
  fields: [text('DeveloperName', 80), text('SobjectType', 40), flag('IsActive'), text('Description', 255), text('NamespacePrefix', 15)],
};

export const NOTIFICATION_TYPE: Declaration = {
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
  whole('LengthWithoutComments'),
  longText('Body', 1_000_000),
];

/** The org's code and its jobs. */
export const APEX: readonly Declaration[] = [
  {
    name: 'ApexClass',
    pluralLabel: 'Apex Classes',
    keyPrefix: '01p',
    owned: false,
    nameField: nameText('Name', 255),
    fields: CODE,
  },
  {
    name: 'NamedCredential',
    pluralLabel: 'Named Credentials',
    keyPrefix: '0XA',
    owned: false,
    fields: [
      text('DeveloperName', 80, { required: true }),
      text('MasterLabel', 80),
      text('NamespacePrefix', 15),
      text('PrincipalType', 255),
      text('Language', 40),
      standardField('Endpoint', 'textarea', { length: 1000 }),
    ],
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
      referenceField('ParentJobId', ['AsyncApexJob']),
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
  {
    name: 'ApexTrigger',
    pluralLabel: 'Apex Triggers',
    keyPrefix: '01q',
    owned: false,
    nameField: nameText('Name', 255),
    fields: [...CODE, text('TableEnumOrId', 40)],
  },
  {
    name: 'StaticResource',
    pluralLabel: 'Static Resources',
    keyPrefix: '081',
    owned: false,
    nameField: nameText('Name', 255),
    fields: [text('NamespacePrefix', 15), text('ContentType', 120), standardField('Body', 'base64'), whole('BodyLength')],
  },
  {
    name: 'EmailTemplate',
    pluralLabel: 'Email Templates',
    keyPrefix: '00X',
    owned: 'byUser',
    nameField: nameText('Name', 80),
    fields: [
      text('DeveloperName', 80, { required: true }),
      text('Subject', 255),
      longText('HtmlValue', 384_000),
      longText('Body', 384_000),
      text('Description', 2000),
      referenceField('FolderId', ['Folder', 'Organization', 'User']),
      picklistField('TemplateType', ['text', 'html', 'custom', 'visualforce'], { required: true }),
      picklistField('TemplateStyle', ['none', 'freeForm', 'formalLetter', 'promotionRight', 'promotionLeft', 'newsletter', 'products'], {
        defaultValue: 'none',
      }),
      text('Encoding', 40),
      flag('IsActive'),
    ],
  },
  {
    name: 'Folder',
    pluralLabel: 'Folders',
    keyPrefix: '00l',
    owned: false,
    nameField: nameText('Name', 80),
    fields: [text('DeveloperName', 80), text('AccessType', 40), text('Type', 40), flag('IsReadonly')],
  },
];
