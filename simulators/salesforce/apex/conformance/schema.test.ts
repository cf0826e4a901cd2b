/** Names of the schema: ADG "Understanding Apex Describe Information"; Apex Reference "FieldSet", "FieldSetMember", "SObjectType". */
import { beforeAll, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let org: ConformanceOrg;
beforeAll(() => {
  org = makeConformanceOrg('fixtures-schema');
});

test.each([
  ['a field by its path', 'Schema.SObjectType.Account.fields.Name.getLabel()', 'Name'],
  [
    'a field set by its path',
    `SObjectType.Account.fieldSets.Short.getLabel() + ': ' + SObjectType.Account.fieldSets.Short.getDescription()`,
    'Short list: What a list shows',
  ],
  ['field sets by name, whatever the case', `Account.SObjectType.getDescribe().fieldSets.getMap().get('sHORT').getName()`, 'Short'],
  ['the object of a field set', 'SObjectType.Account.fieldSets.Short.getSObjectType() == Account.SObjectType', 'true'],
  ['an object without field sets', 'SObjectType.Contact.fieldSets.getMap()', '{}'],
  ['a field set that is not there', 'SObjectType.Account.fieldSets.Missing', 'FieldSet does not exist: Missing on Account'],
  ['the token of aggregate results', `[SELECT COUNT(Id) FROM Account][0].getSObjectType() == AggregateResult.SObjectType`, 'true'],
  ['their type', `AggregateResult.class + ' ' + AggregateResult.SObjectType.getDescribe().getName()`, 'AggregateResult AggregateResult'],
  ['an array of nulls', 'new List<String>(2)', '(null, null)'],
])('%s', (_, expression, expected) => {
  expect(org.valueOf(expression)).toBe(expected);
});

test('the fields of a field set, those of parents too', () => {
  const code = `for (Schema.FieldSetMember m : SObjectType.Account.fieldSets.Short.getFields())
    System.debug(m.getFieldPath() + '|' + m.getLabel() + '|' + m.getType() + '|' + m.getRequired() + '|' + m.getDBRequired() + '|' + m.getSObjectField());`;
  expect(org.run(code).log).toEqual(['DEBUG|Name|Name|STRING|true|true|Name', 'DEBUG|Owner.Email|Email|EMAIL|false|true|Email']);
});

test('an upsert by key in one call, with its access', () => {
  const code = `Database.UpsertResult r = Database.upsert(new Account(Name = 'A'), Account.Id, AccessLevel.USER_MODE); System.debug(r.isCreated() && r.created);`;
  expect(org.run(code)).toMatchObject({ log: ['DEBUG|true'], failure: undefined });
});

test('a query at run time gives one record where one is asked for', () => {
  const code = `insert new Contact(LastName = 'Only'); Contact c = Database.query('SELECT LastName FROM Contact'); System.debug(c.LastName);`;
  expect(org.run(code)).toMatchObject({ log: ['DEBUG|Only'], problems: [] });
});

test('the iterator of a locator (Reference "Database.QueryLocatorIterator Class")', () => {
  const before = `Database.QueryLocatorIterator i = Database.getQueryLocator('SELECT Id FROM Account LIMIT 0').iterator();`;
  expect(org.valueOf('i.hasNext()', before)).toBe('false');
  expect(org.valueOf('i.next()', before)).toBe('NoSuchElementException: Iterator has no more elements');
});
