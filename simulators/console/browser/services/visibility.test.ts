import { describe, expect, test } from '@jest/globals';
import { fieldsInRules, isVisible } from './visibility.ts';

const seen = {
  field: (name: string): string => ({ Status__c: 'Shipped', Total__c: '12' })[name] ?? '',
  customPermission: (name: string): boolean => name === 'OB_View_Technical',
  formFactor: 'Large',
};
const rule = (left: string, operator: string, right: string): { left: string; operator: string; right: string } => ({
  left,
  operator,
  right,
});

describe('an item of a page', () => {
  test('without a rule shows', () => {
    expect(isVisible(undefined, seen)).toBe(true);
  });

  test.each([
    [rule('{!Record.Status__c}', 'EQUAL', 'Shipped'), true],
    [rule('{!Record.Status__c}', 'NE', 'Shipped'), false],
    [rule('{!Record.Total__c}', 'GT', '5'), true],
    [rule('{!$Permission.CustomPermission.OB_View_Technical}', 'EQUAL', 'true'), true],
    [rule('{!$Permission.CustomPermission.OB_Other}', 'EQUAL', 'true'), false],
    [rule('{!$Client.FormFactor}', 'EQUAL', 'Small'), false],
  ])('with %j shows: %s', (criterion, expected) => {
    expect(isVisible({ criteria: [criterion] }, seen)).toBe(expected);
  });

  test.each([
    ['1 AND (2 OR 3)', true],
    ['1 AND 2 AND 3', false],
    ['2 OR NOT 1', false],
    ['NOT (1 AND 2)', true],
  ])('follows %s', (logic, expected) => {
    const criteria = ['Shipped', 'Draft', 'Shipped'].map((status) => rule('{!Record.Status__c}', 'EQUAL', status));
    expect(isVisible({ criteria, logic }, seen)).toBe(expected);
  });

  test('with a rule nobody understands is an error, not shown or hidden by chance', () => {
    expect(() => isVisible({ criteria: [rule('{!$Organization.Id}', 'EQUAL', '1')] }, seen)).toThrow('{!$Organization.Id}');
    expect(() => isVisible({ criteria: [rule('{!Record.Status__c}', 'LIKE', '1')] }, seen)).toThrow('LIKE');
  });

  test('tells which fields must be read', () => {
    const rules = [undefined, { criteria: [rule('{!Record.Status__c}', 'EQUAL', 'x'), rule('{!$Client.FormFactor}', 'EQUAL', 'Large')] }];
    expect(fieldsInRules(rules)).toEqual(['Status__c']);
  });
});
