import { describe, expect, it } from '@jest/globals';
import type { FieldKind } from '../../metadata/model.ts';
import type { StoredValue } from '../../storage/transaction.ts';
import { compileFilter } from './filter.ts';

const kinds: Readonly<Record<string, FieldKind>> = {
  Text__c: 'string',
  Exact__c: 'string',
  Amount__c: 'currency',
  Open__c: 'boolean',
  At__c: 'datetime',
  Status__c: 'picklist',
  'BillingAddress.City': 'string',
};

const fieldOf = (name: string) => (kinds[name] === undefined ? undefined : { kind: kinds[name], caseSensitive: name === 'Exact__c' });

function holds(expression: string, values: Readonly<Record<string, StoredValue>>): boolean {
  const result = compileFilter(expression, fieldOf);
  if (!result.ok) throw new Error(result.fault);
  return result.filter.matches((name) => values[name] ?? null);
}

describe('a filter', () => {
  it.each<[string, Readonly<Record<string, StoredValue>>, boolean]>([
    ["Text__c = 'Energy'", { Text__c: 'energy' }, true],
    ["Exact__c = 'Energy'", { Exact__c: 'energy' }, false],
    ["Text__c != 'a'", { Text__c: null }, true],
    ['Text__c = null', {}, true],
    ["Text__c LIKE 'San%'", { Text__c: 'san francisco' }, true],
    ["Text__c LIKE 'a_c'", { Text__c: 'abbc' }, false],
    ["Text__c LIKE '%(x)%'", { Text__c: 'a (x) b' }, true],
    ["Text__c NOT IN ('a','b')", { Text__c: 'B' }, false],
    ["Status__c IN ('New','Open')", { Status__c: 'Open' }, true],
    ['Amount__c >= 100', { Amount__c: 100 }, true],
    ['Amount__c > 100', {}, false],
    ['Open__c = false', {}, true],
    ['At__c = 2026-11-21T10:00:00Z', { At__c: '2026-11-21T10:00:00.000+0000' }, true],
    ["BillingAddress.City = 'Paris'", { 'BillingAddress.City': 'Paris' }, true],
    ["Text__c = 'a' OR Text__c = 'b' AND Amount__c > 5", { Text__c: 'a' }, true],
    ["(Text__c = 'a' OR Text__c = 'b') AND Amount__c > 5", { Text__c: 'a', Amount__c: 1 }, false],
    ["((Amount__c > 1) AND (Text__c = 'a' OR (Text__c = 'b' AND Open__c = true)))", { Text__c: 'b', Amount__c: 2, Open__c: true }, true],
    ["Text__c = 'it\\'s'", { Text__c: "it's" }, true],
  ])('%s of %j is %s', (expression, values, expected) => {
    expect(holds(expression, values)).toBe(expected);
  });

  it.each([
    ["WHERE Text__c = 'a'"],
    ["Missing__c = 'a'"],
    ['Open__c > true'],
    ["Text__c > 'a'"],
    ["Status__c LIKE 'a%'"],
    ['At__c > 2026-11-21T10:00:00Z'],
    ["NOT Text__c = 'a'"],
    ['Text__c ='],
    [''],
    ["Owner.Name = 'x'"],
    ["Text__c = 'a' GROUP BY Text__c"],
    ["Text__c = 'a' LIMIT 1"],
  ])('%s is refused', (expression) => {
    expect(compileFilter(expression, fieldOf)).toMatchObject({ ok: false });
  });
});
