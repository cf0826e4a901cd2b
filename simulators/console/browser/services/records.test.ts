import { expect, test } from '@jest/globals';
import { listQuery, shownLabel, visibleFields } from './records.ts';
import type { ObjectInfo } from './records.ts';

const lookup = { label: 'A lookup', dataType: 'Reference', nameField: false };
const CASE: ObjectInfo = {
  apiName: 'Case',
  label: 'Case',
  nameFields: ['CaseNumber'],
  fields: {
    CaseNumber: { ...lookup, apiName: 'CaseNumber', dataType: 'String', relationshipName: null, referenceToInfos: [] },
    AccountId: { ...lookup, apiName: 'AccountId', relationshipName: 'Account', referenceToInfos: [{ apiName: 'Account' }] },
    OwnerId: { ...lookup, apiName: 'OwnerId', relationshipName: 'Owner', referenceToInfos: [{ apiName: 'User' }, { apiName: 'Group' }] },
  },
};

test('a list asks for the names of parents, whatever they may be', () => {
  const query = listQuery('Case', visibleFields(CASE, ['Name', 'AccountId', 'OwnerId', 'Secret']), true);
  expect(query).toContain('CaseNumber { value displayValue }');
  expect(query).toContain('Account { DisplayValue }');
  expect(query).toContain('Owner { ... on User { DisplayValue } ... on Group { DisplayValue } }');
  expect(query).toContain('scope: "MINE"');
  expect(query).not.toContain('Secret');
});

test('a lookup is called after what it leads to, not after the id it holds', () => {
  expect(shownLabel({ label: 'Owner ID', dataType: 'Reference' })).toBe('Owner');
  expect(shownLabel({ label: 'Inhaber-ID', dataType: 'Reference' })).toBe('Inhaber');
  expect(shownLabel({ label: 'Tax ID', dataType: 'String' })).toBe('Tax ID');
});
