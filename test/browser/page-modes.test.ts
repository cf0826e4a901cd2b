/** Every page on a narrow screen, enlarged, in forced and in dark colours, without motion, in German, from right to left. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { describeWithChromium } from './chromium.ts';
import { PEOPLE, recordPath } from './console-world.ts';
import { seedDesk, seedReturn } from './seeded-pages.ts';
import { setKeptScene } from './scenes.ts';

const USUAL = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 800 };
/** What is left of a usual window when everything is twice as large. */
const ENLARGED = { width: 640, height: 450 };

type Mode = { readonly language?: string; readonly dark?: boolean; readonly rightToLeft?: boolean };
const ENGLISH = { language: 'en', dark: false, rightToLeft: false };

/** Sets what people set in the console's menu, and loads the page again. */
async function prefer(page: Page, mode: Mode): Promise<void> {
  await page.evaluate(
    async (body) => {
      await fetch('/console/preferences', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    },
    JSON.stringify({ ...ENGLISH, ...mode }),
  );
  await page.reload();
}

async function expectNoSidewaysScroll(page: Page, { width }: { readonly width: number }): Promise<void> {
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
}

describeWithChromium('every page can be read', () => {
  const scene = setKeptScene();
  let paths: Record<string, string>;

  beforeAll(async () => {
    const { records, make } = scene();
    await seedDesk(make);
    const orderId = await make.order('MODES-1', {
      Status__c: 'Partially shipped',
      Total_Amount__c: 129.9,
      Customer_Name__c: 'Ada Lovelace',
    });
    await make.lines(orderId, [{ Description__c: 'Kettle, 1.7 l', Quantity_Shipped__c: 1 }, { Description__c: 'Tea' }]);
    await make.history(orderId, 6);
    await make.exception(orderId);
    paths = {
      order: recordPath('OB_Order__c', orderId),
      return: recordPath('OB_Return__c', await seedReturn(make, records)),
      desk: '/lightning/n/OB_Exception_Desk',
      draft: '/lightning/n/OB_Draft_Order',
      setup: '/lightning/n/OB_Setup',
      report: '/lightning/r/Report/OB_Open_Exceptions/view',
      dashboard: '/lightning/r/Dashboard/OB_Overview/view',
    };
  });

  test.each([
    ['order', PEOPLE.agent, 'c-ob-order-header'],
    ['return', PEOPLE.agent, 'c-ob-return-workspace h2'],
    ['desk', PEOPLE.supervisor, 'c-ob-exception-desk table'],
    ['draft', PEOPLE.agent, 'c-ob-order-draft h2'],
    ['setup', PEOPLE.packageAdministrator, 'c-ob-setup h3'],
    ['report', PEOPLE.supervisor, 'shell-report-table tbody'],
    ['dashboard', PEOPLE.supervisor, 'shell-dashboard-page:not(:has(lightning-spinner)) .console-chart'],
  ])('the %s page', async (name, username, part) => {
    const { stage } = scene();
    const { page, picture, expectSound } = await stage.logIn(paths[name], { username });
    const read = () => page.locator(part).first().waitFor();
    await read();
    await page.setViewportSize(NARROW);
    await picture(`${name}-320-pixels`);
    await expectNoSidewaysScroll(page, NARROW);
    await expectSound();
    await page.setViewportSize(ENLARGED);
    await picture(`${name}-200-percent`);
    await expectNoSidewaysScroll(page, ENLARGED);
    await page.setViewportSize(USUAL);
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await picture(`${name}-forced-colours`);
    // What turns while the page asks again has ended by then; nothing else moves.
    await eventually(async () => {
      expect(await page.evaluate<number>('document.getAnimations().length')).toBe(0);
    });
    await expectSound();
    await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' });
    await prefer(page, { language: 'de', dark: true });
    await read();
    await picture(`${name}-german-dark`);
    await expectSound();
    await prefer(page, { rightToLeft: true });
    await read();
    await picture(`${name}-right-to-left`);
    await expectNoSidewaysScroll(page, USUAL);
    await expectSound();
  });
});
