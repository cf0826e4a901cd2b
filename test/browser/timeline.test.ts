/** The history of an order that somebody looks something up in: what they filter by, what stays filtered, and where an entry came from. */
import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { describeWithChromium } from './chromium.ts';
import { PEOPLE } from './console-world.ts';
import type { RecordFields } from './kept-records.ts';
import { minutesAgo } from './order-records.ts';
import { setKeptScene } from './scenes.ts';

describeWithChromium('the history of an order', () => {
  const scene = setKeptScene();

  /** Six entries: of two lines and two shipments, by four kinds of people and systems, one of them a warning, one an error. */
  async function told(key: string): Promise<string> {
    const { make, records } = scene();
    const orderId = await make.order(key);
    const [tea, cup] = await make.lines(orderId, [{ Description__c: 'Tea' }, { Description__c: 'Cup' }]);
    const shipment = { Order__c: orderId, Status__c: 'Shipped', Status_Version__c: 1, Carrier__c: 'DHL' };
    const [first, second] = await records.create('OB_Shipment__c', [
      { ...shipment, External_Key__c: `${key}-S1`, Tracking_Number__c: 'TRK-1' },
      { ...shipment, External_Key__c: `${key}-S2`, Tracking_Number__c: 'TRK-2' },
    ]);
    const [command] = await records.create('OB_Command__c', [
      { Order__c: orderId, Type__c: 'HOLD', Status__c: 'Completed', Idempotency_Key__c: `${key}-HOLD`, Correlation_Id__c: 'corr-4711' },
    ]);
    const entries: RecordFields[] = [
      { Code__c: 'ORDER_RECEIVED', Category__c: 'Order', Actor_Type__c: 'Customer' },
      { Code__c: 'HOLD_COMPLETED', Category__c: 'Command', Actor_Type__c: 'Agent', Command__c: command, Summary__c: 'Held as asked' },
      {
        Code__c: 'SHIPMENT_SHIPPED',
        Category__c: 'Shipment',
        Actor_Type__c: 'Warehouse',
        Shipment__c: first,
        ...params({ shipment: 'TRK-1' }),
      },
      {
        Code__c: 'SHIPMENT_SHIPPED',
        Category__c: 'Shipment',
        Actor_Type__c: 'Warehouse',
        Shipment__c: second,
        ...params({ shipment: 'TRK-2' }),
      },
      {
        ...{ Code__c: 'QUANTITY_BACKORDERED', Category__c: 'ERP', Actor_Type__c: 'ERP', Severity__c: 'Warning', Order_Line__c: tea },
        ...{ Source__c: 'erp:1000', ...params({ from: 0, to: 2 }) },
      },
      {
        Code__c: 'QUANTITY_CANCELLED',
        Category__c: 'ERP',
        Actor_Type__c: 'ERP',
        Severity__c: 'Error',
        Order_Line__c: cup,
        ...params({ from: 0, to: 1 }),
      },
    ];
    await records.create(
      'OB_Timeline_Entry__c',
      entries.map((entry, index) => {
        const at = minutesAgo(60 - index);
        const place = { Order__c: orderId, Event_Key__c: `${key}-E${index + 1}`, Sequence__c: index + 1 };
        return { Severity__c: 'Info', ...place, Occurred_At__c: at, Recorded_At__c: at, ...entry };
      }),
    );
    return orderId;
  }

  /** What the broker found, and what it found before and is over. */
  async function troubled(key: string): Promise<string> {
    const { make, records } = scene();
    const orderId = await make.order(key);
    const said = 'The warehouse ships less than it was asked to: line 10';
    await make.exception(orderId, { Category__c: 'Short', Code__c: 'SHORTED', Message__c: said, Next_Retry_At__c: null });
    const entry = { Order__c: orderId, Category__c: 'Exception', Actor_Type__c: 'Broker', Severity__c: 'Warning' };
    const at = (minutes: number): RecordFields => ({ Occurred_At__c: minutesAgo(minutes), Recorded_At__c: minutesAgo(minutes) });
    await records.create('OB_Timeline_Entry__c', [
      { ...entry, ...at(9), Event_Key__c: `${key}-E1`, Sequence__c: 1, Code__c: 'SHORTED', Summary__c: said },
      {
        ...{ ...entry, ...at(20), Event_Key__c: `${key}-E2`, Sequence__c: 2, Code__c: 'EXCEPTION_RESOLVED' },
        ...{ Summary__c: 'Resolved: The system could not be reached', ...params({ code: 'ECONNREFUSED' }) },
      },
    ]);
    return orderId;
  }

  const params = (values: object): RecordFields => ({ Summary_Params__c: JSON.stringify(values) });
  const historyOf = (page: Page): Locator => page.locator('c-ob-timeline');
  const openFilters = (page: Page): Promise<void> => historyOf(page).getByRole('button', { name: 'Filters', exact: true }).click();
  const shows = (page: Page, count: number): Promise<void> => historyOf(page).getByText(`${count} of 6 loaded entries`).waitFor();
  const clear = (page: Page): Promise<void> => historyOf(page).getByRole('button', { name: 'Clear filters' }).click();

  const check = (page: Page, group: string, name: string): Promise<void> =>
    historyOf(page).getByRole('group', { name: group }).getByText(name, { exact: true }).click();

  async function choose(page: Page, list: string, option: string): Promise<void> {
    await historyOf(page).getByRole('combobox', { name: list }).click();
    await page.getByRole('option', { name: option }).click();
  }

  test('is filtered by severity, by who it was, by line and by shipment, each alone and together', async () => {
    const { visitOrder } = scene();
    const { page, picture, expectSound } = await visitOrder(await told('FILTERED-1'));
    await shows(page, 6);
    await openFilters(page);
    await picture('timeline-filters');
    await expectSound();
    await check(page, 'Severity', 'Warning');
    await shows(page, 1);
    await check(page, 'Severity', 'Error');
    await shows(page, 2);
    await choose(page, 'Line', '2 Cup');
    await shows(page, 1);
    await historyOf(page).getByText('2 filters active').waitFor();
    await picture('timeline-filtered-by-line');
    await expectSound();
    await clear(page);
    await shows(page, 6);
    await check(page, 'Who', 'Warehouse');
    await shows(page, 2);
    await choose(page, 'Shipment', 'TRK-2');
    await shows(page, 1);
    await check(page, 'Kind', 'ERP');
    await historyOf(page).getByText('No entry matches the filter.').waitFor();
    await picture('timeline-no-match');
    await expectSound();
  });

  test('stays filtered when its page is opened again, and on the next order; what belongs to one order does not', async () => {
    const { visitOrder, stage } = scene();
    const [orderId, other] = [await told('REMEMBERED-1'), await told('REMEMBERED-2')];
    const { page, picture, expectSound } = await visitOrder(orderId);
    await shows(page, 6);
    await openFilters(page);
    await check(page, 'Kind', 'Shipment');
    await choose(page, 'Shipment', 'TRK-1');
    await shows(page, 1);
    await page.reload();
    await shows(page, 2);
    await historyOf(page).getByText('1 filter active').waitFor();
    await picture('timeline-remembered');
    await expectSound();
    await page.goto(`${stage.console.url}/lightning/r/OB_Order__c/${other}/view`);
    await shows(page, 2);
    await clear(page);
    await shows(page, 6);
    await page.reload();
    await shows(page, 6);
    await expectSound();
  });

  test('tells of exceptions in the reader’s language; in the broker’s own words to those who look into it', async () => {
    const { visitOrder } = scene();
    const orderId = await troubled('TROUBLED-1');
    const { page, picture, expectSound } = await visitOrder(orderId, { username: PEOPLE.colleague });
    const banner = page.locator('c-ob-exception-banner');
    await banner.getByText('The warehouse ships less than it was asked to.').waitFor();
    await page.getByRole('button', { name: 'Your settings' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Deutsch' }).click();
    await banner.getByText('Das Lager versendet weniger, als es sollte.').waitFor();
    await historyOf(page).getByText('Das Lager versendet weniger, als es sollte.').waitFor();
    await historyOf(page).getByText('Das Fremdsystem war nicht erreichbar.').waitFor();
    expect(await page.getByText('asked to').count()).toBe(0);
    await picture('exception-in-german');
    await expectSound();
    const supervisor = await visitOrder(orderId, { username: PEOPLE.supervisor });
    await supervisor.page.locator('c-ob-exception-banner').getByText('asked to: line 10').waitFor();
    await supervisor.picture('exception-for-a-supervisor');
    await supervisor.expectSound();
  });

  test('says to a supervisor where an entry came from, down to the correlation id; an agent is not bothered with it', async () => {
    const { visitOrder } = scene();
    const orderId = await told('TECHNICAL-1');
    const agent = await visitOrder(orderId);
    await shows(agent.page, 6);
    expect(await agent.page.getByRole('button', { name: 'Technical details' }).count()).toBe(0);
    await agent.expectSound();
    const { page, picture, expectSound } = await visitOrder(orderId, { username: PEOPLE.supervisor });
    await shows(page, 6);
    const entry = (title: string): Locator => historyOf(page).getByRole('listitem').filter({ hasText: title });
    const held = entry('Command · Agent');
    await held.getByRole('button', { name: 'Technical details' }).click();
    const fact = (of: Locator, name: string): Promise<string> =>
      of
        .locator('dl > div')
        .filter({ has: page.getByText(name, { exact: true }) })
        .locator('dd')
        .innerText();
    expect(await fact(held, 'Correlation id')).toBe('corr-4711');
    expect(await fact(held, 'Event key')).toBe('TECHNICAL-1-E2');
    expect(await fact(held, 'As reported')).toBe('Held as asked');
    const backordered = entry('On backorder');
    await backordered.getByRole('button', { name: 'Technical details' }).press('Enter');
    expect(await fact(backordered, 'Source')).toBe('erp:1000');
    expect(await fact(backordered, 'Parameters')).toBe('{"from":0,"to":2}');
    await picture('timeline-technical');
    await expectSound();
  });
});
