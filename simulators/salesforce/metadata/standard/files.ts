/** Files, attachments and posts. Source: the Object Reference for the Salesforce Platform. */
import { picklistField, readOnlyField, referenceField, standardField } from '../field-parts.ts';
import { detail, flag, longText, nameText, shown, text, type Declaration } from './declaration.ts';

/** Of the many a file may belong to. */
const OWNERS = ['Account', 'Contact', 'Lead', 'Opportunity', 'Case', 'Campaign', 'Contract', 'Order', 'Product2', 'Task', 'Event', 'User'];

export const FILES: readonly Declaration[] = [
  {
    name: 'Attachment',
    pluralLabel: 'Attachments',
    keyPrefix: '00P',
    owned: 'byUser',
    nameField: nameText('Name', 255),
    fields: [
      referenceField('ParentId', OWNERS, { required: true, childRelationshipName: 'Attachments', deleteConstraint: 'Cascade' }),
      standardField('Body', 'base64', { required: true }),
      text('ContentType', 120),
      text('Description', 500),
      flag('IsPrivate'),
      shown('BodyLength', 'int'),
    ],
  },
  {
    name: 'Note',
    pluralLabel: 'Notes',
    keyPrefix: '002',
    owned: 'byUser',
    fields: [
      referenceField('ParentId', OWNERS, { required: true, childRelationshipName: 'Notes', deleteConstraint: 'Cascade' }),
      nameText('Title', 80),
      longText('Body'),
      flag('IsPrivate'),
    ],
  },
  {
    name: 'ContentDocument',
    label: 'Content Document',
    pluralLabel: 'Content Documents',
    keyPrefix: '069',
    owned: 'byUser',
    nameField: nameText('Title', 255),
    fields: [
      text('Description', 1000),
      shown('FileExtension', 'string', { length: 40 }),
      shown('FileType', 'string', { length: 20 }),
      shown('ContentSize', 'int'),
      shown('LatestPublishedVersionId', 'reference', {
        length: 18,
        referenceTo: ['ContentVersion'],
        relationshipName: 'LatestPublishedVersion',
      }),
    ],
  },
  {
    name: 'ContentVersion',
    label: 'Content Version',
    pluralLabel: 'Content Versions',
    keyPrefix: '068',
    owned: 'byUser',
    nameField: nameText('Title', 255, { required: false }),
    fields: [
      referenceField('ContentDocumentId', ['ContentDocument'], { childRelationshipName: 'ContentVersions', deleteConstraint: 'Cascade' }),
      referenceField('FirstPublishLocationId', OWNERS),
      text('PathOnClient', 500),
      standardField('ContentUrl', 'url', { length: 1300 }),
      standardField('VersionData', 'base64'),
      text('Description', 1000),
      text('ReasonForChange', 1000),
      picklistField('Origin', ['C', 'H'], { defaultValue: 'C' }),
      picklistField('ContentLocation', ['S', 'E', 'L'], { defaultValue: 'S' }),
      flag('IsMajorVersion'),
      shown('IsLatest', 'boolean', { defaultValue: true }),
      shown('VersionNumber', 'string', { length: 20 }),
      shown('FileExtension', 'string', { length: 40 }),
      shown('FileType', 'string', { length: 20 }),
      shown('ContentSize', 'int'),
    ],
  },
  {
    name: 'ContentDocumentLink',
    label: 'Content Document Link',
    pluralLabel: 'Content Document Links',
    keyPrefix: '06A',
    owned: false,
    fields: [
      referenceField('LinkedEntityId', OWNERS, {
        required: true,
        childRelationshipName: 'ContentDocumentLinks',
        deleteConstraint: 'Cascade',
      }),
      detail('ContentDocumentId', 'ContentDocument', 'ContentDocumentLinks'),
      picklistField('ShareType', ['V', 'C', 'I'], { defaultValue: 'V' }),
      picklistField('Visibility', ['AllUsers', 'InternalUsers', 'SharedUsers'], { defaultValue: 'AllUsers' }),
    ],
  },
  {
    name: 'FeedItem',
    label: 'Feed Item',
    pluralLabel: 'Feed Items',
    keyPrefix: '0D5',
    owned: false,
    fields: [
      referenceField('ParentId', OWNERS, { required: true, deleteConstraint: 'Cascade' }),
      readOnlyField('Type', 'picklist', { length: 40, defaultValue: 'TextPost' }),
      text('Title', 255),
      longText('Body', 10_000),
      text('Visibility', 40),
    ],
  },
];
