/** Asynchronous Apex in tests: each case is a test method of fixtures-jobs. What runs in an org that lives: test/conformance. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let org: ConformanceOrg;
beforeAll(() => {
  org = makeConformanceOrg('fixtures-jobs');
});

test('future methods, scheduled batches and the options of queueable jobs (ADG "Asynchronous Apex")', () => {
  const outcomes = org.runTests('LaterTest');
  expect(outcomes.filter(({ passed }) => !passed)).toEqual([]);
  expect(outcomes).toHaveLength(15);
});

test('events of jobs and of transactions that are undone (PEDG "Deliver Test Event Messages")', () => {
  const outcomes = org.runTests('NotedTest');
  expect(outcomes.filter(({ passed }) => !passed)).toEqual([]);
  expect(outcomes).toHaveLength(4);
});

test('the fifty-first call ends the transaction (ADG "Execution Governors and Limits")', () => {
  expect(org.run('for (Integer i = 0; i < 51; i++) { Later.fail(); }').failure?.message).toBe('LimitException: Too many future calls: 51');
});

describe('a future method (ADG "Future Methods")', () => {
  test.each([
    ['is static', '@future public void later() {}', 'Future methods must be static: later'],
    ['returns nothing', '@future public static Integer later() { return 1; }', 'Future methods must be declared as void: later'],
    ['takes no record', '@future public static void later(Account a) {}', 'Future methods do not support parameter type of Account'],
    [
      'takes no collection of records',
      '@future public static void later(Map<Id, Account> a) {}',
      'Future methods do not support parameter type of Map<Id,Account>',
    ],
  ])('%s', (_rule, method, message) => {
    expect(org.run(`class Wrong { ${method} }`).problems[0]?.message).toBe(message);
  });
});
