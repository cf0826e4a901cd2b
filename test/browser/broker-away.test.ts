/** The broker is away: agents go on, what they ask for stays in sight, and has its answer when the broker is back, or its end when it is not. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { describeWithChromium } from './chromium.ts';
import { PEOPLE } from './console-world.ts';
import type { StagedOrder } from './orders-on-stage.ts';
import { setStoryScene } from './scenes.ts';

const NEVER_MS = 3_600_000;
const MINUTE_MS = 60_000;

describeWithChromium('an agent whose broker is away', () => {
  const scene = setStoryScene();
  let awayMs = 0;

  /** The jobs of the package run, as an administrator has scheduled them; nobody in the warehouse picks. */
  beforeAll(async () => {
    const { stage, play } = scene();
    await play.inWarehouse('PATCH', '/settings', { timing: { pickAfterMs: NEVER_MS } });
    const { page } = await stage.logIn('/lightning/n/OB_Setup', { username: PEOPLE.packageAdministrator });
    await page.getByRole('button', { name: 'Schedule' }).first().click();
    await page.getByRole('listitem').filter({ hasText: 'Sweeper' }).getByText('Scheduled.').waitFor();
    await page.context().close();
  });

  /** Time passes for the org and for who looks at the page. */
  async function pass(minutes: number): Promise<void> {
    const { stage, agent } = scene();
    awayMs += minutes * MINUTE_MS;
    await fetch(`${stage.world.places.orgAdminUrl}/clock/advance`, { method: 'POST', body: JSON.stringify({ ms: minutes * MINUTE_MS }) });
    await agent.page.clock.setSystemTime(Date.now() + awayMs);
  }

  const away = (): Locator => scene().agent.page.locator('c-ob-order-header .offline');
  const commandsOf = ({ id }: Pick<StagedOrder, 'id'>) =>
    scene().play.query(`SELECT Type__c, Status__c FROM OB_Command__c WHERE Order__c = '${id}' ORDER BY CreatedDate, Id`);

  test('asks for a cancellation within the hour: the page says where it waits, and it happens once', async () => {
    const { stage, play, agent } = scene();
    const order = await play.submitted('In fulfilment', [['Tea', 1]]);
    await stage.endBroker();
    await agent.open(order);
    const dialogue = await agent.start('Cancel order');
    await dialogue.getByLabel('Reason').fill('Found it cheaper');
    await dialogue.getByRole('button', { name: 'Ask for the cancellation' }).click();
    await agent.request('Cancel', 'Requested', 'expires').waitFor();
    await pass(55);
    await agent.page.getByRole('button', { name: 'Refresh now' }).click();
    await away().getByText('What you ask for is kept and sent when it is back.').waitFor();
    await agent.request('Cancel', 'Found it cheaper', 'Requested', /expires in [45] min/).waitFor();
    await agent.picture('away-cancel-waits');
    await agent.expectSound();
    const expectUntouched = await agent.mark();
    await stage.startBroker(awayMs);
    await agent.request('Cancel', 'Completed').waitFor();
    await agent.expectStatus('Cancelled');
    await expectUntouched();
    await agent.picture('away-cancelled');
    await agent.expectSound();
    expect(await commandsOf(order)).toMatchObject([{ Type__c: 'SUBMIT' }, { Type__c: 'CANCEL', Status__c: 'Completed' }]);
    expect(await play.cancelledInWarehouse(order)).toBe(1);
  });

  test('waits in vain: the request expires, the page says so and that it may be asked again, and the second time it happens', async () => {
    const { stage, play, agent } = scene();
    const order = await play.submitted('In fulfilment', [['Tea', 1]]);
    await stage.endBroker();
    await agent.open(order);
    const ask = async (reason: string): Promise<void> => {
      const dialogue = await agent.start('Cancel order');
      await dialogue.getByLabel('Reason').fill(reason);
      await dialogue.getByRole('button', { name: 'Ask for the cancellation' }).click();
      await dialogue.waitFor({ state: 'detached' });
    };
    await ask('Too late for the party');
    await agent.request('Cancel', 'Too late for the party', 'Requested').waitFor();
    const expectUntouched = await agent.mark();
    await pass(76);
    await agent.request('Cancel', 'Expired', 'Nobody answered in time').waitFor();
    await agent.picture('away-expired');
    await agent.expectSound();
    await stage.startBroker(awayMs);
    await ask('There is still no party');
    await agent.request('Cancel', 'There is still no party', 'Completed').waitFor();
    await agent.expectStatus('Cancelled');
    await agent.request('Cancel', 'Too late for the party', 'Expired').waitFor();
    await expectUntouched();
    await agent.picture('away-asked-again');
    await agent.expectSound();
    expect(await play.cancelledInWarehouse(order)).toBe(1);
  });
});
