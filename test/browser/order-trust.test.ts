/** How far an agent may trust what the page of an order says: fresh, stale, broker away, org away, a word nobody knows. */
import { expect, test } from '@jest/globals';
import { describeWithChromium } from './chromium.ts';
import { recordPath } from './console-world.ts';
import { minutesAgo } from './order-records.ts';
import { setKeptScene } from './scenes.ts';

const HOUR_MS = 3_600_000;
const FAILED_REQUEST = /Failed to load resource/;

describeWithChromium('the page of an order says how far to trust it', () => {
  const scene = setKeptScene();

  test('stale: nothing was heard of it for three hours', async () => {
    const { make, visitOrder } = scene();
    const { page, picture, expectSound } = await visitOrder(
      await make.order('STALE-1', { Status_As_Of__c: minutesAgo(190), Last_Synced_At__c: minutesAgo(180) }),
    );
    await page.getByText('No news for a while: last confirmed 3 hr. ago').waitFor();
    await picture('order-stale');
    await expectSound();
  });

  test('a status nobody mapped: the raw code, a neutral icon, and whose turn it is', async () => {
    const { make, visitOrder } = scene();
    const orderId = await make.order('PARKED-1', { Status__c: null, Raw_Status__c: 'ZZ_PARKED', Sync_State__c: 'Needs attention' });
    await make.exception(orderId, {
      ...{ Category__c: 'Unmapped status', Code__c: 'UNMAPPED_STATUS', Message__c: 'The ERP reports a status nobody mapped: ZZ_PARKED.' },
      ...{ Severity__c: 'Warning', Next_Retry_At__c: null, Allowed_Actions__c: 'ACKNOWLEDGE', Attempts__c: null },
    });
    await make.history(orderId, 2);
    const { page, picture, expectSound } = await visitOrder(orderId);
    await page.getByText('Unknown status: ZZ_PARKED').waitFor();
    await page.locator('c-ob-exception-banner .message').getByText('The ERP reports a status nobody mapped: ZZ_PARKED.').waitFor();
    await page.getByText('Fact 2').waitFor();
    await picture('order-unknown-status');
    await expectSound();
  });

  test('the org cannot be reached: keeps what was known, and is fresh again when it is back', async () => {
    const { records, make, visitOrder } = scene();
    const orderId = await make.order('OFFLINE-1');
    const { page, picture, expectSound } = await visitOrder(orderId);
    await page.getByRole('heading', { name: 'Order OFFLINE-1' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await page.getByText('The order could not be refreshed. This is what was known last.').waitFor();
    await picture('order-org-offline');
    await expectSound(FAILED_REQUEST);
    await records.change('OB_Order__c', orderId, { Status__c: 'Shipped' });
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The order could not be refreshed.').waitFor({ state: 'detached' });
    await page.locator('c-ob-order-header').getByText('Shipped').waitFor();
    await page.locator('shell-highlights').getByText('Shipped').waitFor();
    await expectSound(FAILED_REQUEST);
  });

  test('the broker is away for an hour: says since when, and that requests wait for it', async () => {
    const { stage, make } = scene();
    const orderId = await make.order('AWAY-1', { Status_As_Of__c: minutesAgo(-59), Last_Synced_At__c: minutesAgo(-59) });
    await make.lines(orderId, [{}]);
    await stage.broker.stop();
    await fetch(`${stage.world.places.orgAdminUrl}/clock/advance`, { method: 'POST', body: JSON.stringify({ ms: HOUR_MS }) });
    const { page, picture, expectSound } = await stage.logIn();
    await page.clock.setSystemTime(Date.now() + HOUR_MS);
    await page.goto(`${stage.console.url}${recordPath('OB_Order__c', orderId)}`);
    await page.locator('c-ob-order-header .offline').waitFor();
    await picture('order-broker-away');
    await expectSound();
    expect(await page.locator('c-ob-order-header .offline').textContent()).toMatch(/1 hr\. ago/);
  });
});
