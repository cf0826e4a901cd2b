/** Options of saves: Apex Reference Guide, "DMLOptions Class". */
import { beforeAll, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let org: ConformanceOrg;
beforeAll(() => {
  org = makeConformanceOrg('fixtures-data', '../../fixtures/shop');
});

const TWO = `List<Account> two = new List<Account>{ new Account(Name = 'good'), new Account() };
  Database.DMLOptions options = new Database.DMLOptions();`;

test('let the good records of a list through unless they say all or none', () => {
  expect(org.valueOf(`Database.insert(two, options)[1].isSuccess()`, TWO)).toBe('false');
  expect(org.valueOf(`[SELECT COUNT() FROM Account WHERE Name = 'good']`)).toBe('1');
  const { failure } = org.run(`${TWO} options.OptAllOrNone = true; Database.insert(two, options);`);
  expect(failure?.message).toContain('REQUIRED_FIELD_MISSING');
});

test('keep what is set in their headers, and go with a record', () => {
  const set = `Database.DMLOptions options = new Database.DMLOptions();
    options.DuplicateRuleHeader.AllowSave = true; options.EmailHeader.triggerUserEmail = false;
    Account a = new Account(Name = 'with options'); a.setOptions(options); insert a;`;
  expect(
    org.valueOf(`options.DuplicateRuleHeader.allowSave + ' ' + options.EmailHeader.TriggerUserEmail + ' ' + (a.Id != null)`, set),
  ).toBe('true false true');
});

test('of an upsert or none: a record that was found by another key has its id after it (ADG "Upserting Records")', () => {
  const before = `Purchase__c b = new Purchase__c(External_Key__c = 'k', Notes__c = 'b'); insert as system b;
    Purchase__c a = new Purchase__c(External_Key__c = 'k', Notes__c = 'a'); upsert as system a External_Key__c;`;
  expect(org.valueOf('a.Id != null && a.Id == b.Id', before)).toBe('true');
});

test('cut texts that are too long where they say so', () => {
  const set = `Database.DMLOptions options = new Database.DMLOptions();
    options.AllowFieldTruncation = true;
    Account a = new Account(Name = 'x'.repeat(300)); Database.insert(a, options);`;
  expect(org.valueOf('[SELECT Name FROM Account WHERE Id = :a.Id].Name.length()', set)).toBe('255');
  const ofRecord = set.replace('Database.insert(a, options);', 'a.setOptions(options); upsert a;');
  expect(org.valueOf('[SELECT Name FROM Account WHERE Id = :a.Id].Name.length()', ofRecord)).toBe('255');
  expect(org.run(set.replace('true', 'false')).failure).toBeUndefined();
  expect(
    org.valueOf('Database.insert(a, options).isSuccess()', set.replace('true', 'false').replace('Database.insert(a, options);', '')),
  ).toBe('false');
});
