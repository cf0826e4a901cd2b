import { describe, expect, test } from '@jest/globals';
import type { StoredRecord } from '../storage/transaction.ts';
import { compileFormula } from './compile.ts';

const FIELDS = ['Status__c', 'Amount__c', 'Name'];
const resolve = (name: string): string | undefined => FIELDS.find((field) => field.toLowerCase() === name.toLowerCase());
const before: StoredRecord = { Status__c: 'New', Amount__c: 1, Name: null };
const record: StoredRecord = { Status__c: 'Shipped', Amount__c: 2, Name: null };

const evaluate = (formula: string, scope: { readonly before: StoredRecord | undefined } = { before }): unknown =>
  compileFormula(formula, resolve)({ record, ...scope, hasPermission: (name) => name === 'Held' });

describe('a formula', () => {
  test.each([
    ['AND(NOT($Permission.Other), $Permission.Held)', true],
    ['ISCHANGED(Status__c) && !ISNEW()', true],
    ['ISPICKVAL(PRIORVALUE(status__c), "New")', true],
    ['ISBLANK(Name) || Amount__c > 100', true],
    ['OR(Amount__c <> 2, TEXT(Status__c) = "New")', false],
    ['Amount__c + 2 * 3 = 8', true],
    ["IF(Amount__c >= 2, LEN('abc'), 0) = 3", true],
    ['/* a note */ CONTAINS(Status__c, "ship") || BEGINS(Status__c, "Ship")', true],
    ['Name = NULL', true],
  ])('%s is %s', (formula, expected) => {
    expect(evaluate(formula)).toBe(expected);
  });

  test('sees nothing changed on a new record', () => {
    expect(evaluate('ISNEW() && NOT(ISCHANGED(Status__c))', { before: undefined })).toBe(true);
  });

  test.each([
    ['VLOOKUP(Name)', /VLOOKUP is not supported/],
    ['Missing__c = 1', /unknown field Missing__c/],
    ['AND(ISNEW()', /"\)" is missing/],
    ['Amount__c >', /operand is missing/],
    ['Amount__c # 2', /unexpected "#"/],
  ])('%s is refused when it is loaded', (formula, message) => {
    expect(() => compileFormula(formula, resolve)).toThrow(message);
  });
});
