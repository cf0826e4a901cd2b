/** List, Set and Map. Source: Apex Reference Guide, the pages of the classes; Apex Developer Guide, "Collections". */
import { describe, expect, test } from '@jest/globals';
import { makeApexBench } from '../apex-bench.ts';

const NUMBER = `
public class Version implements Comparable {
  public Integer major;
  public String label;
  public Version(Integer major, String label) { this.major = major; this.label = label; }
  public Integer compareTo(Object other) { return major - ((Version) other).major; }
  public override String toString() { return major + label; }
}`;

const BY_LENGTH = `
public class ByLength implements Comparator<String> {
  public Integer compare(String a, String b) { return a.length() - b.length(); }
}`;

const { evaluate, run, thrown } = makeApexBench({ classes: [NUMBER, BY_LENGTH] });

describe('List', () => {
  test('elements are added, put, removed and found by their place', () => {
    const code = `
      List<Integer> numbers = new List<Integer>{ 1, 3 };
      numbers.add(1, 2);
      numbers.addAll(new Set<Integer>{ 4, 5 });
      numbers.set(0, 0);
      System.debug(numbers + ' ' + numbers.remove(4) + ' ' + numbers.size());
      System.debug(numbers.indexOf(3) + ' ' + numbers.contains(9) + ' ' + numbers.get(1) + ' ' + numbers.isEmpty());`;
    expect(run(code)).toEqual(['(0, 2, 3, 4, 5) 5 4', '2 false 2 false']);
  });

  test.each([`new List<String>().get(0);`, `new List<String>{ 'a' }.remove(1);`, `new List<String>{ 'a' }.set(-1, 'b');`])(
    '%s is out of bounds',
    (code) => {
      expect(thrown(code)).toMatch(/^ListException: List index out of bounds: -?\d$/);
    },
  );

  test.each([
    [`new List<String>{ 'b', null, 'B', 'a' }`, '(null, B, a, b)'],
    [`new List<Decimal>{ 2.5, 1, 10.0 }`, '(1, 2.5, 10.0)'],
    [`new List<Date>{ Date.newInstance(2026, 2, 1), Date.newInstance(2025, 1, 1) }`, '(2025-01-01, 2026-02-01)'],
    [`new List<Boolean>{ true, false }`, '(false, true)'],
  ])('%s sorts to %s', (list, sorted) => {
    const type = list.slice(4, list.indexOf('>') + 1);
    expect(run(`${type} values = ${list}; values.sort(); System.debug(values);`)).toEqual([sorted]);
  });

  test('sorting asks Comparable objects, and keeps the order of equal ones', () => {
    const code = `
      List<Version> versions = new List<Version>{ new Version(2, 'a'), new Version(1, 'b'), new Version(2, 'c'), new Version(1, 'd') };
      versions.sort();
      System.debug(versions);`;
    expect(run(code)).toEqual(['(1b, 1d, 2a, 2c)']);
  });

  test('sorting with a Comparator', () => {
    expect(run(`List<String> words = new List<String>{ 'ccc', 'a', 'bb' }; words.sort(new ByLength()); System.debug(words);`)).toEqual([
      '(a, bb, ccc)',
    ]);
  });

  test('an iterator goes through the elements and then refuses', () => {
    const code = `
      Iterator<String> each = new List<String>{ 'a', 'b' }.iterator();
      while (each.hasNext()) System.debug(each.next());
      each.next();`;
    expect(thrown(code)).toBe('NoSuchElementException: Iterator has no more elements');
  });

  test('a clone is another list with the same elements', () => {
    expect(run(`List<String> a = new List<String>{ 'x' }; List<String> b = a.clone(); b.add('y'); System.debug(a + '' + b);`)).toEqual([
      '(x)(x, y)',
    ]);
  });
});

describe('Set', () => {
  test('holds each element once, and does what sets do', () => {
    const code = `
      Set<String> names = new Set<String>{ 'a', 'b' };
      System.debug(names.add('a') + ' ' + names.add('c') + ' ' + names.size());
      System.debug(names.containsAll(new List<String>{ 'a', 'c' }) + ' ' + names.retainAll(new Set<String>{ 'a', 'b' }) + ' ' + names.remove('b'));
      System.debug(names + ' ' + names.contains('A') + ' ' + names.equals(new Set<String>{ 'a' }));`;
    expect(run(code)).toEqual(['false true 3', 'true true true', '{a} false true']);
  });
});

describe('Map', () => {
  test('put gives the value before, get gives null for a key that is not there', () => {
    const code = `
      Map<String, Integer> counts = new Map<String, Integer>();
      System.debug(counts.put('a', 1) + ' ' + counts.put('a', 2) + ' ' + counts.get('A') + ' ' + counts.containsKey('a'));
      counts.putAll(new Map<String, Integer>{ 'b' => 3, 'c' => 4 });
      System.debug(counts.remove('b') + ' ' + counts.size() + ' ' + counts.keySet() + ' ' + counts.values());`;
    expect(run(code)).toEqual(['null 1 null true', '3 2 {a, c} (2, 4)']);
  });

  test('keys and values come in the order they went in', () => {
    expect(run(`Map<String, Integer> m = new Map<String, Integer>{ 'z' => 1, 'a' => 2, 'm' => 3 }; System.debug(m.values());`)).toEqual([
      '(1, 2, 3)',
    ]);
  });

  test('a list of records becomes a map by id; a record without one is refused', () => {
    const map = (records: string): string => `new Map<Id, Account>(new List<Account>{ ${records} })`;
    expect(evaluate(`${map(`new Account(Id = '001000000000001AAA', Name = 'Acme')`)}.get('001000000000001').Name`)).toBe('Acme');
    expect(thrown(`System.debug(${map(`new Account(Name = 'Acme')`)});`)).toBe('ListException: Row with null Id at index: 0');
    const twice = `new Account(Id = '001000000000001AAA', Name = 'a'), new Account(Id = '001000000000001AAA', Name = 'b')`;
    expect(thrown(`System.debug(${map(twice)});`)).toBe('ListException: Row with duplicate Id at index: 1');
    expect(
      run(
        `Map<Id, Account> m = new Map<Id, Account>(); m.putAll(new List<Account>{ ${twice} }); System.debug(m.size() + m.values()[0].Name);`,
      ),
    ).toEqual(['1b']);
  });
});
