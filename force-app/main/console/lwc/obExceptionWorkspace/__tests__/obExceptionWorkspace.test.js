import escalate from '@salesforce/apex/OB_ExceptionActions.escalate';
import retry from '@salesforce/apex/OB_ExceptionActions.retry';
import { graphql } from 'lightning/graphql';
import LightningModal from 'lightning/modal';
import { IsConsoleNavigation, openSubtab } from 'lightning/platformWorkspaceApi';
import ObExceptionWorkspace from 'c/obExceptionWorkspace';
import { EXCEPTION_QUERY } from 'c/obWorkQuery';
import { press } from 'test/fields';
import { expectAccessible } from 'test/live-page';
import { find, findAll, mount, settled, textOf } from 'test/mount';
import { exceptionAnswer } from 'test/work-data';

jest.mock('@salesforce/customPermission/OB_Replay_Command', () => ({ __esModule: true, default: true }), { virtual: true });
jest.mock('@salesforce/customPermission/OB_Escalate_Order', () => ({ __esModule: true, default: true }), { virtual: true });

const ID = 'a05000000000001AAA';

async function page(answer) {
  const element = await mount('c-ob-exception-workspace', ObExceptionWorkspace, { recordId: ID });
  IsConsoleNavigation.emit(true);
  if (answer) graphql.emit(answer, EXCEPTION_QUERY);
  await settled();
  return element;
}

const banner = (element) => find(element, 'c-ob-exception-banner');
const toasts = (element) => {
  const heard = jest.fn();
  element.addEventListener('lightning__showtoast', ({ detail }) => heard(detail.message));
  return heard;
};

async function act(element, action) {
  banner(element).dispatchEvent(new CustomEvent('exceptionaction', { detail: { action, exceptionId: ID } }));
  await settled();
}

describe('the page of an exception', () => {
  it('is a skeleton until the answer is there', async () => {
    expect(find(await page(), 'c-ob-state').message).toBe('Loading the exception');
  });

  it('says what is wrong, since when, whose turn it is and what may be done', async () => {
    const element = await page(exceptionAnswer());
    expect(textOf(banner(element))).toMatch(/The ERP did not answer\..*20 min\. ago.*Broker/);
    expect(findAll(banner(element), 'lightning-button').map(({ label }) => label)).toEqual(['Retry', 'Resolve', 'Escalate']);
    await expectAccessible(element);
  });

  it('asks soon while it is open, and seldom once it has ended', async () => {
    await page(exceptionAnswer());
    await jest.advanceTimersByTimeAsync(3000);
    expect(graphql.refresh).toHaveBeenCalledTimes(1);
    graphql.emit(exceptionAnswer({ Status__c: 'Resolved' }), EXCEPTION_QUERY);
    await jest.advanceTimersByTimeAsync(10_000);
    graphql.refresh.mockClear();
    await jest.advanceTimersByTimeAsync(30_000);
    expect(graphql.refresh).not.toHaveBeenCalled();
  });

  it('has the focus once the exception is over that somebody was at', async () => {
    const element = await page(exceptionAnswer());
    const button = find(banner(element), 'lightning-button');
    button.tabIndex = 0;
    button.focus();
    graphql.emit(exceptionAnswer({ Status__c: 'Resolved' }), EXCEPTION_QUERY);
    await settled();
    expect(element.shadowRoot.activeElement.className).toBe('card');
  });

  it('opens its order beside it', async () => {
    const element = await page(exceptionAnswer());
    await press(element, 'WEB-1001');
    expect(openSubtab).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ recordId: 'a01' }));
  });

  it('is retried with a reason, and nothing is sent without one', async () => {
    retry.mockResolvedValue({ commandId: 'c' });
    const element = await page(exceptionAnswer());
    const told = toasts(element);
    LightningModal.open.mockResolvedValueOnce(undefined);
    await act(element, 'retry');
    expect(retry).not.toHaveBeenCalled();
    LightningModal.open.mockImplementationOnce(({ call }) => call({ text: 'the ERP is back', idempotencyKey: 'k' }));
    await act(element, 'retry');
    expect(retry).toHaveBeenCalledWith({ request: { exceptionId: ID, reason: 'the ERP is back', idempotencyKey: 'k' } });
    expect(told).toHaveBeenCalledWith('The broker was asked. It shows here once it has answered.');
  });

  it.each([
    [true, 'Case 00042 was created and its queue notified.'],
    [false, expect.stringContaining('00042')],
  ])('is escalated with its order (case created: %s)', async (created, message) => {
    escalate.mockResolvedValue({ caseNumber: '00042', created });
    const element = await page(exceptionAnswer());
    const told = toasts(element);
    LightningModal.open.mockImplementationOnce(({ call }) => call({ text: 'customer waits', idempotencyKey: 'k' }));
    await act(element, 'escalate');
    expect(escalate).toHaveBeenCalledWith({
      request: { exceptionId: ID, orderId: 'a01', reason: 'customer waits', idempotencyKey: 'k' },
    });
    expect(told).toHaveBeenCalledWith(message);
  });

  it('leads to the case it was escalated to', async () => {
    const element = await page(exceptionAnswer({ Case__c: '500', Case__r: { Id: '500', CaseNumber: { value: '00042' } } }));
    await press(element, 'Case 00042');
    expect(openSubtab.mock.calls.at(-1)[1]).toMatchObject({ recordId: '500' });
  });

  it.each([
    [{ Resolved_At__c: '2026-11-21T11:50:00.000Z' }, /^The ERP did not answer\. Resolved on /],
    [{ Message__c: null }, /^In doubt Resolved$/],
    [{ Message__c: null, Category__c: null, Status__c: null }, /^ANSWER_LOST Not open any more\.$/],
  ])('says what was wrong once it is over', async (values, text) => {
    const element = await page(exceptionAnswer({ Status__c: 'Resolved', ...values }));
    expect(textOf(find(element, '.ended'))).toMatch(text);
    expect(findAll(element, 'lightning-button').map(({ label }) => label)).toEqual(['WEB-1001']);
    await expectAccessible(element);
  });

  it('says that it is gone, cannot be refreshed, or shows a part only', async () => {
    expect(find(await page({ uiapi: { query: {} } }), 'c-ob-state').kind).toBe('notFound');
    const element = await page(exceptionAnswer({ Order__r: null }));
    graphql.emitErrors([{ status: 503 }], EXCEPTION_QUERY);
    await settled();
    expect(textOf(element)).toContain('known last');
  });
});
