/** Where the documents are silent: what test classes of public packages, which pass on the platform, take for granted. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let org: ConformanceOrg;
beforeAll(() => {
  org = makeConformanceOrg('fixtures-practice');
});

type Case = readonly [rule: string, expression: string, expected: string, before?: string];

const TABLES: Readonly<Record<string, readonly Case[]>> = {
  Records: [
    ['a parent that is missing has no fields', 'c.Account.Name', 'null', 'Contact c = new Contact();'],
    ['nor has its parent', 'c.Account.Owner.Name', 'null', 'Contact c = new Contact();'],
    [
      'but nothing can be written to it',
      'c',
      'NullPointerException: Attempt to de-reference a null object',
      `Contact c = new Contact(); c.Account.Name = 'x';`,
    ],
    ['a record may be made without id', 'Account.SObjectType.newSObject(null)', 'Account:{}'],
    [
      'defaults are given to fields that can be written',
      `((Opportunity) Opportunity.SObjectType.newSObject(null, true)).getPopulatedFieldsAsMap().keySet().contains('IsClosed')`,
      'false',
    ],
  ],
  Types: [
    ['texts are no ids', 'o instanceof Set<Id>', 'false', `Object o = new Set<String>{'a'};`],
    ['text of a text is that text', 'String.valueOf(s)', 'no id', `String s = 'no id';`],
    ['a Date is cast to a Datetime', '((Datetime) o).getTime()', '0', 'Object o = Date.newInstance(1970, 1, 1);'],
    [
      'a Date is equal to its midnight',
      'a.equals(b) && b.equals(a)',
      'true',
      'Object a = Date.newInstance(1970, 1, 1); Object b = Datetime.newInstance(0);',
    ],
  ],
  Classes: [
    ['a property may be named as one of another class', 'Family.name', 'family shy'],
    ['all fields have their values before the first constructor runs', 'new Family.Child().all()', 'parent told made'],
    [
      'a list of one object answers for a list of records',
      'r.count(new List<Account>{ new Account() }, null)',
      '1',
      'Family.Reader r = new Family.AccountReader();',
    ],
    [
      'contexts of jobs are interfaces',
      `c.getRequestId() + ' ' + c.getResult()`,
      'mine SUCCESS',
      'FinalizerContext c = new Family.Finished();',
    ],
    ['an exception knows where it was made', 'new DmlException().getStackTraceString()', 'AnonymousBlock: line 1, column 2'],
    ['so does one of the package', 'new Family.Mistake().getLineNumber()', '1'],
    ['a request keeps its id', 'Request.getCurrent().getRequestId() == Request.getCurrent().getRequestId()', 'true'],
  ],
};

describe.each(Object.entries(TABLES))('%s', (_, cases) => {
  test.each(cases)('%s', (_rule, expression, expected, before = '') => {
    expect(org.valueOf(expression, before)).toBe(expected);
  });
});

test('what runs in a test sees its static variables', () => {
  expect(org.runTests('FamilyTest').map(({ message }) => message)).toEqual([undefined]);
});
