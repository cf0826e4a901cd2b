/**
 * Values, their texts and their JSON: SOQL and SOSL Reference "FORMAT()", SOAP API guide "emptyRecycleBin()", Apex Reference "SObject Class" (put); where
 * the documents are silent, what test classes of public packages, which pass on the platform, take for granted.
 */
import { beforeAll, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let org: ConformanceOrg;
beforeAll(() => {
  org = makeConformanceOrg('fixtures-practice');
});

test.each([
  [
    'a field that nobody may write is not put',
    'new Account().put(name, System.now())',
    'SObjectException: Field CreatedDate is not editable',
    `String name = 'CreatedDate';`,
  ],
  [
    'what was emptied from the recycle bin stays deleted, and is found for some time',
    `[SELECT IsDeleted FROM Account WHERE Id = :a.Id ALL ROWS].IsDeleted + ' ' + Database.undelete(a, false).isSuccess()`,
    'true false',
    `Account a = new Account(Name = 'emptied'); insert a; delete a; Database.emptyRecycleBin(a);`,
  ],
  ['text of a whole number may have zeros behind the point', `Integer.valueOf('123.00') + Long.valueOf('7.0')`, '130'],
  ['text of a fraction is no whole number', `Integer.valueOf('123.10')`, 'TypeException: Invalid integer: 123.10'],
  ['a date in JSON may have short months', `JSON.deserialize('"2018-8-28"', Date.class)`, '2018-08-28'],
  [
    'and no time',
    `JSON.deserialize('"2018-08-28T14:24:22Z"', Date.class)`,
    'JSONException: Invalid format: "2018-08-28T14:24:22Z" for Date',
  ],
  ['fields are keys of JSON by their names', 'JSON.serialize(new Map<Schema.SObjectField, Object>{ Account.Name => 1 })', '{"Name":1}'],
  [
    'other objects are no keys',
    'JSON.serialize(new Map<Http, Object>{ new Http() => 1 })',
    'JSONException: Map key type not supported: Http',
  ],
  [
    'options are what was set',
    `JSON.serialize(o).contains('"OptAllOrNone":true')`,
    'true',
    'Database.DMLOptions o = new Database.DMLOptions(); o.optAllOrNone = true;',
  ],
  ['arguments of a format are read once', `String.format('{0}{0}{0}', new List<Counted>{ new Counted() })`, '111'],
  ['records are nearer to SObjects than to Objects', 'new Nearest().to(new List<Account>())', 'records'],
  ['other elements are Objects', 'new Nearest().to(new List<String>())', 'objects'],
  [
    'a request that was made has a body without text',
    `new RestRequest().requestBody != null && new RestRequest().requestBody.toString() == null`,
    'true',
  ],
  ['an offset behind a time is passed over', `Datetime.valueOf('2018-08-08 08:08:08-7').hour()`, '8'],
  ['the type of nothing', 'void.class', 'void'],
  ['an object of which nothing is stored has no prefix', 'UserRecordAccess.SObjectType.getDescribe().getKeyPrefix()', 'null'],
  [
    'a column of a query with a name of its own is there by it',
    `found.get('closing')`,
    '1/2/2026',
    `insert new Opportunity(Name = 'o', StageName = 'Prospecting', CloseDate = Date.newInstance(2026, 1, 2));
     Opportunity found = [SELECT FORMAT(CloseDate) closing FROM Opportunity WHERE Name = 'o'];`,
  ],
  [
    'calls that led to an exception, and those that led to its cause',
    `new CalloutException(new CalloutException('x')).getStackTraceString().countMatches('\\nCaused by\\n')`,
    '1',
  ],
])('%s', (_, expression, expected, before = '') => {
  expect(org.valueOf(expression, before)).toBe(expected);
});
