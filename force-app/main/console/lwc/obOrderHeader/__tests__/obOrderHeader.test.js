import ObOrderHeader from 'c/obOrderHeader';
import { orderPageOf } from 'c/obOrderModel';
import { find, findAll, mount, textOf } from 'test/mount';
import { orderAnswer, without } from 'test/order-data';

const now = Date.parse('2026-11-21T12:00:00.000Z');

async function header(order = {}, properties = {}) {
  const page = orderPageOf(orderAnswer({ order }));
  return mount('c-ob-order-header', ObOrderHeader, { order: page.order, heartbeatAt: page.heartbeatAt, now, isLive: true, ...properties });
}

const icons = (element) => findAll(element, 'lightning-icon').map(({ iconName }) => iconName);

describe('the header of an order', () => {
  it('says what it is, what is promised and how old that is', async () => {
    const element = await header();
    expect(textOf(element)).toBe(
      'Order WEB-1001 Partially shipped Customer Ada Ltd Promised Nov 24, 2026 Total €129.90 Placed Nov 20, 2026, 1:00 AM ERP document SO-77 As of 12 sec. ago, from erp-main'.replace(
        '1:00 AM',
        textOf(element).match(/1:00.AM/)[0],
      ),
    );
    await expect(element).toBeAccessible();
  });

  it('tells what the ERP reports if nobody has given that a meaning', async () => {
    const element = await header({ Raw_Status__c: 'ZZ9' }, { isUnmapped: true });
    expect(textOf(element)).toContain('Partially shipped');
    expect(textOf(element)).toContain('The ERP reports “ZZ9”.');
    expect(icons(element)).toContain('utility:question');
    await expect(element).toBeAccessible();
    expect(textOf(await header({ Raw_Status__c: null }, { isUnmapped: true }))).not.toContain('The ERP reports');
  });

  it('warns when nothing new was heard for too long', async () => {
    const element = await header({ Last_Synced_At__c: '2026-11-21T10:00:00.000Z', Status_As_Of__c: null });
    expect(textOf(element)).toContain('No news for a while: last confirmed 2 hr. ago');
    expect(icons(element)).toContain('utility:warning');
  });

  it('says that the broker is away, and that nothing is lost', async () => {
    expect(textOf(await header({}, { heartbeatAt: '2026-11-21T11:00:00.000Z' }))).toContain(
      'The order broker was last heard of 1 hr. ago. What you ask for is kept',
    );
  });

  it('knows an order no system has spoken of', async () => {
    expect(textOf(await header({ Last_Synced_At__c: null, Status_As_Of__c: null }))).toContain('No outside system has reported');
  });

  it('calls nobody a guest, and nothing unheard of, for a user who may not see whose order it is and when it was heard of', async () => {
    const page = orderPageOf(
      without(orderAnswer(), ['Account__c', 'Account__r', 'Contact__c', 'Customer_Name__c', 'Last_Synced_At__c', 'Status_As_Of__c']),
    );
    const element = await mount('c-ob-order-header', ObOrderHeader, { order: page.order, heartbeatAt: page.heartbeatAt, now });
    expect(textOf(element)).not.toMatch(/Guest|No outside system|As of/);
  });

  it('says what it is being waited for, and when it is tried next', async () => {
    const element = await header({
      Sync_State__c: 'Retrying',
      Sync_Detail__c: 'The ERP is busy',
      Next_Try_At__c: '2026-11-21T12:05:00.000Z',
      ERP_System__c: null,
    });
    expect(textOf(element)).toMatch(/from the order broker Retrying · The ERP is busy · next try Nov 21, 2026, 4:05.AM/);
  });

  it('shows a status nobody mapped as it came', async () => {
    expect(textOf(await header({ Status__c: 'Teleported', Raw_Status__c: 'TLP' }))).toContain('Unknown status: TLP');
    expect(textOf(await header({ Status__c: 'Teleported', Raw_Status__c: null }))).toContain('Unknown status: Teleported');
    expect(textOf(await header({ Status__c: null, Raw_Status__c: 'TLP' }))).toContain('Unknown status: TLP');
  });

  it.each([
    ['Completed', 'utility:success'],
    ['Rejected', 'utility:error'],
    ['On hold', 'utility:warning'],
    ['Cancelled', 'utility:record'],
    ['Accepted', 'utility:clock'],
    [null, 'utility:question'],
  ])('gives %s an icon beside the word', async (status, icon) => expect(icons(await header({ Status__c: status }))[0]).toBe(icon));

  it.each([
    [{ Account__r: null, Contact__r: { Name: { value: 'Charles' } } }, 'Customer Charles'],
    [{ Account__r: null }, 'Customer Ada Lovelace'],
    [{ Account__r: null, Customer_Name__c: null }, 'Customer Guest'],
    [{ Pickup_Location__c: 'S12' }, 'Pickup store S12'],
  ])('shows %j', async (order, text) => expect(textOf(await header(order))).toContain(text));

  it('stands with nothing but a key', async () => {
    const bare = { Order_Number__c: null, Promised_Date__c: null, Total_Amount__c: null, Placed_At__c: null, ERP_Document__c: null };
    const element = await header(bare);
    expect(textOf(element)).toMatch(/^Order A1001/);
    await expect(element).toBeAccessible();
  });

  it('is refreshed by hand, and paused', async () => {
    const element = await header();
    const heard = [];
    for (const name of ['refresh', 'togglelive']) element.addEventListener(name, () => heard.push(name));
    const [pause, refresh] = findAll(element, 'lightning-button-icon');
    expect(pause.alternativeText).toBe('Pause automatic updates');
    pause.click();
    refresh.click();
    expect(heard).toEqual(['togglelive', 'refresh']);
    expect(find(await header({}, { isLive: false }), 'lightning-button-icon').alternativeText).toBe('Resume automatic updates');
  });
});
