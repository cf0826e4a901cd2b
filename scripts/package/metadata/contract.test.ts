import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange, withoutFile, type Seed } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkContract } from './contract.ts';

const core = 'force-app/main/core';
const order = 'force-app/main/core/objects/OB_Order__c';
const messages = (model: PackageModel): string[] => checkContract(model).map(({ message }) => message);

describe('the contract with the broker', () => {
  it('have nothing to find in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each<[string, Seed, string]>([
    [
      'a field shorter than the contract',
      { path: `${order}/fields/Order_Number__c.field-meta.xml`, from: '<length>60', to: '<length>40' },
      'has size 40; the contract says 60',
    ],
    [
      'a number of another scale',
      { path: `${order}/fields/Total_Amount__c.field-meta.xml`, from: '<scale>2', to: '<scale>0' },
      'has another scale than 2',
    ],
    [
      'a field of another type',
      { path: `${order}/fields/Promised_Date__c.field-meta.xml`, from: '<type>Date<', to: '<type>DateTime<' },
      'is DateTime; the contract says date',
    ],
    [
      'an external id whose case does not count',
      { path: `${order}/fields/External_Key__c.field-meta.xml`, from: '<caseSensitive>true', to: '<caseSensitive>false' },
      'must be a unique, case-sensitive external id',
    ],
    [
      'a word the broker writes and the org lacks',
      { path: `${core}/globalValueSets/OB_Order_Status.globalValueSet-meta.xml`, from: '>Backordered<', to: '>Back-ordered<' },
      "lacks the word 'Backordered'",
    ],
    [
      'personal data that is not classified',
      { path: `${order}/fields/Customer_Email__c.field-meta.xml`, from: 'Confidential', to: 'Internal' },
      'is personal in the contract; classify it so',
    ],
  ])('%s: found', (_what, seed, expected) => {
    expect(messages(withChange(seed))).toContainEqual(expect.stringContaining(expected));
  });

  it.each([
    ['a field of the contract', `${order}/fields/ERP_Document__c.field-meta.xml`, 'OB_Order__c.ERP_Document__c of the contract is missing'],
  ])('%s: found to be gone', (_what, path, expected) => {
    expect(messages(withoutFile(path))).toContainEqual(expect.stringContaining(expected));
  });
});
