/** What a user may do with records. Source: Object Reference, "UserRecordAccess": one user, at most 200 records, nothing stored. */
import { expect, test } from '@jest/globals';
import { makeConformanceOrg } from './conformance-org.ts';

const org = makeConformanceOrg('fixtures-schema');

const COLLEAGUE = `Profile minimum = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'];
User colleague = new User(Alias = 'c', Email = 'c@example.com', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', LastName = 'C',
  LocaleSidKey = 'en_US', ProfileId = minimum.Id, TimeZoneSidKey = 'GMT', Username = 'c' + Math.random() + '@example.com');
insert colleague;`;

function ask(text: string): unknown {
  const { failure, problems, log } = org.run(text);
  return problems[0]?.message ?? failure?.message ?? log.map((line) => line.split('|').slice(1).join('|'));
}

test('their own record is theirs altogether', () => {
  const rows = ask(`Account mine = new Account(Name = 'Mine'); insert mine;
    UserRecordAccess a = [SELECT RecordId, HasReadAccess, HasEditAccess, HasDeleteAccess, HasTransferAccess, HasAllAccess, MaxAccessLevel
      FROM UserRecordAccess WHERE UserId = :UserInfo.getUserId() AND RecordId = :mine.Id];
    System.debug(a.RecordId == mine.Id);
    System.debug(a.HasReadAccess && a.HasEditAccess && a.HasDeleteAccess && a.HasTransferAccess && a.HasAllAccess);
    System.debug(a.MaxAccessLevel);`);
  expect(rows).toEqual(['true', 'true', 'All']);
});

test('what somebody may not read, they may do nothing with, and the org says so', () => {
  const rows = ask(`${COLLEAGUE} Account mine = new Account(Name = 'Mine'); insert mine;
    for (UserRecordAccess a : [SELECT RecordId, HasReadAccess, MaxAccessLevel FROM UserRecordAccess
      WHERE UserId = :colleague.Id AND RecordId IN :new List<Id>{ mine.Id }])
      System.debug(a.HasReadAccess + ' ' + a.MaxAccessLevel);`);
  expect(rows).toEqual(['false None']);
});

test('nobody deletes a user', () => {
  const rows = ask(`System.debug([SELECT HasReadAccess, HasDeleteAccess FROM UserRecordAccess
    WHERE UserId = :UserInfo.getUserId() AND RecordId = :UserInfo.getUserId()].HasDeleteAccess);`);
  expect(rows).toEqual(['false']);
});

test('rows can be picked by what they say', () => {
  const rows = ask(`Account mine = new Account(Name = 'Mine'); insert mine;
    System.debug([SELECT RecordId FROM UserRecordAccess WHERE UserId = :UserInfo.getUserId() AND RecordId = :mine.Id AND HasEditAccess = false].size());`);
  expect(rows).toEqual(['0']);
});

test.each([
  ['without a user', `WHERE RecordId = '001000000000001AAA'`, 'UserRecordAccess must be filtered by one UserId'],
  ['without records', 'WHERE UserId = :UserInfo.getUserId()', 'UserRecordAccess must be filtered by RecordId'],
  ['about too many', 'WHERE UserId = :UserInfo.getUserId() AND RecordId IN :many', 'UserRecordAccess takes at most 200 values of RecordId'],
])('a question %s is refused', (_, where, message) => {
  const many = `List<Account> accounts = new List<Account>(); for (Integer i = 0; i < 201; i++) accounts.add(new Account(Name = 'A' + i));
    insert accounts; Set<Id> many = new Map<Id, Account>(accounts).keySet();`;
  expect(ask(`${many} List<UserRecordAccess> found = [SELECT RecordId FROM UserRecordAccess ${where}];`)).toContain(message);
});
