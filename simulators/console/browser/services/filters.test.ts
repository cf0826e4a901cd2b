import { describe, expect, test } from '@jest/globals';
import { searchWhere, whereOf } from './filters.ts';
import type { FieldInfo, ObjectInfo } from './records.ts';

function field(apiName: string, dataType: string): FieldInfo {
  return { apiName, label: apiName, dataType, nameField: false, relationshipName: null, referenceToInfos: [] };
}

const CASE: ObjectInfo = {
  apiName: 'Case',
  label: 'Case',
  nameFields: ['CaseNumber'],
  fields: {
    CaseNumber: field('CaseNumber', 'String'),
    Status: field('Status', 'Picklist'),
    Open: field('Open', 'Boolean'),
    Total: field('Total', 'Currency'),
    Due: field('Due', 'Date'),
  },
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
    expect(whereOf(CASE, [{ field: name, operator, value }])).toEqual({ and: [expected] });
  });

  test('that filters by what the user may not see is an error, not a longer list', () => {
    expect(() => whereOf(CASE, [{ field: 'Secret', operator: 'equals', value: '1' }])).toThrow('Secret');
  });
});

test('a search looks into names and texts, and takes wildcards as they are written', () => {
  expect(searchWhere(CASE, ['Status', 'Total'], '50%')).toEqual({ or: [{ CaseNumber: { like: '%50\\%%' } }] });
});
