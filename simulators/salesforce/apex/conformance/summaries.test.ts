/** Roll-up summary fields: "ADG" is the Apex Developer Guide, "Help" the page "Roll-Up Summary Field" of Salesforce Help. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let org: ConformanceOrg;
beforeAll(() => {
  org = makeConformanceOrg('fixtures-summaries');
});

const BASKET = `
  Basket__c b = new Basket__c(Name = 'b'); insert as system b;
  Item__c one = new Item__c(Basket__c = b.Id, Price__c = 0.1, Due__c = Date.newInstance(2026, 12, 24), Kind__c = 'Gift');
  Item__c two = new Item__c(Basket__c = b.Id, Price__c = 0.2, Due__c = Date.newInstance(2026, 12, 6));
  Item__c three = new Item__c(Basket__c = b.Id, Price__c = 7, Kind__c = 'VOUCHER');
  insert as system new List<Item__c>{ one, two, three };`;

const HELD = `
  Basket__c held = [SELECT Items__c, Total__c, First_Due__c, Dearest__c, Gifts__c FROM Basket__c WHERE Id = :b.Id WITH SYSTEM_MODE];
  String text = held.Items__c + ' ' + held.Total__c + ' ' + held.First_Due__c + ' ' + held.Dearest__c + ' ' + held.Gifts__c;`;

const held = (change = ''): string | undefined => org.valueOf('text', `${BASKET} ${change} ${HELD}`);

describe('a summary (Help)', () => {
  test.each([
    ['counts, sums, and finds the least and the most, of what its filters let through', '', '3 7.30 2026-12-06 7.00 7.00'],
    ['follows an update', `two.Price__c = 3; two.Kind__c = 'gift'; update as system two;`, '3 10.10 2026-12-06 7.00 10.00'],
    ['follows a delete', 'delete as system two;', '2 7.10 2026-12-24 7.00 7.00'],
    ['follows an undelete', 'delete as system two; undelete as system two;', '3 7.30 2026-12-06 7.00 7.00'],
    [
      'follows a detail to another master',
      `Basket__c c = new Basket__c(Name = 'c'); insert as system c; three.Basket__c = c.Id; update as system three; b = c;`,
      '1 7.00 null 7.00 7.00',
    ],
    ['of nothing is 0 for counts and sums, else empty', 'delete as system new List<Item__c>{ one, two, three };', '0 0.00 null null 0.00'],
  ])('%s', (_rule, change, expected) => {
    expect(held(change)).toBe(expected);
  });

  test('is nobody’s to write', () => {
    expect(org.valueOf('b', `Basket__c b = new Basket__c(Name = 'b', Total__c = 5); insert as system b;`)).toMatch(
      /Field is not writeable|INVALID_FIELD_FOR_INSERT_UPDATE/,
    );
  });
});

describe('its place in the order of execution (ADG "Triggers and Order of Execution")', () => {
  test('comes after the triggers of the detail, once for all of a chunk, and the master goes through a save', () => {
    const { log } = org.run(BASKET);
    expect(log.map((line) => line.split('|')[1])).toEqual(['Item 0', 'Basket 0.00 7.30']);
  });

  test('a master that its rules refuse refuses the detail', () => {
    expect(
      org.valueOf(
        `results[0].getErrors()[0].getMessage() + ' ' + [SELECT COUNT() FROM Item__c WHERE Basket__c = :b.Id WITH SYSTEM_MODE]`,
        `${BASKET} List<Database.SaveResult> results = Database.insert(new List<Item__c>{ new Item__c(Basket__c = b.Id, Price__c = 2000) }, false, AccessLevel.SYSTEM_MODE);`,
      ),
    ).toBe('the basket is too dear 3');
  });

  test('going back to a savepoint takes it back', () => {
    expect(held('Savepoint s = Database.setSavepoint(); delete as system three; Database.rollback(s);')).toMatch(/^3 7.30 /);
  });
});

describe('the amount of an opportunity (Object Reference, "Opportunity")', () => {
  const PRODUCTS = `
    Opportunity o = new Opportunity(Name = 'o', StageName = 'Open', CloseDate = Date.today(), Amount = 5); insert as system o;
    OpportunityLineItem one = new OpportunityLineItem(OpportunityId = o.Id, Quantity = 2, UnitPrice = 10);
    OpportunityLineItem two = new OpportunityLineItem(OpportunityId = o.Id, Quantity = 1, UnitPrice = 3);`;
  test.each([
    ['is what it was given, without products', '', '5.00'],
    ['is the sum of its products', 'insert as system new List<OpportunityLineItem>{ one, two };', '23.00'],
    ['stays when the last of them goes', 'insert as system one; delete as system one;', '20.00'],
  ])('%s', (_rule, change, expected) => {
    expect(org.valueOf('[SELECT Amount FROM Opportunity WHERE Id = :o.Id WITH SYSTEM_MODE].Amount', `${PRODUCTS} ${change}`)).toBe(
      expected,
    );
  });
});
