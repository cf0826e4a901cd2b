/** An order does not go on: who sees why, whose turn it is, and what can be done about it. */
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { describeWithChromium } from './chromium.ts';
import { ADMINISTRATOR } from '../e2e/local-world.ts';
import { PEOPLE, recordPath } from './console-world.ts';
import { openRecords } from './kept-records.ts';
import type { OrderPage } from './order-page.ts';
import type { StagedOrder } from './orders-on-stage.ts';
import { setStoryScene } from './scenes.ts';

describeWithChromium('an order that does not go on', () => {
  const scene = setStoryScene();
  let supervisor: OrderPage;

  beforeAll(async () => {
    supervisor = await scene().callIn(PEOPLE.supervisor);
  });

  afterEach(() => scene().play.inErp('DELETE', '/faults'));

  /** An order of a customer whom the ERP has blocked, refused. Others may be blocked still when this one is not any more. */
  async function refused(customerKey: string): Promise<StagedOrder> {
    const { play } = scene();
    await play.inErp('POST', '/companies/1000/master-data', { customers: [{ id: customerKey, blocked: true }] });
    const order = await play.submitted('Rejected', [['Tea', 2]], { customer: { customerKey, name: 'Lena Roth' } });
    await play.expectFirst(`SELECT Status__c FROM OB_Exception__c WHERE Order__c = '${order.id}'`, { Status__c: 'Open' });
    return order;
  }

  const banner = (page: OrderPage) => page.page.getByRole('region', { name: 'Open exception' });

  test('waits for an ERP that is away: the page says so, says when it is tried next, and the trouble ends by itself', async () => {
    const { play } = scene();
    await play.inErp('POST', '/faults', { kind: 'unavailable', operation: 'createOrder', retryAfterMs: 3000 });
    const order = await play.submitted('Submitted', [['Tea', 2]]);
    await play.expectFirst(`SELECT Status__c FROM OB_Exception__c WHERE Order__c = '${order.id}'`, { Status__c: 'Open' });
    await supervisor.open(order);
    await banner(supervisor).getByText('Next automatic try:').waitFor();
    await banner(supervisor).getByText('Whose turn: Broker').waitFor();
    await supervisor.picture('exception-waits');
    await supervisor.expectSound();
    expect(await banner(supervisor).getByRole('button', { name: 'Retry' }).count()).toBe(0);
    await play.inErp('DELETE', '/faults');
    await banner(supervisor).waitFor({ state: 'detached' });
    await supervisor.picture('exception-over');
    await supervisor.expectSound();
  });

  test('is refused by the ERP: a supervisor sees the cause, has it removed, retries with a reason, and the ERP accepts', async () => {
    const { stage, play } = scene();
    const order = await refused('C-1001');
    await supervisor.open(order);
    await banner(supervisor).getByText('The ERP has blocked this customer').first().waitFor();
    await banner(supervisor)
      .getByText(/^opened /)
      .waitFor();
    await banner(supervisor).getByText('Whose turn: Agent').waitFor();
    await banner(supervisor).getByText('No automatic try').waitFor();
    await supervisor.picture('exception-refused');
    await supervisor.expectSound();
    await play.inErp('POST', '/companies/1000/master-data', { customers: [{ id: 'C-1001', blocked: false }] });
    await banner(supervisor).getByRole('button', { name: 'Retry' }).click();
    const dialogue = supervisor.page.getByRole('dialog');
    await dialogue.getByRole('button', { name: 'Retry' }).click();
    await supervisor.picture('retry-without-reason');
    await supervisor.expectSound();
    await dialogue.getByLabel('Reason').fill('The customer has paid');
    await dialogue.getByRole('button', { name: 'Retry' }).click();
    await banner(supervisor).waitFor({ state: 'detached' });
    await supervisor.request('Retry', 'The customer has paid', 'Completed').waitFor();
    await supervisor.picture('exception-retried');
    await supervisor.expectSound();
    await stage.world.expectKept([order.key]);
  });

  test('is retried from the header of its exception’s own page, by a supervisor who goes through their list: the order goes on', async () => {
    const { stage, play } = scene();
    const order = await refused('C-1003');
    const [exception] = await play.query(`SELECT Id FROM OB_Exception__c WHERE Order__c = '${order.id}'`);
    await play.inErp('POST', '/companies/1000/master-data', { customers: [{ id: 'C-1003', blocked: false }] });
    const { page } = supervisor;
    await page.goto(`${stage.console.url}${recordPath('OB_Exception__c', String(exception?.['Id']))}`);
    await page.locator('shell-highlights').getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Retry' }).click();
    const dialogue = page.getByRole('dialog', { name: 'Retry' });
    await dialogue.getByLabel('Reason').fill('The customer has paid');
    await supervisor.expectSound();
    await dialogue.getByRole('button', { name: 'Retry' }).dblclick();
    await page
      .locator('c-ob-exception-workspace')
      .getByText(/^Resolved /)
      .waitFor();
    await supervisor.picture('exception-retried-from-its-header');
    await supervisor.expectSound();
    await stage.world.expectKept([order.key]);
    expect(await play.query(`SELECT Id FROM OB_Command__c WHERE Type__c = 'RETRY' AND Order__c = '${order.id}'`)).toHaveLength(1);
  });

  test('has a status in the ERP that nobody mapped: shows the code and whose turn it is, and the trouble ends with the status', async () => {
    const { play } = scene();
    const order = await play.submitted('In fulfilment', [['Tea', 2]]);
    await play.setErpStatus(order, 'ZZ_PARKED');
    await play.expectFirst(`SELECT Raw_Status__c FROM OB_Order__c WHERE Id = '${order.id}'`, { Raw_Status__c: 'ZZ_PARKED' });
    await supervisor.open(order);
    await banner(supervisor).getByText('The ERP\'s status "ZZ_PARKED" is not mapped').first().waitFor();
    await banner(supervisor).getByText('Whose turn:').waitFor();
    await supervisor.page.locator('c-ob-order-header').getByText('The ERP reports “ZZ_PARKED”.').waitFor();
    await supervisor.picture('order-unknown-status');
    await supervisor.expectSound();
    await play.setErpStatus(order, null);
    await play.expectFirst(`SELECT Has_Open_Exception__c FROM OB_Order__c WHERE Id = '${order.id}'`, { Has_Open_Exception__c: false });
    await supervisor.page.getByRole('button', { name: 'Refresh now' }).click();
    await banner(supervisor).waitFor({ state: 'detached' });
    await supervisor.expectSound();
  });

  test('is shown wrongly in Salesforce: a supervisor replays it with a reason, and what the ERP says stands there again', async () => {
    const { stage, play } = scene();
    const order = await play.submitted('Completed', [['Tea', 2]]);
    const broken = { Status__c: 'Backordered', Promised_Date__c: '2031-01-01' };
    await openRecords(stage.world.places).change('OB_Order__c', order.id, {
      ...broken,
      Status_Version__c: Number(
        (await play.query(`SELECT Status_Version__c FROM OB_Order__c WHERE Id = '${order.id}'`))[0]?.['Status_Version__c'],
      ),
    });
    await supervisor.open(order);
    await supervisor.expectStatus('Backordered');
    const dialogue = await supervisor.start('Replay');
    await dialogue.getByLabel('Reason').fill('The ERP says otherwise');
    await supervisor.picture('replay');
    await supervisor.expectSound();
    await dialogue.getByRole('button', { name: 'Replay' }).dblclick();
    await supervisor.request('Replay', 'The ERP says otherwise', 'Completed').waitFor();
    await supervisor.expectStatus('Completed');
    await supervisor.picture('replayed');
    await supervisor.expectSound();
    expect(await play.query(`SELECT Promised_Date__c FROM OB_Order__c WHERE Id = '${order.id}'`)).toMatchObject([
      { Promised_Date__c: null },
    ]);
    await stage.world.expectKept([order.key]);
  });

  test('is escalated by an agent, who leaves a note: a case is made once, and its queue hears of it', async () => {
    const { play, agent } = scene();
    const order = await refused('C-1002');
    await agent.open(order);
    await banner(agent).getByText('The ERP has blocked this customer').first().waitFor();
    expect(await banner(agent).getByRole('button', { name: 'Retry' }).count()).toBe(0);
    await banner(agent).getByRole('button', { name: 'Escalate' }).click();
    const dialogue = agent.page.getByRole('dialog');
    await dialogue.getByLabel('Reason').fill('The customer says the invoice is paid');
    await agent.picture('escalate');
    await agent.expectSound();
    await dialogue.getByRole('button', { name: 'Escalate' }).dblclick();
    await agent.page.getByText(/Case \d+ was created and its queue notified/).waitFor();
    await agent.picture('escalated');
    await agent.expectSound();
    const cases = await play.query(`SELECT Owner.Name, Priority FROM Case WHERE OB_Order__c = '${order.id}'`);
    expect(cases).toMatchObject([{ Owner: { Name: 'Order Exceptions' }, Priority: 'High' }]);

    await banner(agent)
      .getByRole('button', { name: /^Case \d+$/ })
      .waitFor();
    await agent.picture('escalated-banner');
    await agent.expectSound();
    await banner(agent)
      .getByRole('button', { name: /^Exception EX-\d+$/ })
      .click();
    await agent.page.locator('c-ob-exception-workspace').getByRole('button', { name: 'Case' }).waitFor();
    await agent.picture('escalated-exception');
    await agent.expectSound();
    await agent.open(order);

    const note = await agent.start('Add note');
    await note.getByLabel('Note').fill('Called the customer back');
    await agent.picture('note');
    await agent.expectSound();
    await note.getByRole('button', { name: 'Add note' }).click();
    await note.waitFor({ state: 'detached' });
    await agent.page.getByRole('button', { name: 'Show', exact: true }).click();
    await agent.page.locator('c-ob-timeline').getByText('Called the customer back').waitFor();
    await agent.picture('note-added');
    await agent.expectSound();
  });

  test('is escalated to a case that is there already: the case is linked, and no other one made', async () => {
    const { stage, play, agent } = scene();
    const order = await refused('C-1004');
    const asAdministrator = openRecords(stage.world.places, ADMINISTRATOR.username);
    const [caseId] = await asAdministrator.create('Case', [{ Subject: 'Where is my tea?', OB_Order__c: order.id }]);
    await agent.open(order);
    await banner(agent).getByRole('button', { name: 'Escalate' }).click();
    const dialogue = agent.page.getByRole('dialog');
    await dialogue.getByLabel('Reason').fill('The customer has called already');
    await dialogue.getByRole('combobox', { name: 'Case' }).click();
    await dialogue.getByRole('option', { name: 'Where is my tea?' }).click();
    await agent.picture('escalate-to-a-case');
    await agent.expectSound();
    await dialogue.getByRole('button', { name: 'Escalate' }).dblclick();
    await agent.page.getByText(/Case \d+ is linked to the order\./).waitFor();
    await banner(agent)
      .getByRole('button', { name: /^Case \d+$/ })
      .click();
    await agent.page.getByText('Where is my tea?').first().waitFor();
    expect(await play.query(`SELECT Id FROM Case WHERE OB_Order__c = '${order.id}'`)).toEqual([expect.objectContaining({ Id: caseId })]);
    const exceptions = await play.query(`SELECT Case__c FROM OB_Exception__c WHERE Order__c = '${order.id}'`);
    expect(exceptions).toMatchObject([{ Case__c: caseId }]);
    await agent.expectSound();
  });
});
