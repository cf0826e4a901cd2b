/** Something is asked for and no answer comes: the session has ended, or the way back was cut. Nothing is lost, and nothing happens twice. */
import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { describeWithChromium } from './chromium.ts';
import { PEOPLE } from './console-world.ts';
import { setKeptScene } from './scenes.ts';

const FAILED_REQUEST = /Failed to load resource/;

describeWithChromium('an agent who gets no answer', () => {
  const scene = setKeptScene();

  async function delivered(key: string): Promise<string> {
    const { make } = scene();
    const orderId = await make.order(key, { Status__c: 'Delivered' });
    await make.lines(orderId, [{ Description__c: 'Kettle', Status__c: 'Delivered', Quantity_Shipped__c: 3, Quantity_Delivered__c: 3 }]);
    return orderId;
  }

  const commandsOf = (orderId: string) => scene().records.query(`SELECT Type__c FROM OB_Command__c WHERE Order__c = '${orderId}'`);

  async function start(page: Page, action: string): Promise<Locator> {
    await page.getByRole('region', { name: 'Actions' }).getByRole('button', { name: action, exact: true }).click();
    const dialogue = page.getByRole('dialog');
    await dialogue.waitFor();
    return dialogue;
  }

  /** One of three kettles comes back. */
  async function fillReturn(page: Page): Promise<Locator> {
    const wizard = await start(page, 'Start return');
    await wizard.getByLabel('Kettle: quantity coming back').fill('1');
    await wizard.getByRole('combobox', { name: 'Reason' }).click();
    await wizard.getByRole('option', { name: 'Damaged' }).click();
    await wizard.getByRole('button', { name: 'Next' }).click();
    return wizard.getByRole('button', { name: 'Ask for the return' });
  }

  test('because the session ended over a dialogue: is told, logs in, finds what they typed, and it is asked for once', async () => {
    const { stage, make, visitOrder } = scene();
    const orderId = await make.order('ENDED-1');
    await make.lines(orderId, [{ Description__c: 'Kettle' }]);
    const { page, picture, expectSound } = await visitOrder(orderId);
    const dialogue = await start(page, 'Cancel order');
    await dialogue.getByLabel('Reason').fill('The customer wants another colour');
    await fetch(`${stage.world.places.orgAdminUrl}/sessions/expire`, { method: 'POST' });
    const send = dialogue.getByRole('button', { name: 'Ask for the cancellation' });
    await send.dispatchEvent('click');
    await dialogue.getByText('Your session has ended').waitFor();
    const ended = page.getByRole('alertdialog', { name: 'Your session has ended' });
    await ended.waitFor();
    await picture('dialogue-session-ended');
    await expectSound(FAILED_REQUEST);
    expect(await commandsOf(orderId)).toEqual([]);
    await ended.getByRole('button', { name: 'Log in' }).click();
    await page.locator(`button[value="${PEOPLE.agent}"]`).click();
    await start(page, 'Cancel order');
    expect(await dialogue.getByLabel('Reason').inputValue()).toBe('The customer wants another colour');
    await picture('dialogue-after-login');
    await expectSound();
    await send.click();
    await dialogue.waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'Requests' }).getByText('The customer wants another colour').waitFor();
    expect(await commandsOf(orderId)).toHaveLength(1);
    await expectSound();
  });

  test('because the way back was cut, and loads the page again: the same return is asked for once', async () => {
    const { visitOrder } = scene();
    const orderId = await delivered('LOST-1');
    const { page, picture, expectSound } = await visitOrder(orderId);
    await page.route('**/OB_ReturnActions/startReturn', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await (await fillReturn(page)).click();
    await page.getByRole('dialog').getByText('it may have been taken or not').waitFor();
    await picture('dialogue-no-answer');
    await expectSound(FAILED_REQUEST);
    expect(await commandsOf(orderId)).toHaveLength(1);
    await page.unroute('**/OB_ReturnActions/startReturn');
    await page.reload();
    await (await fillReturn(page)).click();
    await page.getByText('this was asked for already; it is not asked twice').waitFor();
    await picture('dialogue-asked-before');
    expect(await commandsOf(orderId)).toHaveLength(1);
    await expectSound();
  });
});
