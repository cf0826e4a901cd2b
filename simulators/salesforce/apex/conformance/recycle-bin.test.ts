/** The recycle bin and merges: "ADG" is the Apex Developer Guide. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let org: ConformanceOrg;
beforeAll(() => {
  org = makeConformanceOrg('fixtures-data', '../../fixtures/shop');
});

const logOf = (text: string): string[] => {
  const { problems, failure, log } = org.run(text);
  if (problems.length > 0 || failure !== undefined) throw new Error(failure?.message ?? problems[0]?.message);
  return log.map((line) => line.slice(line.indexOf('|') + 1));
};

/** An account with a contact and a purchase that refers to both ways: the contact goes with it, the purchase loses its lookup. */
const FAMILY = (name: string): string => `
  Account a = new Account(Name = '${name}'); insert a;
  Contact c = new Contact(LastName = '${name}', AccountId = a.Id); insert c;
  Purchase__c p = new Purchase__c(Notes__c = '${name}', Account__c = a.Id); insert as system p;`;

describe('a deleted record (ADG "Querying All Records with a SOQL Statement", "Restoring Deleted Records")', () => {
  test('is found with ALL ROWS alone, and marked', () => {
    const before = `Account a = new Account(Name = 'gone'); insert a; delete a;`;
    expect(org.valueOf(`[SELECT COUNT() FROM Account WHERE Name = 'gone']`, before)).toBe('0');
    expect(org.valueOf(`[SELECT COUNT() FROM Account WHERE Name = 'gone' AND IsDeleted = TRUE ALL ROWS]`)).toBe('1');
  });

  test('stands among the others where it stood', () => {
    const before = `List<Account> two = new List<Account>{ new Account(Name = 'row'), new Account(Name = 'row') }; insert two; delete two[0];`;
    expect(org.valueOf(`[SELECT Id FROM Account WHERE Name = 'row' ALL ROWS][0].Id == two[0].Id`, before)).toBe('true');
  });

  test('comes back under its id, with its details and with the lookups that were cleared', () => {
    const log = logOf(`${FAMILY('back')} delete a;
      System.debug([SELECT COUNT() FROM Contact WHERE LastName = 'back'] + ' ' + [SELECT Account__c FROM Purchase__c WHERE Id = :p.Id].Account__c);
      Id id = a.Id; undelete a;
      System.debug([SELECT Id FROM Account WHERE Name = 'back'].Id == id);
      System.debug([SELECT AccountId FROM Contact WHERE LastName = 'back'].AccountId == id);
      System.debug([SELECT Account__c FROM Purchase__c WHERE Id = :p.Id].Account__c == id);`);
    expect(log.filter((line) => !/DELETE/.test(line))).toEqual(['0 null', 'true', 'true', 'true']);
  });

  test('does not take back a lookup that leads elsewhere by now', () => {
    expect(
      org.valueOf(
        'other.Id == [SELECT Account__c FROM Purchase__c WHERE Id = :p.Id].Account__c',
        `${FAMILY('replaced')} delete a; Account other = new Account(Name = 'other'); insert other;
         p.Account__c = other.Id; update as system p; undelete a;`,
      ),
    ).toBe('true');
  });

  test('fires after-undelete triggers of itself alone, with Trigger.new and without Trigger.old', () => {
    expect(logOf(`${FAMILY('fires')} delete a; undelete a;`)).toEqual([
      'BEFORE_DELETE fires',
      'AFTER_DELETE fires',
      'AFTER_UNDELETE fires true 1',
    ]);
  });

  test('knows no trigger before an undelete', () => {
    // A trigger is loaded with an org alone.
    expect(() => makeConformanceOrg('fixtures-wrong')).toThrow('Invalid event: before undelete');
  });

  test('stays in the bin where an after-undelete trigger refuses it; the others come back', () => {
    const log = logOf(`
      List<Account> both = new List<Account>{ new Account(Name = 'comes'), new Account(Name = 'stays gone') };
      insert both; delete both;
      List<Database.UndeleteResult> results = Database.undelete(both, false);
      System.debug(results[0].isSuccess() + ' ' + results[1].getErrors()[0].getMessage());
      System.debug([SELECT COUNT() FROM Account WHERE Name IN ('comes', 'stays gone')]);`);
    expect(log.slice(-2)).toEqual(['true stays in the bin', '1']);
  });

  test('is in the bin no more once it came back', () => {
    const log = logOf(`
      Account a = new Account(Name = 'once'); insert a; delete a;
      Database.UndeleteResult once = Database.undelete(a.Id, false); Database.UndeleteResult twice = Database.undelete(a.Id, false);
      System.debug(once.isSuccess() + ' ' + twice.getErrors()[0].getStatusCode() + ' ' + twice.getErrors()[0].getMessage());`);
    expect(log.at(-1)).toBe('true UNDELETE_FAILED Entity is not in the recycle bin');
  });

  test('cannot come back once the bin is emptied, and is found for some time (Apex Reference "Database.emptyRecycleBin")', () => {
    const log = logOf(`
      Account a = new Account(Name = 'purged'); insert a; delete a;
      System.debug(Database.emptyRecycleBin(a).isSuccess());
      System.debug(Database.emptyRecycleBin(new List<Id>{ a.Id })[0].getErrors()[0].getStatusCode());
      System.debug([SELECT COUNT() FROM Account WHERE Name = 'purged' ALL ROWS]);
      System.debug(Database.undelete(a, false).isSuccess());`);
    expect(log.filter((line) => !/DELETE/.test(line))).toEqual(['true', 'INVALID_CROSS_REFERENCE_KEY', '1', 'false']);
  });

  test('a unique value that is taken by now keeps it in the bin', () => {
    expect(
      org.valueOf(
        'Database.undelete(p.Id, false, AccessLevel.SYSTEM_MODE).getErrors()[0].getStatusCode()',
        `Purchase__c p = new Purchase__c(External_Key__c = 'taken', Notes__c = 'n'); insert as system p; delete as system p;
         insert as system new Purchase__c(External_Key__c = 'taken', Notes__c = 'n');`,
      ),
    ).toBe('DUPLICATE_VALUE');
  });
});

const TWO = (name: string): string => `
  Account w = new Account(Name = '${name} wins'); insert w;
  Account l = new Account(Name = '${name} loses'); insert l;
  Contact c = new Contact(LastName = '${name}', AccountId = l.Id); insert c;`;

describe('merge (ADG "Merging Records", "Triggers and Merge Statements")', () => {
  test('deletes the loser, tells its triggers of the winner, then updates the winner; children get no triggers', () => {
    expect(logOf(`${TWO('m1')} w.Phone = '1'; merge w l; System.debug([SELECT Phone FROM Account WHERE Name = 'm1 wins'].Phone);`)).toEqual(
      ['BEFORE_DELETE m1 loses', 'AFTER_DELETE m1 loses into m1 wins', 'BEFORE_UPDATE m1 wins', 'AFTER_UPDATE m1 wins', '1'],
    );
  });

  test('gives the children to the winner and marks the loser with it', () => {
    const log = logOf(`${TWO('m2')} merge w l;
      System.debug([SELECT AccountId FROM Contact WHERE LastName = 'm2'].AccountId == w.Id);
      System.debug([SELECT MasterRecordId FROM Account WHERE Id = :l.Id ALL ROWS].MasterRecordId == w.Id);`);
    expect(log.slice(-2)).toEqual(['true', 'true']);
  });

  test('takes two losers at most, none of them the winner itself', () => {
    expect(org.valueOf('w.Id', `${TWO('m3')} merge w new List<Account>{ l, w };`)).toMatch(/^DmlException: Merge failed\./);
  });

  test('is for accounts, contacts, leads and cases', () => {
    const purchases = `Purchase__c a = new Purchase__c(Notes__c = 'a'); Purchase__c b = new Purchase__c(Notes__c = 'b'); insert as system new List<Purchase__c>{ a, b };`;
    expect(org.valueOf('a', `${purchases} merge as system a b;`)).toMatch(/does not support merge/);
    expect(
      org.valueOf(
        '[SELECT COUNT() FROM Lead]',
        `List<Lead> leads = new List<Lead>{ new Lead(LastName = 'a', Company = 'x'), new Lead(LastName = 'b', Company = 'x') };
         insert leads; merge leads[0] leads[1].Id;`,
      ),
    ).toBe('1');
  });

  test('Database.merge tells of the winner, what was merged and what was re-parented', () => {
    const log = logOf(`${TWO('m4')}
      Database.MergeResult r = Database.merge(w, l, false);
      System.debug(r.isSuccess() + ' ' + (r.getId() == w.Id) + ' ' + (r.getMergedRecordIds()[0] == l.Id) + ' ' + (r.getUpdatedRelatedIds()[0] == c.Id));
      List<Database.MergeResult> again = Database.merge(w, new List<Id>{ l.Id }, false);
      System.debug(again[0].isSuccess() + ' ' + again[0].getErrors()[0].getStatusCode());`);
    expect(log.slice(-2)).toEqual(['true true true true', 'false ENTITY_IS_DELETED']);
  });

  test('counts as a DML statement', () => {
    expect(org.valueOf('Limits.getDmlStatements()', `${TWO('m5')} merge w l;`)).toBe('4');
  });
});
