/** An order is stopped, sent elsewhere, and let go; and what an agent is told once the warehouse has it. */
import { beforeAll, expect, test } from '@jest/globals';
import { describeWithChromium } from './chromium.ts';
import { setStoryScene } from './scenes.ts';

const NEVER_MS = 3_600_000;
const TOO_LATE = 'The warehouse has the old address already. Cancel instead.';

describeWithChromium('an agent who stops an order', () => {
  const scene = setStoryScene();

  beforeAll(() => scene().play.inWarehouse('PATCH', '/settings', { timing: { pickAfterMs: NEVER_MS } }));

  test('holds it, changes the address, then to a pickup store, and lets it go; then it is too late for another one', async () => {
    const { play, agent } = scene();
    await play.inErp('PATCH', '/settings', { timing: { allocationDelayMs: NEVER_MS } });
    const order = await play.submitted('Accepted', [['Tea', 2]]);
    await agent.open(order);
    expect(await agent.whyNot('Lift hold')).not.toBe('');
    const hold = await agent.start('Hold');
    await hold.getByLabel('Reason').fill('The address looks odd');
    await agent.picture('hold');
    await agent.expectSound();
    await hold.getByRole('button', { name: 'Hold' }).click();
    await agent.request('Hold', 'The address looks odd', 'Completed').waitFor();
    await agent.expectStatus('On hold');
    await agent.picture('held');
    await agent.expectSound();

    const change = await agent.start('Change delivery');
    await change.getByLabel('Country').fill('Germany');
    await change.getByRole('button', { name: 'Ask for the change' }).click();
    await change.getByText('must be two capital letters').waitFor();
    await agent.picture('change-delivery-refused');
    await agent.expectSound();
    await change.getByRole('textbox', { name: /Address$/ }).fill('1 Engine Row');
    await change.getByLabel('City').fill('Bonn');
    await change.getByLabel('Country').fill('de');
    await agent.picture('change-delivery');
    await agent.expectSound();
    // With the pointer, straight from the field: what leaves with the fault must not take the button away.
    await change.getByRole('button', { name: 'Ask for the change' }).click();
    await agent.request('Change address', 'Completed').waitFor();
    await play.expectFirst(`SELECT Ship_To_City__c FROM OB_Order__c WHERE Id = '${order.id}'`, { Ship_To_City__c: 'Bonn' });

    const elsewhere = await agent.start('Change delivery');
    await elsewhere.getByLabel('Pickup store').fill('STORE-BONN');
    await agent.picture('change-pickup-store');
    await agent.expectSound();
    await elsewhere.getByRole('button', { name: 'Ask for the change' }).click();
    await agent.page.locator('c-ob-order-header').getByText('STORE-BONN').waitFor();
    await agent.request('Change address', 'Completed').nth(1).waitFor();
    await agent.picture('pickup-store-changed');
    await agent.expectSound();
    expect(await play.erpDocument(order)).toMatchObject({ pickupLocation: 'STORE-BONN', shipTo: { city: 'Bonn' } });

    const release = await agent.start('Lift hold');
    await release.getByRole('button', { name: 'Lift hold' }).click();
    await agent.request('Release hold', 'Completed').waitFor();
    await agent.expectStatus('In fulfilment');
    expect(await agent.whyNot('Change delivery')).toBe(TOO_LATE);
    await agent.picture('let-go');
    await agent.expectSound();
  });

  test('is told before asking that the warehouse has the old address, and all of the goods', async () => {
    const { play, agent } = scene();
    await play.inErp('PATCH', '/settings', { timing: { allocationDelayMs: 0 } });
    await agent.open(await play.submitted('In fulfilment', [['Tea', 2]]));
    expect(await agent.whyNot('Change delivery')).toBe(TOO_LATE);
    expect(await agent.whyNot('Hold')).toBe('The warehouse has all of it already. Cancel it instead.');
    await agent.picture('too-late-to-stop');
    await agent.expectSound();
  });
});
