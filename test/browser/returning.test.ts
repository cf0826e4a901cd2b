/** Goods come back: an agent asks for it, and follows it from the authorisation to the refund. */
import { beforeAll, expect, test } from '@jest/globals';
import { ADMINISTRATOR } from '../e2e/local-world.ts';
import { describeWithChromium } from './chromium.ts';
import { openRecords } from './kept-records.ts';
import { refreshUntil } from './refreshing.ts';
import { setStoryScene } from './scenes.ts';

const NEVER_MS = 3_600_000;

describeWithChromium('an agent whose customer sends goods back', () => {
  const scene = setStoryScene();

  beforeAll(async () => {
    const { play } = scene();
    const rare = { sku: 'SKU-RARE', stock: 0, backorder: true };
    await play.inErp('POST', '/companies/1000/master-data', { items: [rare] });
    await play.inErp('PATCH', '/settings', {
      timing: { replenishAfterMs: 0, approvalDelayMs: NEVER_MS, invoiceDelayMs: 0, refundDelayMs: 0 },
    });
    const timing = {
      pickAfterMs: 0,
      packAfterMs: 0,
      departAfterMs: 0,
      scanAfterMs: 0,
      deliverAfterMs: 0,
      arriveAfterMs: 0,
      inspectAfterMs: NEVER_MS,
    };
    await play.inWarehouse('PATCH', '/settings', { timing });
  });

  test('starts a return, sees it authorised, and follows it to the refund', async () => {
    const { stage, play, agent } = scene();
    const order = await play.submitted('Partially shipped', [
      ['Tea', 2],
      ['Kettle', 1],
      ['Rare tea', 1, 'SKU-RARE'],
    ]);
    const about = { Subject: 'The tea is green', OB_Order__c: order.id };
    await openRecords(stage.world.places, ADMINISTRATOR.username).create('Case', [about]);
    await agent.open(order);
    const wizard = await agent.start('Start return');
    await wizard.getByText('Rare tea: Nothing of this line has left the warehouse. Cancel it instead.').waitFor();
    await wizard.getByText('can come back until').first().waitFor();
    await agent.picture('return-wizard');
    await agent.expectSound();
    await wizard.getByRole('button', { name: 'Next' }).click();
    await wizard.getByRole('alert').filter({ hasText: 'Enter a possible quantity' }).waitFor();
    await wizard.getByLabel('Tea: quantity coming back, at most 2').fill('2');
    await wizard.getByRole('combobox', { name: 'Reason' }).click();
    await wizard.getByRole('option', { name: 'Wrong item' }).click();
    await wizard.getByRole('combobox', { name: 'Condition' }).click();
    await wizard.getByRole('option', { name: 'Unopened' }).click();
    await agent.picture('return-items');
    await agent.expectSound();
    await wizard.getByRole('button', { name: 'Next' }).click();
    await wizard.getByText('Expected refund: €39.80').waitFor();
    await wizard.getByRole('combobox', { name: 'Case' }).filter({ hasText: 'The tea is green' }).waitFor();
    await agent.picture('return-resolution');
    await agent.expectSound();
    await wizard.getByRole('button', { name: 'Ask for the return' }).click();
    await wizard.waitFor({ state: 'detached' });
    await agent.request('Return', 'expires').waitFor();
    await agent.picture('return-pending');
    await agent.expectSound();

    await play.decideOnReturn(order, 'approve');
    await agent.request('Return', 'Completed').waitFor();
    const document = agent.page.locator('c-ob-documents').getByRole('button', { name: 'RMA-' });
    await document.waitFor();
    await agent.picture('return-authorised');
    await agent.expectSound();

    await document.click();
    const page = agent.page.locator('c-ob-return-workspace');
    await page.getByRole('heading', { name: 'Return RMA-' }).waitFor();
    expect(await page.getByRole('link', { name: 'Return label' }).getAttribute('href')).toMatch(/^https:\/\/labels\.example\/RMA-/);
    await page.getByText('2 authorized').waitFor();
    await page.getByRole('button', { name: /^Case \d+$/ }).waitFor();
    await agent.picture('return-page-authorised');
    await agent.expectSound();

    await play.inWarehouseReturn(order, { deed: 'arrive' });
    await refreshUntil(page, page.getByText('2 received'));
    await agent.picture('return-page-received');
    await play.inWarehouseReturn(order, {
      deed: 'inspect',
      findings: [{ externalLine: 10, quantity: 2, condition: 'UNOPENED', disposition: 'RESTOCK' }],
    });
    await refreshUntil(page, page.getByText('2 credited'));
    await agent.picture('return-page-credited');
    await agent.expectSound();
    await page.getByRole('button', { name: order.name }).click();
    await agent.line('Tea').getByText('2 returned').waitFor();
  });

  test('takes a return back before anything has arrived: ERP and warehouse call it off, and the goods may be returned again', async () => {
    const { play, agent } = scene();
    const order = await play.submitted('Completed', [['Tea', 2]]);
    await agent.open(order);
    const wizard = await agent.start('Start return');
    await wizard.getByLabel('Tea: quantity coming back, at most 2').fill('1');
    await wizard.getByRole('combobox', { name: 'Reason' }).click();
    await wizard.getByRole('option', { name: 'Wrong item' }).click();
    await wizard.getByRole('button', { name: 'Next' }).click();
    await wizard.getByRole('button', { name: 'Ask for the return' }).click();
    await agent.request('Return', 'expires').waitFor();
    await play.decideOnReturn(order, 'approve');
    await agent.page.locator('c-ob-documents').getByRole('button', { name: 'RMA-' }).click();
    const page = agent.page.locator('c-ob-return-workspace');
    await page.getByRole('button', { name: 'Cancel return' }).click();
    const dialogue = agent.page.getByRole('dialog');
    await dialogue.getByLabel('Reason').fill('Likes it after all');
    await agent.picture('return-take-back');
    await agent.expectSound();
    await dialogue.getByRole('button', { name: 'Cancel return' }).dblclick();
    await page.getByRole('listitem').filter({ hasText: 'Likes it after all' }).getByText('Completed').waitFor();
    await page.getByRole('button', { name: 'Cancel return' }).waitFor({ state: 'detached' });
    await agent.picture('return-taken-back');
    await agent.expectSound();
    await play.expectFirst(`SELECT Status__c FROM OB_Return__c WHERE Order__c = '${order.id}'`, { Status__c: 'Cancelled' });
    const asked = await play.query(`SELECT Type__c FROM OB_Command__c WHERE Order__c = '${order.id}' AND Type__c = 'CANCEL_RETURN'`);
    expect(asked).toHaveLength(1);
    await page.getByRole('button', { name: order.name }).click();
    await (await agent.start('Start return')).getByLabel('Tea: quantity coming back, at most 2').waitFor();
  });
});
