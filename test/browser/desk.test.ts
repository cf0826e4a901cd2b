/** The exception desk at work: many retried at once, one that cannot be, one resolved, and two supervisors at the same exception. */
import { beforeAll, expect, test } from '@jest/globals';
import { describeWithChromium } from './chromium.ts';
import { PEOPLE } from './console-world.ts';
import { openRecords } from './kept-records.ts';
import { makeOrders } from './order-records.ts';
import type { OrderMaker } from './order-records.ts';
import type { OrderPage } from './order-page.ts';
import type { StagedOrder } from './orders-on-stage.ts';
import { setStoryScene } from './scenes.ts';

const FAILED_REQUEST = /Failed to load resource/;

describeWithChromium('a supervisor at the exception desk', () => {
  const scene = setStoryScene();
  let make: OrderMaker;

  beforeAll(async () => {
    make = await makeOrders(openRecords(scene().stage.world.places), PEOPLE.agent);
  });

  /** An order that the ERP has refused, because it has blocked the customer; unblocked meanwhile. */
  async function refused(customerKey: string): Promise<StagedOrder> {
    const { play } = scene();
    const customers = (blocked: boolean) => ({ customers: [{ id: customerKey, blocked }] });
    await play.inErp('POST', '/companies/1000/master-data', customers(true));
    const order = await play.submitted('Rejected', [['Tea', 2]], { customer: { customerKey, name: 'Lena Roth' } });
    await play.expectFirst(`SELECT Status__c FROM OB_Exception__c WHERE Order__c = '${order.id}'`, { Status__c: 'Open' });
    await play.inErp('POST', '/companies/1000/master-data', customers(false));
    return order;
  }

  async function atTheDesk(): Promise<OrderPage> {
    const desk = await scene().callIn(PEOPLE.supervisor);
    await desk.page.goto(`${scene().stage.console.url}/lightning/n/OB_Exception_Desk`);
    await desk.page
      .locator('c-ob-exception-desk')
      .getByRole('button', { name: /^All \(\d+\)$/ })
      .waitFor();
    return desk;
  }

  const choiceOf = ({ page }: OrderPage, name: string) => page.getByRole('checkbox', { name: `Select the exception of order ${name}` });

  /** Keeps what is sent to an Apex method on its way until it is let go. */
  async function hold({ page }: OrderPage, method: string): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    await page.route(`**/${method}`, async (route) => {
      await promise;
      await route.continue();
    });
    return () => resolve(undefined);
  }

  /** Presses an action of the desk and says why. */
  async function say(desk: OrderPage, action: string, reason: string): Promise<void> {
    await desk.page.getByRole('button', { name: action, exact: true }).click();
    const dialogue = desk.page.getByRole('dialog');
    await dialogue.getByLabel('Reason').fill(reason);
    await desk.picture(`desk-${action.toLowerCase()}-reason`);
    await desk.expectSound();
    await dialogue.getByRole('button', { name: action, exact: true }).click();
    await desk.page.locator('.slds-backdrop_open').waitFor({ state: 'detached' });
  }

  test('retries several at once, is told why one of them cannot be, and sees the others go', async () => {
    const { stage } = scene();
    const orders = [await refused('C-1011'), await refused('C-1012')];
    await make.exception(await make.order('NOT-RETRIED'), { Allowed_Actions__c: 'ACKNOWLEDGE' });
    const desk = await atTheDesk();
    for (const { name } of [...orders, { name: 'NOT-RETRIED' }]) await choiceOf(desk, name).check();
    await desk.page.getByText('3 selected').waitFor();
    const letGo = await hold(desk, 'bulkRetry');
    await say(desk, 'Retry', 'The customers have paid');
    await desk.page.getByText('Retry: 0 of 3 sent').waitFor();
    expect(await desk.page.locator('c-ob-desk-table .sending').count()).toBe(3);
    await desk.picture('desk-sending');
    await desk.expectSound();
    letGo();
    await desk.page.getByText('2 exceptions are being worked on.').waitFor();
    await desk.page.getByRole('alert').getByText('NOT-RETRIED: That does not help with this exception.').waitFor();
    expect(await choiceOf(desk, 'NOT-RETRIED').isChecked()).toBe(true);
    await desk.picture('desk-retried');
    await desk.expectSound();
    for (const { name } of orders) await choiceOf(desk, name).waitFor({ state: 'detached' });
    await desk.page.getByText('1 selected').waitFor();
    await desk.picture('desk-after-retry');
    await desk.expectSound();
    await stage.world.expectKept(orders.map(({ key }) => key));
  });

  test('sends the rest when the way to the org was cut, and nothing twice', async () => {
    const { play } = scene();
    const orderId = await make.order('CUT-OFF');
    await make.exception(orderId);
    const desk = await atTheDesk();
    await choiceOf(desk, 'CUT-OFF').check();
    await desk.page.route('**/bulkRetry', (route) => route.abort(), { times: 1 });
    await say(desk, 'Retry', 'The customer has paid');
    await desk.page.getByText('0 of 1 were sent. The rest was not: Salesforce cannot be reached right now.').waitFor();
    await desk.picture('desk-cut-off');
    await desk.expectSound(FAILED_REQUEST);
    await desk.page.getByRole('button', { name: 'Send the rest' }).click();
    await desk.page.getByText('1 exception is being worked on.').waitFor();
    expect(await play.query(`SELECT Id FROM OB_Command__c WHERE Order__c = '${orderId}'`)).toHaveLength(1);
    await desk.expectSound();
  });

  test('resolves one with a reason, which stands in the request', async () => {
    const { play } = scene();
    const orderId = await make.order('SEEN-TO');
    await make.exception(orderId, { Allowed_Actions__c: 'ACKNOWLEDGE' });
    const desk = await atTheDesk();
    await choiceOf(desk, 'SEEN-TO').check();
    await say(desk, 'Resolve', 'Sorted out by telephone');
    await desk.page.getByText('1 exception is being worked on.').waitFor();
    await desk.picture('desk-resolved');
    await desk.expectSound();
    const [command] = await play.query(`SELECT Type__c, Reason__c FROM OB_Command__c WHERE Order__c = '${orderId}'`);
    expect(command).toMatchObject({ Type__c: 'ACKNOWLEDGE', Reason__c: 'Sorted out by telephone' });
  });

  test('is told that a colleague has asked for the same a moment before, and nothing is sent twice', async () => {
    const { play } = scene();
    const order = await refused('C-1013');
    await play.inErp('PATCH', '/settings', { capacity: { latencyMs: 5000 } });
    const [first, second] = [await atTheDesk(), await atTheDesk()];
    for (const desk of [first, second]) {
      await choiceOf(desk, order.name).check();
      await desk.page.getByRole('button', { name: 'Retry', exact: true }).click();
      await desk.page.getByRole('dialog').getByLabel('Reason').fill('The customer has paid');
    }
    const send = (desk: OrderPage) => desk.page.getByRole('dialog').getByRole('button', { name: 'Retry', exact: true }).click();
    await Promise.all([send(first), send(second)]);
    const retries = `SELECT Id FROM OB_Command__c WHERE Type__c = 'RETRY' AND Order__c = '${order.id}'`;
    for (const desk of [first, second]) await desk.page.getByText(/is being worked on|Refused: 1/).waitFor();
    expect(await play.query(retries)).toHaveLength(1);
    await first.picture('desk-two-at-once-first');
    await second.picture('desk-two-at-once-second');
    for (const desk of [first, second]) await desk.expectSound();
  });
});
