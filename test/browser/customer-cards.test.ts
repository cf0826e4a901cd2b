/** The card "orders of this customer" on the pages of a case and of an account, placed there as an administrator would. */
import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { describeWithChromium } from './chromium.ts';
import { PEOPLE, recordPath } from './console-world.ts';
import type { Visit } from './console-world.ts';
import { openRecords } from './kept-records.ts';
import { minutesAgo } from './order-records.ts';
import { setKeptScene } from './scenes.ts';

const STRANGER = { username: 'stranger@order-broker.example', lastName: 'Stranger', permissionSets: ['Console_Visitor'] };

describeWithChromium('the orders of a customer', () => {
  const scene = setKeptScene({ sources: [join(import.meta.dirname, 'customer-pages')], users: [STRANGER] });

  const recordsOf = (username: string) => openRecords(scene().stage.world.places, username);

  const visit = async (object: string, recordId: string, how?: Visit) => {
    const watched = await scene().stage.logIn(recordPath(object, recordId), how);
    return { ...watched, card: watched.page.locator('c-ob-customer-orders') };
  };

  test('stand on the page of their case, and one of them opens beside it', async () => {
    const { make } = scene();
    const mine = recordsOf(PEOPLE.agent);
    const [accountId = ''] = await mine.create('Account', [{ Name: 'Bergström Tea Rooms' }]);
    const [caseId = ''] = await mine.create('Case', [{ Subject: 'Where is my kettle?', AccountId: accountId }]);
    const first = await make.order('CARD-1', { Total_Amount__c: 39.9, Status__c: 'Delivered' });
    const second = await make.order('CARD-2', { Total_Amount__c: 39.9, Has_Open_Exception__c: true });
    for (const orderId of [first, second]) await mine.change('OB_Order__c', orderId, { Account__c: accountId });
    await make.exception(second);
    await make.order('CARD-OF-ANOTHER');
    const { page, card, picture, expectSound } = await visit('Case', caseId);
    await card.getByRole('button', { name: 'CARD-1' }).waitFor();
    expect(await card.getByRole('listitem').count()).toBe(2);
    await card.getByRole('listitem').filter({ hasText: 'CARD-2' }).getByText('Open exception').waitFor();
    await picture('card-on-case');
    await expectSound();
    await card.getByRole('button', { name: 'CARD-2' }).click();
    await page.getByRole('heading', { name: 'Order CARD-2' }).waitFor();
    await picture('card-opened-order');
    await expectSound();
  });

  test('stand on the page of their account, the newest first, and are read on a narrow screen too', async () => {
    const { make } = scene();
    const mine = recordsOf(PEOPLE.agent);
    const [accountId = ''] = await mine.create('Account', [{ Name: 'Hansson & Daughters' }]);
    const facts = [
      { Status__c: 'Delivered', Total_Amount__c: 119.4, Placed_At__c: minutesAgo(43_200) },
      {
        Status__c: 'Partially shipped',
        Total_Amount__c: 39.9,
        Placed_At__c: minutesAgo(600),
        Promised_Date__c: minutesAgo(-2880).slice(0, 10),
      },
      { Status__c: 'Rejected', Total_Amount__c: 1250, Placed_At__c: minutesAgo(30), Has_Open_Exception__c: true },
      { Status__c: null, Raw_Status__c: 'ZZ_PARKED', Total_Amount__c: null, Placed_At__c: null },
    ];
    for (const [index, fact] of facts.entries()) {
      const orderId = await make.order(`ACCOUNT-${index + 1}`, fact);
      await mine.change('OB_Order__c', orderId, { Account__c: accountId });
    }
    const { page, card, picture, expectSound } = await visit('Account', accountId);
    await card.getByRole('button', { name: 'ACCOUNT-4' }).waitFor();
    expect(await card.getByRole('listitem').count()).toBe(4);
    await card.getByRole('listitem').filter({ hasText: 'ACCOUNT-4' }).getByText('ZZ_PARKED').waitFor();
    await picture('card-on-account');
    await expectSound();
    await page.setViewportSize({ width: 320, height: 900 });
    await picture('card-on-account-320');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    await expectSound();
    await page.setViewportSize({ width: 1280, height: 900 });
    await card.getByRole('button', { name: 'ACCOUNT-3' }).click();
    await page.getByRole('heading', { name: 'Order ACCOUNT-3' }).waitFor();
  });

  test('are none yet on the page of a new account', async () => {
    const [accountId = ''] = await recordsOf(PEOPLE.agent).create('Account', [{ Name: 'Nobody has ordered yet' }]);
    const { card, picture, expectSound } = await visit('Account', accountId);
    await card.getByText('No orders of this customer that you may see.').waitFor();
    await picture('card-empty');
    await expectSound();
  });

  test('are not shown on an account either to somebody without access to orders', async () => {
    const [accountId = ''] = await recordsOf(STRANGER.username).create('Account', [{ Name: 'Not yours' }]);
    const { card, picture, expectSound } = await visit('Account', accountId, { username: STRANGER.username });
    await card.getByText('You have no access to this.').waitFor();
    await picture('card-on-account-no-access');
    await expectSound();
  });

  test('are not shown to somebody without access to orders, who is told so', async () => {
    const [caseId = ''] = await recordsOf(STRANGER.username).create('Case', [{ Subject: 'Mine' }]);
    const { card, picture, expectSound } = await visit('Case', caseId, { username: STRANGER.username });
    await card.getByText('You have no access to this.').waitFor();
    await picture('card-no-access');
    await expectSound();
  });
});
