import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ExceptionRecord } from './exception-record.ts';
import { personal, personalPaths } from './data-class.ts';
import { PERSONAL_ORDER_PATHS, dataClassOf, ownerOf } from './ownership.ts';
import { SALESFORCE_OBJECTS, SALESFORCE_PICKLISTS } from './salesforce-objects.ts';
import type { SalesforceField, SalesforceObject } from './salesforce-objects.ts';

const OBJECTS: Readonly<Record<string, SalesforceObject>> = SALESFORCE_OBJECTS;
const FIELDS = Object.entries(OBJECTS).flatMap(([object, { fields }]) =>
  Object.entries(fields).map(([name, field]): [string, SalesforceField] => [`${object}.${name}`, field]),
);

describe('the ownership of fields', () => {
  it('tells the system of record', () => {
    expect(ownerOf('OB_Order__c', 'Status__c')).toBe('erp');
    expect(ownerOf('OB_Shipment__c', 'Tracking_Number__c')).toBe('warehouse');
    expect(ownerOf('OB_Command__c', 'Type__c')).toBe('salesforce');
  });

  it('tells how far a value may travel', () => {
    expect(dataClassOf('OB_Order__c', 'Ship_To_Name__c')).toBe('personal');
    expect(dataClassOf('OB_Order__c', 'External_Key__c')).toBe('internal');
  });

  it('covers every field that names, reaches or quotes a person', () => {
    const personalWords = /\.(?:Customer_(?:Name|Email)|Ship_To_(?!Country)\w+|Reason|Reason_Detail|Payload)__c$/;
    const marked = FIELDS.filter(([, { dataClass, type }]) => dataClass === 'personal' && type !== 'picklist').map(([name]) => name);
    expect(marked.sort()).toEqual(
      FIELDS.filter(([name, { type }]) => personalWords.test(name) && type !== 'picklist')
        .map(([name]) => name)
        .sort(),
    );
  });
});

describe("the table of the package's objects", () => {
  it('has each upsert key among the fields, as text', () => {
    for (const { externalId, fields } of Object.values(OBJECTS)) expect(fields[externalId]?.type).toBe('text');
  });

  it('writes parents before their children', () => {
    for (const [child, { rank, fields }] of Object.entries(OBJECTS)) {
      const parents = Object.values(fields).flatMap(({ to, owner }) => (to !== undefined && owner === 'broker' ? [to] : []));
      expect([child, parents.filter((parent) => OBJECTS[parent]!.rank >= rank)]).toEqual([child, []]);
    }
  });

  it('gives words to its picklists only, none longer than the field', () => {
    const fields = new Map(FIELDS);
    for (const [name, words] of Object.entries(SALESFORCE_PICKLISTS)) {
      expect([name, fields.get(name)?.type]).toEqual([name, 'picklist']);
      expect(words.every((word) => word.length <= (fields.get(name)?.length ?? 0))).toBe(true);
    }
  });
});

describe('personal data in contracts', () => {
  it('is found in an order at every depth', () => {
    expect(PERSONAL_ORDER_PATHS).toEqual(expect.arrayContaining(['customer.email', 'payer.name', 'shipTo.phone', 'billTo.line1']));
    expect(PERSONAL_ORDER_PATHS).not.toContain('shipTo.country');
  });

  it('is found in lists and in alternatives', () => {
    const note = z.strictObject({ text: personal(z.string()).optional() });
    const contract = z.strictObject({
      notes: z.array(note),
      by: z.union([note, z.strictObject({ name: personal(z.string()) })]),
      open: z.unknown(),
    });
    expect(personalPaths(contract)).toEqual(['by.name', 'by.text', 'notes[*].text']);
  });

  it('is not where it must not be', () => {
    expect(personalPaths(ExceptionRecord)).toEqual([]);
  });
});
