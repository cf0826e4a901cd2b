import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange, type Seed } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkLabels } from './labels.ts';

const core = 'force-app/main/core';
const integration = 'force-app/main/integration';
const messages = (model: PackageModel): string[] => checkLabels(model).map(({ message }) => message);

describe('custom labels', () => {
  it('have nothing to find in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each<[string, Seed, string]>([
    [
      'a label nobody defined',
      { path: `${core}/classes/OB_DraftLock.cls`, from: 'Label.OB_Line_Locked', to: 'Label.OB_Line_Lock' },
      'the label OB_Line_Lock is used and not defined',
    ],
    [
      'a label nobody defined, said in the language of somebody else',
      { path: 'force-app/main/actions/classes/OB_RefusalNotice.cls', from: "say('OB_Refused_One'", to: "say('OB_Refused_Won'" },
      'the label OB_Refused_Won is used and not defined',
    ],
    [
      'a label nobody uses',
      { path: `${integration}/classes/OB_OrderDraft.cls`, from: 'Label.OB_Line_Tax_Invalid', to: "'tax'" },
      'the label OB_Line_Tax_Invalid is defined and nowhere used',
    ],
  ])('%s: found', (_what, seed, expected) => {
    expect(messages(withChange(seed))).toContainEqual(expect.stringContaining(expected));
  });
});
