import eligibility from '@salesforce/apex/OB_OrderActions.eligibility';
import { graphql } from 'lightning/graphql';
import { EnclosingTabId, IsConsoleNavigation, openSubtab, setTabHighlighted, setTabLabel } from 'lightning/platformWorkspaceApi';
import { registerRefreshHandler, unregisterRefreshHandler } from 'lightning/refresh';
import { ORDER_QUERY } from 'c/obOrderQuery';
import ObOrderWorkspace from 'c/obOrderWorkspace';
import { expectAccessible } from 'test/live-page';
import { find, mount, settled, textOf } from 'test/mount';
import { COMMAND, EXCEPTION, ORDER_ID, connection, entry, orderAnswer, without } from 'test/order-data';
import { focusWindow, watcherCount } from 'test/sight';

beforeEach(() => eligibility.mockResolvedValue({ actions: [], lines: [] }));

async function answer(data) {
  graphql.emit(data, ORDER_QUERY);
  await settled();
}

async function workspace(change, properties = {}) {
  const element = await mount('c-ob-order-workspace', ObOrderWorkspace, { recordId: ORDER_ID, ...properties });
  if (change) await answer(orderAnswer(change));
  return element;
}

/** Axe waits for real time. */
const state = (element) => find(element, 'c-ob-state');
const notice = (element) => find(element, '.notice')?.textContent;

describe('the page of an order', () => {
  it('is a skeleton until the answer is there', async () => {
    const element = await workspace();
    expect(state(element)).toMatchObject({ kind: 'loading', message: 'Loading the order' });
    expect(graphql.getLastConfig()).toBeDefined();
    await expectAccessible(element);
  });

  it('shows the order with all its parts', async () => {
    const element = await workspace({ exceptions: [EXCEPTION], commands: [COMMAND], returns: [{ Id: 'r1', RMA__c: 'R1' }] });
    expect(state(element)).toBeNull();
    expect(find(element, 'c-ob-order-header').order.number).toBe('WEB-1001');
    expect(find(element, 'c-ob-exception-banner').exceptions).toHaveLength(1);
    expect(find(element, 'c-ob-milestone-tracker').steps).not.toEqual([]);
    expect(find(element, 'c-ob-timeline').newest.edges).toHaveLength(1);
    await expectAccessible(element);
  });

  it('has the focus at its heading once the exception somebody was at is over', async () => {
    const element = await workspace({ exceptions: [{ ...EXCEPTION, Name: 'E-0007' }] });
    const link = find(find(element, 'c-ob-exception-banner'), 'lightning-button');
    link.tabIndex = 0;
    link.focus();
    await answer(orderAnswer({}));
    expect(find(element, 'c-ob-order-header').shadowRoot.activeElement.className).toBe('title');
  });

  it.each([
    ['no access', [{ message: 'no', extensions: { ErrorType: 'ValidationError' } }], 'noAccess'],
    ['no session', [{ status: 401, message: 'Session expired' }], 'session'],
    ['no network', [{ status: 503, message: 'down' }], 'offline'],
  ])('says so if there is %s', async (_, errors, kind) => {
    const element = await workspace();
    graphql.emitErrors(errors, ORDER_QUERY);
    await settled();
    expect(state(element).kind).toBe(kind);
    await expectAccessible(element);
  });

  it('does not call a list empty that failed, or that this user may not see', async () => {
    const element = await workspace();
    await answer(without(orderAnswer(), ['Lines__r', 'Shipments__r', 'Timeline_Entries__r']));
    const parts = ['c-ob-order-lines', 'c-ob-shipments', 'c-ob-timeline'].map((name) => find(element, name));
    expect(parts.map((part) => state(part).kind)).toEqual(['missing', 'missing', 'missing']);
    await expectAccessible(element);
  });

  it('shows the ERP’s own word beside a status that cannot tell what it means', async () => {
    const order = { Raw_Status__c: 'ZZ9' };
    const unmapped = { ...EXCEPTION, Category__c: 'Unmapped status', Code__c: 'UNMAPPED_STATUS' };
    const element = await workspace({ order, exceptions: [unmapped] });
    expect(textOf(find(element, 'c-ob-order-header'))).toContain(
      'The ERP reports “ZZ9”. Nobody has told the order broker yet what that means',
    );
    await answer(orderAnswer({ order, exceptions: [EXCEPTION] }));
    expect(textOf(find(element, 'c-ob-order-header'))).not.toContain('ZZ9');
  });

  it('says so if the order is not there, or was deleted while it was open', async () => {
    const element = await workspace({});
    await answer({ uiapi: { query: { OB_Order__c: connection([]) } } });
    expect(state(element).kind).toBe('notFound');
    expect(find(element, 'c-ob-order-header')).toBeNull();
  });

  it('shows what it has if some of it could not be had', async () => {
    const element = await workspace();
    graphql.emitPartial(orderAnswer(), [{ message: 'Invoices are away' }], ORDER_QUERY);
    await settled();
    expect(notice(element)).toBe('Some of this order could not be shown.');
    expect(find(element, 'c-ob-order-header')).not.toBeNull();
    await expectAccessible(element);
  });

  it('keeps what was known last while the server is in trouble', async () => {
    const element = await workspace({});
    graphql.emitErrors([{ status: 503 }], ORDER_QUERY);
    await settled();
    expect(notice(element)).toMatch(/This is what was known last/);
    expect(find(element, 'c-ob-order-header').order.number).toBe('WEB-1001');
    await expectAccessible(element);
  });

  it.each([
    [{ order: { Status__c: 'Draft' } }, 'draft:current'],
    [{ order: { Status__c: 'Rejected' } }, 'rejected:problem'],
    [{ order: { Status__c: null }, returns: [{ Id: 'r', Status__c: 'Declined' }] }, 'received:done'],
    [{ returns: [{ Id: 'r', Status__c: 'Requested' }] }, 'returned:current'],
  ])('follows the status, whatever it is called: %j', async (change, step) => {
    const { steps } = find(await workspace(change), 'c-ob-milestone-tracker');
    expect(steps.map(({ key, state }) => `${key}:${state}`)).toContain(step);
  });

  it('says which lists are cut off', async () => {
    const element = await workspace();
    const data = orderAnswer();
    const { node } = data.uiapi.query.OB_Order__c.edges[0];
    node.Lines__r = connection([], true);
    node.Returns__r = connection([], true);
    await answer(data);
    expect(find(element, 'c-ob-order-lines').isCutOff).toBe(true);
    expect(find(element, '.minor').textContent).toMatch(/show only their beginning/);
  });
});

describe('the page keeps itself fresh', () => {
  it('asks soon while a request is under way, from its first answer on', async () => {
    await workspace({ commands: [COMMAND] });
    await jest.advanceTimersByTimeAsync(3000);
    expect(graphql.refresh).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(6000);
    expect(graphql.refresh.mock.calls.length).toBeGreaterThan(1);
  });

  it('asks less and less often where nothing is expected and nothing new comes: a heartbeat of the broker is no news', async () => {
    await workspace({});
    let minute = 0;
    const beat = () => `2026-11-21T12:${String((minute += 1)).padStart(2, '0')}:00.000Z`;
    graphql.refresh.mockImplementation(async () => graphql.emit(orderAnswer({ heartbeatAt: beat() }), ORDER_QUERY));
    await jest.advanceTimersByTimeAsync(1_200_000);
    expect(graphql.refresh.mock.calls.length).toBeLessThanOrEqual(13);
    expect(graphql.refresh.mock.calls.length).toBeGreaterThanOrEqual(9);
  });

  it('asks nobody while nobody looks, and at once when somebody looks again', async () => {
    await workspace({});
    focusWindow(false);
    await jest.advanceTimersByTimeAsync(60_000);
    const asked = graphql.refresh.mock.calls.length;
    await jest.advanceTimersByTimeAsync(600_000);
    expect(graphql.refresh).toHaveBeenCalledTimes(asked);
    focusWindow(true);
    expect(graphql.refresh).toHaveBeenCalledTimes(asked + 1);
  });

  it('is refreshed by hand, by the page’s own refresh, and after something was sent', async () => {
    const element = await workspace({});
    find(element, 'c-ob-order-header').dispatchEvent(new CustomEvent('refresh'));
    await settled();
    expect(await registerRefreshHandler.mock.calls[0][1]()).toBe(true);
    find(element, 'c-ob-action-bar').dispatchEvent(new CustomEvent('sent'));
    await settled();
    expect(graphql.refresh).toHaveBeenCalledTimes(3);
    await answer(orderAnswer({ order: { Status_Version__c: 8 } }));
  });

  it('backs off while the server answers nothing but errors, and is quick again as soon as it is back', async () => {
    await workspace({ commands: [COMMAND] });
    graphql.refresh.mockImplementation(async () => graphql.emitErrors([{ status: 503 }], ORDER_QUERY));
    await jest.advanceTimersByTimeAsync(600_000);
    expect(graphql.refresh.mock.calls.length).toBeLessThanOrEqual(8);
    graphql.refresh.mockClear().mockImplementation(async () => graphql.emit(orderAnswer({ commands: [COMMAND] }), ORDER_QUERY));
    focusWindow(false);
    focusWindow(true);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(graphql.refresh.mock.calls.length).toBeGreaterThanOrEqual(3);
  });

  it('takes a part that could not be had for an answer', async () => {
    await workspace({ commands: [COMMAND] });
    const errors = [{ message: 'Invoices are away' }];
    graphql.refresh.mockImplementation(async () => graphql.emitPartial(orderAnswer({ commands: [COMMAND] }), errors, ORDER_QUERY));
    await jest.advanceTimersByTimeAsync(120_000);
    expect(graphql.refresh.mock.calls.length).toBeGreaterThanOrEqual(6);
  });

  it('is paused and resumed', async () => {
    const element = await workspace({});
    const header = find(element, 'c-ob-order-header');
    header.dispatchEvent(new CustomEvent('togglelive'));
    await settled();
    expect(header.isLive).toBe(false);
    await jest.advanceTimersByTimeAsync(600_000);
    focusWindow(false);
    focusWindow(true);
    expect(graphql.refresh).not.toHaveBeenCalled();
    header.dispatchEvent(new CustomEvent('togglelive'));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(graphql.refresh).toHaveBeenCalled();
  });

  it('stops with the page', async () => {
    const element = await workspace({});
    element.remove();
    await jest.advanceTimersByTimeAsync(600_000);
    expect(graphql.refresh).not.toHaveBeenCalled();
    expect(unregisterRefreshHandler).toHaveBeenCalledWith('refresh-handler');
    expect(watcherCount()).toBe(0);
  });

  it('does not move the history that is being read', async () => {
    const element = await workspace({ entries: [entry(1)] });
    await answer(orderAnswer({ entries: [entry(2), entry(1)] }));
    expect(find(element, 'c-ob-timeline').newest.edges).toHaveLength(2);
  });
});

describe('the page acts', () => {
  it('on an exception through the action bar', async () => {
    const element = await workspace({ exceptions: [EXCEPTION] });
    const start = jest.fn();
    find(element, 'c-ob-action-bar').start = start;
    Object.defineProperty(find(element, 'c-ob-action-bar'), 'start', { value: start });
    find(element, 'c-ob-exception-banner').dispatchEvent(
      new CustomEvent('exceptionaction', { detail: { action: 'retry', exceptionId: 'e1' } }),
    );
    expect(start).toHaveBeenCalledWith('retry', { exceptionId: 'e1' });
  });

  it('opens a return in a subtab of the console, names the tab and lights it up when something goes wrong', async () => {
    const element = await workspace();
    IsConsoleNavigation.emit(true);
    EnclosingTabId.emit('t1');
    await answer(orderAnswer());
    expect(setTabLabel).toHaveBeenCalledWith('t1', 'WEB-1001');
    expect(setTabHighlighted).not.toHaveBeenCalled();
    await answer(orderAnswer({ exceptions: [EXCEPTION], order: { Order_Number__c: null } }));
    expect(setTabHighlighted).toHaveBeenCalledWith('t1', true, { pulse: true, state: 'warning' });
    find(element, 'c-ob-documents').dispatchEvent(new CustomEvent('openrecord', { detail: 'r1' }));
    await settled();
    expect(openSubtab).toHaveBeenCalledWith('tab0', { recordId: 'r1', focus: true });
  });
});
