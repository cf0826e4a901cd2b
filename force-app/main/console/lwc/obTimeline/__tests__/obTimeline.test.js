import { graphql } from 'lightning/graphql';
import ObTimeline from 'c/obTimeline';
import { find, findAll, mount, settled, textOf } from 'test/mount';
import { connection, entry } from 'test/order-data';

beforeEach(() => localStorage.clear());

const page = (sequences, hasOlder = false) =>
  connection(
    sequences.map((sequence) => entry(sequence)),
    hasOlder,
  );
const timeline = (properties) => mount('c-ob-timeline', ObTimeline, { orderId: 'a01', newest: page([2, 1]), ...properties });
const shown = (element) => findAll(element, 'c-ob-timeline-item').map((item) => item.entry.sequence);
const button = (element, label) => findAll(element, 'lightning-button').find((found) => found.label === label);
const answer = (older) => graphql.emit({ uiapi: { query: { OB_Timeline_Entry__c: older } } });

async function press(element, label) {
  button(element, label).click();
  await settled();
}

describe('the timeline', () => {
  it('is an ordered list, newest first', async () => {
    const element = await timeline();
    expect(shown(element)).toEqual([2, 1]);
    expect(textOf(element)).toBe('Timeline 2 of 2 loaded entries This is where the history begins.');
    await expect(element).toBeAccessible();
  });

  it('says what will appear where nothing has happened', async () => {
    const element = await timeline({ newest: page([]) });
    expect(find(element, 'c-ob-state').message).toMatch(/Nothing has happened yet/);
    await expect(element).toBeAccessible();
  });

  it('does not move what is read: it tells of new entries, and shows them when asked', async () => {
    const element = await timeline();
    element.newest = page([4, 3, 2, 1]);
    await settled();
    expect(shown(element)).toEqual([2, 1]);
    expect(find(element, '[role="status"]').textContent).toBe('2 new entries');
    await expect(element).toBeAccessible();
    await press(element, 'Show');
    expect(shown(element)).toEqual([4, 3, 2, 1]);
    expect(element.shadowRoot.activeElement).toBe(find(element, 'h3'));
  });

  it('tells of one new entry as one', async () => {
    const element = await timeline();
    element.newest = page([3, 2, 1]);
    await settled();
    expect(find(element, '[role="status"]').textContent).toBe('1 new entry');
  });

  it('fetches older pages by the place of the oldest entry, once for each press', async () => {
    const element = await timeline({ newest: page([60, 59], true) });
    await press(element, 'Show older entries');
    expect(graphql.getLastConfig().variables).toEqual({ orderId: 'a01', recordedAt: '2026-11-21T10:59:00.000Z', sequence: 59 });
    await press(element, 'Loading older entries');
    answer(page([58, 57], true));
    await settled();
    expect(shown(element)).toEqual([60, 59, 58, 57]);
    await press(element, 'Show older entries');
    expect(graphql.getLastConfig().variables).toEqual({ orderId: 'a01', recordedAt: '2026-11-21T10:57:00.000Z', sequence: 57 });
    answer(page([1]));
    await settled();
    expect(button(element, 'Show older entries')).toBeUndefined();
    expect(textOf(element)).toContain('This is where the history begins.');
  });

  it('says when older entries could not be had, and asks again', async () => {
    const element = await timeline({ newest: page([60], true) });
    await press(element, 'Show older entries');
    graphql.emitErrors([{ message: 'busy' }]);
    await settled();
    expect(textOf(element)).toContain('Older entries could not be loaded.');
    await expect(element).toBeAccessible();
    await press(element, 'Show older entries');
    expect(graphql.getLastConfig().variables).toMatchObject({ sequence: 59.5 });
    answer(page([]));
    await settled();
    expect(textOf(element)).not.toContain('could not');
  });

  it('filters what is loaded, says so, and remembers the filter for the next visit', async () => {
    const element = await timeline({
      newest: connection([entry(2, { Category__c: 'Exception', Code__c: 'X', Summary__c: 'Stuck' }), entry(1)]),
    });
    const filters = find(element, 'c-ob-timeline-filters');
    filters.dispatchEvent(new CustomEvent('filterchange', { detail: { ...filters.filter, exceptionsOnly: true } }));
    await settled();
    expect(shown(element)).toEqual([2]);
    expect(textOf(element)).toContain('1 of 2 loaded entries');
    const again = await timeline();
    expect(find(again, 'c-ob-timeline-filters').filter.exceptionsOnly).toBe(true);
    expect(shown(again)).toEqual([]);
    expect(textOf(again)).toContain('No entry matches the filter');
    await expect(again).toBeAccessible();
  });

  it('works where the browser keeps nothing', async () => {
    const forbidden = jest.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new Error('denied');
    });
    expect(shown(await timeline())).toEqual([2, 1]);
    forbidden.mockRestore();
  });

  it('stands with a long history', async () => {
    const element = await timeline({
      newest: page(
        Array.from({ length: 300 }, (_, index) => 5000 - index),
        true,
      ),
    });
    expect(shown(element)).toHaveLength(300);
  });
});
