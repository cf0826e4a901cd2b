/** What an administrator looks after. Source: the Object Reference for the Salesforce Platform. */
import { picklistField, referenceField, standardField, type FieldMaker } from '../field-parts.ts';
import { detail, email, flag, lookup, nameText, shown, text, type Declaration } from './declaration.ts';

const WEEK = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const OPENING_HOURS: readonly FieldMaker[] = WEEK.flatMap((name) => [
  standardField(`${name}StartTime`, 'time'),
  standardField(`${name}EndTime`, 'time'),
]);

/** Nothing writes them but the platform. */
const listed = (name: string, keyPrefix: string, fields: readonly FieldMaker[]): Declaration => ({
  name,
  pluralLabel: `${name}s`,
  keyPrefix,
  owned: false,
  fields,
});

export const ADMINISTRATION: readonly Declaration[] = [
  {
    name: 'BusinessHours',
    label: 'Business Hours',
    pluralLabel: 'Business Hours',
    keyPrefix: '01m',
    owned: false,
    nameField: nameText('Name', 80),
    fields: [flag('IsActive'), flag('IsDefault'), text('TimeZoneSidKey', 40), ...OPENING_HOURS],
  },
  listed('AuthSession', '0Ak', [
    lookup('UsersId', 'User'),
    shown('ParentId', 'reference', { length: 18, referenceTo: ['AuthSession'] }),
    shown('LoginHistoryId', 'reference', { length: 18, referenceTo: ['LoginHistory'], relationshipName: 'LoginHistory' }),
    shown('LoginGeoId', 'string', { length: 18 }),
    shown('LoginType', 'string', { length: 40 }),
    shown('LogoutUrl', 'string', { length: 1024 }),
    shown('SessionSecurityLevel', 'string', { length: 40 }),
    shown('SessionType', 'string', { length: 40 }),
    shown('SourceIp', 'string', { length: 39 }),
    shown('UserType', 'string', { length: 40 }),
    shown('NumSecondsValid', 'int'),
    shown('IsCurrent', 'boolean', { defaultValue: false }),
  ]),
  listed('LoginHistory', '0Ya', [
    shown('UserId', 'reference', { length: 18, referenceTo: ['User'], relationshipName: 'User' }),
    shown('LoginTime', 'datetime'),
    shown('LoginType', 'string', { length: 40 }),
    shown('SourceIp', 'string', { length: 39 }),
    shown('LoginUrl', 'string', { length: 255 }),
    shown('Browser', 'string', { length: 64 }),
    shown('Platform', 'string', { length: 64 }),
    shown('Status', 'string', { length: 128 }),
    shown('Application', 'string', { length: 64 }),
    shown('ClientVersion', 'string', { length: 64 }),
    shown('ApiType', 'string', { length: 64 }),
    shown('ApiVersion', 'string', { length: 32 }),
    shown('CountryIso', 'string', { length: 2 }),
  ]),
  listed('PlatformCachePartition', '0Er', [
    text('DeveloperName', 80),
    text('MasterLabel', 80),
    text('NamespacePrefix', 15),
    text('Description', 4000),
    flag('IsDefaultPartition'),
  ]),
  listed('ApexEmailNotification', '7Ap', [lookup('UserId', 'User'), email('Email')]),
  listed('FlowDefinitionView', '3dd', [
    shown('ApiName', 'string', { length: 100 }),
    shown('Label', 'string', { length: 255 }),
    shown('Description', 'string', { length: 255 }),
    shown('DurableId', 'string', { length: 18 }),
    shown('ActiveVersionId', 'string', { length: 255 }),
    shown('LatestVersionId', 'string', { length: 255 }),
    shown('ManageableState', 'string', { length: 40 }),
    shown('NamespacePrefix', 'string', { length: 15 }),
    shown('ProcessType', 'string', { length: 40 }),
    shown('RecordTriggerType', 'string', { length: 40 }),
    referenceField('TriggerObjectOrEventId', ['EntityDefinition'], { createable: false, updateable: false }),
    shown('TriggerObjectOrEventLabel', 'string', { length: 255 }),
    shown('TriggerOrder', 'int'),
    shown('TriggerType', 'string', { length: 40 }),
    shown('IsActive', 'boolean', { defaultValue: false }),
    shown('LastModifiedBy', 'string', { length: 121 }),
    shown('VersionNumber', 'int'),
  ]),
  listed('FlowVersionView', '3dv', [
    shown('DurableId', 'string', { length: 18 }),
    shown('FlowDefinitionViewId', 'string', { length: 18 }),
    shown('Label', 'string', { length: 255 }),
    shown('ApiVersionRuntime', 'double', { precision: 18, scale: 1 }),
    shown('RunInMode', 'string', { length: 40 }),
    shown('Status', 'string', { length: 40 }),
    shown('VersionNumber', 'int'),
  ]),
  {
    name: 'Topic',
    pluralLabel: 'Topics',
    keyPrefix: '0TO',
    owned: false,
    nameField: nameText('Name', 99),
    fields: [text('Description', 4000), text('NetworkId', 18), shown('TalkingAbout', 'int')],
  },
  {
    name: 'TopicAssignment',
    label: 'Topic Assignment',
    pluralLabel: 'Topic Assignments',
    keyPrefix: '0tA',
    owned: false,
    fields: [
      detail('TopicId', 'Topic', 'TopicAssignments'),
      referenceField('EntityId', ['Account', 'Contact', 'Case', 'Opportunity', 'Lead'], { required: true }),
      picklistField('EntityType', []),
    ],
  },
];
