import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange, type Seed } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkTranslations } from './translations.ts';

const core = 'force-app/main/core';
const german = `${core}/translations/de.translation-meta.xml`;
const words = `${core}/globalValueSetTranslations/OB_Severity-de.globalValueSetTranslation-meta.xml`;
const fields = `${core}/objectTranslations/OB_Order__c-de/OB_Order__c-de.objectTranslation-meta.xml`;
const messages = (model: PackageModel): string[] => checkTranslations(model).map(({ message }) => message);

describe('translations', () => {
  it('are complete in the package', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each<[string, Seed, string]>([
    [
      'a label without German',
      { path: german, from: '<name>OB_Not_Held', to: '<name>OB_Not_Hold' },
      'the label OB_Not_Held in de is missing',
    ],
    [
      'German of no label',
      { path: german, from: '<name>OB_Not_Held', to: '<name>OB_Not_Hold' },
      'the label OB_Not_Hold in de translates nothing',
    ],
    [
      'a label translated twice',
      { path: german, from: '<name>OB_Not_Held', to: '<name>OB_Not_Permitted' },
      'the label OB_Not_Permitted in de is there twice',
    ],
    [
      'a placeholder that got lost',
      { path: german, from: '{0} fehlt.', to: 'Etwas fehlt.' },
      'the label OB_Field_Missing in de has other placeholders',
    ],
    [
      'a word without German',
      { path: words, from: '<masterLabel>Warning', to: '<masterLabel>Caution' },
      'the word Warning of OB_Severity in de is missing',
    ],
    ['an empty word', { path: words, from: '>Fehler<', to: '><' }, 'the word Error of OB_Severity in de is missing'],
    ['a field without German', { path: fields, from: 'Brand__c', to: 'Brandt__c' }, 'the name of OB_Order__c.Brand__c in de is missing'],
    [
      'an object without a German case',
      { path: fields, from: '<caseType>Dative', to: '<caseType>Locative' },
      'the name of OB_Order__c (Dative false) in de is missing',
    ],
    [
      'a quick action without German',
      { path: fields, from: '<name>OB_Replay', to: '<name>OB_Play' },
      'the quick action OB_Order__c.OB_Replay in de is missing',
    ],
    ['a tab without German', { path: german, from: '<name>OB_Setup<', to: '<name>OB_Set_Up<' }, 'the tab OB_Setup in de is missing'],
    [
      'an app without German',
      { path: german, from: '<name>OB_Order_Console<', to: '<name>OB_Orders<' },
      'the app OB_Order_Console in de is missing',
    ],
  ])('%s: found', (_what, seed, expected) => {
    expect(messages(withChange(seed))).toContainEqual(expect.stringContaining(expected));
  });
});
