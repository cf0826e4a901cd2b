import ObOrderLines from 'c/obOrderLines';
import { orderPageOf } from 'c/obOrderModel';
import { find, findAll, mount, settled, textOf } from 'test/mount';
import { LINES, orderAnswer } from 'test/order-data';

const linesOf = (lines) => orderPageOf(orderAnswer({ lines })).lines;
const element = (properties) => mount('c-ob-order-lines', ObOrderLines, { currency: 'EUR', ...properties });

describe('the lines of an order', () => {
  it('say what was ordered and where each unit is', async () => {
    const lines = await element({ lines: linesOf(LINES) });
    expect(textOf(lines)).toBe(
      '2 lines Kettle, 1.7 l KETTLE 3 €39.90 Partially shipped 1 delivered 1 on the way 1 in fulfilment TEA 1.5 Backordered 1.5 backordered',
    );
    await expect(lines).toBeAccessible();
  });

  it('show units, promises and returns', async () => {
    const lines = linesOf([{ ...LINES[0], Unit__c: 'pcs', Promised_Date__c: '2026-11-24', Quantity_Returned__c: 1, Status__c: null }]);
    expect(textOf(await element({ lines }))).toBe(
      '1 line Kettle, 1.7 l KETTLE 3 pcs €39.90 promised Nov 24, 2026 1 delivered 1 on the way 1 in fulfilment 1 returned',
    );
  });

  it('show the beginning of a long order until asked for all', async () => {
    const lines = await element({ lines: linesOf(Array.from({ length: 500 }, (_, index) => ({ ...LINES[0], Id: `l${index}` }))) });
    expect(findAll(lines, 'li.line')).toHaveLength(25);
    const more = find(lines, 'lightning-button');
    expect(more.label).toBe('Show all 500 lines');
    more.click();
    await settled();
    expect(findAll(lines, 'li.line')).toHaveLength(500);
    expect(find(lines, 'lightning-button')).toBeNull();
  });

  it('say where there are more than the page was given', async () => {
    expect(textOf(await element({ lines: linesOf(LINES), isCutOff: true }))).toContain('Only the first lines are shown');
  });

  it('say that there are none', async () => {
    const lines = await element({ lines: [] });
    expect(find(lines, 'c-ob-state').message).toMatch(/has no lines/);
    await expect(lines).toBeAccessible();
  });

  it('take a line without a name', async () => {
    const lines = linesOf([{ Id: 'x' }]);
    expect(textOf(await element({ lines }))).toBe('1 line');
  });
});
