import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange, withoutFile, type Seed } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkPermissions } from './permissions.ts';

const sets = 'force-app/main/security/permissionsets';
const messages = (model: PackageModel): string[] => checkPermissions(model).map(({ message }) => message);

describe('permission sets', () => {
  it('have nothing to find in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each<[string, Seed, string]>([
    [
      'a set that opens an unknown field',
      { path: `${sets}/OB_Order_Read.permissionset-meta.xml`, from: 'OB_Order__c.Brand__c', to: 'OB_Order__c.Brandt__c' },
      'names OB_Order__c.Brandt__c',
    ],
    [
      'a set that lists a required field',
      { path: `${sets}/OB_Order_Read.permissionset-meta.xml`, from: 'OB_Command__c.Reason__c', to: 'OB_Command__c.Type__c' },
      'lists OB_Command__c.Type__c, which is required',
    ],
    [
      'a set that lists a master',
      { path: `${sets}/OB_Order_Read.permissionset-meta.xml`, from: 'OB_Shipment__c.Carrier__c', to: 'OB_Shipment__c.Order__c' },
      'which is required or master-detail',
    ],
    [
      'a set that names an unknown class',
      { path: `${sets}/OB_Order_Entry.permissionset-meta.xml`, from: 'OB_OrderSubmission', to: 'OB_OrderSubmit' },
      'classAccesses names OB_OrderSubmit',
    ],
    [
      'a set that names an unknown tab',
      { path: `${sets}/OB_Admin.permissionset-meta.xml`, from: '<tab>OB_Command__c', to: '<tab>OB_Comand__c' },
      'tabSettings names OB_Comand__c',
    ],
    [
      'a set that grants an unknown permission',
      { path: `${sets}/OB_Cancel_Agent.permissionset-meta.xml`, from: 'OB_Cancel_Order', to: 'OB_Cancel' },
      'customPermissions names OB_Cancel',
    ],
    [
      'a set that opens a detail without its master',
      { path: `${sets}/OB_Cancel_Agent.permissionset-meta.xml`, from: '<object>OB_Order__c', to: '<object>OB_Shipment__c' },
      'opens OB_Shipment__c without its master OB_Order__c',
    ],
    [
      'a field the broker cannot write',
      { path: `${sets}/OB_Integration.permissionset-meta.xml`, from: 'OB_Order__c.Brand__c', to: 'OB_Order__c.Region__c' },
      'OB_Order__c.Brand__c is not editable here',
    ],
    [
      'a field the administrator cannot read',
      { path: `${sets}/OB_Admin.permissionset-meta.xml`, from: 'OB_Order__c.Brand__c', to: 'OB_Order__c.Region__c' },
      'OB_Order__c.Brand__c is not readable here',
    ],
    [
      'another set that may write mirrored values',
      { path: `${sets}/OB_Admin.permissionset-meta.xml`, from: 'OB_View_Technical', to: 'OB_Integration_Write' },
      'grants OB_Integration_Write',
    ],
    [
      'a group with an unknown set',
      {
        path: 'force-app/main/security/permissionsetgroups/OB_Administrator.permissionsetgroup-meta.xml',
        from: 'OB_Admin<',
        to: 'OB_Boss<',
      },
      'names the permission set OB_Boss',
    ],
  ])('%s: found', (_what, seed, expected) => {
    expect(messages(withChange(seed))).toContainEqual(expect.stringContaining(expected));
  });

  it.each([['the set of the broker', `${sets}/OB_Integration.permissionset-meta.xml`, 'the permission set OB_Integration is missing']])(
    '%s: found to be gone',
    (_what, path, expected) => {
      expect(messages(withoutFile(path))).toContainEqual(expect.stringContaining(expected));
    },
  );
});
