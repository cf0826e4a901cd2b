/** What a service agent does in the console, in a real browser, with the real broker behind it. */
import { beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { describeWithChromium } from './chromium.ts';
import { refreshUntil } from './refreshing.ts';
import { setStoryScene } from './scenes.ts';

const NEVER_MS = 3_600_000;

describeWithChromium('a service agent at the console', () => {
  const scene = setStoryScene();
  let orderName: string;

  beforeAll(async () => {
    ({ name: orderName } = await scene().play.submitted('Completed', [['Tea', 1]]));
  });

  test('finds an order in a list and reads it', async () => {
    const { stage } = scene();
    const { page, picture, expectSound } = await stage.logIn('/lightning/o/OB_Order__c/home');
    await page.getByRole('link', { name: orderName }).waitFor();
    await picture('order-list');
    await expectSound();
    await page.getByRole('link', { name: orderName }).click();
    await page.getByRole('tab', { name: orderName, selected: true }).waitFor();
    await page.getByText('Completed').filter({ visible: true }).first().waitFor();
    await picture('order-page');
    expect(new URL(page.url()).pathname).toMatch(/^\/lightning\/r\/OB_Order__c\/\w{18}\/view$/);
    await expectSound();
  });

  test('finds it by a part of its key, with the keyboard alone', async () => {
    const { stage } = scene();
    const { page, picture, expectSound } = await stage.logIn('/');
    const search = page.getByRole('searchbox');
    await search.waitFor();
    await search.focus();
    await page.keyboard.type(orderName.slice(-4));
    await page.keyboard.press('Enter');
    const link = page.getByRole('link', { name: orderName }).first();
    await link.waitFor();
    await picture('search');
    await expectSound();
    await link.focus();
    await page.keyboard.press('Enter');
    const tab = page.getByRole('tab', { name: orderName });
    await tab.waitFor();
    await tab.focus();
    await page.keyboard.press('Delete');
    await tab.waitFor({ state: 'detached' });
  });

  test('watches a shipment in two parts: the first arrives without touching the page, the second is asked for', async () => {
    const { play, agent } = scene();
    await play.inWarehouse('PATCH', '/settings', {
      timing: { pickAfterMs: NEVER_MS, packAfterMs: 0, departAfterMs: NEVER_MS, deliverAfterMs: NEVER_MS },
    });
    const order = await play.submitted('In fulfilment', [
      ['Tea', 2],
      ['Kettle', 1],
    ]);
    await play.inWarehouse('POST', '/sites/main/plans', { releaseId: `${order.key}-R1`, split: true, twoParcels: false });
    await agent.open(order);
    await agent.page.getByText('Nothing has been shipped yet').waitFor();
    expect(await agent.page.getByText('TRK-').count()).toBe(0);
    await agent.picture('before-the-shipment');
    await play.inWarehouseRelease(order, 'begin');
    await eventually(() => play.inWarehouseRelease(order, 'depart'));
    await agent.expectStatus('Partially shipped');
    await agent.line('Tea').getByText('2 on the way').waitFor();
    await agent.line('Kettle').getByText('1 in fulfilment').waitFor();
    await agent.picture('split-shipment-first-part');
    await play.inWarehouseRelease(order, 'depart');
    await refreshUntil(agent.page, agent.line('Kettle').getByText('1 on the way'));
    await agent.expectStatus('Shipped');
    expect(await agent.page.getByRole('link', { name: 'TRK-' }).count()).toBe(2);
    await agent.picture('split-shipment');
    await agent.expectSound();
  });

  test('is told when the session has ended, and goes on at the same place', async () => {
    const { stage } = scene();
    const { page, picture } = await stage.logIn('/lightning/o/OB_Order__c/home');
    await page.getByRole('link', { name: orderName }).waitFor();
    await fetch(`${stage.world.places.orgAdminUrl}/sessions/expire`, { method: 'POST' });
    // A part that asks by itself may have been told already, and the dialogue be above the button.
    await page.getByRole('button', { name: 'Read the list again' }).dispatchEvent('click');
    const dialogue = page.getByRole('alertdialog', { name: 'Your session has ended' });
    await dialogue.waitFor();
    await picture('session-ended');
    await dialogue.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('button', { name: 'agent@' }).click();
    await page.getByRole('link', { name: orderName }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/lightning/o/OB_Order__c/home');
  });

  test('reads German, in dark colours, on a narrow screen', async () => {
    const { stage } = scene();
    const { page, picture, expectSound } = await stage.logIn(`/lightning/o/OB_Order__c/home`);
    await page.getByRole('button', { name: 'Your settings' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Deutsch' }).click();
    await page.locator('html[lang=de]').waitFor();
    await page.getByRole('link', { name: orderName }).click();
    await page.getByText(`Auftrag ${orderName}`).waitFor();
    await page
      .getByRole('paragraph')
      .filter({ hasText: /^Externer Auftrag$/ })
      .waitFor();
    await page.locator('header').getByText('Auftragskonsole').waitFor();
    await picture('german');
    await page.getByRole('button', { name: 'Ihre Einstellungen' }).click();
    await page.getByRole('menuitem', { name: 'Dunkle Farben' }).click();
    await page.locator('html.console-dark').waitFor();
    await page.getByText(`Auftrag ${orderName}`).waitFor();
    await picture('dark');
    await expectSound();
    await page.setViewportSize({ width: 320, height: 800 });
    await picture('320-pixels');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  });
});
