/** Searches: "SOSL" is the SOQL and SOSL Reference. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let org: ConformanceOrg;
beforeAll(() => {
  org = makeConformanceOrg('fixtures-search');
  const { failure } = org.run(`
    insert new List<Account>{
      new Account(Name = 'Acme Corp', Phone = '555 1234', Description = 'Makes anvils'),
      new Account(Name = 'Acme Anvil Works', Website = 'https://anvil.example'),
      new Account(Name = 'Bolt & Nut', Description = 'Buys from Acme')
    };
    insert new Contact(LastName = 'Coyote', Email = 'wile@acme.example');`);
  expect(failure).toBeUndefined();
});

/** Names of what is found, sorted. */
const found = (sosl: string, before = ''): string | undefined =>
  org.valueOf(
    'names',
    `${before} List<String> names = new List<String>(); for (Account a : (List<Account>) [${sosl}][0]) { names.add(a.Name); } names.sort();`,
  );

const ALL = 'RETURNING Account(Name)';

describe('what is found (SOSL "FIND {SearchQuery}", "IN SearchGroup")', () => {
  test.each([
    ['a word, whatever its case, in any field', `FIND 'ACME' ${ALL}`, '(Acme Anvil Works, Acme Corp, Bolt & Nut)'],
    ['a word is whole', `FIND 'Acm' ${ALL}`, '()'],
    ['* stands for any letters', `FIND 'anv*' ${ALL}`, '(Acme Anvil Works, Acme Corp)'],
    ['? stands for one letter', `FIND 'b?lt' ${ALL}`, '(Bolt & Nut)'],
    ['names alone', `FIND 'acme' IN NAME FIELDS ${ALL}`, '(Acme Anvil Works, Acme Corp)'],
    ['phones alone', `FIND '1234' IN PHONE FIELDS ${ALL}`, '(Acme Corp)'],
    ['words without an operator are all meant', `FIND 'acme anvils' ${ALL}`, '(Acme Corp)'],
    ['OR', `FIND 'bolt OR anvils' ${ALL}`, '(Acme Corp, Bolt & Nut)'],
    ['AND NOT', `FIND 'acme AND NOT anvil*' ${ALL}`, '(Bolt & Nut)'],
    ['parentheses', `FIND '(bolt OR corp) AND acme' ${ALL}`, '(Acme Corp, Bolt & Nut)'],
    ['words in quotes stand side by side', `FIND '"anvil works"' ${ALL}`, '(Acme Anvil Works)'],
    [
      'a condition, an order and a limit',
      `FIND 'acme' RETURNING Account(Name WHERE Name LIKE 'Acme%' ORDER BY Name DESC LIMIT 1)`,
      '(Acme Corp)',
    ],
  ])('%s', (_rule, sosl, expected) => {
    expect(found(sosl)).toBe(expected);
  });

  test('binds: what is searched for, and in conditions', () => {
    expect(found(`FIND :word RETURNING Account(Name WHERE Name = :name)`, `String word = 'acme'; String name = 'Acme ' + 'Corp';`)).toBe(
      '(Acme Corp)',
    );
  });
});

describe('what a search gives (ADG "SOQL and SOSL Queries")', () => {
  test('a list for each object, in their order, with ids where no field is named', () => {
    expect(
      org.valueOf(
        `found.size() + ' ' + found[0].size() + ' ' + found[1].size() + ' ' + (found[0][0].Id != null)`,
        `List<List<SObject>> found = [FIND 'wile OR bolt' IN ALL FIELDS RETURNING Contact, Account];`,
      ),
    ).toBe('2 1 1 true');
  });

  test('Search.query takes braces and quotes, and counts', () => {
    expect(org.valueOf(`Search.query('FIND {acme} RETURNING Account')[0].size() + ' ' + Limits.getSoslQueries()`)).toBe('3 1');
    expect(org.valueOf(`Search.query('FIND \\'acme\\' RETURNING Account LIMIT 2')[0].size()`)).toBe('2');
  });

  test('Search.query sees the variables around it, as Database.query does', () => {
    expect(
      org.valueOf(
        `Search.query('FIND :word RETURNING Account(Id WHERE Name = :name)')[0].size()`,
        `String word = 'acme'; String name = 'Acme Corp';`,
      ),
    ).toBe('1');
  });

  test('what is no search is a SearchException; inline it is found before anything runs', () => {
    expect(org.valueOf(`Search.query('FIND {a} RETURNING Account')`)).toBe(
      'SearchException: search term must be longer than one character: a',
    );
    expect(org.valueOf(`Search.query('LOOK {acme}')`)).toMatch(/^SearchException: unexpected token/);
    expect(org.run(`List<List<SObject>> l = [FIND 'acme' RETURNING Nope];`).problems[0]?.message).toBe(
      "sObject type 'Nope' is not supported.",
    );
  });

  test('twenty-one are too many (ADG "Execution Governors and Limits")', () => {
    expect(org.run(`for (Integer i = 0; i < 21; i++) { Search.query('FIND {acme} RETURNING Account'); }`).failure?.message).toBe(
      'LimitException: Too many SOSL queries: 21',
    );
  });

  test('in a test (ADG "Adding SOSL Queries to Unit Tests")', () => {
    expect(org.runTests('SearchTest')).toMatchObject([{ passed: true, message: undefined }]);
  });
});
