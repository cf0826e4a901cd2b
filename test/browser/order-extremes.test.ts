/** Orders that are unlike most: very long, very many, very odd. */
import { expect, test } from '@jest/globals';
import { describeWithChromium } from './chromium.ts';
import { recordPath } from './console-world.ts';
import { minutesAgo } from './order-records.ts';
import { setKeptScene } from './scenes.ts';

const LONG_NAME =
  'Extraordinarily comfortable waterproof hiking boot with a name that nobody at the product desk has ever read to its end, size 42, midnight blue';
const LONG_WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsmütze';

describeWithChromium('an agent looks at an order that is unlike most', () => {
  const scene = setKeptScene();

  test('with very long names, decimal quantities and nobody’s account: all of it is there, and nothing sticks out', async () => {
    const { make, visitOrder } = scene();
    const orderId = await make.order('LONG-1', { Total_Amount__c: 1_234_567.89 });
    await make.lines(orderId, [
      { Description__c: LONG_NAME, SKU__c: 'A'.repeat(60) },
      { Description__c: LONG_WORD },
      { Description__c: 'Cable', Unit__c: 'M', Quantity_Ordered__c: 12.375, Quantity_Allocated__c: 2.5, Quantity_Shipped__c: 1.125 },
    ]);
    const { page, picture, expectSound } = await visitOrder(orderId);
    await page.getByText(LONG_NAME).waitFor();
    await page.getByText('Guest').waitFor();
    await page.getByText('12.375 M').waitFor();
    await page.getByText('1.125 on the way').waitFor();
    await page.getByText('9.875 open').waitFor();
    await picture('order-long-names');
    await expectSound();
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    await picture('order-long-names-320');
  });

  test('with 200 lines: shows the beginning, and all of them on request', async () => {
    const { make, visitOrder } = scene();
    const orderId = await make.order('WIDE-1');
    await make.lines(
      orderId,
      Array.from({ length: 200 }, (_, index) => ({ Description__c: `Part ${index + 1} of a kitchen` })),
    );
    const { page, picture, expectSound } = await visitOrder(orderId);
    await page.getByRole('heading', { name: '200 lines' }).waitFor();
    expect(await page.locator('c-ob-order-lines .line').count()).toBe(25);
    await picture('order-200-lines');
    await page.getByRole('button', { name: 'Show all 200 lines' }).click();
    await page.getByText('Part 200 of a kitchen').waitFor();
    await expectSound();
  });

  test('with a history of 5,000 entries: pages, filters, and keeps what is read where it is', async () => {
    const { make, visitOrder } = scene();
    const orderId = await make.order('HISTORY-1');
    await make.history(orderId, 5000);
    const { page, picture, expectSound } = await visitOrder(orderId);
    await page.getByText('40 of 40 loaded entries').waitFor();
    await page.getByRole('button', { name: 'Show older entries' }).click();
    await page.getByText('80 of 80 loaded entries').waitFor();
    await page.getByText('Fact 4921').waitFor();
    await make.history(orderId, 2, 5001);
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await page.getByText('2 new entries').waitFor();
    expect(await page.getByText('Fact 5002').count()).toBe(0);
    await picture('order-new-entries');
    await expectSound();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('Fact 5002').waitFor();
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('switch', { name: 'Exceptions only' }).waitFor({ state: 'attached' });
    await page.getByRole('searchbox', { name: 'Search the history' }).fill('Fact 4951');
    await page.getByText('1 of 82 loaded entries').waitFor();
    await picture('order-filtered');
    await expectSound();
  });

  test('with more notes than a page of the history holds: pages through all of them', async () => {
    const { make, records, visitOrder } = scene();
    const orderId = await make.order('NOTES-1');
    await make.history(orderId, 30);
    const at = minutesAgo(10);
    const note = { Order__c: orderId, Category__c: 'Note', Code__c: 'NOTE_ADDED', Severity__c: 'Info', Actor_Type__c: 'Agent' };
    const numbers = Array.from({ length: 60 }, (_, index) => index + 1);
    const times = (number: number) => (number < 10 ? at : minutesAgo(60 + number));
    await records.create(
      'OB_Timeline_Entry__c',
      numbers.map((number) => ({
        ...{ ...note, Event_Key__c: `${orderId}-N${number}`, Note__c: `Word ${number}` },
        ...{ Occurred_At__c: times(number), Recorded_At__c: times(number) },
      })),
    );
    const { page, picture, expectSound } = await visitOrder(orderId);
    await page.getByText('40 of 40 loaded entries').waitFor();
    await page.getByText('Fact 30', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Show older entries' }).click();
    // The note at the end of a page begins the next one again, since others may be of the same second; it stands there once.
    await page.getByText('79 of 79 loaded entries').waitFor();
    await page.getByRole('button', { name: 'Show older entries' }).click();
    await page.getByText('90 of 90 loaded entries').waitFor();
    await page.getByText('Word 60', { exact: true }).waitFor();
    await page.getByText('This is where the history begins.').waitFor();
    await picture('order-notes');
    await expectSound();
  });

  test('on a page that lacks a label: says less, and goes on', async () => {
    const { stage, make } = scene();
    const orderId = await make.order('LABEL-1');
    await make.lines(orderId, [{ Description__c: 'Kettle' }]);
    const { page, picture, expectSound } = await stage.logIn();
    await page.route('**/console/session.js', async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/"OB_(Lines_One|Header_Customer)":/g, '"Nobody_$1":');
      await route.fulfill({ response, body });
    });
    await page.goto(`${stage.console.url}${recordPath('OB_Order__c', orderId)}`);
    await page.getByText('Kettle').waitFor();
    await page.getByRole('button', { name: 'Cancel order' }).waitFor();
    expect(await page.getByText('undefined').count()).toBe(0);
    await picture('order-missing-label');
    await expectSound();
  });
});
