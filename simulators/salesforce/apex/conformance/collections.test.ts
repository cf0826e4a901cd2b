/** Collections while they are gone through and while what they hold changes: ADG "Iterating Collections", "Collections" (sObjects as keys). */
import { beforeAll, expect, test } from '@jest/globals';
import { makeConformanceOrg, type ConformanceOrg } from './conformance-org.ts';

let valueOf: ConformanceOrg['valueOf'];
beforeAll(() => {
  ({ valueOf } = makeConformanceOrg('fixtures'));
});

const CHANGED = 'FinalException: Cannot modify a collection while it is being iterated.';
const NUMBERED = `class Numbered { Integer n; Numbered(Integer n) { this.n = n; }
  public Boolean equals(Object other) { return ((Numbered) other).n == n; } public override Integer hashCode() { return n; } }`;

test.each([
  [
    'a list does not grow while a loop goes through it',
    'l',
    CHANGED,
    'List<Integer> l = new List<Integer>{ 1 }; for (Integer i : l) { l.add(i); }',
  ],
  ['nor does it shrink', 'l', CHANGED, 'List<Integer> l = new List<Integer>{ 1 }; for (Integer i : l) { l.remove(0); }'],
  [
    'its elements may be others',
    'l',
    '(2, 3)',
    'List<Integer> l = new List<Integer>{ 1, 2 }; Integer at = 0; for (Integer i : l) { l[at++] = i + 1; }',
  ],
  [
    'a loop that ends at once takes no notice',
    'l',
    '(1, 1)',
    'List<Integer> l = new List<Integer>{ 1 }; for (Integer i : l) { l.add(i); break; }',
  ],
  ['a set does not change', 's', CHANGED, 'Set<Integer> s = new Set<Integer>{ 1 }; for (Integer i : s) { s.add(2); }'],
  [
    'keys may be taken out of a map while a loop goes through them',
    'm',
    '{}',
    'Map<Integer, Integer> m = new Map<Integer, Integer>{ 1 => 1, 2 => 2 }; for (Integer i : m.keySet()) { m.remove(i); }',
  ],
  [
    'what is taken out of the keys is taken out of the map',
    `m + ' ' + k.size()`,
    '{b=2} 1',
    `Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1, 'b' => 2, 'c' => 3 }; Set<String> k = m.keySet(); k.remove('a'); k.retainAll(new Set<String>{ 'b' });`,
  ],
  [
    'what comes to the map comes to its keys',
    'k',
    '{a, b}',
    `Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1 }; Set<String> k = m.keySet(); m.put('b', 2);`,
  ],
  [
    'nothing is added to keys',
    'm',
    'FinalException: Collection is read-only',
    `Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1 }; m.keySet().add('b');`,
  ],
  [
    'a copy of keys is a set like others',
    'm.size()',
    '1',
    `Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1 }; m.keySet().clone().add('b'); new Set<String>(m.keySet()).clear();`,
  ],
  [
    'a record that has changed is not found as a key',
    `m.get(a) + ' ' + m.containsKey(a)`,
    'null false',
    `Account a = new Account(Name = 'A'); Map<Account, Integer> m = new Map<Account, Integer>{ a => 1 }; a.Name = 'B';`,
  ],
  [
    'nor in a set, once its insert gave it an id',
    `s.contains(a) + ' ' + s.add(a) + ' ' + s.size()`,
    'false true 2',
    `Account a = new Account(Name = 'A'); Set<Account> s = new Set<Account>{ a }; insert a;`,
  ],
  [
    'it is found again when it is as it was',
    `s.contains(a)`,
    'true',
    `Account a = new Account(Name = 'A'); Set<Account> s = new Set<Account>{ a }; a.Name = 'B'; a.Name = 'A';`,
  ],
  [
    'an object whose hash has changed is not found',
    `m.get(n) + ' ' + m.get(new Numbered(2)) + ' ' + m.remove(n) + ' ' + m.size()`,
    'null null null 1',
    `${NUMBERED} Numbered n = new Numbered(1); Map<Numbered, String> m = new Map<Numbered, String>{ n => 'a' }; n.n = 2;`,
  ],
  [
    'what is removed may come again, and change',
    `s.contains(new Numbered(1)) + ' ' + s.size()`,
    'true 1',
    `${NUMBERED} Numbered n = new Numbered(1); Set<Numbered> s = new Set<Numbered>{ n }; s.remove(n); s.add(new Numbered(1)); n.n = 2;`,
  ],
  [
    'an Iterable without iterator',
    'n',
    'NullPointerException: Attempt to de-reference a null object',
    'class None implements Iterable<Integer> { public Iterator<Integer> iterator() { return null; } } Integer n = 0; for (Integer i : new None()) n++;',
  ],
])('%s', (_, expression, expected, before) => {
  expect(valueOf(expression, before)).toBe(expected);
});
