/** Formula fields: "Help" are the pages "Formula Field Data Types" and "Formula Operators and Functions" of Salesforce Help, "ADG" is the Apex Developer Guide. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let org: ConformanceOrg;
beforeAll(() => {
  org = makeConformanceOrg('fixtures-formulas');
});

const BOOKS = `
  delete as system [SELECT Id FROM Shelf__c WITH SYSTEM_MODE];
  Shelf__c shelf = new Shelf__c(Name = 'A1', Room__c = 'attic'); insert as system shelf;
  Book__c one = new Book__c(Name = 'one', Shelf__c = shelf.Id, Price__c = 29.99, Discount__c = 15, Bought_On__c = Date.newInstance(2026, 1, 31),
    Lent_At__c = Datetime.newInstanceGmt(2026, 11, 1, 10, 0, 0), Back_At__c = Datetime.newInstanceGmt(2026, 11, 2, 10, 0, 1));
  Book__c two = new Book__c(Name = 'two', Shelf__c = shelf.Id, Price__c = 5);
  insert as system new List<Book__c>{ one, two };`;

const selected = (fields: string, name = 'one'): string | undefined =>
  org.valueOf(
    fields
      .split(', ')
      .map((field) => `b.${field}`)
      .join(` + ' ' + `),
    `${BOOKS} Book__c b = [SELECT ${fields} FROM Book__c WHERE Name = '${name}' WITH SYSTEM_MODE];`,
  );

describe('a formula field (Help)', () => {
  test.each([
    ['has its scale, rounded half up', 'Price_After_Discount__c, Strict_Price__c', 'one', '25.49 25.5'],
    ['takes blanks for zeros, or for blanks', 'Price_After_Discount__c, Strict_Price__c', 'two', '5.00 null'],
    ['of percent shows hundredths', 'Share_Off__c', 'one', '15.0'],
    ['is a checkbox', 'Dear__c', 'two', 'false'],
    ['is a date', 'Due_On__c', 'one', '2026-02-28'],
    ['is a datetime of whole seconds', 'Half_Way__c', 'one', '2026-11-01 22:00:01'],
    ['is a time', 'Opens__c', 'one', '09:00:00.000Z'],
    ['sees the formulas of its parent', 'Where__c', 'one', 'ATTIC / A1'],
    ['sees the viewer', 'Mine__c', 'one', 'true'],
    ['of blanks is blank', 'Due_On__c, Half_Way__c', 'two', 'null null'],
  ])('%s', (_rule, fields, name, expected) => {
    expect(selected(fields, name)).toBe(expected);
  });

  test('is a link in HTML', () => {
    expect(selected('Link__c')).toMatch(/^<a href="\/a\w{14}" target="_blank">one<\/a>$/);
  });
});

describe('where queries name it (SOQL and SOSL Reference)', () => {
  test.each([
    [
      'conditions',
      `[SELECT COUNT() FROM Book__c WHERE Price_After_Discount__c > 20 AND Shelf__r.Place__c = 'attic / a1' WITH SYSTEM_MODE]`,
      '1',
    ],
    ['checkboxes', `[SELECT Name FROM Book__c WHERE Dear__c = FALSE WITH SYSTEM_MODE].Name`, 'two'],
    ['order', `[SELECT Name FROM Book__c WITH SYSTEM_MODE ORDER BY Price_After_Discount__c].get(0).Name`, 'two'],
    ['parents', `[SELECT Shelf__r.Place__c FROM Book__c WHERE Name = 'two' WITH SYSTEM_MODE].Shelf__r.Place__c`, 'ATTIC / A1'],
    ['children', `[SELECT (SELECT Where__c FROM Books__r) FROM Shelf__c WITH SYSTEM_MODE].Books__r.get(0).Where__c`, 'ATTIC / A1'],
    ['sums', `[SELECT SUM(Price_After_Discount__c) s FROM Book__c WITH SYSTEM_MODE][0].get('s')`, '30.49'],
    ['groups', `[SELECT Where__c w, COUNT(Id) c FROM Book__c WITH SYSTEM_MODE GROUP BY Where__c][0].get('c')`, '2'],
  ])('%s', (_where, expression, expected) => {
    expect(org.valueOf(expression, BOOKS)).toBe(expected);
  });
});

describe('in a record (ADG)', () => {
  test('that is new it is empty, until it is calculated', () => {
    const fresh = `Book__c b = new Book__c(Name = 'x', Price__c = 3, Discount__c = 50);`;
    expect(org.valueOf('b.Price_After_Discount__c', fresh)).toBe('null');
    expect(org.valueOf('b.Price_After_Discount__c', `${fresh} b.recalculateFormulas();`)).toBe('1.50');
  });

  test('nobody writes it', () => {
    const refused = 'Field is not writeable: Book__c.Price_After_Discount__c';
    expect(org.valueOf('b', 'Book__c b = new Book__c(Price_After_Discount__c = 1);')).toBe(refused);
    expect(org.valueOf('b', 'Book__c b = new Book__c(); b.Price_After_Discount__c = 1;')).toBe(refused);
    expect(org.valueOf('b', 'Book__c b = new Book__c(); b.CreatedDate = System.now();')).toBe(
      'Field is not writeable: Book__c.CreatedDate',
    );
    const fromJson = `${BOOKS} Book__c b = (Book__c) JSON.deserialize('{"Name":"x","Price_After_Discount__c":1}', Book__c.class); b.Shelf__c = shelf.Id;`;
    expect(org.valueOf('Database.insert(b, false, AccessLevel.SYSTEM_MODE).getErrors()[0].getStatusCode()', fromJson)).toBe(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    );
  });

  test('triggers have its value of the moment they begin', () => {
    const { log } = org.run(`${BOOKS} two.Price__c = 8; update as system two;`);
    expect(log.map((line) => line.split('|')[1])).toEqual([
      'Book 25.49 ATTIC / A1',
      'Book 5.00 ATTIC / A1',
      'Book 8.00 ATTIC / A1',
      'Book 8.00 ATTIC / A1',
    ]);
  });
});

describe('what counts on it', () => {
  test('summaries sum it up and filter by it', () => {
    expect(org.valueOf('[SELECT Worth__c FROM Shelf__c WITH SYSTEM_MODE].Worth__c', BOOKS)).toBe('25.49');
  });

  test('validation rules name it', () => {
    const free = `${BOOKS} Book__c b = new Book__c(Name = 'free', Shelf__c = shelf.Id, Price__c = 9, Discount__c = 100);`;
    expect(org.valueOf('Database.insert(b, false, AccessLevel.SYSTEM_MODE).getErrors()[0].getMessage()', free)).toBe('no book is free');
  });

  test('its describe tells the formula', () => {
    const described = (call: string): string | undefined => org.valueOf(`Book__c.Price_After_Discount__c.getDescribe().${call}`);
    expect(described('isCalculated()')).toBe('true');
    expect(described('getCalculatedFormula()')).toBe('Price__c * (1 - Discount__c)');
    expect(described('isUpdateable()')).toBe('false');
    expect(org.valueOf('Book__c.Link__c.getDescribe().isHtmlFormatted()')).toBe('true');
  });
});
