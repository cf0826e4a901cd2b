/** What an agent sees of an order when not all is well: nothing there, nothing to see, no answer, half an answer. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { ADMINISTRATOR } from '../e2e/local-world.ts';
import { describeWithChromium } from './chromium.ts';
import { PEOPLE, startConsoleWorld } from './console-world.ts';
import type { ConsoleWorld, Visit } from './console-world.ts';
import { openRecords } from './kept-records.ts';
import type { Records } from './kept-records.ts';
import { makeOrders } from './order-records.ts';
import type { OrderMaker } from './order-records.ts';
import { changeAnswer, meetQuestion } from './questions.ts';

const PATIENCE_MS = 400_000;
const FAILED_REQUEST = /Failed to load resource/;
const NARROW = { username: 'narrow@order-broker.example', lastName: 'Narrow', permissionSets: ['Narrow_Reader'] };
const STRANGER = { username: 'stranger@order-broker.example', lastName: 'Stranger', permissionSets: [] };

describeWithChromium('an agent looks at an order', () => {
  let stage: ConsoleWorld;
  let records: Records;
  let make: OrderMaker;

  beforeAll(async () => {
    stage = await startConsoleWorld({ sources: [join(import.meta.dirname, 'narrow-access')], users: [NARROW, STRANGER] });
    records = openRecords(stage.world.places);
    make = await makeOrders(records, PEOPLE.agent);
  }, PATIENCE_MS);
  afterAll(() => stage.stop(), PATIENCE_MS);

  const visit = (orderId: string, how?: Visit) => stage.logIn(`/lightning/r/OB_Order__c/${orderId}/view`, how);

  test(
    'that nothing has happened to: each list says what will be in it',
    async () => {
      const { page, picture, expectSound } = await visit(await make.order('EMPTY-1'));
      await page.getByText('Nothing has happened yet.').waitFor();
      await page.getByText('Nothing has been shipped yet.').waitFor();
      await page.getByText('Guest').waitFor();
      await picture('order-empty');
      await expectSound();
    },
    PATIENCE_MS,
  );

  test(
    'while it loads, and after the org has failed: tries again and sees it',
    async () => {
      const { page, picture, expectSound } = await visit('');
      const orderId = await make.order('FAILS-1');
      const answers = Promise.withResolvers<undefined>();
      const pass = await meetQuestion(page, 'obOrder', async (route) => {
        await answers.promise;
        await route.fulfill({ status: 500, json: [{ errorCode: 'UNKNOWN_EXCEPTION', message: 'An unexpected error occurred.' }] });
      });
      await page.goto(`${stage.console.url}/lightning/r/OB_Order__c/${orderId}/view`);
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
    },
    PATIENCE_MS,
  );

  test(
    'of which one list fails: is told that something is missing, and sees the rest',
    async () => {
      const { page, picture, expectSound } = await visit('');
      const orderId = await make.order('PARTIAL-1');
      await make.lines(orderId, [{ Description__c: 'Kettle' }]);
      await make.history(orderId, 3);
      await meetQuestion(page, 'obOrder', (route) => changeAnswer(route, withoutTheHistory));
      await page.goto(`${stage.console.url}/lightning/r/OB_Order__c/${orderId}/view`);
      await page.getByText('Some of this order could not be shown.').waitFor();
      await page.getByText('Kettle').waitFor();
      await page.getByText('This cannot be shown').waitFor();
      expect(await page.getByText('Nothing has happened yet.').count()).toBe(0);
      await picture('order-partial');
      await expectSound();
    },
    PATIENCE_MS,
  );

  test(
    'whose object is closed to them, or that is somebody else’s: is told so',
    async () => {
      const orderId = await make.order('CLOSED-1');
      const { page, picture, expectSound } = await visit(orderId, { username: STRANGER.username });
      await page.getByRole('heading', { name: 'You cannot see this record' }).waitFor();
      await picture('order-no-access');
      await expectSound(FAILED_REQUEST);
    },
    PATIENCE_MS,
  );

  test(
    'with access to two fields of it: sees these two',
    async () => {
      const orderId = await make.order('NARROW-1', { Total_Amount__c: 4711 });
      await make.lines(orderId, [{}]);
      const { page, picture, expectSound } = await visit(orderId, { username: NARROW.username });
      await page.getByRole('heading', { name: 'Order NARROW-1' }).waitFor();
      await page.getByText('This cannot be shown').nth(2).waitFor();
      expect(await page.getByText('Guest').count()).toBe(0);
      expect(await page.getByText('4,711').count()).toBe(0);
      await picture('order-no-field-access');
      // What may be done follows from fields this user may not read.
      await expectSound(FAILED_REQUEST);
    },
    PATIENCE_MS,
  );

  test(
    'that is deleted while it is open: is told that it is gone',
    async () => {
      const orderId = await make.order('DELETED-1');
      const { page, picture, expectSound } = await visit(orderId);
      await page.getByRole('heading', { name: 'Order DELETED-1' }).waitFor();
      await records.remove('OB_Order__c', orderId, ADMINISTRATOR.username);
      await page.getByRole('button', { name: 'Refresh now' }).click();
      await page.getByText('This record is not there any more.').waitFor();
      expect(await page.getByRole('heading', { name: 'Order DELETED-1' }).count()).toBe(0);
      await picture('order-deleted');
      await expectSound();
    },
    PATIENCE_MS,
  );

  test(
    'whose session has ended: logs in again and is where they were',
    async () => {
      const orderId = await make.order('SESSION-1');
      const { page, picture, expectSound } = await visit(orderId);
      await page.getByRole('heading', { name: 'Order SESSION-1' }).waitFor();
      await fetch(`${stage.world.places.orgAdminUrl}/sessions/expire`, { method: 'POST' });
      await page.getByRole('button', { name: 'Refresh now' }).click();
      const dialogue = page.getByRole('alertdialog', { name: 'Your session has ended' });
      await dialogue.waitFor();
      await picture('order-session-ended');
      await expectSound(FAILED_REQUEST);
      await dialogue.getByRole('button', { name: 'Log in' }).click();
      await page.locator(`button[value="${PEOPLE.agent}"]`).click();
      await page.getByRole('heading', { name: 'Order SESSION-1' }).waitFor();
    },
    PATIENCE_MS,
  );
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
