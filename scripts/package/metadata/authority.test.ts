import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange, withoutFile, type Seed } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkAuthority } from './authority.ts';

const order = 'force-app/main/core/objects/OB_Order__c';
const messages = (model: PackageModel): string[] => checkAuthority(model).map(({ message }) => message);

describe('authority over mirrored values', () => {
  it('have nothing to find in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each<[string, Seed, string]>([
    [
      'a mirrored field the guard forgot',
      { path: `${order}/validationRules/OB_Authority_Guard.validationRule-meta.xml`, from: 'ISCHANGED(Raw_Status__c),', to: '' },
      'leaves Raw_Status__c open',
    ],
    [
      'a guard that is switched off',
      { path: `${order}/validationRules/OB_Authority_Guard.validationRule-meta.xml`, from: '<active>true', to: '<active>false' },
      'is not active',
    ],
    [
      'a guard that asks for no permission',
      {
        path: `${order}/validationRules/OB_Authority_Guard.validationRule-meta.xml`,
        from: '$Permission.OB_Integration_Write',
        to: '$Permission.OB_Submit_Order',
      },
      'does not ask for OB_Integration_Write',
    ],
    [
      'a rule with an unknown field',
      {
        path: `${order}/validationRules/OB_Authority_Guard.validationRule-meta.xml`,
        from: 'ISBLANK(ERP_Document__c)',
        to: 'ISBLANK(ERP_Doc__c)',
      },
      'names ERP_Doc__c',
    ],
  ])('%s: found', (_what, seed, expected) => {
    expect(messages(withChange(seed))).toContainEqual(expect.stringContaining(expected));
  });

  it.each([
    ['a guard', `${order}/validationRules/OB_Authority_Guard.validationRule-meta.xml`, 'OB_Order__c has no rule OB_Authority_Guard'],
  ])('%s: found to be gone', (_what, path, expected) => {
    expect(messages(withoutFile(path))).toContainEqual(expect.stringContaining(expected));
  });
});
