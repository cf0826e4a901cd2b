import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange, withoutFile, type Seed } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkProject } from './project.ts';

const core = 'force-app/main/core';
const order = 'force-app/main/core/objects/OB_Order__c';
const messages = (model: PackageModel): string[] => checkProject(model).map(({ message }) => message);

describe('the files of the package', () => {
  it('have nothing to find in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each<[string, Seed, string]>([
    [
      'a class of another API version',
      { path: `${core}/classes/OB_Settings.cls-meta.xml`, from: '67.0', to: '66.0' },
      'has API version 66.0, the project 67.0',
    ],
    [
      'a full name that is not the file name',
      { path: `${order}/fields/Status__c.field-meta.xml`, from: '>Status__c<', to: '>Stat__c<' },
      'has the full name Stat__c',
    ],
  ])('%s: found', (_what, seed, expected) => {
    expect(messages(withChange(seed))).toContainEqual(expect.stringContaining(expected));
  });

  it.each([
    ['a class without its descriptor', `${core}/classes/OB_Settings.cls-meta.xml`, 'has no -meta.xml file'],
    ['a descriptor without its class', `${core}/classes/OB_Settings.cls`, 'describes a file that is not there'],
    ['fields without their object', `${core}/objects/OB_Invoice__c/OB_Invoice__c.object-meta.xml`, 'is a field of OB_Invoice__c'],
  ])('%s: found to be gone', (_what, path, expected) => {
    expect(messages(withoutFile(path))).toContainEqual(expect.stringContaining(expected));
  });
});
