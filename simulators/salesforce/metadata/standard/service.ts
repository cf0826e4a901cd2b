/** Service: cases, and what people do about them and everything else. Source: the Object Reference for the Salesforce Platform. */
import { picklistField, readOnlyField, referenceField, standardField, type FieldMaker } from '../field-parts.ts';
import { day, detail, email, flag, longText, lookup, mergedInto, moment, shown, text, whole, type Declaration } from './declaration.ts';

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
    picklistField('Type', ['Electrical', 'Electronic', 'Mechanical', 'Structural', 'Other']),
    lookup('ParentId', 'Case', 'Cases'),
    lookup('AssetId', 'Asset', 'Cases'),
    text('SuppliedName', 80),
    email('SuppliedEmail'),
    text('SuppliedPhone', 40),
    text('SuppliedCompany', 80),
    flag('IsEscalated'),
    shown('IsClosed', 'boolean', { defaultValue: false }),
    shown('ClosedDate', 'datetime'),
    longText('Comments', 4000),
  ],
};

/** Whom an activity is with, and what it is about. */
const activityParents = (list: string): FieldMaker[] => [
  referenceField('WhoId', ['Contact', 'Lead'], { childRelationshipName: list }),
  referenceField('WhatId', ['Account', 'Opportunity', 'Case', 'Campaign', 'Asset', 'Contract', 'Order', 'Product2'], {
    childRelationshipName: list,
  }),
  shown('AccountId', 'reference', { length: 18, referenceTo: ['Account'], relationshipName: 'Account' }),
];

/** Of an activity that comes again: nothing here makes the next one. */
const recurrence = (start: string, kind: 'date' | 'datetime', list: string): FieldMaker[] => [
  flag('IsRecurrence'),
  shown('RecurrenceActivityId', 'reference', {
    length: 18,
    referenceTo: [list === 'RecurringTasks' ? 'Task' : 'Event'],
    childRelationshipName: list,
  }),
  standardField(start, kind),
  day('RecurrenceEndDateOnly'),
  picklistField('RecurrenceType', ['RecursDaily', 'RecursEveryWeekday', 'RecursMonthly', 'RecursWeekly', 'RecursYearly']),
  whole('RecurrenceInterval'),
  text('RecurrenceTimeZoneSidKey', 40),
];

export const SERVICE: readonly Declaration[] = [
  CASE,
  {
    name: 'CaseComment',
    label: 'Case Comment',
    pluralLabel: 'Case Comments',
    keyPrefix: '00a',
    owned: false,
    fields: [detail('ParentId', 'Case', 'CaseComments'), longText('CommentBody', 4000), flag('IsPublished')],
  },
  {
    name: 'Task',
    pluralLabel: 'Tasks',
    keyPrefix: '00T',
    owned: true,
    fields: [
      ...activityParents('Tasks'),
      text('Subject', 255),
      day('ActivityDate'),
      picklistField('Status', ['Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'], {
        defaultValue: 'Not Started',
      }),
      picklistField('Priority', ['High', 'Normal', 'Low'], { defaultValue: 'Normal' }),
      longText('Description'),
      picklistField('Type', ['Call', 'Meeting', 'Other']),
      picklistField('TaskSubtype', ['Task', 'Email', 'Call', 'LinkedIn', 'ListEmail'], { defaultValue: 'Task' }),
      picklistField('CallType', ['Internal', 'Inbound', 'Outbound']),
      whole('CallDurationInSeconds', 8),
      text('CallDisposition', 255),
      flag('IsReminderSet'),
      moment('ReminderDateTime'),
      shown('CompletedDateTime', 'datetime'),
      shown('IsArchived', 'boolean', { defaultValue: false }),
      ...recurrence('RecurrenceStartDateOnly', 'date', 'RecurringTasks'),
      shown('IsClosed', 'boolean', { defaultValue: false }),
      shown('IsHighPriority', 'boolean', { defaultValue: false }),
    ],
  },
  {
    name: 'Event',
    pluralLabel: 'Events',
    keyPrefix: '00U',
    owned: 'byUser',
    fields: [
      ...activityParents('Events'),
      text('Subject', 255),
      text('Location', 255),
      flag('IsAllDayEvent'),
      moment('ActivityDateTime'),
      day('ActivityDate'),
      whole('DurationInMinutes', 8),
      moment('StartDateTime'),
      moment('EndDateTime'),
      longText('Description'),
      picklistField('Type', ['Email', 'Meeting', 'Other', 'Call']),
      shown('EndDate', 'date'),
      shown('IsArchived', 'boolean', { defaultValue: false }),
      shown('IsChild', 'boolean', { defaultValue: false }),
      shown('IsGroupEvent', 'boolean', { defaultValue: false }),
      moment('ReminderDateTime'),
      ...recurrence('RecurrenceStartDateTime', 'datetime', 'RecurringEvents'),
      picklistField('ShowAs', ['Busy', 'OutOfOffice', 'Free'], { defaultValue: 'Busy' }),
      flag('IsPrivate'),
      flag('IsReminderSet'),
    ],
  },
  {
    name: 'EmailMessage',
    label: 'Email Message',
    pluralLabel: 'Email Messages',
    keyPrefix: '02s',
    owned: false,
    fields: [
      lookup('ParentId', 'Case', 'EmailMessages'),
      referenceField('RelatedToId', ['Account', 'Opportunity', 'Case', 'Campaign', 'Contract', 'Order'], {
        childRelationshipName: 'Emails',
      }),
      text('Subject', 3000),
      longText('TextBody'),
      longText('HtmlBody'),
      text('FromAddress', 1000),
      text('FromName', 1000),
      text('ToAddress', 4000),
      text('CcAddress', 4000),
      text('BccAddress', 4000),
      flag('Incoming'),
      picklistField('Status', ['0', '1', '2', '3', '4', '5'], { defaultValue: '5' }),
      moment('MessageDate'),
    ],
  },
];
