/** A customer does not want it any more: what an agent can still do about it, and what they are told where they cannot. */
import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { describeWithChromium } from './chromium.ts';
import { PEOPLE } from './console-world.ts';
import type { StagedOrder } from './orders-on-stage.ts';
import { refreshUntil } from './refreshing.ts';
import { setStoryScene } from './scenes.ts';

const NEVER_MS = 3_600_000;

describeWithChromium('an agent who cancels', () => {
  const scene = setStoryScene();

  beforeAll(() => scene().play.inErp('PATCH', '/settings', { timing: { replenishAfterMs: 0 } }));

  const workIn = (timing: object): Promise<unknown> => scene().play.inWarehouse('PATCH', '/settings', { timing });

  /** Nobody picks by themselves, and what is picked stays in the house. */
  beforeEach(() => workIn({ pickAfterMs: NEVER_MS, packAfterMs: NEVER_MS }));

  async function send(dialogue: Locator, reason: string): Promise<void> {
    await dialogue.getByLabel('Reason').fill(reason);
    await dialogue.getByRole('button', { name: 'Ask for the cancellation' }).click();
  }

  /** From now on the warehouse answers no cancellation, until `answerAgain`. */
  const keepWaiting = (): Promise<unknown> =>
    scene().play.inWarehouse('POST', '/faults', { kind: 'throttle', operation: 'cancelRelease', retryAfterMs: 500 });
  const answerAgain = (): Promise<unknown> => scene().play.inWarehouse('DELETE', '/faults');

  async function cancellationsAskedFor({ id }: StagedOrder): Promise<number> {
    return (await scene().play.query(`SELECT Id FROM OB_Command__c WHERE Order__c = '${id}' AND Type__c = 'CANCEL'`)).length;
  }

  test('cancels the whole order in time, and sees it go from asked to done', async () => {
    const { play, agent } = scene();
    const order = await play.submitted('In fulfilment', [
      ['Tea', 2],
      ['Kettle', 1],
    ]);
    await keepWaiting();
    await agent.open(order);
    await agent.picture('cancel-possible');
    await agent.expectSound();
    const dialogue = await agent.start('Cancel order');
    await agent.picture('cancel-dialogue');
    await agent.expectSound();
    await send(dialogue, 'Ordered twice');
    await agent.request('Cancel', 'Ordered twice', 'expires').waitFor();
    await agent.picture('cancel-pending');
    await agent.expectSound();
    await agent.expectStatus('In fulfilment');
    await answerAgain();
    await agent.request('Cancel', 'Ordered twice', 'Completed').waitFor();
    await agent.expectStatus('Cancelled');
    await agent.line('Tea').getByText('2 cancelled').waitFor();
    await agent.picture('cancel-done');
    await agent.expectSound();
  });

  test('cancels one line and parts of others, an eighth of what is weighed among them, and the rest goes on', async () => {
    const { play, agent } = scene();
    const order = await play.submitted('In fulfilment', [
      ['Tea', 2],
      ['Kettle', 1],
      ['Cup', 4],
      ['Oolong', 0.5],
    ]);
    await agent.open(order);
    await agent.line('Oolong').getByText('0.5 in fulfilment').waitFor();
    const dialogue = await agent.start('Cancel order');
    await dialogue.getByText('Some lines or quantities').click();
    await send(dialogue, 'Too many cups');
    await dialogue.getByText('Enter a possible quantity for at least one line.').waitFor();
    await dialogue.getByLabel('Cup: quantity to cancel, at most 4').fill('5');
    await agent.picture('cancel-too-many');
    await agent.expectSound();
    await dialogue.getByLabel('Cup: quantity to cancel, at most 4').fill('3');
    await dialogue.getByLabel('Tea: quantity to cancel, at most 2').fill('2');
    const weighed = dialogue.getByLabel('Oolong: quantity to cancel, at most 0.5');
    await weighed.fill('0.1254');
    await dialogue.getByText('At most three decimals.').waitFor();
    await dialogue.getByRole('button', { name: 'Ask for the cancellation' }).click();
    await agent.picture('cancel-too-fine');
    await agent.expectSound();
    expect(await cancellationsAskedFor(order)).toBe(0);
    await weighed.fill('0.125');
    await agent.picture('cancel-lines');
    await agent.expectSound();
    await dialogue.getByRole('button', { name: 'Ask for the cancellation' }).click();
    await agent.request('Cancel', 'Too many cups', 'Completed').waitFor();
    await agent.line('Cup').getByText('3 cancelled').waitFor();
    await agent.line('Cup').getByText('1 in fulfilment').waitFor();
    await agent.line('Oolong').getByText('0.125 cancelled').waitFor();
    await agent.line('Oolong').getByText('0.375 in fulfilment').waitFor();
    await agent.line('Tea').getByText('2 cancelled').waitFor();
    await agent.expectStatus('In fulfilment');
    await agent.picture('cancel-lines-done');
    await agent.expectSound();
  });

  test('is told beforehand that what has left cannot be cancelled, and cancels what has not', async () => {
    const { play, agent } = scene();
    await workIn({ pickAfterMs: 0, packAfterMs: 0, departAfterMs: 0, deliverAfterMs: NEVER_MS });
    const order = await play.submitted('Partially shipped', [
      ['Tea', 2],
      ['Rare tea', 5, 'SKU-SCARCE'],
    ]);
    await agent.open(order);
    const dialogue = await agent.start('Cancel order');
    await dialogue.getByText('Some lines or quantities').click();
    await dialogue.getByText('Tea: Nothing of this line is left to cancel.').waitFor();
    await dialogue.getByLabel('Rare tea: quantity to cancel, at most 2').fill('2');
    await agent.picture('cancel-line-too-late');
    await agent.expectSound();
    await send(dialogue, 'Cannot wait for it');
    await agent.request('Cancel', 'Completed').waitFor();
    await agent.line('Rare tea').getByText('2 cancelled').waitFor();
    await agent.expectStatus('Shipped');
    await agent.action('Cancel order').press('Enter');
    expect(await agent.whyNot('Cancel order')).toMatch(/^Not possible while the order is in status/);
    await agent.picture('cancel-not-possible');
    await agent.expectSound();
  });

  test('is told why when the warehouse was faster: what was asked for is rejected, and the goods are on their way', async () => {
    const { play, agent } = scene();
    const order = await play.submitted('In fulfilment', [['Tea', 2]]);
    await agent.open(order);
    const dialogue = await agent.start('Cancel order');
    await play.inWarehouseRelease(order, 'begin');
    await send(dialogue, 'Changed their mind');
    await agent.request('Cancel').getByText('Changed their mind').waitFor();
    await agent.picture('cancel-race');
    await agent.request('Cancel', 'Rejected', 'The warehouse is already working on it').waitFor();
    await agent.picture('cancel-rejected');
    await agent.expectSound();
    await agent.line('Tea').getByText('2 in fulfilment').waitFor();
  });

  test('clicks twice, and it is asked for once', async () => {
    const { play, agent } = scene();
    const order = await play.submitted('In fulfilment', [['Tea', 1]]);
    await agent.open(order);
    const dialogue = await agent.start('Cancel order');
    await dialogue.getByLabel('Reason').fill('Clicked in a hurry');
    await dialogue.getByRole('button', { name: 'Ask for the cancellation' }).dblclick();
    await agent.request('Cancel', 'Completed').waitFor();
    await agent.expectStatus('Cancelled');
    expect(await cancellationsAskedFor(order)).toBe(1);
    expect(await play.cancelledInWarehouse(order)).toBe(1);
  });

  test('asks at the same time as a colleague: one is taken, the other is told, and it happens once', async () => {
    const { play, agent, callIn } = scene();
    const order = await play.submitted('In fulfilment', [['Tea', 1]]);
    const colleague = await callIn(PEOPLE.colleague);
    const pages = [agent, colleague];
    await Promise.all(pages.map((page) => page.open(order)));
    const dialogues = await Promise.all(pages.map((page) => page.start('Cancel order')));
    await keepWaiting();
    await Promise.all(dialogues.map((dialogue, index) => send(dialogue, `Wish ${index}`)));
    const told = dialogues.map((dialogue) => dialogue.getByRole('alert').filter({ hasText: 'This has been asked for already' }));
    const [first = agent, second = colleague] = await Promise.race(
      told.map((alert, index) => alert.waitFor().then(() => (index === 0 ? pages.toReversed() : pages))),
    );
    await second.picture('cancel-colleague-was-faster');
    await second.expectSound(/Failed to load resource/);
    await second.page.getByRole('dialog').getByRole('button', { name: 'Back' }).click();
    await refreshUntil(second.page, second.request('Cancel', 'expires'));
    await first.request('Cancel', 'expires').waitFor();
    await answerAgain();
    await Promise.all(pages.map((page) => page.request('Cancel', 'Completed').waitFor()));
    await first.expectStatus('Cancelled');
    expect(await cancellationsAskedFor(order)).toBe(1);
    expect(await play.cancelledInWarehouse(order)).toBe(1);
    await colleague.page.context().close();
  });

  test('needs no mouse, from the list to the answer, and never loses their place', async () => {
    const { stage, play, agent } = scene();
    const order = await play.submitted('In fulfilment', [['Tea', 1]]);
    const { page } = agent;
    await page.goto(`${stage.console.url}/lightning/o/OB_Order__c/home`);
    await page.getByRole('link', { name: order.name }).waitFor();
    await tabTo(page.getByRole('link', { name: order.name }));
    await page.keyboard.press('Enter');
    await agent.action('Cancel order').waitFor();
    await tabTo(agent.action('Cancel order'));
    await page.keyboard.press('Enter');
    const dialogue = page.getByRole('dialog');
    await tabTo(dialogue.getByLabel('Reason'));
    await page.keyboard.type('No mouse at hand');
    await tabTo(dialogue.getByRole('button', { name: 'Ask for the cancellation' }));
    await agent.picture('cancel-by-keyboard');
    await page.keyboard.press('Enter');
    await agent.request('Cancel', 'No mouse at hand', 'Completed').waitFor();
    await agent.expectStatus('Cancelled');
    expect(await hasFocus(agent.action('Cancel order'))).toBe(true);
    await agent.expectSound();
  });
});

const MOST_TABS = 80;

async function hasFocus(element: Locator): Promise<boolean> {
  return (await element.and(element.page().locator(':focus')).count()) > 0;
}

/** Goes on with the Tab key until the element has the focus. */
async function tabTo(element: Locator): Promise<void> {
  await element.waitFor();
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await hasFocus(element)) return;
    await element.page().keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not lead to ${String(element)}`);
}
