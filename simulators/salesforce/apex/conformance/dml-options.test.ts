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

test('do not cut texts that are too long: that is said, not ignored', () => {
  const { failure } = org.run(`new Database.DMLOptions().AllowFieldTruncation = true;`);
  expect(failure?.message).toContain('not supported: Database.DMLOptions.AllowFieldTruncation');
});
