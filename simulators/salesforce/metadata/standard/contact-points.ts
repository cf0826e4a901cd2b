/** Ways to reach people, and what they agreed to. Source: the Object Reference for the Salesforce Platform. */
import { picklistField, readOnlyField, referenceField, standardField, type FieldMaker } from '../field-parts.ts';
import {
  address,
  day,
  email,
  flag,
  longText,
  lookup,
  moment,
  nameText,
  phone,
  shown,
  text,
  whole,
  type Declaration,
} from './declaration.ts';

/** What all contact points have. */
const CONTACT_POINT: readonly FieldMaker[] = [
  referenceField('ParentId', ['Account', 'Individual']),
  day('ActiveFromDate'),
  day('ActiveToDate'),
  standardField('BestTimeToContactStartTime', 'time'),
  standardField('BestTimeToContactEndTime', 'time'),
  text('BestTimeToContactTimezone', 40),
  flag('IsPrimary'),
  whole('PreferenceRank'),
  picklistField('UsageType', ['Work', 'Home', 'Temp']),
];

const contactPoint = (kind: string, keyPrefix: string, nameField: FieldMaker, fields: readonly FieldMaker[]): Declaration => ({
  name: `ContactPoint${kind}`,
  label: `Contact Point ${kind}`,
  pluralLabel: `Contact Point ${kind}s`,
  keyPrefix,
  owned: true,
  nameField,
  fields: [...CONTACT_POINT, ...fields],
});

const NUMBERED = readOnlyField('Name', 'string', { length: 255, nameField: true });

export const CONTACT_POINTS: readonly Declaration[] = [
  {
    name: 'Individual',
    pluralLabel: 'Individuals',
    keyPrefix: '0PK',
    owned: 'byUser',
    nameField: readOnlyField('Name', 'string', { length: 121, nameField: true }),
    fields: [
      text('FirstName', 40),
      text('LastName', 80, { required: true }),
      picklistField('Salutation', ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.', 'Mx.']),
      day('BirthDate'),
      whole('ChildrenCount'),
      whole('ConsumerCreditScore'),
      picklistField('ConsumerCreditScoreProviderName', []),
      whole('ConvictionsCount'),
      day('DeathDate'),
      whole('InfluencerRating'),
      text('Occupation', 150),
      text('Website', 255),
      flag('CanStorePiiElsewhere'),
      flag('HasOptedOutGeoTracking'),
      flag('HasOptedOutProcessing'),
      flag('HasOptedOutProfiling'),
      flag('HasOptedOutSolicit'),
      flag('HasOptedOutTracking'),
      flag('SendIndividualData'),
      flag('ShouldForget'),
    ],
  },
  contactPoint('Address', '8lW', nameText('Name', 255), [
    ...address(''),
    picklistField('AddressType', ['Billing', 'Shipping']),
    flag('IsDefault'),
    flag('IsThirdPartyAddress'),
    lookup('ContactPointPhoneId', 'ContactPointPhone', 'ContactPointAddresses'),
  ]),
  contactPoint('Email', '9Vl', NUMBERED, [email('EmailAddress', { required: true }), text('EmailMailBox', 255), text('EmailDomain', 255)]),
  contactPoint('Phone', '0ow', NUMBERED, [
    phone('TelephoneNumber'),
    text('AreaCode', 10),
    text('ExtensionNumber', 40),
    text('FormattedNationalPhoneNumber', 40),
    picklistField('PhoneType', ['Home', 'Mobile']),
    flag('IsSmsCapable'),
  ]),
  {
    name: 'ContactPointConsent',
    label: 'Contact Point Consent',
    pluralLabel: 'Contact Point Consents',
    keyPrefix: '0ZX',
    owned: true,
    nameField: nameText('Name', 255),
    fields: [
      referenceField('ContactPointId', ['ContactPointAddress', 'ContactPointEmail', 'ContactPointPhone']),
      picklistField('PrivacyConsentStatus', ['NotSeen', 'Seen', 'OptIn', 'OptOut']),
      moment('CaptureDate'),
      picklistField('CaptureContactPointType', ['Web', 'Phone', 'Email', 'Social', 'MailingAddress']),
      text('CaptureSource', 255),
      moment('EffectiveFrom'),
      moment('EffectiveTo'),
    ],
  },
  {
    name: 'QuickText',
    label: 'Quick Text',
    pluralLabel: 'Quick Text',
    keyPrefix: '574',
    owned: 'byUser',
    nameField: nameText('Name', 255),
    fields: [
      longText('Message', 4096),
      picklistField('Category', ['Greetings', 'FAQ', 'Closings']),
      standardField('Channel', 'multipicklist', {
        length: 4099,
        picklist: ['Email', 'Portal', 'Phone', 'Event', 'Internal', 'Knowledge', 'Live Agent', 'Messaging', 'Social', 'Task'].map(
          (value) => ({ value, label: value, active: true, isDefault: false }),
        ),
      }),
      flag('IsInsertable', { defaultValue: true }),
      shown('SourceType', 'string', { length: 40 }),
    ],
  },
];
