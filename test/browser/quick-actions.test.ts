/** What stands in the header of a record: the actions of its page, for those who look there, and on pages that have no action bar. */
import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { describeWithChromium } from './chromium.ts';
import { setKeptScene } from './scenes.ts';

const READER = {
  username: 'reader@order-broker.example',
  lastName: 'Reader',
  groups: ['OB_Service_Agents'],
  permissionSets: ['OB_Order_Read'],
};

describeWithChromium('the quick actions of a record', () => {
  const scene = setKeptScene({ users: [READER] });

  const menu = (page: Page): Locator => page.locator('shell-highlights').getByRole('button', { name: 'More actions' });
  const choose = async (page: Page, name: string): Promise<void> => {
    await menu(page).click();
    await page.getByRole('menuitem', { name }).click();
  };
  const commandsOf = (orderId: string) => scene().records.query(`SELECT Type__c FROM OB_Command__c WHERE Order__c = '${orderId}'`);

  async function delivered(key: string): Promise<string> {
    const { make } = scene();
    const orderId = await make.order(key, { Status__c: 'Delivered' });
    await make.lines(orderId, [{ Description__c: 'Kettle', Status__c: 'Delivered', Quantity_Shipped__c: 3, Quantity_Delivered__c: 3 }]);
    return orderId;
  }

  const hasFocus = async (target: Locator): Promise<boolean> => (await target.and(target.page().locator(':focus')).count()) === 1;

  /** Goes on with the tabulator until the focus is there, as somebody without a mouse. */
  async function tabTo(page: Page, target: Locator): Promise<void> {
    await target.waitFor();
    for (let presses = 0; presses < 80; presses += 1) {
      if (await hasFocus(target)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('the tabulator does not lead there');
  }

  test('start a return with the keyboard alone, sent once however often it is pressed', async () => {
    const { visitOrder } = scene();
    const orderId = await delivered('QUICK-1');
    const { page, picture, expectSound } = await visitOrder(orderId);
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
    await tabTo(page, menu(page));
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Start return' }).waitFor();
    await picture('quick-actions-menu');
    await expectSound();
    await page.keyboard.press('Enter');
    const wizard = page.getByRole('dialog');
    await tabTo(page, wizard.getByLabel('Kettle: quantity coming back, at most 3'));
    await page.keyboard.type('1');
    await page.keyboard.press('Tab');
    const reason = wizard.getByRole('combobox', { name: 'Reason' });
    await tabTo(page, reason);
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, wizard.getByRole('button', { name: 'Next' }));
    await page.keyboard.press('Enter');
    const send = wizard.getByRole('button', { name: 'Ask for the return' });
    await tabTo(page, send);
    await picture('quick-action-return');
    await expectSound();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await wizard.waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'Requests' }).getByRole('listitem').filter({ hasText: 'Return' }).waitFor();
    expect(await commandsOf(orderId)).toEqual([expect.objectContaining({ Type__c: 'RETURN' })]);
    await expectSound();
  });

  test('keep nothing half-sent when they are closed, and give the focus back', async () => {
    const { visitOrder } = scene();
    const orderId = await delivered('QUICK-2');
    const { page, expectSound } = await visitOrder(orderId);
    await choose(page, 'Escalate');
    const dialogue = page.getByRole('dialog');
    await dialogue.getByLabel('Reason').fill('The customer is angry');
    await page.keyboard.press('Escape');
    await dialogue.waitFor({ state: 'detached' });
    expect(await hasFocus(menu(page))).toBe(true);
    expect(await commandsOf(orderId)).toEqual([]);
    await choose(page, 'Escalate');
    expect(await dialogue.getByLabel('Reason').inputValue()).toBe('');
    await expectSound();
  });

  test('say why not, in the words of the action bar', async () => {
    const { make, visitOrder } = scene();
    const { page, picture, expectSound } = await visitOrder(await make.order('QUICK-3'));
    await choose(page, 'Start return');
    const alert = page.getByRole('alertdialog', { name: 'Start return' });
    await alert.waitFor();
    await picture('quick-action-not-possible');
    await expectSound();
    const reason = (await alert.innerText()).replace(/\s+/g, ' ');
    await alert.getByRole('button', { name: 'OK' }).click();
    await page.getByRole('button', { name: 'What is not possible now' }).click();
    const inBar = await page.locator('c-ob-action-bar .reason').filter({ hasText: 'Start return' }).locator('dd').innerText();
    expect(reason).toContain(inBar);
  });

  test('tell those without the permission so', async () => {
    const { visitOrder } = scene();
    const { page, picture, expectSound } = await visitOrder(await delivered('QUICK-4'), { username: READER.username });
    await choose(page, 'Cancel order');
    await page.getByRole('alertdialog').getByText('You do not have the permission for this.').waitFor();
    await picture('quick-action-no-permission');
    await expectSound();
  });

  test('refresh the page', async () => {
    const { records, visitOrder } = scene();
    const orderId = await delivered('QUICK-5');
    const { page, expectSound } = await visitOrder(orderId);
    await page.getByRole('heading', { name: 'Order QUICK-5' }).waitFor();
    await records.change('OB_Order__c', orderId, { Status__c: 'Shipped' });
    await page.locator('shell-highlights').getByRole('button', { name: 'Refresh' }).click();
    await page.locator('c-ob-order-header').getByText('Shipped', { exact: true }).first().waitFor();
    await page.locator('shell-highlights').getByText('Shipped').waitFor();
    await expectSound();
  });
});
