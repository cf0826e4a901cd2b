import { graphql } from 'lightning/graphql';
import ObCaseChoice from 'c/obCaseChoice';
import { CASES_QUERY } from 'c/obCaseQuery';
import { fill } from 'test/fields';
import { find, mount, settled, textOf } from 'test/mount';
import { connection } from 'test/order-data';

const ABOUT_THIS = {
  Id: '500',
  CaseNumber: '00042',
  Subject: 'Where is my kettle?',
  OB_Order__c: 'a01',
  CreatedDate: '2026-11-20T10:00:00Z',
};
const ANOTHER = { Id: '501', CaseNumber: '00041', Subject: null, OB_Order__c: null, CreatedDate: '2026-11-21T10:00:00Z' };
const OF_ANOTHER_ORDER = { ...ANOTHER, Id: '502', CaseNumber: '00040', OB_Order__c: 'a02' };
const answerOf = (order) => ({ uiapi: { query: { OB_Order__c: connection([{ Id: 'a01', ...order }]) } } });
/** Of the order, and of its customer. */
const cases = (own, others = []) =>
  answerOf({ Cases__r: connection(own), Account__r: { Id: '001', Cases: connection([...own, ...others]) }, Contact__r: null });

async function choice(answer, properties = {}) {
  const element = await mount('c-ob-case-choice', ObCaseChoice, { noneLabel: 'No case', ...properties });
  const chosen = jest.fn();
  element.addEventListener('choose', ({ detail }) => chosen(detail));
  element.orderId = 'a01';
  await settled();
  if (answer) graphql.emit(answer, CASES_QUERY);
  await settled();
  return { element, chosen, combobox: find(element, 'lightning-combobox') };
}

describe('the choice of a case', () => {
  it('offers the open cases of the order and its customer, or none', async () => {
    const { element, chosen, combobox } = await choice(cases([ABOUT_THIS], [ANOTHER]));
    expect(combobox.label).toBe('Case');
    expect(combobox.options).toEqual([
      { value: '', label: 'No case' },
      { value: '501', label: '00041' },
      { value: '500', label: '00042 · Where is my kettle?' },
    ]);
    expect([combobox.value, chosen.mock.calls]).toEqual(['', []]);
    await expect(element).toBeAccessible();
    await fill(combobox, '501');
    await fill(combobox, '');
    expect(chosen.mock.calls).toEqual([['501'], ['']]);
  });

  it('offers no case of another order, where the case becomes one of this order', async () => {
    const { combobox } = await choice(cases([ABOUT_THIS], [ANOTHER, OF_ANOTHER_ORDER]), { links: true });
    expect(combobox.options.map(({ value }) => value)).toEqual(['', '501', '500']);
    expect(find((await choice(cases([], [OF_ANOTHER_ORDER]), { links: true })).element, 'lightning-combobox')).toBeNull();
  });

  it('suggests the case about the order itself, where it is told to', async () => {
    const { chosen, combobox } = await choice(cases([ABOUT_THIS], [ANOTHER]), { suggests: true });
    expect([combobox.value, chosen.mock.calls]).toEqual(['500', [['500']]]);
    expect((await choice(cases([], [ANOTHER]), { suggests: true })).chosen).not.toHaveBeenCalled();
  });

  it('suggests nothing to who has chosen, whatever is read again', async () => {
    const { chosen, combobox } = await choice(cases([ABOUT_THIS], [ANOTHER]), { suggests: true });
    await fill(combobox, '');
    graphql.emit(cases([ABOUT_THIS]), CASES_QUERY);
    await settled();
    expect([combobox.value, chosen.mock.calls]).toEqual(['', [['500'], ['']]]);
  });

  it.each([
    ['there is no case', cases([])],
    ['the user may see no cases', answerOf({})],
    ['there is no such order', { uiapi: { query: { OB_Order__c: connection([]) } } }],
    ['nobody has answered yet', undefined],
  ])('is not there while %s', async (_why, answer) => {
    const { element } = await choice(answer);
    expect(textOf(element)).toBe('');
    expect(find(element, 'lightning-combobox')).toBeNull();
  });
});
