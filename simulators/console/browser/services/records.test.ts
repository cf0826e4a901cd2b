import { describe, expect, test } from '@jest/globals';
import { listQuery, searchWhere, visibleFields, whereOf } from './records.ts';
import type { FieldInfo, ObjectInfo } from './records.ts';

function field(apiName: string, dataType: string, more: Partial<FieldInfo> = {}): FieldInfo {
  return { apiName, label: apiName, dataType, nameField: false, relationshipName: null, referenceToInfos: [], ...more };
}

const fields = [
  field('CaseNumber', 'String', { nameField: true }),
  field('Status', 'Picklist'),
  field('Open', 'Boolean'),
  field('Total', 'Currency'),
  field('Due', 'Date'),
  field('AccountId', 'Reference', { relationshipName: 'Account', referenceToInfos: [{ apiName: 'Account' }] }),
  field('OwnerId', 'Reference', { relationshipName: 'Owner', referenceToInfos: [{ apiName: 'User' }, { apiName: 'Group' }] }),
];
const info: ObjectInfo = {
  apiName: 'Case',
  label: 'Case',
  nameFields: ['CaseNumber'],
  fields: Object.fromEntries(fields.map((one) => [one.apiName, one])),
};

describe('a list view', () => {
  test.each([
    ['Status', 'equals', 'New,Working', { or: [{ Status: { eq: 'New' } }, { Status: { eq: 'Working' } }] }],
    ['Status', 'notEqual', 'New,Working', { and: [{ Status: { ne: 'New' } }, { Status: { ne: 'Working' } }] }],
    ['Open', 'equals', '1', { or: [{ Open: { eq: true } }] }],
    ['Total', 'greaterThan', '5.5', { or: [{ Total: { gt: 5.5 } }] }],
    ['Due', 'lessThan', 'TODAY', { or: [{ Due: { lt: { literal: 'TODAY' } } }] }],
    ['Due', 'greaterOrEqual', 'LAST_N_DAYS:3', { or: [{ Due: { gte: { range: { last_n_days: 3 } } } }] }],
    ['Status', 'startsWith', 'N', { or: [{ Status: { like: 'N%' } }] }],
    ['Status', 'notContain', 'x', { and: [{ not: { Status: { like: '%x%' } } }] }],
    ['Status', 'equals', '', { or: [{ Status: { eq: null } }] }],
  ])('filters by %s %s %s', (name, operator, value, expected) => {
    expect(whereOf(info, [{ field: name, operator, value }])).toEqual({ and: [expected] });
  });

  test('that filters by what the user may not see is an error, not a longer list', () => {
    expect(() => whereOf(info, [{ field: 'Secret', operator: 'equals', value: '1' }])).toThrow('Secret');
  });

  test('asks for the names of parents, whatever they may be', () => {
    const query = listQuery('Case', visibleFields(info, ['Name', 'AccountId', 'OwnerId', 'Secret']), true);
    expect(query).toContain('CaseNumber { value displayValue }');
    expect(query).toContain('Account { DisplayValue }');
    expect(query).toContain('Owner { ... on User { DisplayValue } ... on Group { DisplayValue } }');
    expect(query).toContain('scope: "MINE"');
    expect(query).not.toContain('Secret');
  });
});

test('a search looks into names and texts, and takes wildcards as they are written', () => {
  expect(searchWhere(info, ['Status', 'Total'], '50%')).toEqual({ or: [{ CaseNumber: { like: '%50\\%%' } }] });
});
