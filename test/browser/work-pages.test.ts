/** The pages of work: an exception handed to a queue, its own page, and the page of what was asked about it. */
import { expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { describeWithChromium } from './chromium.ts';
import { PEOPLE, recordPath } from './console-world.ts';
import { setKeptScene } from './scenes.ts';

describeWithChromium('in the console', () => {
  const scene = setKeptScene();

  const supervise = (path: string) => scene().stage.logIn(path, { username: PEOPLE.supervisor });

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
