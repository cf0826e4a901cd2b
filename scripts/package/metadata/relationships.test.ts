import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange, type Seed } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkRelationships } from './relationships.ts';

const objects = 'force-app/main/core/objects';
const order = 'force-app/main/core/objects/OB_Order__c';
const messages = (model: PackageModel): string[] => checkRelationships(model).map(({ message }) => message);

describe('relationships', () => {
  it('have nothing to find in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each<[string, Seed, string]>([
    [
      'a lookup to nowhere',
      { path: `${objects}/OB_Return__c/fields/Order__c.field-meta.xml`, from: '<referenceTo>OB_Order__c', to: '<referenceTo>OB_Orders__c' },
      'refers to OB_Orders__c',
    ],
    [
      'a shared relationship name',
      { path: `${objects}/OB_Return__c/fields/Order__c.field-meta.xml`, from: '<relationshipName>Returns', to: '<relationshipName>Lines' },
      'shares the relationship name OB_Order__c.Lines',
    ],
    [
      'a required lookup that may dangle',
      { path: `${objects}/OB_Return__c/fields/Order__c.field-meta.xml`, from: 'Restrict', to: 'SetNull' },
      'is required, so deleting its target must be restricted',
    ],
    [
      'a foreign object’s list without our prefix',
      { path: `${order}/fields/Account__c.field-meta.xml`, from: 'OB_Orders', to: 'Orders' },
      'gives Account the relationship Orders without the prefix',
    ],
    [
      'a detail with sharing of its own',
      {
        path: `${objects}/OB_Shipment__c/OB_Shipment__c.object-meta.xml`,
        from: '<sharingModel>ControlledByParent',
        to: '<sharingModel>Private',
      },
      'its sharing must be controlled by its parent',
    ],
  ])('%s: found', (_what, seed, expected) => {
    expect(messages(withChange(seed))).toContainEqual(expect.stringContaining(expected));
  });
});
