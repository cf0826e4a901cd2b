/** Reports and the dashboard: what the package shows of its records to each reader. */
import { beforeAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { describeWithChromium } from './chromium.ts';
import type { WatchedPage } from './chromium.ts';
import { PEOPLE } from './console-world.ts';
import type { Visit } from './console-world.ts';
import { minutesAgo } from './order-records.ts';
import { setKeptScene } from './scenes.ts';
import { seedDesk, seedReturn } from './seeded-pages.ts';

const STRANGER = { username: 'stranger@order-broker.example', lastName: 'Stranger', permissionSets: ['Console_Visitor'] };
const NARROW = { username: 'narrow@order-broker.example', lastName: 'Narrow', permissionSets: ['Narrow_Reader'] };
/** Outside the group that orders are shared with. */
const READER = { username: 'reader@order-broker.example', lastName: 'Reader', permissionSets: ['OB_Order_Read'] };
const SUPERVISOR: Visit = { username: PEOPLE.supervisor };
const SOURCES = ['other-reports', 'customer-pages', 'narrow-access'].map((folder) => join(import.meta.dirname, folder));

describeWithChromium('the reports of the package', () => {
  const scene = setKeptScene({ sources: SOURCES, users: [STRANGER, NARROW, READER] });

  beforeAll(async () => {
    const { make, records } = scene();
    await seedDesk(make);
    await seedReturn(make, records);
    const orderId = await make.order('SYNC-1', { Sync_State__c: 'Retrying', Sync_Detail__c: 'The ERP does not answer.' });
    await make.order('SYNC-2', { Sync_State__c: 'Needs attention' });
    await make.order('SYNC-3', { Sync_State__c: 'Needs attention' });
    await records.create(
      'OB_Command__c',
      [1, 2, 2].map((attempts, index) => ({
        ...{
          Order__c: orderId,
          Idempotency_Key__c: `ANSWERED-${index}`,
          Type__c: index === 0 ? 'CANCEL' : 'REPLAY',
          Status__c: 'Completed',
        },
        ...{ Requested_At__c: minutesAgo(1440 * index + 20), Completed_At__c: minutesAgo(1440 * index + 8 - index) },
        ...{ Publish_State__c: 'Published', Publish_Attempts__c: attempts },
      })),
    );
  });

  const open = (path: string, visit: Visit = SUPERVISOR): Promise<WatchedPage> => scene().stage.logIn(`/lightning/${path}`, visit);
  const report = (name: string, visit?: Visit): Promise<WatchedPage> => open(`r/Report/${name}/view`, visit);
  const linesOf = async ({ page }: WatchedPage): Promise<readonly string[]> => {
    await page.locator('shell-report-table tbody tr').first().waitFor();
    const lines = await page.locator('shell-report-table tbody tr').allInnerTexts();
    return lines.map((line) => line.replaceAll(/\s+/g, ' ').trim());
  };

  test('are listed, and one of them shows its groups, then its records, and leads to one', async () => {
    const home = await open('o/Report/home');
    await home.page.getByRole('heading', { name: 'Reports' }).waitFor();
    await home.picture('reports');
    await home.expectSound();
    await home.page.getByRole('link', { name: 'Open Exceptions by Category' }).click();
    expect(await linesOf(home)).toEqual([
      'Rejected Operations 2',
      'Subtotal 2',
      'In doubt Broker 1',
      'Subtotal 1',
      'Stuck Operations 1',
      'Subtotal 1',
      'Total 4',
    ]);
    await home.page.getByText('Status: Open').waitFor();
    await home.page.getByText('4 records, shown as Supervisor').waitFor();
    await home.picture('report-groups');
    await home.expectSound();
    await home.page.getByText('Detail rows').click();
    await home.page.getByText('NO_PROGRESS').waitFor();
    expect((await linesOf(home)).filter((line) => line.startsWith('Subtotal'))).toContain('Subtotal (2)');
    await home.picture('report-details');
    await home.expectSound();
    await home.page.locator('shell-report-table').getByRole('link').first().click();
    await home.page.locator('c-ob-exception-workspace').waitFor();
  });

  test.each([
    ['OB_Event_Budget', 'report-sums', ['Total 3 5']],
    ['OB_Answer_Times', 'report-averages', ['Total 3 13']],
    ['OB_Return_Reasons', 'report-money', ['Damaged Partially received 1 -', 'Subtotal 1 -', 'Total 1 -']],
    ['OB_Exception_Age', 'report-by-day', ['Total 4']],
    ['OB_Sync_State', 'report-sync', ['Total 3']],
  ])('add up: %s', async (name, picture, expected) => {
    const page = await report(name);
    expect(await linesOf(page)).toEqual(expect.arrayContaining(expected));
    await page.picture(picture);
    await page.expectSound();
  });

  test('show each reader what is shared with them, and nothing else', async () => {
    const { records, make } = scene();
    const [reader] = await records.query(`SELECT Id FROM User WHERE Username = '${READER.username}'`);
    await make.order('SYNC-4', { Sync_State__c: 'Retrying', OwnerId: reader?.['Id'] });
    expect(await linesOf(await report('OB_Sync_State', { username: READER.username }))).toEqual(['Retrying 1', 'Total 1']);
    expect((await linesOf(await report('OB_Sync_State', { username: PEOPLE.agent }))).at(-1)).toBe('Total 4');
  });

  test('leave out columns that their reader may not see, and say so', async () => {
    const page = await report('All_Orders', { username: NARROW.username });
    await page.page.getByText('Without columns that you may not see: Total_Amount__c.').waitFor();
    await page.page.getByText('The console does not show what else is in the file: chart.').waitFor();
    expect((await linesOf(page)).at(-1)).toMatch(/^Total \(\d+\)$/);
    await page.picture('report-narrow');
    await page.expectSound();
    const { page: grouped } = await report('OB_Sync_State', { username: NARROW.username });
    await grouped.getByText('It filters or groups by fields that you may not see: Sync_State__c.').waitFor();
  });

  test('are not for somebody without access to their records', async () => {
    const { page, picture, expectSound } = await report('OB_Open_Exceptions', { username: STRANGER.username });
    await page.getByText('You cannot see this report').waitFor();
    await picture('report-no-access');
    await expectSound(/Failed to load resource/);
  });

  test('say that nothing matches', async () => {
    const { page, picture, expectSound } = await report('Nobodys_Orders');
    await page.getByText('No records match').waitFor();
    await page.getByText('Your own records').waitFor();
    await picture('report-empty');
    await expectSound();
  });

  test('are not shown with other figures than an org would: what the console does not know is named', async () => {
    const { page, picture, expectSound } = await report('Bucketed');
    await page.getByText('in the file: buckets.').waitFor();
    await picture('report-unknown');
    await expectSound();
    const dashboard = await open('r/Dashboard/Other_Parts/view');
    await dashboard.page.getByText('what boss@order-broker.example may see').waitFor();
    await dashboard.page.getByText('It does not know what is in the file: Gauge.').waitFor();
    await dashboard.page.locator('.console-metric').getByText('4', { exact: true }).waitFor();
    await dashboard.picture('dashboard-other-parts');
    await dashboard.expectSound();
  });

  test('stand on the dashboard, as charts and as tables', async () => {
    const home = await open('o/Dashboard/home');
    await home.page.getByRole('link', { name: 'Order Broker' }).click();
    const chart = home.page.getByRole('img', { name: 'Record count by Category' });
    await chart.getByText('In doubt').waitFor();
    await home.page.getByRole('img', { name: 'Sum of Publish Attempts by Requested' }).waitFor();
    await home.picture('dashboard');
    await home.expectSound();
    await home.page.getByText('As a table').first().click();
    await home.page.getByRole('row', { name: 'Rejected 2' }).waitFor();
    await home.picture('dashboard-table');
    await home.expectSound();
  });
});
