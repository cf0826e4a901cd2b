/** Record types: "Reference" is the Apex Reference Guide, "Metadata" the Metadata API guide, "Help" Salesforce Help. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let org: ConformanceOrg;
beforeAll(() => {
  org = makeConformanceOrg('fixtures-types');
});

const INFOS = 'Map<String, Schema.RecordTypeInfo> infos = Schema.SObjectType.Visit__c.getRecordTypeInfosByDeveloperName();';
const SAVED = (fields: string): string => `${INFOS} Visit__c v = new Visit__c(${fields}); insert as system v;
  v = [SELECT RecordTypeId, RecordType.DeveloperName, Place__c FROM Visit__c WHERE Id = :v.Id WITH SYSTEM_MODE];`;
const told = (fields: string): string | undefined => org.valueOf(`v.RecordType?.DeveloperName + ' ' + v.Place__c`, SAVED(fields));

describe('what describes them (Reference "RecordTypeInfo Class", "DescribeSObjectResult Class")', () => {
  test.each([
    ['by developer name', 'infos.keySet()', '{Master, Old, Repair, Sale}'],
    ['by label', `Schema.SObjectType.Visit__c.getRecordTypeInfosByName().get('Repair at home').getDeveloperName()`, 'Repair'],
    ['by id', `Schema.SObjectType.Visit__c.getRecordTypeInfosById().get(infos.get('Sale').getRecordTypeId()).getName()`, 'Sale'],
    ['an inactive one is not available', `infos.get('Old').isActive() + ' ' + infos.get('Old').isAvailable()`, 'false false'],
    [
      'the profile says which is the default',
      `infos.get('Repair').isDefaultRecordTypeMapping() + ' ' + infos.get('Master').isDefaultRecordTypeMapping()`,
      'true false',
    ],
    ['an object without any has Master', 'Schema.SObjectType.Account.getRecordTypeInfos().size()', '1'],
    ['they are records, too', `[SELECT COUNT() FROM RecordType WHERE SobjectType = 'Visit__c' AND IsActive = TRUE]`, '2'],
  ])('%s', (_rule, expression, expected) => {
    expect(org.valueOf(expression, INFOS)).toBe(expected);
  });
});

describe('a record', () => {
  test('that says nothing gets the default of the profile, and what its picklists start with (Help "Record Types")', () => {
    expect(told(`Name = 'v'`)).toBe('Repair Home');
  });

  test('has the one it names, by id', () => {
    expect(told(`Name = 'v', RecordTypeId = infos.get('Sale').getRecordTypeId()`)).toBe('Sale Shop');
  });

  test('takes of a restricted picklist only the values of its record type (Metadata "RecordType": values are URL-encoded)', () => {
    expect(told(`Name = 'v', Place__c = 'Side Door'`)).toBe('Repair Side Door');
    expect(told(`Name = 'v', Place__c = 'Shop'`)).toMatch(
      /INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, Place: bad value for restricted picklist field: Shop/,
    );
  });

  test('refuses an id that is none', () => {
    expect(told(`Name = 'v', RecordTypeId = '012000000000001AAA'`)).toMatch(/INVALID_CROSS_REFERENCE_KEY/);
  });
});
