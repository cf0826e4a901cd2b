import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange, type Seed } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkLiterals } from './literals.ts';

const core = 'force-app/main/core';
const messages = (model: PackageModel): string[] => checkLiterals(model).map(({ message }) => message);

describe('what belongs to one org', () => {
  it('have nothing to find in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each<[string, Seed, string]>([
    [
      'the address of a server',
      { path: `${core}/classes/OB_Settings.cls`, from: "'Custom'", to: "'https://broker.acme.com'" },
      'holds an address of a server',
    ],
    ['a user name', { path: `${core}/classes/OB_Settings.cls`, from: "'Custom'", to: "'admin@acme.com'" }, 'holds a user name'],
    ['a record id', { path: `${core}/classes/OB_Settings.cls`, from: "'Custom'", to: "'a005g00000Xyz12AAB'" }, 'holds a record id'],
  ])('%s: found', (_what, seed, expected) => {
    expect(messages(withChange(seed))).toContainEqual(expect.stringContaining(expected));
  });
});
