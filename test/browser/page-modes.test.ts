/** Every page on a narrow screen, enlarged, in forced and in dark colours, without motion, in German, from right to left. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { describeWithChromium } from './chromium.ts';
import { PEOPLE, recordPath } from './console-world.ts';
import { minutesAgo } from './order-records.ts';
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

async function expectStill(page: Page): Promise<void> {
  await eventually(async () => {
    expect(await page.evaluate<number>('document.getAnimations().length')).toBe(0);
  });
}

describeWithChromium('every page can be read', () => {
  const scene = setKeptScene();
  let paths: Record<string, string>;
  let refusedRow: string;

  beforeAll(async () => {
    const { stage, records, make } = scene();
    await seedDesk(make);
    const orderId = await make.order('MODES-1', {
      Status__c: 'Partially shipped',
      Total_Amount__c: 129.9,
      Customer_Name__c: 'Ada Lovelace',
    });
    await make.lines(orderId, [{ Description__c: 'Kettle, 1.7 l', Quantity_Shipped__c: 1 }, { Description__c: 'Tea' }]);
    await make.history(orderId, 6);
    const exceptionId = await make.exception(orderId);
    const [commandId = ''] = await records.create('OB_Command__c', [
      {
        ...{
          Order__c: orderId,
          Idempotency_Key__c: 'MODES-COMMAND',
          Type__c: 'CANCEL',
          Status__c: 'Accepted',
          Publish_State__c: 'Published',
        },
        ...{ Requested_At__c: minutesAgo(9), Deadline__c: minutesAgo(-51), Reason__c: 'The customer has found it cheaper elsewhere' },
      },
    ]);
    const refused = await make.exception(await make.order('DESK-5'), { Allowed_Actions__c: 'ACKNOWLEDGE' });
    const delivered = await make.order('MODES-2', { Status__c: 'Delivered' });
    await make.lines(delivered, [{ Description__c: 'Kettle, 1.7 l', Quantity_Shipped__c: 3, Quantity_Delivered__c: 3 }]);
    const accepted = await make.order('MODES-3', { Customer_Name__c: 'Ada Lovelace' });
    await make.lines(accepted, [{ Description__c: 'Kettle, 1.7 l' }, { Description__c: 'Tea' }]);
    const [draft] = await stage.world.agent.draft(stage.world.orders(1));
    paths = {
      order: recordPath('OB_Order__c', orderId),
      return: recordPath('OB_Return__c', await seedReturn(make, records)),
      exception: recordPath('OB_Exception__c', exceptionId),
      command: recordPath('OB_Command__c', commandId),
      desk: '/lightning/n/OB_Exception_Desk',
      draft: '/lightning/n/OB_Draft_Order',
      setup: '/lightning/n/OB_Setup',
      report: '/lightning/r/Report/OB_Open_Exceptions/view',
      dashboard: '/lightning/r/Dashboard/OB_Overview/view',
      accepted: recordPath('OB_Order__c', accepted),
      delivered: recordPath('OB_Order__c', delivered),
      drafted: recordPath('OB_Order__c', String(draft)),
    };
    refusedRow = `input[data-id="${refused}"]`;
  });

  test.each([
    ['order', PEOPLE.agent, 'c-ob-order-header'],
    ['return', PEOPLE.agent, 'c-ob-return-workspace h2'],
    ['exception', PEOPLE.supervisor, 'c-ob-exception-workspace .message'],
    ['command', PEOPLE.supervisor, 'c-ob-command-workspace h2'],
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
    await expectStill(page);
    await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' });
    await prefer(page, { language: 'de', dark: true });
    await read();
    await picture(`${name}-german-dark`);
    await expectSound();
    await prefer(page, { rightToLeft: true });
    await read();
    await picture(`${name}-right-to-left`);
    await expectNoSidewaysScroll(page, USUAL);
  });

  /** What is opened on a page: what is pressed for it, and what is to be seen then. Buttons go by what they do, since words differ between languages. */
  type Opened = readonly [name: string, presses: readonly string[], part: string];

  const dialogue = (action: string, part: string): Opened => [
    `dialogue-${action}`,
    [`[data-name=${action}] button`],
    `[role=dialog] ${part}`,
  ];

  const OPENED: readonly (readonly [path: string, username: string, opened: readonly Opened[]])[] = [
    ['accepted', PEOPLE.agent, [dialogue('cancel', 'fieldset'), dialogue('changeDelivery', 'input'), dialogue('escalate', 'textarea')]],
    ['delivered', PEOPLE.agent, [dialogue('startReturn', 'input')]],
    ['drafted', PEOPLE.agent, [dialogue('submit', '.result')]],
    [
      'desk',
      PEOPLE.supervisor,
      [
        ['monitor', ['.console-utility-item > button'], 'c-ob-exception-monitor li'],
        ['dialogue-assign', ['thead input', '[data-name=assign] button'], '[role=dialog] input'],
      ],
    ],
  ];

  test.each(OPENED)('what opens on the page %s', async (path, username, opened) => {
    const { stage } = scene();
    const { page, picture, expectSound } = await stage.logIn(paths[path], { username });
    /** Opens one after the other. What fades in is there when nothing moves any more. */
    const openEach = async (look: (name: string) => Promise<void>): Promise<void> => {
      for (const [name, presses, part] of opened) {
        for (const press of presses) await page.locator(press).first().click();
        await page.locator(part).first().waitFor();
        await expectStill(page);
        await look(name);
        await page.keyboard.press('Escape');
        await page.locator(part).first().waitFor({ state: 'hidden' });
      }
    };
    await openEach(async (name) => {
      await page.setViewportSize(NARROW);
      await picture(`${name}-320-pixels`);
      await expectNoSidewaysScroll(page, NARROW);
      await expectSound();
      await page.emulateMedia({ forcedColors: 'active' });
      await page.setViewportSize(ENLARGED);
      await picture(`${name}-200-percent-forced-colours`);
      await expectNoSidewaysScroll(page, ENLARGED);
      await page.emulateMedia({ forcedColors: 'none' });
      await page.setViewportSize(USUAL);
    });
    await prefer(page, { language: 'de', dark: true });
    await openEach(async (name) => {
      await picture(`${name}-german-dark`);
      await expectSound();
    });
    await prefer(page, { rightToLeft: true });
    await openEach(async (name) => {
      await picture(`${name}-right-to-left`);
      await expectNoSidewaysScroll(page, USUAL);
    });
  });

  test('the progress of work on many, with what was refused', async () => {
    const { stage } = scene();
    const { page, picture, expectSound } = await stage.logIn(paths['desk'], { username: PEOPLE.supervisor });
    const retry = async (): Promise<void> => {
      await page.locator(refusedRow).check();
      await page.locator('[data-name=retry] button').click();
      await page.getByRole('dialog').getByRole('textbox').fill('Known');
      await page.locator('[role=dialog] .slds-button_brand').click();
      await page.locator('c-ob-desk-progress li').waitFor();
    };
    await retry();
    await page.setViewportSize(NARROW);
    await picture('desk-progress-320-pixels');
    await expectNoSidewaysScroll(page, NARROW);
    await expectSound();
    await page.setViewportSize(USUAL);
    await prefer(page, { language: 'de', dark: true });
    await retry();
    await picture('desk-progress-german-dark');
    await expectSound();
    await prefer(page, { rightToLeft: true });
    await retry();
    await picture('desk-progress-right-to-left');
    await expectSound();
  });
});
