import ObTimelineFilters from 'c/obTimelineFilters';
import { NO_FILTER, pageOf } from 'c/obTimelineModel';
import { find, findAll, mount, settled, textOf } from 'test/mount';
import { connection, entry } from 'test/order-data';

const { entries } = pageOf(
  connection([entry(3, { Category__c: 'Shipment', Severity__c: 'Error' }), entry(2, { Actor_Type__c: 'ERP' }), entry(1)]),
);
const lines = [
  { id: 'l1', number: 1, description: null, sku: 'KETTLE' },
  { id: 'l2', number: 2, description: 'Tea', sku: 'TEA' },
];
const shipments = [{ id: 's1', trackingNumber: 'JD01' }, { id: 's2', key: 'A-S2' }, { id: 's3' }];

async function filters(properties = {}) {
  const element = await mount('c-ob-timeline-filters', ObTimelineFilters, { entries, lines, shipments, ...properties });
  const said = [];
  element.addEventListener('filterchange', ({ detail }) => said.push(detail));
  const change = (name, detail) => find(element, `[data-name="${name}"]`).dispatchEvent(new CustomEvent('change', { detail }));
  const open = async () => {
    findAll(element, 'lightning-button').at(-1).click();
    await settled();
  };
  return { element, said, change, open };
}

describe('the filters', () => {
  it('are a search, and more when opened', async () => {
    const { element, open } = await filters();
    expect(findAll(element, 'lightning-checkbox-group')).toEqual([]);
    await expect(element).toBeAccessible();
    await open();
    expect(findAll(element, 'lightning-checkbox-group').map(({ label }) => label)).toEqual(['Kind', 'Severity', 'Who']);
    expect(findAll(element, 'lightning-combobox').map(({ options }) => options.map(({ label }) => label))).toEqual([
      ['All', '1 KETTLE', '2 Tea'],
      ['All', 'JD01', 'A-S2', 's3'],
    ]);
    await expect(element).toBeAccessible();
    await open();
    expect(findAll(element, 'lightning-combobox')).toEqual([]);
  });

  it('say what was chosen', async () => {
    const { said, change, open } = await filters();
    await open();
    change('text', { value: 'late' });
    change('categories', { value: ['Shipment'] });
    change('lineId', { value: 'l2' });
    change('exceptionsOnly', { checked: true });
    expect(said).toEqual([
      { ...NO_FILTER, text: 'late' },
      { ...NO_FILTER, categories: ['Shipment'] },
      { ...NO_FILTER, lineId: 'l2' },
      { ...NO_FILTER, exceptionsOnly: true },
    ]);
  });

  it('count what is active, and are cleared at once', async () => {
    expect(textOf((await filters({ filter: { ...NO_FILTER, text: 'x' } })).element)).toBe('1 filter active');
    const { element, said } = await filters({ filter: { ...NO_FILTER, text: 'x', actors: ['ERP'] } });
    expect(textOf(element)).toBe('2 filters active');
    findAll(element, 'lightning-button')
      .find(({ label }) => label === 'Clear filters')
      .click();
    expect(said).toEqual([NO_FILTER]);
  });

  it('offer no choice where there is none', async () => {
    const { element, open } = await filters({ entries: entries.slice(2), lines: lines.slice(1), shipments: [] });
    await open();
    expect([...findAll(element, 'lightning-checkbox-group'), ...findAll(element, 'lightning-combobox')]).toEqual([]);
  });
});
