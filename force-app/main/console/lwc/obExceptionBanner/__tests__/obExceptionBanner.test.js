import ObExceptionBanner from 'c/obExceptionBanner';
import { orderPageOf } from 'c/obOrderModel';
import { find, findAll, mount, settled, textOf } from 'test/mount';
import { EXCEPTION, orderAnswer } from 'test/order-data';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const exceptions = (...changes) =>
  orderPageOf(orderAnswer({ exceptions: changes.map((change, index) => ({ ...EXCEPTION, Id: `e${index}`, ...change })) })).exceptions;
const banner = (properties) => mount('c-ob-exception-banner', ObExceptionBanner, { now, ...properties });
const labels = (element) => findAll(element, 'lightning-button').map(({ label }) => label);

describe('the exception banner', () => {
  it('is not there without an exception', async () => {
    expect(textOf(await banner())).toBe('');
  });

  it('says what is wrong, since when, whose turn it is and when it is tried again', async () => {
    const element = await banner({ exceptions: exceptions({}) });
    expect(textOf(element)).toMatch(
      /The ERP did not answer\. In doubt opened 20 min\. ago Whose turn: Broker Next automatic try: Nov 21, 2026, 4:05.AM Attempts: 2/,
    );
    expect(labels(element)).toEqual([]);
    await expect(element).toBeAccessible();
  });

  it('names what the broker found itself, and says in its own words to whom they matter', async () => {
    const short = exceptions({ Code__c: 'SHORTED', Category__c: 'Short', Message__c: 'The warehouse ships less: line 10' });
    expect(textOf(await banner({ exceptions: short }))).toMatch(/^The warehouse ships less than it was asked to\. Short/);
    expect(textOf(await banner({ exceptions: short, isTechnical: true }))).toMatch(/asked to\. The warehouse ships less: line 10 Short/);
    const invalid = exceptions({ Code__c: 'ORDER_INVALID', Category__c: 'Unreadable', Message__c: 'Line 10 has no price' });
    expect(textOf(await banner({ exceptions: invalid }))).toMatch(/as it is\. Line 10 has no price Unreadable/);
  });

  it('offers what the exception allows and the user may', async () => {
    expect(labels(await banner({ exceptions: exceptions({}), canOperate: true, canEscalate: true }))).toEqual([
      'Retry',
      'Resolve',
      'Escalate',
    ]);
    expect(labels(await banner({ exceptions: exceptions({ Allowed_Actions__c: 'RETRY' }), canOperate: true }))).toEqual(['Retry']);
  });

  it("leads to the exception and to its case, where the page is not the exception's own", async () => {
    const escalated = exceptions({ Name: 'E-0007', Case__c: '500', Case__r: { Id: '500', CaseNumber: { value: '00042' } } });
    const element = await banner({ exceptions: escalated, hasLinks: true });
    expect(labels(element)).toEqual(['Exception E-0007', 'Case 00042']);
    const heard = jest.fn();
    element.addEventListener('openrecord', ({ detail }) => heard(detail));
    for (const button of findAll(element, 'lightning-button')) button.click();
    expect(heard.mock.calls).toEqual([['e0'], ['500']]);
    await expect(element).toBeAccessible();
    expect(labels(await banner({ exceptions: escalated }))).toEqual([]);
    expect(labels(await banner({ exceptions: exceptions({}), hasLinks: true }))).toEqual([]);
  });

  it('passes on what is pressed', async () => {
    const element = await banner({ exceptions: exceptions({}), canOperate: true });
    const heard = jest.fn();
    element.addEventListener('exceptionaction', ({ detail }) => heard(detail));
    find(element, '[data-action="retry"]').click();
    expect(heard).toHaveBeenCalledWith({ action: 'retry', exceptionId: 'e0' });
  });

  it('counts the others, and shows the technical side to those who may see it', async () => {
    expect(textOf(await banner({ exceptions: exceptions({}, {}) }))).toContain('and 1 other exception');
    const element = await banner({ exceptions: exceptions({}, {}, {}), isTechnical: true });
    expect(textOf(element)).toContain('ANSWER_LOST · erp-main · cmd-9');
    expect(textOf(element)).toContain('and 2 other exceptions');
  });

  it('stands with what little is known', async () => {
    const bare = { Message__c: null, Severity__c: null, Turn__c: null, Opened_At__c: null, Next_Retry_At__c: null, Attempts__c: null };
    const element = await banner({ exceptions: exceptions(bare) });
    expect(textOf(element)).toBe('In doubt In doubt No automatic try');
    expect(find(element, 'lightning-icon').iconName).toBe('utility:error');
    expect(textOf(await banner({ exceptions: exceptions({ ...bare, Category__c: null, Severity__c: 'Info' }) }))).toBe(
      'ANSWER_LOST No automatic try',
    );
  });

  it('announces an exception that appears, and not one that was there', async () => {
    const element = await banner({ exceptions: exceptions({}) });
    const alert = find(element, '[role="alert"]');
    expect(alert.textContent).toBe('');
    element.exceptions = exceptions({}, { Severity__c: 'Error', Message__c: 'Two documents.' });
    await settled();
    expect(alert.textContent).toBe('New exception: Two documents.');
    await expect(element).toBeAccessible();
  });

  describe('gives the focus to somebody', () => {
    const leave = ({ shadowRoot }) => shadowRoot.activeElement.blur();
    /** Where the focus was when the dialogue opened. */
    const comeBack = (element) => find(element, '[tabindex="-1"]').focus();
    const focusIn = ({ shadowRoot: { activeElement } }) => activeElement?.dataset.action ?? activeElement?.className;
    const retryOf = (element) => find(element, '[data-action="retry"]');

    /** The stand-in of a button takes no focus by itself. */
    async function focusable(properties) {
      const element = await banner({ exceptions: exceptions({}), canOperate: true, ...properties });
      for (const button of findAll(element, 'lightning-button')) button.tabIndex = 0;
      const over = jest.fn();
      element.addEventListener('over', over);
      return { element, over };
    }

    async function becomes(element, properties) {
      Object.assign(element, properties);
      await settled();
    }

    it('who closes the dialogue: back to the button that opened it', async () => {
      const { element, over } = await focusable();
      retryOf(element).click();
      leave(element);
      comeBack(element);
      expect(focusIn(element)).toBe('retry');
      expect(over).not.toHaveBeenCalled();
    });

    it('whose exception ended behind the dialogue: the page has it, also when the dialogue gives it back twice', async () => {
      const { element, over } = await focusable();
      retryOf(element).click();
      leave(element);
      await becomes(element, { exceptions: [] });
      expect(over).not.toHaveBeenCalled();
      comeBack(element);
      await settled();
      expect(over).toHaveBeenCalledTimes(1);
      leave(element);
      comeBack(element);
      await settled();
      expect(over).toHaveBeenCalledTimes(2);
    });

    it('whose button goes away under them: what is wrong now, or the page once nothing is', async () => {
      const { element, over } = await focusable();
      retryOf(element).focus();
      await becomes(element, { exceptions: exceptions({ Allowed_Actions__c: 'ACKNOWLEDGE' }) });
      expect(focusIn(element)).toBe('message');
      await becomes(element, { exceptions: [] });
      expect(over).toHaveBeenCalledTimes(1);
    });

    it('but takes it from nobody who is elsewhere', async () => {
      const { element, over } = await focusable();
      await becomes(element, { exceptions: [] });
      expect(over).not.toHaveBeenCalled();
      expect(document.activeElement.localName).toBe('body');
    });
  });
});
