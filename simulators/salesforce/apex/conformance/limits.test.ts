/** Governor limits that are not a count of statements: ADG "Execution Governors and Limits". */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { SYNCHRONOUS } from '../run/limits.ts';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let run: ConformanceOrg['run'];
let valueOf: ConformanceOrg['valueOf'];
beforeAll(() => {
  ({ run, valueOf } = makeConformanceOrg('fixtures', 'fixtures-limits'));
});

const TOO_LARGE = /^LimitException: Apex heap size too large: \d+$/;

describe('the heap', () => {
  test('grows with what the code holds', () => {
    const before = `Integer before = Limits.getHeapSize(); String text = 'x'.repeat(100000); Integer after = Limits.getHeapSize();`;
    expect(valueOf('after - before', before)).toBe('100000');
    expect(valueOf('Limits.getLimitHeapSize()')).toBe(String(SYNCHRONOUS.heapSize));
  });

  test.each([
    ['a list', `List<Integer> l = new List<Integer>(); while (true) { l.add(1); }`],
    ['a list of texts', `List<String> l = new List<String>(); while (true) { l.add('x'.repeat(1000) + l.size()); }`],
    ['a set', `Set<Integer> s = new Set<Integer>(); for (Integer i = 0; true; i++) { s.add(i); }`],
    [
      'a map of lists',
      `Map<Integer, Object> m = new Map<Integer, Object>(); for (Integer i = 0; true; i++) { m.put(i, new List<Integer>(20)); }`,
    ],
    ['an array', `Integer[] a = new Integer[2000000];`],
    ['a static variable', `while (true) { Hoard.texts.add('x'.repeat(900) + Hoard.texts.size()); }`],
    ['objects', `List<Hoard> l = new List<Hoard>(); while (true) { l.add(new Hoard('x'.repeat(900) + l.size())); }`],
    ['Blobs', `String t = 'x'.repeat(1000000); List<Blob> l = new List<Blob>(); while (true) { l.add(Blob.valueOf(t)); }`],
    ['the text of all of it', `String t = 'x'.repeat(2000000); Hoard.texts.add(t); t = JSON.serialize(new List<String>{ t, t });`],
  ])('%s that grows without end is the LimitException', (_, code) => {
    expect(run(code).failure?.message).toMatch(TOO_LARGE);
  });

  test('no catch stops it', () => {
    const code = `try { List<Integer> l = new List<Integer>(); while (true) { l.add(1); } } catch (Exception e) { System.debug('caught'); }`;
    expect(run(code)).toMatchObject({ failure: { message: expect.stringMatching(TOO_LARGE) }, log: [] });
  });

  test('what nobody holds any more makes room', () => {
    const code = `for (Integer i = 0; i < 300; i++) { String t = 'x'.repeat(100000) + i; List<Integer> l = new List<Integer>(1000); }`;
    expect(run(`${code} System.debug('done');`)).toMatchObject({ failure: undefined, log: [expect.stringContaining('done')] });
  });

  test('a text that many refer to counts once', () => {
    const code = `String t = 'x'.repeat(100000); List<String> l = new List<String>(); for (Integer i = 0; i < 1000; i++) l.add(t);`;
    expect(run(`${code} System.debug(l.size());`).failure).toBeUndefined();
  });
});

/** A hundredth of the usual time. */
const FEW = { ...SYNCHRONOUS, cpuTime: 100 };

describe('a program that would never end, or needs more than there is', () => {
  const NESTED = `List<Object> l = new List<Object>{ 1 }; List<Object> m = l.clone();
    for (Integer i = 0; i < 60; i++) { l = new List<Object>{ l, l }; m = new List<Object>{ m, m }; }`;
  const CYCLE = `List<Object> c = new List<Object>(); c.add(c); List<Object> d = new List<Object>(); d.add(d);`;
  const CHAIN = `class Link { Link next; } Link first = new Link(); Link last = first;
    for (Integer i = 0; i < 100000; i++) { last.next = new Link(); last = last.next; }`;
  test.each([
    ['the hash of lists within lists', `${NESTED} l.hashCode();`, 'LimitException: Apex CPU time limit exceeded'],
    ['two of them compared', `${NESTED} Boolean same = l == m;`, 'LimitException: Apex CPU time limit exceeded'],
    ['their text', `${NESTED} String.valueOf(l);`, 'LimitException: Apex CPU time limit exceeded'],
    ['their JSON', `${NESTED} JSON.serialize(l);`, 'LimitException: Apex CPU time limit exceeded'],
    ['the hash of a list within itself', `${CYCLE} c.hashCode();`, 'LimitException: Maximum stack depth reached: 1001'],
    ['two such lists compared', `${CYCLE} Boolean same = c == d;`, 'LimitException: Maximum stack depth reached: 1001'],
    ['its JSON', `${CYCLE} JSON.serialize(c);`, 'JSONException: Maximum nesting depth exceeded'],
    ['the text of a long chain', `${CHAIN} String.valueOf(first);`, 'LimitException: Maximum stack depth reached: 1001'],
    [
      'a copy of a record that is its own parent',
      `Account a = new Account(); a.putSObject('Parent', a); a.clone(false, true);`,
      'LimitException: Maximum stack depth reached: 1001',
    ],
    ['an expression that matches in too many ways', `Pattern.matches('(a+)+b', 'a'.repeat(40));`, 'LimitException: Regex too complicated'],
    [
      'one that matches in many ways on a short text',
      `Pattern.matches('.*.*.*.*.*.*.*.*x', 'a'.repeat(300));`,
      'LimitException: Regex too complicated',
    ],
    [
      'the distance of two long texts',
      `String t = 'a'.repeat(262144); t.getLevenshteinDistance(t);`,
      'LimitException: Apex CPU time limit exceeded',
    ],
    [
      'a Decimal that is squared again and again',
      'Decimal d = 0.123456789; for (Integer i = 0; i < 40; i++) { d = d * d; }',
      'LimitException: Apex heap size too large',
    ],
    ['a Decimal of a long text', `Decimal.valueOf('9'.repeat(3000000));`, 'LimitException: Apex heap size too large'],
    ['a date beyond the calendar', 'Date.today().addYears(1000000);', 'LimitException: Date beyond the calendar'],
    [
      'an array of fewer elements than none',
      'Integer[] a = new Integer[-2147483648];',
      'ListException: List index out of bounds: -2147483648',
    ],
    [
      'a limit within a try that has a finally',
      'class Stubborn { Integer run() { try { while (true) { Integer i = 0; } } finally { return 2; } } } new Stubborn().run();',
      'LimitException: Apex CPU time limit exceeded',
    ],
    [
      'a list that grows at its beginning',
      'List<Integer> l = new List<Integer>(); while (true) { l.add(0, 1); }',
      'LimitException: Apex CPU time limit exceeded',
    ],
  ])('%s', (_, code, message) => {
    expect(run(code, FEW).failure?.message).toBe(message);
  });

  test.each([
    ['JSON that nests deeply', `JSON.deserializeUntyped('['.repeat(900) + '1' + ',1'.repeat(100000) + ']'.repeat(900));`],
    [
      'a LIKE with many wildcards',
      `insert new Account(Name = 'a'.repeat(200)); Database.query('SELECT Id FROM Account WHERE Name LIKE \\'' + '%a'.repeat(60) + 'b\\'');`,
    ],
    [
      'lines of a long text',
      `Assert.areEqual(20000, 'a , b\n'.repeat(20000).split('\n').size()); 'a , b\n'.repeat(20000).replaceAll('[\\r\\n]+', ';');`,
    ],
    [
      'characters of a long list',
      `List<Integer> l = new List<Integer>(); for (Integer i = 0; i < 200000; i++) l.add(97); Assert.areEqual(200000, String.fromCharArray(l).length());`,
    ],
  ])('%s are no such thing', (_, code) => {
    expect(run(code)).toMatchObject({ problems: [], failure: undefined });
  });

  test.each([
    ['comments that begin again and again', '/*'.repeat(200_000)],
    ['a long chain of operators', `Integer i = ${'1 + '.repeat(3000)}1;`],
    ['a long chain of calls', `'a'${'.trim()'.repeat(3000)};`],
  ])('%s do not compile', (_, code) => {
    expect(run(code).problems).toHaveLength(1);
  });

  test('what holds itself is not shown again within its text', () => {
    expect(valueOf('c', CYCLE)).toBe('((already output))');
  });
});

describe('rows of a query', () => {
  const MADE = `delete [SELECT Id FROM Account]; List<Account> made = new List<Account>();
    for (Integer i = 0; i < 20; i++) made.add(new Account(Name = 'A' + i, Description = 'x'.repeat(31000) + i));
    insert made; made = null;`;

  test('count on the heap when they are held', () => {
    const code = `${MADE} Integer before = Limits.getHeapSize(); List<Account> all = [SELECT Description FROM Account];
      System.debug(Limits.getHeapSize() - before > 600000);`;
    expect(run(code).log[0]).toContain('true');
  });

  test('do not where a loop goes through them', () => {
    const code = `${MADE} Integer before = Limits.getHeapSize(); Integer n = 0;
      for (Account a : [SELECT Description FROM Account]) n++;
      for (List<Account> some : Database.query('SELECT Description FROM Account')) n += some.size();
      System.debug(n + ' ' + (Limits.getHeapSize() - before < 10000));`;
    expect(run(code).log[0]).toContain('40 true');
  });

  test('of a QueryLocator have a limit of their own', () => {
    const code = `delete [SELECT Id FROM Account]; insert new Account(Name = 'A'); Integer before = Limits.getQueryRows();
      Database.QueryLocator one = Database.getQueryLocator([SELECT Id FROM Account]);
      Database.QueryLocator two = Database.getQueryLocator('SELECT Id FROM Account');
      System.debug(Limits.getQueryLocatorRows() + ' ' + (Limits.getQueryRows() - before) + ' ' + Limits.getLimitQueryLocatorRows());`;
    expect(run(code).log[0]).toContain('2 0 10000');
  });
});
