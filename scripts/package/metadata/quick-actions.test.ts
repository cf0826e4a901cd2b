import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange, type Seed } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkQuickActions } from './quick-actions.ts';

const action = 'force-app/main/console/quickActions/OB_Order__c.OB_Cancel.quickAction-meta.xml';
const layout = 'force-app/main/core/layouts/OB_Order__c-External Order Layout.layout-meta.xml';
const messages = (model: PackageModel): string[] => checkQuickActions(model).map(({ message }) => message);

describe('quick actions', () => {
  it('are there, with their components', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each<[string, Seed, string]>([
    [
      'a component that is not there',
      { path: action, from: '>obCancelOrder<', to: '>obCancelOrders<' },
      'runs obCancelOrders as Action, which is no component of the package for it',
    ],
    ['a component that is no action', { path: action, from: '>obCancelOrder<', to: '>obText<' }, 'runs obText as Action, which is no'],
    ['an action of another kind', { path: action, from: '>Action<', to: '>ScreenAction<' }, 'as ScreenAction, which is a Action'],
    [
      'a layout that offers nothing',
      { path: layout, from: 'OB_Order__c.OB_Cancel<', to: 'OB_Order__c.OB_Stop<' },
      'offers OB_Order__c.OB_Stop',
    ],
    [
      'a layout that offers what other records have',
      { path: layout, from: 'OB_Order__c.OB_Refresh<', to: 'OB_Return__c.OB_Refresh<' },
      'offers OB_Return__c.OB_Refresh',
    ],
  ])('%s: found', (_what, seed, expected) => {
    expect(messages(withChange(seed))).toContainEqual(expect.stringContaining(expected));
  });
});
