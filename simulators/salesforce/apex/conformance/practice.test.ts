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
    [
      'children come from JSON by the name that leads to their own parent',
      'a.Cases.size()',
      '1',
      `Account a = (Account) JSON.deserialize('{"Cases": {"totalSize": 1, "done": true, "records": [{"Subject": "s"}]}}', Account.class);`,
    ],
    ['a static block runs when the class is first called', 'Waking.said', '(awake)', 'Sleeper.call(); Sleeper.call();'],
    [
      'a parent that was not selected is not there by name either',
      `c.getSObject('Account')`,
      'SObjectException: SObject row was retrieved via SOQL without querying the requested field: Contact.Account',
      `insert new Contact(LastName = 'alone'); Contact c = [SELECT Id FROM Contact WHERE LastName = 'alone' LIMIT 1];`,
    ],
    [
      'children that were not selected are none',
      'a.Contacts.size()',
      '0',
      `Account a = new Account(Name = 'childless'); insert a; a = [SELECT Id FROM Account WHERE Id = :a.Id];`,
    ],
    [
      'who selects a field of a parent has the reference, too',
      'c.AccountId == a.Id',
      'true',
      `Account a = new Account(Name = 'p'); insert a; insert new Contact(LastName = 'child', AccountId = a.Id);
       Contact c = [SELECT Account.Name FROM Contact WHERE LastName = 'child' LIMIT 1];`,
    ],
    ['a record that an instance holds has no fields where it is missing', 'h.account.Name', 'null', 'Holder h = new Holder();'],
    ['within the instance, too', 'new Holder().own()', 'null'],
    ['all but its id', 'h.account.Id', 'NullPointerException: Attempt to de-reference a null object', 'Holder h = new Holder();'],
    ['a variable that is null has none', 'a.Name', 'NullPointerException: Attempt to de-reference a null object', 'Account a;'],
    ['a field without a value is as one that is not there', "new Account(Name = 'a', Phone = null) == new Account(Name = 'a')", 'true'],
    [
      'what a query found empty, too',
      'b == a',
      'true',
      `Account a = new Account(Name = 'empty'); insert a; Account b = [SELECT Name, Phone FROM Account WHERE Id = :a.Id];`,
    ],
    ['the parents of a polymorphic reference have a type in common', 'Name.SObjectType', 'Name'],
    [
      'a copy takes no field along that an insert may not write',
      "[SELECT COUNT() FROM Account WHERE Name = 'copied']",
      '2',
      `insert new Account(Name = 'copied'); Account a = [SELECT Name, IsDeleted, CreatedDate FROM Account WHERE Name = 'copied']; insert a.clone();`,
    ],
    ['milliseconds do not count where datetimes are equal or not', 'Datetime.newInstance(1000L) == Datetime.newInstance(1999L)', 'true'],
    ['but where one is earlier', 'Datetime.newInstance(1000L) < Datetime.newInstance(1999L)', 'true'],
    [
      'a number keeps the digits that its field does not show',
      `[SELECT AnnualRevenue FROM Account WHERE Name = 'rich'].AnnualRevenue`,
      '12345.67',
      `insert new Account(Name = 'rich', AnnualRevenue = 12345.67);`,
    ],
    ['a number of nothing is nothing', 'Integer.valueOf(new Account().AnnualRevenue)', 'null'],
    [
      'names of headers come in their order',
      'r.getHeaderKeys()',
      '(Accept, Zone)',
      `HttpResponse r = new HttpResponse(); r.setHeader('Zone', 'z'); r.setHeader('Accept', 'a');`,
    ],
    [
      'arguments are taken before a missing target is noticed',
      'l.size()',
      '0',
      `List<Integer> l = new List<Integer>{ 1 }; String none; Account a; try { none.left(l.remove(0)); } catch (NullPointerException e) { l.add(2); }
       try { a.put('Name', l.remove(0)); } catch (NullPointerException e) {}`,
    ],
    ['numbers that are equal are one element of a set of objects', 'new Set<Object>{ 10, 10L, 10.00, 2.5 }.size()', '2'],
    ['and are found in it', 'new Set<Object>{ 10 }.contains(10.00)', 'true'],
    [
      'no more e-mails can be reserved than a day has',
      '1',
      'HandledException: The daily limit for the org would be exceeded by this request',
      'Messaging.reserveSingleEmailCapacity(4999); Messaging.reserveSingleEmailCapacity(1); Messaging.reserveSingleEmailCapacity(1);',
    ],
    [
      'the id of a comment does not lead to its type',
      'i.getSObjectType()',
      'SObjectException: Cannot locate Apex Type for ID: 00a000000000001AAA',
      `Id i = '00a000000000001AAA';`,
    ],
    ['a datetime may be given as milliseconds', 'Datetime.valueOf(1000L).getTime()', '1000'],
    ['a record may be made without id', 'Account.SObjectType.newSObject(null)', 'Account:{}'],
    [
      'defaults are given to fields that can be written',
      `((Opportunity) Opportunity.SObjectType.newSObject(null, true)).getPopulatedFieldsAsMap().keySet().contains('IsClosed')`,
      'false',
    ],
  ],
  Queries: [
    [
      'a collection that is bound to = stands for one of its elements',
      `[SELECT COUNT() FROM Account WHERE Name = :names]`,
      '2',
      `Set<String> names = new Set<String>{ 'eq 1', 'eq 2' }; for (String each : names) insert new Account(Name = each);`,
    ],
    [
      'to != for none of them',
      `[SELECT COUNT() FROM Account WHERE Name LIKE 'ne _' AND Name != :names]`,
      '1',
      `List<String> names = new List<String>{ 'ne 1', 'ne 2' }; for (String each : names) insert new Account(Name = each); insert new Account(Name = 'ne 3');`,
    ],
    [
      'to LIKE for one that fits',
      `[SELECT COUNT() FROM Account WHERE Name LIKE :patterns]`,
      '2',
      `List<String> patterns = new List<String>{ 'li%e', 'lo%e' }; insert new List<Account>{ new Account(Name = 'like'), new Account(Name = 'love') };`,
    ],
    [
      'a subquery that finds nothing is an empty list',
      `[SELECT (SELECT Id FROM Contacts) FROM Account WHERE Name = 'alone'].Contacts.isEmpty()`,
      'true',
      `insert new Account(Name = 'alone');`,
    ],
    [
      'parts of the fiscal year are those of the calendar',
      `[SELECT COUNT() FROM Account WHERE Name = 'f' AND FISCAL_YEAR(CreatedDate) = 2026]`,
      '1',
      `insert new Account(Name = 'f');`,
    ],
    [
      'an empty text is no value',
      `[SELECT COUNT() FROM Account WHERE Name = 'site' AND Site = '']`,
      '1',
      `insert new Account(Name = 'site');`,
    ],
    ['one that finds nothing is null behind ?.', `[SELECT Name FROM Account WHERE Name = 'nobody']?.Name`, 'null'],
    [
      'and gives way to what is right of ??',
      `Family.nameOf([SELECT Name FROM Account WHERE Name = 'nobody'] ?? new Account(Name = 'new'))`,
      'new',
    ],
    [
      'one that finds a record is that record as an argument',
      `Family.nameOf([SELECT Name FROM Account WHERE Name = 'only'])`,
      'only',
      `insert new Account(Name = 'only');`,
    ],
    [
      'so is a dynamic one that is cast',
      `((Account) Database.query('SELECT Name FROM Account WHERE Name = \\'only\\' LIMIT 1')).Name`,
      'only',
    ],
    ['so is a dynamic one where a record is asked for', 'Family.found().Name', 'only', `insert new Account(Name = 'only');`],
  ],
  'Errors and results': [
    [
      'an error of a field',
      `a.getErrors()[0].getFields() + ' ' + a.getErrors()[0].getMessage()`,
      '(Name) wrong',
      `Account a = new Account(); a.Name.addError('wrong');`,
    ],
    [
      'results have properties',
      `r.success + ' ' + (r.id == a.Id) + ' ' + r.errors.size()`,
      'true true 0',
      `Account a = new Account(Name = 'a'); Database.SaveResult r = Database.insert(a);`,
    ],
    [
      'results are made from JSON, whatever the case of the names',
      `((Database.LeadConvertResult) JSON.deserialize('{"success": true, "leadid": "00Q000000000001AAA"}', Database.LeadConvertResult.class)).getLeadId()`,
      '00Q000000000001AAA',
    ],
    [
      'results of actions, too, and their outputs are held',
      `r.isSuccess() + ' ' + r.getErrors()[0].getMessage() + ' ' + r.getOutputParameters()`,
      'false wrong {a=1}',
      `Invocable.Action.Result r = (Invocable.Action.Result) JSON.deserialize('{"success": false, "errors": [{"code": "X", "message": "wrong"}]}', Invocable.Action.Result.class);
       r.getOutputParameters().put('a', 1);`,
    ],
    [
      'and rows of aggregates',
      `r.get('total')`,
      '5',
      `AggregateResult r = (AggregateResult) JSON.deserialize('{"total": 5}', AggregateResult.class);`,
    ],
    ['the text of an exception that code made', `'' + new IllegalArgumentException('x')`, 'IllegalArgumentException:[]: x'],
    [
      'and of one that the platform threw',
      `said`,
      'System.MathException: Divide by 0',
      `String said; try { Integer zero = 0; Integer one = 1 / zero; } catch (Exception e) { said = '' + e; }`,
    ],
    ['a text that is null, in a list', 'new List<Silent>{ new Silent() }', '(null)'],
    [
      'what is no list is found out at its beginning',
      `JSON.deserialize('"}]', List<Account>.class)`,
      `JSONException: Malformed JSON: Expected '[' at the beginning of List/Set`,
    ],
    [
      'a job may wait until the end of the century',
      `[SELECT NextFireTime FROM CronTrigger WHERE CronJobDetail.Name = 'late'].NextFireTime`,
      '2099-05-28 00:00:00',
      `System.schedule('late', '0 0 0 28 5 ? 2099', new Late());`,
    ],
    [
      'exceptions of the platform are named with System',
      `DmlException.class.getName() + ' ' + Family.MistakeException.class.getName()`,
      'System.DmlException Family.MistakeException',
    ],
  ],
  'The cache of the platform': [
    [
      'keeps a copy',
      `Cache.Org.get('k') + ' ' + l.size()`,
      '(1) 2',
      `List<Integer> l = new List<Integer>{1}; Cache.Org.put('k', l); l.add(2);`,
    ],
    [
      'knows its partitions',
      `Cache.Org.getPartition('local.Shelf').getName() + ' ' + Cache.Org.getPartition('local.Shelf').getKeys()`,
      'Shelf {k}',
      `Cache.Org.put('k', 1);`,
    ],
    [
      'asks a builder once',
      `Cache.Org.get(Loader.class, 'x') + ' ' + Cache.Org.get(Loader.class, 'x') + ' ' + Loader.loads`,
      'loaded x loaded x 1',
    ],
    [
      'has no partition that the source does not declare',
      `Cache.Session.getPartition('local.Other')`,
      `Cache.Session.SessionCacheException: Failed Cache.Session.getPartition() for partition 'local.Other'.`,
    ],
    [
      'keeps nothing shorter than five minutes',
      `'never'`,
      'Cache.InvalidParamException: Time to live must be between 300 and 172800 seconds',
      `Cache.Org.put('k', 1, 10);`,
    ],
  ],
  Types: [
    ['a list of anything', `Type.forName('List').isAssignableFrom(List<Date>.class)`, 'true'],
    ['text held as an Object equals text of another case', `o.equals('A')`, 'true', `Object o = 'a';`],
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
    ['a static method answers for an interface', `Family.ran`, '1', 'Queueable q = new Still(); q.execute(null);'],
    ['so does one that takes any Object', 'c.compare(true, false)', '7', 'Comparator<Boolean> c = new Family.Anyhow();'],
    [
      'a set holds all instances of a class that has equals without hashCode',
      'new Set<Object>{ new Family.Alike(), new Family.Alike() }.size() + String.valueOf(new Family.Alike() == new Family.Alike())',
      '2true',
    ],
    ['an exception without a message says so', 'new Family.MistakeException().getMessage()', 'Script-thrown exception'],
    ['an exception knows where it was made', 'new DmlException().getStackTraceString()', 'AnonymousBlock: line 1, column 1'],
    ['so does one of the package', 'new Family.MistakeException().getLineNumber()', '1'],
    ['a request keeps its id', 'Request.getCurrent().getRequestId() == Request.getCurrent().getRequestId()', 'true'],
  ],
};

describe.each(Object.entries(TABLES))('%s', (_, cases) => {
  test.each(cases)('%s', (_rule, expression, expected, before = '') => {
    expect(org.valueOf(expression, before)).toBe(expected);
  });
});

test('objects that few packages know are there for those that name them', () => {
  expect(org.valueOf('[SELECT COUNT() FROM ContactPointAddress]', "insert new ContactPointAddress(Name = 'home');")).toBe('1');
  expect(org.core.metadata.object('QuickText')).toBeUndefined();
});

test('tests share their static variables with the jobs they start, and nothing with each other', () => {
  expect(org.runTests('FamilyTest').map(({ message }) => message)).toEqual([undefined, undefined, undefined, undefined]);
});
