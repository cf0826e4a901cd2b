import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange, type Seed } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkViews } from './views.ts';

const core = 'force-app/main/core';
const objects = 'force-app/main/core/objects';
const order = 'force-app/main/core/objects/OB_Order__c';
const messages = (model: PackageModel): string[] => checkViews(model).map(({ message }) => message);

describe('layouts and views', () => {
  it('have nothing to find in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each<[string, Seed, string]>([
    [
      'a layout with an unknown field',
      { path: `${core}/layouts/OB_Order__c-External Order Layout.layout-meta.xml`, from: '<field>Brand__c', to: '<field>Brandt__c' },
      'shows OB_Order__c.Brandt__c',
    ],
    [
      'a layout without a required field',
      { path: `${core}/layouts/OB_Command__c-Order Command Layout.layout-meta.xml`, from: '<field>Type__c', to: '<field>Status__c' },
      'leaves out the required field Type__c',
    ],
    [
      'a related list of an unknown lookup',
      {
        path: `${core}/layouts/OB_Order__c-External Order Layout.layout-meta.xml`,
        from: 'OB_Invoice__c.Order__c',
        to: 'OB_Invoice__c.Orders__c',
      },
      'shows OB_Invoice__c.Orders__c',
    ],
    [
      'a list view with an unknown column',
      { path: `${objects}/OB_Exception__c/listViews/OB_All.listView-meta.xml`, from: '<columns>Turn__c', to: '<columns>Turns__c' },
      'shows OB_Exception__c.Turns__c',
    ],
    [
      'a list view that filters by an unknown field',
      { path: `${order}/listViews/OB_My_Drafts.listView-meta.xml`, from: '<field>Status__c', to: '<field>State__c' },
      'shows OB_Order__c.State__c',
    ],
    [
      'a compact layout with an unknown field',
      { path: `${order}/compactLayouts/OB_Order_Compact.compactLayout-meta.xml`, from: '>Status__c', to: '>State__c' },
      'shows OB_Order__c.State__c',
    ],
    [
      'a search layout with an unknown field',
      { path: `${order}/OB_Order__c.object-meta.xml`, from: '>Sync_State__c', to: '>Sync__c' },
      'shows OB_Order__c.Sync__c',
    ],
    [
      'an unknown compact layout',
      { path: `${order}/OB_Order__c.object-meta.xml`, from: '>OB_Order_Compact', to: '>OB_Order_Small' },
      'assigns the compact layout OB_Order_Small',
    ],
  ])('%s: found', (_what, seed, expected) => {
    expect(messages(withChange(seed))).toContainEqual(expect.stringContaining(expected));
  });
});
