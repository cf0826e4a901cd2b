import { describe, expect, it } from '@jest/globals';
import { cleanPackage, withChange, withFile, withoutFile, type Seed } from '../seeded.ts';
import type { PackageModel } from '../source/package-model.ts';
import { checkLightning } from './lightning.ts';

const console = 'force-app/main/console';
const messages = (model: PackageModel): string[] => checkLightning(model).map(({ message }) => message);

describe('components, pages, tabs and apps', () => {
  it('name only what is there', () => {
    expect(messages(cleanPackage())).toEqual([]);
  });

  it.each<[string, Seed, string]>([
    [
      'a component that is not there',
      { path: `${console}/lwc/obTimeline/obTimeline.js`, from: "'c/obText'", to: "'c/obTexts'" },
      'imports c obTexts',
    ],
    [
      'an Apex method that is not there',
      { path: `${console}/lwc/obSetup/obSetup.js`, from: 'OB_SetupChecks.run', to: 'OB_SetupChecks.walk' },
      'imports apex OB_SetupChecks.walk',
    ],
    [
      'a permission that is not there',
      { path: `${console}/lwc/obOrderWorkspace/obOrderWorkspace.js`, from: 'OB_View_Technical', to: 'OB_View_All' },
      'imports customPermission OB_View_All',
    ],
    [
      'a page with a component that is not there',
      { path: `${console}/flexipages/OB_Setup.flexipage-meta.xml`, from: '>obSetup<', to: '>obSetups<' },
      'shows the component obSetups, which the package does not have',
    ],
    [
      'a page with a component nobody exposed',
      { path: `${console}/flexipages/OB_Setup.flexipage-meta.xml`, from: '>obSetup<', to: '>obState<' },
      'which is not exposed',
    ],
    [
      'a page that tells a component what it does not take',
      { path: `${console}/flexipages/OB_Order_Record_Page.flexipage-meta.xml`, from: '>liveUpdates<', to: '>liveupdates<' },
      'tells obOrderWorkspace liveupdates',
    ],
    [
      'a tab of a page that is not there',
      { path: `${console}/tabs/OB_Setup.tab-meta.xml`, from: '<flexiPage>OB_Setup', to: '<flexiPage>OB_Set' },
      'opens the page OB_Set',
    ],
    [
      'an app with a tab that is not there',
      { path: `${console}/applications/OB_Order_Console.app-meta.xml`, from: '<tabs>OB_Setup', to: '<tabs>OB_Set' },
      'names OB_Set',
    ],
  ])('are found out: %s', (_what, seed, expected) => {
    expect(messages(withChange(seed))).toContainEqual(expect.stringContaining(expected));
  });

  it('are found out without their other half', () => {
    expect(messages(withoutFile(`${console}/lwc/obText/obText.js-meta.xml`))).toContainEqual(expect.stringContaining('has no js-meta.xml'));
    expect(messages(withFile(`${console}/lwc/obNew/labels.js`, ''))).toContainEqual(expect.stringContaining('has no obNew.js'));
  });
});
