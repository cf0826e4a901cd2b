/** The pages beside that of an order: desk and monitor, setup, return, draft, an exception, and what was asked about it. */
import { expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
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
    const { records, make } = scene();
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
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Rejected (2)' }).click();
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Assign to me' }).click();
    await page.getByText('2 exceptions are assigned to you now.').waitFor();
    await page
      .locator('c-ob-exception-desk tbody')
      .getByRole('cell', { name: /^Me assigned / })
      .nth(1)
      .waitFor();
    await picture('desk-taken-over');
    await expectSound();
    const owned = await records.query("SELECT Category__c FROM OB_Exception__c WHERE Owner.Name LIKE '%Supervisor'");
    expect(owned.map((row) => row['Category__c'])).toEqual(['Rejected', 'Rejected']);
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
    const roundTrip = page.getByRole('listitem').filter({ hasText: 'Round trip to the broker' });
    await roundTrip.getByText('The broker is ready.').waitFor();
    await picture('setup-round-trip');
    await expectSound();
    await stage.endBroker();
    await page.getByRole('button', { name: 'Test the round trip' }).click();
    await roundTrip.getByText('The broker was not reached').waitFor();
    await picture('setup-broker-away');
    await expectSound();
    await stage.startBroker();
    await page.getByRole('button', { name: 'Test the round trip' }).click();
    await roundTrip.getByText('The broker is ready.').waitFor();
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

  test('a supervisor hands an exception to the queue, found by a part of its name', async () => {
    const { records, make } = scene();
    const exceptionId = await make.exception(await make.order('HAND-1'));
    const { page, picture, expectSound } = await supervise('/lightning/n/OB_Exception_Desk');
    await page.getByRole('checkbox', { name: 'HAND-1' }).check();
    await page.getByRole('button', { name: 'Assign to…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('searchbox').fill('order exc');
    await dialog.getByText('Order Exceptions (queue)').click();
    await picture('desk-assign');
    await expectSound();
    await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('1 exception is assigned to Order Exceptions (queue) now.').waitFor();
    await page
      .getByRole('row')
      .filter({ hasText: 'HAND-1' })
      .getByRole('cell', { name: /^Order Exceptions \(queue\) assigned / })
      .waitFor();
    await picture('desk-assigned');
    const [exception] = await records.query(`SELECT Owner.Name FROM OB_Exception__c WHERE Id = '${exceptionId}'`);
    expect(exception).toMatchObject({ Owner: { Name: 'Order Exceptions' } });
    await expectSound();
  });

  test('a supervisor opens an exception, sees what is wrong and whose turn it is, retries it, and opens what they asked for', async () => {
    const { records, make } = scene();
    const exceptionId = await make.exception(await make.order('WORK-1'));
    const { page, picture, expectSound } = await supervise(recordPath('OB_Exception__c', exceptionId));
    await page.locator('c-ob-exception-workspace').getByRole('button', { name: 'Retry' }).waitFor();
    await picture('exception');
    await expectSound();
    await page.locator('c-ob-exception-workspace').getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('The ERP is back');
    await page.getByRole('dialog').getByRole('button', { name: 'Retry' }).click();
    await page.getByText('The broker was asked.').waitFor();
    await expectSound();
    const [command] = await eventually(async () => {
      const found = await records.query("SELECT Id FROM OB_Command__c WHERE Order__r.External_Key__c = 'WORK-1'");
      expect(found).toHaveLength(1);
      return found;
    });
    const asked = await supervise(recordPath('OB_Command__c', String(command?.['Id'])));
    await asked.page.locator('c-ob-command-workspace').getByText('The ERP is back').waitFor();
    await asked.picture('command');
    await asked.expectSound();
  });
});
