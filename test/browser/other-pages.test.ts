/** The pages beside that of an order: desk and monitor, setup, return, draft. */
import { expect, test } from '@jest/globals';
import { describeWithChromium } from './chromium.ts';
import { PEOPLE, recordPath } from './console-world.ts';
import { seedDesk, seedReturn } from './seeded-pages.ts';
import { setKeptScene } from './scenes.ts';

describeWithChromium('in the console', () => {
  const scene = setKeptScene();

  const supervise = (path: string) => scene().stage.logIn(path, { username: PEOPLE.supervisor });

  test('a supervisor who has nothing to do is told so, and an agent that the desk is not theirs', async () => {
    const { stage } = scene();
    const { page, picture, expectSound } = await supervise('/lightning/n/OB_Exception_Desk');
    await page.locator('c-ob-exception-desk').getByText('Nothing is stuck. Every order is going on.').waitFor();
    await picture('desk-empty');
    await expectSound();
    const agent = await stage.logIn('/lightning/n/OB_Exception_Desk');
    await agent.page.locator('c-ob-exception-desk').getByText('You have no access to this.').waitFor();
    await agent.picture('desk-no-access');
    await agent.expectSound();
  });

  test('a supervisor sees exceptions by category and age with their clocks, and takes several over at once', async () => {
    const { make } = scene();
    await seedDesk(make);
    const { page, picture, expectSound } = await supervise('/lightning/n/OB_Exception_Desk');
    await page.getByRole('button', { name: 'Rejected (2)' }).waitFor();
    await page.getByRole('button', { name: 'Exceptions' }).click();
    await page.getByText('2 overdue').waitFor();
    await picture('desk');
    await expectSound();
    await page.getByRole('button', { name: 'Exceptions' }).click();
    await page.getByRole('button', { name: 'In doubt (1)' }).click();
    expect(await page.locator('c-ob-exception-desk tbody tr').count()).toBe(1);
    await page.getByRole('button', { name: 'All (4)' }).click();
    await page.getByRole('checkbox', { name: 'Select all that are shown' }).check();
    await page.getByText('4 selected').waitFor();
    await picture('desk-chosen');
    await page.getByRole('button', { name: 'Resolve' }).click();
    await page.getByRole('dialog').waitFor();
    await picture('desk-resolve');
    await expectSound();
    await page.getByRole('button', { name: 'Close', exact: false }).first().click();
  });

  test('an administrator sees what the org still needs, schedules a job, and tries the way to the broker', async () => {
    const { stage } = scene();
    const { page, picture, expectSound } = await stage.logIn('/lightning/n/OB_Setup', { username: PEOPLE.packageAdministrator });
    const schedule = page.getByRole('button', { name: 'Schedule' });
    await schedule.first().waitFor();
    await picture('setup');
    await expectSound();
    const before = await schedule.count();
    await schedule.first().click();
    await schedule.nth(before - 1).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Test the round trip' }).click();
    await page.locator('c-ob-setup lightning-button[disabled]').waitFor({ state: 'detached' });
    await picture('setup-round-trip');
    await expectSound();
  });

  test('an agent drafts an order, and is told what is missing before anything is sent', async () => {
    const { stage } = scene();
    const { page, picture, expectSound } = await stage.logIn('/lightning/n/OB_Draft_Order');
    await page.getByRole('button', { name: 'Save and check' }).waitFor();
    await picture('draft');
    await page.getByRole('button', { name: 'Save and check' }).click();
    await picture('draft-incomplete');
    await expectSound();
  });

  test('an agent follows a return to its credit', async () => {
    const { stage, records, make } = scene();
    const returnId = await seedReturn(make, records);
    const { page, picture, expectSound } = await stage.logIn(recordPath('OB_Return__c', returnId));
    await page.getByRole('heading', { name: 'Return RMA-77' }).waitFor();
    await page.getByRole('tabpanel', { name: 'Return' }).getByText('Kettle').waitFor();
    await picture('return');
    await expectSound();
  });
});
