import ObTimelineItem from 'c/obTimelineItem';
import { pageOf } from 'c/obTimelineModel';
import { find, mount, settled, textOf } from 'test/mount';
import { connection, entry } from 'test/order-data';

function item(values, properties = {}) {
  const [read] = pageOf(connection([entry(1, values)])).entries;
  return mount('c-ob-timeline-item', ObTimelineItem, { entry: read, ...properties });
}

describe('an entry', () => {
  it('says what happened, when and who said so', async () => {
    const element = await item({});
    expect(textOf(element)).toMatch(/^Order received Nov 21, 2026, 2:01.AM Order · Broker$/);
    expect(find(element, 'time').dateTime).toBe('2026-11-21T10:01:00.000Z');
    await expect(element).toBeAccessible();
  });

  it('says that it is a warning in words and with an icon', async () => {
    const element = await item({ Severity__c: 'Warning', Code__c: 'HELD', Summary_Params__c: '{"reasons":"credit"}' });
    expect(textOf(element)).toMatch(/Held by the ERP: credit .* Warning · Order · Broker/);
    expect(find(element, 'lightning-icon').iconName).toBe('utility:warning');
    await expect(element).toBeAccessible();
  });

  it('says when it was reported long after the fact', async () => {
    expect(textOf(await item({ Recorded_At__c: '2026-11-21T10:30:00.000Z' }))).toMatch(/reported Nov 21, 2026, 2:30.AM$/);
  });

  it('of an unknown kind has a neutral icon and the broker’s words', async () => {
    const element = await item({
      Code__c: 'TELEPORTED',
      Summary__c: 'Beamed up',
      Category__c: null,
      Severity__c: null,
      Actor_Type__c: null,
      Occurred_At__c: null,
      Recorded_At__c: null,
    });
    expect(find(element, 'lightning-icon').iconName).toBe('utility:question');
    expect(textOf(element)).toBe('Beamed up');
    await expect(element).toBeAccessible();
  });

  it('has its reason beneath a refusal', async () => {
    expect(textOf(await item({ Code__c: 'ORDER_REJECTED', Summary__c: 'Order refused: no credit' }))).toMatch(
      /^Order refused Order refused: no credit/,
    );
  });

  it('opens where it came from, for those who may see that', async () => {
    expect(find(await item({}), 'button')).toBeNull();
    const values = { Source__c: 'erp-main', Summary_Params__c: '{"revision":1}', Command__r: { Correlation_Id__c: { value: 'corr-1' } } };
    const element = await item(values, { isTechnical: true });
    const toggle = find(element, 'button');
    expect([toggle.getAttribute('aria-expanded'), textOf(element).includes('corr-1')]).toEqual(['false', false]);
    toggle.click();
    await settled();
    expect(toggle.getAttribute('aria-expanded')).toBe('true');
    expect(textOf(element)).toMatch(
      /Code ORDER_RECEIVED Source erp-main As reported Order received .* Event key A1001-1 Correlation id corr-1 Parameters {"revision":1}/,
    );
    await expect(element).toBeAccessible();
    toggle.click();
    await settled();
    expect(textOf(element)).not.toContain('corr-1');
  });
});
