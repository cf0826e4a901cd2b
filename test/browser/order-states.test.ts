/** What an agent sees of an order when not all is well: nothing there, nothing to see, no answer, half an answer. */
import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { ADMINISTRATOR } from '../e2e/local-world.ts';
import { describeWithChromium } from './chromium.ts';
import { PEOPLE, recordPath } from './console-world.ts';
import { minutesAgo } from './order-records.ts';
import { changeAnswer, meetQuestion } from './questions.ts';
import { setKeptScene } from './scenes.ts';

const FAILED_REQUEST = /Failed to load resource/;
const NARROW = { username: 'narrow@order-broker.example', lastName: 'Narrow', permissionSets: ['Narrow_Reader'] };
const STRANGER = { username: 'stranger@order-broker.example', lastName: 'Stranger', permissionSets: [] };

describeWithChromium('an agent looks at an order', () => {
  const scene = setKeptScene({ sources: [join(import.meta.dirname, 'narrow-access')], users: [NARROW, STRANGER] });

  test('that nothing has happened to: each list says what will be in it', async () => {
    const { make, visitOrder } = scene();
    const { page, picture, expectSound } = await visitOrder(await make.order('EMPTY-1'));
    await page.getByText('Nothing has happened yet.').waitFor();
    await page.getByText('Nothing has been shipped yet.').waitFor();
    await page.getByText('Guest').waitFor();
    await picture('order-empty');
    await expectSound();
  });

  test('while it loads, and after the org has failed: tries again and sees it', async () => {
    const { stage, make } = scene();
    const { page, picture, expectSound } = await stage.logIn();
    const orderId = await make.order('FAILS-1');
    const answers = Promise.withResolvers<undefined>();
    const pass = await meetQuestion(page, 'obOrder', async (route) => {
      await answers.promise;
      await route.fulfill({ status: 500, json: [{ errorCode: 'UNKNOWN_EXCEPTION', message: 'An unexpected error occurred.' }] });
    });
    await page.goto(`${stage.console.url}${recordPath('OB_Order__c', orderId)}`);
    await page.getByText('Loading the order').waitFor();
    await picture('order-loading');
    await expectSound();
    answers.resolve(undefined);
    await page.getByText('Something went wrong.').waitFor();
    await page.getByText('An unexpected error occurred.').waitFor();
    await picture('order-error');
    await expectSound(FAILED_REQUEST);
    await pass();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Order FAILS-1' }).waitFor();
    await expectSound();
  });

  test('of which one list fails: is told that something is missing, and sees the rest', async () => {
    const { stage, make } = scene();
    const { page, picture, expectSound } = await stage.logIn();
    const orderId = await make.order('PARTIAL-1');
    await make.lines(orderId, [{ Description__c: 'Kettle' }]);
    await make.history(orderId, 3);
    await meetQuestion(page, 'obOrder', (route) => changeAnswer(route, withoutTheHistory));
    await page.goto(`${stage.console.url}${recordPath('OB_Order__c', orderId)}`);
    await page.getByText('Some of this order could not be shown.').waitFor();
    await page.getByText('Kettle').waitFor();
    await page.getByText('This cannot be shown').waitFor();
    expect(await page.getByText('Nothing has happened yet.').count()).toBe(0);
    await picture('order-partial');
    await expectSound();
  });

  test('whose object is closed to them, or that is somebody else’s: is told so', async () => {
    const { make, visitOrder } = scene();
    const orderId = await make.order('CLOSED-1');
    const { page, picture, expectSound } = await visitOrder(orderId, { username: STRANGER.username });
    await page.getByRole('heading', { name: 'You cannot see this record' }).waitFor();
    await picture('order-no-access');
    await expectSound(FAILED_REQUEST);
  });

  test('with access to two fields of it: sees these two', async () => {
    const { make, visitOrder } = scene();
    const orderId = await make.order('NARROW-1', { Total_Amount__c: 4711 });
    await make.lines(orderId, [{}]);
    const { page, picture, expectSound } = await visitOrder(orderId, { username: NARROW.username });
    await page.getByRole('heading', { name: 'Order NARROW-1' }).waitFor();
    await page.getByText('This cannot be shown').nth(2).waitFor();
    expect(await page.getByText('Guest').count()).toBe(0);
    expect(await page.getByText('4,711').count()).toBe(0);
    await picture('order-no-field-access');
    // What may be done follows from fields this user may not read.
    await expectSound(FAILED_REQUEST);
  });

  test('that is deleted while it is open: is told that it is gone', async () => {
    const { records, make, visitOrder } = scene();
    const orderId = await make.order('DELETED-1');
    const { page, picture, expectSound } = await visitOrder(orderId);
    await page.getByRole('heading', { name: 'Order DELETED-1' }).waitFor();
    await records.remove('OB_Order__c', orderId, ADMINISTRATOR.username);
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await page.getByText('This record is not there any more.').waitFor();
    expect(await page.getByRole('heading', { name: 'Order DELETED-1' }).count()).toBe(0);
    await picture('order-deleted');
    await expectSound();
  });

  test('that nothing was heard of for three hours: is told not to trust it', async () => {
    const { make, visitOrder } = scene();
    const { page, picture, expectSound } = await visitOrder(
      await make.order('STALE-1', { Status_As_Of__c: minutesAgo(190), Last_Synced_At__c: minutesAgo(180) }),
    );
    await page.getByText('No news for a while: last confirmed 3 hr. ago').waitFor();
    await picture('order-stale');
    await expectSound();
  });

  test('whose org cannot be reached: keeps what was known, and it is fresh again when the org is back', async () => {
    const { records, make, visitOrder } = scene();
    const orderId = await make.order('OFFLINE-1');
    const { page, picture, expectSound } = await visitOrder(orderId);
    await page.getByRole('heading', { name: 'Order OFFLINE-1' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await page.getByText('The order could not be refreshed. This is what was known last.').waitFor();
    await picture('order-org-offline');
    await expectSound(FAILED_REQUEST);
    await records.change('OB_Order__c', orderId, { Status__c: 'Shipped' });
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The order could not be refreshed.').waitFor({ state: 'detached' });
    await page.locator('c-ob-order-header').getByText('Shipped').waitFor();
    await page.locator('shell-highlights').getByText('Shipped').waitFor();
    await expectSound(FAILED_REQUEST);
  });

  test('whose session has ended: logs in again and is where they were', async () => {
    const { stage, make, visitOrder } = scene();
    const orderId = await make.order('SESSION-1');
    const { page, picture, expectSound } = await visitOrder(orderId);
    await page.getByRole('heading', { name: 'Order SESSION-1' }).waitFor();
    await fetch(`${stage.world.places.orgAdminUrl}/sessions/expire`, { method: 'POST' });
    // A part that asks by itself may have been told already, and the dialogue be above the button.
    await page.getByRole('button', { name: 'Refresh now' }).dispatchEvent('click');
    const dialogue = page.getByRole('alertdialog', { name: 'Your session has ended' });
    await dialogue.waitFor();
    await picture('order-session-ended');
    await expectSound(FAILED_REQUEST);
    await dialogue.getByRole('button', { name: 'Log in' }).click();
    await page.locator(`button[value="${PEOPLE.agent}"]`).click();
    await page.getByRole('heading', { name: 'Order SESSION-1' }).waitFor();
  });
});

/** What the platform answers when a part of a query fails: data with a hole, and why. */
function withoutTheHistory(text: string): string {
  const answer = JSON.parse(text) as Answer;
  const { node } = answer.data.uiapi.query.OB_Order__c.edges[0]!;
  node['Timeline_Entries__r'] = null;
  return JSON.stringify({ ...answer, errors: [{ message: 'The list could not be read.', paths: ['Timeline_Entries__r'] }] });
}

type Answer = {
  readonly data: { readonly uiapi: { readonly query: { readonly OB_Order__c: { readonly edges: { node: Record<string, unknown> }[] } } } };
};
