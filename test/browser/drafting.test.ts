/** Assisted selling: an agent drafts an order with the broker looking over the shoulder, and sees it accepted. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { describeWithChromium } from './chromium.ts';
import type { Row } from './orders-on-stage.ts';
import { setStoryScene } from './scenes.ts';

const FINE = 'Price, credit, availability and address are fine.';
const DEGRADED = 'The order broker could not check everything right now.';

describeWithChromium('an agent who takes an order', () => {
  const scene = setStoryScene();
  let form: Locator;

  beforeAll(async () => {
    const { stage, agent } = scene();
    form = agent.page.locator('c-ob-order-draft');
    const address = { ShippingStreet: 'Lilla torg 4', ShippingCity: 'Malmö', ShippingCountry: 'SE' };
    await stage.world.agent.create([{ attributes: { type: 'Account' }, Name: 'Bergström Tea Rooms', AccountNumber: 'C-1003', ...address }]);
  });

  async function begin(): Promise<void> {
    const { stage, agent } = scene();
    await agent.page.goto(`${stage.console.url}/lightning/n/OB_Draft_Order`);
    await form.getByRole('searchbox', { name: 'Find a customer' }).fill('bergstr');
    await form.getByRole('button', { name: 'Bergström Tea Rooms' }).click();
    await form.getByLabel('Currency (three letters)').fill('EUR');
  }

  async function fillLine(sku: string, quantity: string, price: string): Promise<void> {
    await form.getByLabel('SKU').last().fill(sku);
    await form.getByLabel('Quantity').last().fill(quantity);
    await form.getByLabel('Unit price').last().fill(price);
  }

  const status = (text: string): Locator => form.locator('c-ob-draft-check').getByText(text);

  test('finds the customer, is told while typing what the ERP would refuse, and lands on the order that is accepted', async () => {
    const { stage, play, agent } = scene();
    await agent.page.goto(`${stage.console.url}/lightning/n/OB_Draft_Order`);
    await form.getByRole('searchbox', { name: 'Find a customer' }).fill('nobody of this name');
    await form.getByText('No account or contact has this name').waitFor();
    await agent.picture('draft-no-customer');
    await agent.expectSound();
    await form.getByRole('searchbox', { name: 'Find a customer' }).fill('bergstr');
    await form.getByRole('button', { name: 'Bergström Tea Rooms' }).waitFor();
    await agent.picture('draft-customer-search');
    await agent.expectSound();
    await begin();
    expect(await form.getByLabel('Customer number').inputValue()).toBe('C-1003');
    await fillLine('SKU-LAST', '5', '3.50');
    await status('PRICE_TOO_LOW').waitFor();
    await agent.picture('draft-price-too-low');
    await agent.expectSound();
    await form.getByLabel('Unit price').fill('12.50');
    await status('NOT_AVAILABLE').waitFor();
    await agent.picture('draft-not-available');
    await form.getByLabel('Quantity').fill('2');
    await status(FINE).waitFor();
    await agent.picture('draft-fine');
    await agent.expectSound();
    await form.getByRole('button', { name: 'Save and check' }).click();
    const dialogue = agent.page.getByRole('dialog');
    await dialogue.getByText(FINE).waitFor();
    await agent.picture('draft-submit');
    await agent.expectSound();
    await dialogue.getByRole('button', { name: 'Submit' }).dblclick();
    await agent.request('Submit', 'Completed').waitFor();
    await agent.picture('draft-accepted');
    await agent.expectSound();
    const orders = await play.query("SELECT External_Key__c, Account__r.Name FROM OB_Order__c WHERE Customer_Key__c = 'C-1003'");
    expect(orders).toMatchObject([{ Account__r: { Name: 'Bergström Tea Rooms' } }]);
    await stage.world.expectKept([String(orders[0]?.['External_Key__c'])]);
  });

  test('submits while the broker is away: is told that nobody has looked, nothing is lost, and an eighth of a kilo goes its way later', async () => {
    const { stage, play, agent } = scene();
    await begin();
    await fillLine('SKU-001', '1', '9.90');
    await status(FINE).waitFor();
    await stage.endBroker();
    await form.getByLabel('Quantity').fill('0.1254');
    await form.getByRole('button', { name: 'Save and check' }).click();
    await form.getByText('Quantity: At most three decimals.').waitFor();
    await agent.picture('draft-too-fine');
    await form.getByLabel('Quantity').fill('0.125');
    await status(DEGRADED).waitFor();
    await agent.picture('draft-broker-away');
    await agent.expectSound();
    await form.getByRole('button', { name: 'Save and check' }).click();
    const dialogue = agent.page.getByRole('dialog');
    await dialogue.getByText(DEGRADED).waitFor();
    await agent.picture('draft-submit-broker-away');
    await agent.expectSound();
    await dialogue.getByRole('button', { name: 'Submit' }).dblclick();
    await agent.request('Submit', 'Requested', 'expires').waitFor();
    await agent.expectStatus('Draft');
    await agent.picture('draft-waits-for-the-broker');
    await agent.expectSound();
    const expectUntouched = await agent.mark();
    await stage.startBroker();
    await agent.request('Submit', 'Completed').waitFor();
    await agent.page.getByText('The ERP has the order as document SO-').waitFor();
    await expectUntouched();
    await agent.picture('draft-taken-later');
    await agent.expectSound();
    await agent.line('SKU-001').getByText('0.125 EA').waitFor();
    const submissions = await play.query("SELECT Order__r.External_Key__c FROM OB_Command__c WHERE Type__c = 'SUBMIT'");
    expect(submissions).toHaveLength(2);
    await stage.world.expectKept(submissions.map(({ Order__r: order }) => String((order as Row)['External_Key__c'])));
  });
});
