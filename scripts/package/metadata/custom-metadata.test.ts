import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange, type Seed } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkCustomMetadata } from './custom-metadata.ts';

const core = 'force-app/main/core';
const messages = (model: PackageModel): string[] => checkCustomMetadata(model).map(({ message }) => message);

describe('configuration records', () => {
  it('have nothing to find in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each<[string, Seed, string]>([
    [
      'a record that fills an unknown field',
      { path: `${core}/customMetadata/OB_Setting.Default.md-meta.xml`, from: 'Sweep_Batch_Size__c', to: 'Sweep_Size__c' },
      'fills OB_Setting__mdt.Sweep_Size__c',
    ],
    [
      'a record with a word for a number',
      { path: `${core}/customMetadata/OB_Setting.Default.md-meta.xml`, from: '>200.0<', to: '>many<' },
      'gives Sweep_Batch_Size__c the value many',
    ],
    [
      'a record with too long a text',
      { path: `${core}/customMetadata/OB_Setting.Default.md-meta.xml`, from: '>OB_Order_Exceptions<', to: `>${'x'.repeat(81)}<` },
      'gives Escalation_Queue__c 81 characters of at most 80',
    ],
  ])('%s: found', (_what, seed, expected) => {
    expect(messages(withChange(seed))).toContainEqual(expect.stringContaining(expected));
  });
});
