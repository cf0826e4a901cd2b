import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange, type Seed } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkValueSets } from './value-sets.ts';

const order = 'force-app/main/core/objects/OB_Order__c';
const messages = (model: PackageModel): string[] => checkValueSets(model).map(({ message }) => message);

describe('picklists', () => {
  it('have nothing to find in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each<[string, Seed, string]>([
    [
      'a picklist with an unknown set',
      { path: `${order}/fields/Status__c.field-meta.xml`, from: 'OB_Order_Status', to: 'OB_Order_State' },
      'takes its words from OB_Order_State',
    ],
    [
      'a picklist anybody may add to',
      { path: `${order}/fields/Status__c.field-meta.xml`, from: '<restricted>true', to: '<restricted>false' },
      'is not restricted to its value set',
    ],
  ])('%s: found', (_what, seed, expected) => {
    expect(messages(withChange(seed))).toContainEqual(expect.stringContaining(expected));
  });
});
