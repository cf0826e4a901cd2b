import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeShopOrg, type ShopOrg } from '../fixtures/shop-org.ts';
import type { QueryFault } from './query-fault.ts';

let org: ShopOrg;
beforeAll(() => {
  org = makeShopOrg();
  const insert = (name: string, records: readonly Record<string, unknown>[]): (string | null)[] =>
    org.database.transact(org.clerk, (transaction) =>
      org.dml.insert(transaction, org.metadata.object(name)!, records).map((result) => result.id),
    );
  const [ann, bob] = insert('Account', [{ Name: 'Ann' }, { Name: 'Bob' }]);
  insert('Purchase__c', [
    { External_Key__c: 'P1', Account__c: ann, Amount__c: 10, Tags__c: 'Gift;Bulky', Ordered_On__c: '2026-11-21' },
    { External_Key__c: 'P2', Account__c: bob, Amount__c: 20, Status__c: 'Shipped', Legacy_Key__c: "it's", Ordered_On__c: '2026-11-20' },
    { External_Key__c: 'P3', Amount__c: null, Reference__c: 'Mixed', Express__c: false },
    { External_Key__c: 'P4', Account__c: ann, Amount__c: 30, Legacy_Key__c: '50%_off' },
  ]);
  insert('Purchase_Line__c', [
    { External_Key__c: 'L1', Purchase__r: { External_Key__c: 'P1' }, Quantity__c: 2 },
    { External_Key__c: 'L2', Purchase__r: { External_Key__c: 'P1' }, Quantity__c: 1 },
  ]);
});

const run = (soql: string): readonly Record<string, unknown>[] => {
  const outcome = org.runQuery(soql, { now: org.clock.now(), basePath: '/services/data/v67.0' });
  return outcome.slice(0, outcome.totalSize);
};
const keys = (where: string): unknown[] =>
  run(`SELECT External_Key__c FROM Purchase__c WHERE ${where} ORDER BY External_Key__c`).map((row) => row['External_Key__c']);

describe('conditions', () => {
  test.each([
    ["Reference__c = 'mixed'", ['P3']],
    ["External_Key__c = 'p1'", []],
    ["external_key__C IN ('P1','P4','nope')", ['P1', 'P4']],
    ["Amount__c > 10 AND (Status__c = 'New' OR Status__c = 'shipped')", ['P2', 'P4']],
    ['Amount__c = null', ['P3']],
    ['Amount__c != 10', ['P2', 'P3', 'P4']],
    ["NOT Account__r.Name = 'Ann'", ['P2', 'P3']],
    ['NOT (Amount__c < 25 OR Express__c = false)', ['P4']],
    ["Legacy_Key__c LIKE '50\\%\\_%'", ['P4']],
    ["Account__r.Name LIKE 'b_B'", ['P2']],
    ["Legacy_Key__c = 'it\\'s'", ['P2']],
    ["Legacy_Key__c = ''", ['P1', 'P3']],
    ["Legacy_Key__c IN ('', 'it\\'s')", ['P1', 'P2', 'P3']],
    ["Tags__c INCLUDES ('gift')", ['P1']],
    ["Tags__c INCLUDES ('Gift;Bulky','Fragile')", ['P1']],
    ["Tags__c EXCLUDES ('Gift')", ['P2', 'P3', 'P4']],
    ["Account__c IN (SELECT Id FROM Account WHERE Name = 'Ann')", ['P1', 'P4']],
    ['Id IN (SELECT Purchase__c FROM Purchase_Line__c)', ['P1']],
    ['Ordered_On__c = TODAY', ['P1']],
    ['Ordered_On__c = LAST_N_DAYS:1', ['P1', 'P2']],
    ['Ordered_On__c < 2026-11-21', ['P2']],
    ['SystemModstamp >= 2026-11-21T10:00:00Z', ['P1', 'P2', 'P3', 'P4']],
    ['SystemModstamp > 2026-11-21T10:00:00Z', []],
    ['SystemModstamp >= 2026-11-21T10:00:00.500Z', []],
    ['CALENDAR_YEAR(Ordered_On__c) = 2026', ['P1', 'P2']],
    ["Account__c = '001000000000000002'", []],
  ])('%s', (where, expected) => {
    expect(keys(where)).toEqual(expected);
  });
});

describe('what is selected', () => {
  test('parents nest, children come as results of their own, names keep the org case', () => {
    const [row] = run(
      "SELECT id, account__R.name, Owner.Name, (SELECT Quantity__c FROM lines__r WHERE Quantity__c > 0 ORDER BY Quantity__c) FROM Purchase__c WHERE External_Key__c = 'P1'",
    );
    expect(row).toMatchObject({
      attributes: { type: 'Purchase__c', url: expect.stringContaining('/services/data/v67.0/sobjects/Purchase__c/a') },
      Account__r: { attributes: { type: 'Account' }, Name: 'Ann' },
      Owner: { Name: 'Clerk' },
      lines__r: { totalSize: 2, done: true, records: [{ Quantity__c: 1 }, { Quantity__c: 2 }] },
    });
    expect(run("SELECT Account__r.Name, (SELECT Id FROM Lines__r) FROM Purchase__c WHERE External_Key__c = 'P3'")).toMatchObject([
      { Account__r: null, Lines__r: null },
    ]);
  });

  test('children have children, down to the fifth level', () => {
    const [ann] = run(
      "SELECT Name, (SELECT External_Key__c, (SELECT Quantity__c FROM Lines__r ORDER BY Quantity__c) FROM Purchases__r ORDER BY External_Key__c) FROM Account WHERE Name = 'Ann'",
    );
    expect(ann).toMatchObject({
      Purchases__r: {
        totalSize: 2,
        records: [
          { External_Key__c: 'P1', Lines__r: { totalSize: 2, done: true, records: [{ Quantity__c: 1 }, { Quantity__c: 2 }] } },
          { External_Key__c: 'P4', Lines__r: null },
        ],
      },
    });
  });

  test('counts, groups and orders', () => {
    expect(org.runQuery('SELECT COUNT() FROM Purchase__c', { now: 0, basePath: '' }).totalSize).toBe(4);
    expect(org.runQuery('SELECT COUNT() FROM Purchase__c LIMIT 3', { now: 0, basePath: '' }).totalSize).toBe(3);
    expect(
      run('SELECT Account__r.Name who, COUNT(Id), SUM(Amount__c) total FROM Purchase__c GROUP BY Account__r.Name HAVING COUNT(Id) > 1'),
    ).toMatchObject([{ attributes: { type: 'AggregateResult' }, who: 'Ann', expr0: 2, total: 40 }]);
    expect(
      run('SELECT Amount__c FROM Purchase__c ORDER BY Amount__c DESC NULLS LAST LIMIT 2 OFFSET 1').map((row) => row['Amount__c']),
    ).toEqual([20, 10]);
    expect(run('SELECT Amount__c FROM Purchase__c ORDER BY Amount__c').map((row) => row['Amount__c'])).toEqual([null, 10, 20, 30]);
  });

  test('FIELDS(ALL) and labels', () => {
    expect(run('SELECT FIELDS(ALL) FROM Purchase__c LIMIT 1')[0]).toHaveProperty('Weight__c');
    expect(run("SELECT toLabel(Status__c) FROM Purchase__c WHERE External_Key__c = 'P2'")).toMatchObject([{ Status__c: 'On its way' }]);
  });
});

describe('refusals', () => {
  const fault = (soql: string): Pick<QueryFault, 'errorCode' | 'message'> => {
    try {
      run(soql);
    } catch (error) {
      return error as QueryFault;
    }
    throw new Error('the query was accepted');
  };
  test.each([
    ['SELECT Nope__c FROM Purchase__c', 'INVALID_FIELD', "ERROR at Row:1:Column:8\nNo such column 'Nope__c' on entity 'Purchase__c'."],
    ['SELECT Id FROM Nope__c', 'INVALID_TYPE', "sObject type 'Nope__c' is not supported."],
    ['SELECT Nope__r.Name FROM Purchase__c', 'INVALID_FIELD', "Didn't understand relationship 'Nope__r' in field path."],
    [
      'SELECT Id, (SELECT Id FROM Nope__r) FROM Purchase__c',
      'INVALID_TYPE',
      "Didn't understand relationship 'Nope__r' in FROM part of query call.",
    ],
    ['SELECT Id FROM Purchase__c WHERE Amount__c = 1 AND Id = null OR Name = null', 'MALFORMED_QUERY', "unexpected token: 'OR'"],
    ["SELECT Id FROM Purchase__c WHERE Amount__c = 'x'", 'INVALID_FIELD', 'must be of type currency and should not be enclosed in quotes'],
    ['SELECT Id FROM Purchase__c WHERE Reference__c = 5', 'INVALID_FIELD', 'must be of type string and should be enclosed in quotes'],
    ['SELECT Id FROM Purchase__c WHERE CreatedDate = 2026-11-21', 'INVALID_FIELD', 'must be of type dateTime'],
    ['SELECT FIELDS(ALL) FROM Purchase__c', 'MALFORMED_QUERY', 'LIMIT of at most 200'],
    ['SELECT Id FROM Purchase__c OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000'],
    ['SELECT SUM(Status__c) FROM Purchase__c', 'MALFORMED_QUERY', 'field Status__c does not support aggregate operator SUM'],
    ['SELECT COUNT(IsActive) FROM User', 'MALFORMED_QUERY', 'field IsActive does not support aggregate operator COUNT'],
    ['SELECT MAX(ActivityDate) FROM Task', 'MALFORMED_QUERY', 'Column:8\nfield ActivityDate does not support aggregate operator MAX'],
    ['SELECT Id FROM Purchase_Shipped__e', 'INVALID_TYPE_FOR_OPERATION', 'does not support query'],
    ['SELEC Id FROM Purchase__c', 'MALFORMED_QUERY', "unexpected token: 'SELEC'"],
    ["SELECT Id FROM Purchase__c WHERE Id = 'a0'", 'INVALID_QUERY_FILTER_OPERATOR', 'ERROR at Row:1:Column:40\ninvalid ID field: a0'],
    ["SELECT Id FROM Purchase__c WHERE Account__c LIKE '001%'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid ID field: 001%'],
    ["SELECT Id FROM Purchase__c WHERE Notes__c = 'x'", 'INVALID_FIELD', "field 'Notes__c' can not be filtered in a query call"],
    ['SELECT Id FROM Purchase__c ORDER BY Notes__c', 'INVALID_FIELD', "field 'Notes__c' can not be sorted in a query call"],
    ['SELECT Id FROM Purchase__c ORDER BY Tags__c', 'INVALID_FIELD', "field 'Tags__c' can not be sorted in a query call"],
    ['SELECT COUNT(Id) FROM Purchase__c GROUP BY Amount__c', 'MALFORMED_QUERY', "field 'Amount__c' can not be grouped in a query call"],
    ['SELECT Name, COUNT(Id) FROM Purchase__c GROUP BY Status__c', 'MALFORMED_QUERY', 'Field must be grouped or aggregated: Name'],
    ['SELECT Name, COUNT(Id) FROM Purchase__c', 'MALFORMED_QUERY', 'Field must be grouped or aggregated: Name'],
    ['SELECT COUNT(Id) FROM Account GROUP BY Name HAVING Id != null', 'MALFORMED_QUERY', 'Field must be grouped or aggregated: Id'],
    ['SELECT COUNT(Id) FROM Account GROUP BY Name ORDER BY Id', 'MALFORMED_QUERY', 'Field must be grouped or aggregated: Id'],
    ['SELECT Id FROM Account WHERE CreatedDate = N_YEARS_AGO:9999999', 'MALFORMED_QUERY', 'N_YEARS_AGO:9999999 leads out of the calendar'],
    ['SELECT Id FROM Account WHERE CreatedDate > LAST_N_YEARS:5000', 'MALFORMED_QUERY', 'leads out of the calendar'],
    ['SELECT Id, id FROM Purchase__c', 'MALFORMED_QUERY', 'duplicate field selected: Id'],
    ['SELECT Id FROM Purchase__c WHERE Name IN (SELECT Id FROM Account)', 'MALFORMED_QUERY', "should be an id field, cannot use: 'Name'"],
    [
      'SELECT Id FROM Purchase__c WHERE Account__c IN (SELECT Name FROM Account)',
      'MALFORMED_QUERY',
      "Semi join sub-selects can only query id fields, cannot use: 'Name'",
    ],
    [
      'SELECT Id FROM Purchase__c WHERE Amount__c = 1 OR Account__c IN (SELECT Id FROM Account)',
      'MALFORMED_QUERY',
      'Semi join sub-selects are only allowed at the top level WHERE expressions',
    ],
    ['SELECT CreatedBy.CreatedBy.CreatedBy.CreatedBy.CreatedBy.CreatedBy.Name FROM Account', 'MALFORMED_QUERY', 'at most 5 parents'],
  ])('%s', (soql, errorCode, message) => {
    expect(fault(soql)).toMatchObject({ errorCode, message: expect.stringContaining(message) });
  });

  test.each([
    ['a text without end', `'${'x'.repeat(100_000)}'`, 'SOQL statements cannot be longer than 100000 characters'],
    ['parentheses without end', `${'('.repeat(20_000)}null${')'.repeat(20_000)}`, 'unexpected token'],
  ])('a condition with %s', (_, text, message) => {
    expect(fault(`SELECT Id FROM Account WHERE Name = ${text}`)).toMatchObject({
      errorCode: 'MALFORMED_QUERY',
      message: expect.stringContaining(message),
    });
  });
});

test('groups by what a function gives, and has no second page of groups', () => {
  const soql = 'SELECT CALENDAR_YEAR(Ordered_On__c) y, COUNT(Id) n FROM Purchase__c GROUP BY calendar_year(Ordered_On__c)';
  expect(run(`${soql} ORDER BY CALENDAR_YEAR(Ordered_On__c) NULLS LAST`)).toMatchObject([
    { y: 2026, n: 2 },
    { y: null, n: 2 },
  ]);
  const fresh = makeShopOrg();
  const names = Array.from({ length: 2001 }, (_, index) => ({ Name: `A${index}` }));
  fresh.database.transact(fresh.clerk, (transaction) => fresh.dml.insert(transaction, fresh.metadata.object('Account')!, names));
  const groups = (limit: string): unknown =>
    fresh.runQuery(`SELECT Name FROM Account GROUP BY Name ${limit}`, { now: 0, basePath: '' }).totalSize;
  expect(() => groups('')).toThrow('Aggregate query does not support queryMore()');
  expect(groups('LIMIT 2000')).toBe(2000);
});

test('ids are ordered as they are compared: their case counts', () => {
  const fresh = makeShopOrg();
  fresh.database.transact(fresh.clerk, (transaction) =>
    fresh.dml.insert(
      transaction,
      fresh.metadata.object('Account')!,
      Array.from({ length: 80 }, (_, index) => ({ Name: `A${index}` })),
    ),
  );
  const ids = (soql: string): unknown[] => {
    const outcome = fresh.runQuery(soql, { now: fresh.clock.now(), basePath: '' });
    return outcome.slice(0, outcome.totalSize).map((row) => row['Id']);
  };
  const all = ids('SELECT Id FROM Account ORDER BY Id');
  expect(ids(`SELECT Id FROM Account WHERE Id > '${String(all[39])}' ORDER BY Id`)).toEqual(all.slice(40));
});

test('without ORDER BY records come in the order of their ids, whatever the order of a list that names them', () => {
  const found = run("SELECT External_Key__c FROM Purchase__c WHERE External_Key__c IN ('P4', 'P1', 'P3')");
  expect(found.map((row) => row['External_Key__c'])).toEqual(['P1', 'P3', 'P4']);
});

test('an index never changes what a query finds', () => {
  const value = fc.constantFrom('P1', 'P2', 'p3', 'nope');
  const condition = fc.oneof(
    value.map((text) => `External_Key__c = '${text}'`),
    fc.array(value, { minLength: 1 }).map((texts) => `External_Key__c IN (${texts.map((text) => `'${text}'`).join(',')})`),
    fc.constantFrom(
      "Reference__c = 'MIXED'",
      'Reference__c = null',
      'SystemModstamp >= 2026-11-21T10:00:00Z',
      'Amount__c > 15',
      'Account__c != null',
    ),
  );
  fc.assert(
    fc.property(fc.array(condition, { minLength: 1, maxLength: 3 }), (conditions) => {
      const where = conditions.join(' AND ');
      // A doubled negation hides the conditions from the choice of an index.
      expect(keys(where)).toEqual(keys(`NOT (NOT (${where}))`));
    }),
  );
});
