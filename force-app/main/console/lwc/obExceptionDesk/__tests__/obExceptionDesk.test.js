import USER_ID from '@salesforce/user/Id';
import assign from '@salesforce/apex/OB_ExceptionActions.assign';
import bulkRetry from '@salesforce/apex/OB_ExceptionActions.bulkRetry';
import owners from '@salesforce/apex/OB_ExceptionActions.owners';
import resolve from '@salesforce/apex/OB_ExceptionActions.resolve';
import { graphql } from 'lightning/graphql';
import LightningModal from 'lightning/modal';
import { navigate } from 'lightning/navigation';
import { OPEN_EXCEPTIONS_QUERY } from 'c/obDeskQuery';
import ObExceptionDesk from 'c/obExceptionDesk';
import { deskAnswer } from 'test/desk-data';
import { fill, press } from 'test/fields';
import { expectAccessible } from 'test/live-page';
import { find, findAll, mount, settled, textOf } from 'test/mount';
import { record } from 'test/order-data';

jest.mock('@salesforce/customPermission/OB_Replay_Command', () => ({ __esModule: true, default: true }), { virtual: true });

const ROWS = [
  { Opened_At__c: '2026-11-21T11:50:00.000Z' },
  { Opened_At__c: '2026-11-21T10:30:00.000Z', Category__c: 'Gap', OwnerId: USER_ID },
];

async function desk(rows = ROWS, hasMore = false) {
  const element = await mount('c-ob-exception-desk', ObExceptionDesk);
  graphql.emit(deskAnswer(rows, hasMore), OPEN_EXCEPTIONS_QUERY);
  await settled();
  return element;
}

const table = (element) => find(element, 'c-ob-desk-table');
const filters = (element) => find(element, 'c-ob-desk-filters');
const progress = (element) => find(element, 'c-ob-desk-progress');

async function choose(element, ...ids) {
  for (const id of ids) {
    const box = find(table(element), `input[data-id="${id}"]`);
    box.checked = !box.checked;
    box.dispatchEvent(new CustomEvent('change'));
    await settled();
  }
}

const orders = (element) => (table(element) ? findAll(table(element), 'tbody input').map((box) => box.dataset.id) : []);
const alert = (element) => piecesOf(find(progress(element), '[role="alert"]')).join(' ');
const piecesOf = (node) => [...node.querySelectorAll('p, li')].map(({ textContent }) => textContent.trim());
/** The modal is answered as a person would who gives a reason. */
const reasoning = (text) => LightningModal.open.mockImplementationOnce(({ call }) => call({ text, idempotencyKey: 'k' }));

describe('the exception desk', () => {
  it('shows the most urgent first, with its clock', async () => {
    const element = await desk();
    expect(orders(element)).toEqual(['e1', 'e0']);
    expect(textOf(table(element))).toContain('was due 30 min. ago 1 hr. ago Broker in 5 min. Me');
    expect(textOf(table(element))).toContain('due in 50 min. 10 min. ago');
    await expectAccessible(element);
  });

  it('is filtered by category, age and owner', async () => {
    const element = await desk();
    await press(filters(element), 'Gap (1)');
    expect(orders(element)).toEqual(['e1']);
    await press(filters(element), 'All (2)');
    await fill(find(filters(element), 'lightning-combobox'), 'day');
    expect(orders(element)).toEqual([]);
    expect(find(element, 'c-ob-state').message).toMatch(/matches the filter/);
    await fill(find(filters(element), 'lightning-combobox'), 'any');
    const mine = find(filters(element), 'lightning-input');
    mine.dispatchEvent(new CustomEvent('change', { detail: { checked: true } }));
    await settled();
    expect(orders(element)).toEqual(['e1']);
    mine.dispatchEvent(new CustomEvent('change', { detail: { checked: false } }));
    await settled();
    expect(orders(element)).toHaveLength(2);
  });

  it('asks again soon while the broker sees to something, and not once it has left', async () => {
    bulkRetry.mockImplementation(({ request }) => Promise.resolve(request.exceptionIds.map((exceptionId) => ({ exceptionId }))));
    const element = await desk();
    await choose(element, 'e0');
    reasoning('They have paid');
    await press(element, 'Retry');
    await settled();
    graphql.refresh.mockClear();
    await jest.advanceTimersByTimeAsync(5000);
    expect(graphql.refresh).toHaveBeenCalledTimes(1);
    graphql.emit(deskAnswer([{ ...ROWS[1], Id: 'e1' }]), OPEN_EXCEPTIONS_QUERY);
    await jest.advanceTimersByTimeAsync(10_000);
    graphql.refresh.mockClear();
    await jest.advanceTimersByTimeAsync(30_000);
    expect(graphql.refresh).not.toHaveBeenCalled();
  });

  it('works only on what is shown: a filter takes the rest off the selection', async () => {
    assign.mockResolvedValue([{ exceptionId: 'e1' }]);
    const element = await desk();
    await choose(element, 'e0', 'e1');
    await press(filters(element), 'Gap (1)');
    expect(textOf(element)).toContain('1 selected');
    await press(element, 'Assign to me');
    expect(assign).toHaveBeenCalledWith({ request: { exceptionIds: ['e1'], ownerId: USER_ID } });
  });

  it('takes off the selection what an update moves out of the filter', async () => {
    const element = await desk();
    await press(filters(element), 'Gap (1)');
    await choose(element, 'e1');
    graphql.emit(deskAnswer([ROWS[0], { ...ROWS[1], Category__c: 'Policy' }]), OPEN_EXCEPTIONS_QUERY);
    await settled();
    expect(textOf(element)).toContain('0 selected');
  });

  it('says whose an exception is: mine, of a colleague or a queue by name where this user may see it, or of nobody yet', async () => {
    const called = (Name) => ({ Owner: record({ Name }) });
    const element = await desk([
      ...[{ OwnerId: USER_ID, ...called('Ann Lee') }, called('Bo Berg'), {}],
      ...[{ OwnerId: '005broker', CreatedById: '005broker', ...called('Order Broker') }],
      ...[{ OwnerId: '00G1', ...called('Order Exceptions') }, { OwnerId: '00G1' }],
    ]);
    const owners = findAll(table(element), 'tbody tr').map((row) => row.lastElementChild.textContent.trim());
    expect(textOf(table(await desk([{ ...called('Bo Berg'), Assigned_At__c: ROWS[0].Opened_At__c }])))).toMatch(/Bo Berg assigned .+ ago$/);
    expect(owners).toEqual(['Me', 'Bo Berg', 'Others', 'Nobody yet', 'Order Exceptions (queue)', 'Nobody yet']);
  });

  it('retries many at once with a reason, and says what was refused', async () => {
    bulkRetry.mockResolvedValue([
      { exceptionId: 'e0', commandId: 'c' },
      { exceptionId: 'e1', refusal: 'It is not retryable.' },
    ]);
    reasoning('fixed');
    const element = await desk();
    const toast = jest.fn();
    element.addEventListener('lightning__showtoast', ({ detail }) => toast(detail.message));
    const all = find(table(element), 'thead input');
    all.checked = true;
    all.dispatchEvent(new CustomEvent('change'));
    await settled();
    expect(textOf(element)).toContain('2 selected');
    await press(element, 'Retry');
    expect(bulkRetry).toHaveBeenCalledWith({ request: { exceptionIds: ['e1', 'e0'], reason: 'fixed', idempotencyKey: 'k' } });
    expect(alert(element)).toBe('Refused: 1 WEB-1001: It is not retryable.');
    expect(toast).toHaveBeenCalledWith('1 exception is being worked on.');
    expect(textOf(element)).toContain('1 selected');
    await expectAccessible(element);
  });

  it('resolves each under a key of its own', async () => {
    resolve.mockResolvedValueOnce({}).mockRejectedValueOnce({ body: { message: 'It is resolved already.' } });
    reasoning('known');
    const element = await desk();
    await choose(element, 'e0', 'e1');
    await press(element, 'Resolve');
    expect(resolve.mock.calls.map(([{ request }]) => [request.exceptionId, request.idempotencyKey])).toEqual([
      ['e0', 'k-e0'],
      ['e1', 'k-e1'],
    ]);
    expect(alert(element)).toBe('Refused: 1 WEB-1001: It is resolved already.');
    resolve.mockRejectedValueOnce({ status: 500 });
    reasoning('known');
    await press(element, 'Resolve');
    expect(alert(element)).toBe('Refused: 1 WEB-1001: Something went wrong.');
  });

  it('takes work over', async () => {
    assign
      .mockResolvedValueOnce([{ exceptionId: 'e0' }])
      .mockRejectedValueOnce({ body: { message: 'No.' } })
      .mockRejectedValueOnce({ status: 500 });
    const element = await desk();
    const told = jest.fn();
    element.addEventListener('lightning__showtoast', ({ detail }) => told(detail));
    await choose(element, 'e0', 'e1', 'e1');
    await press(element, 'Assign to me');
    expect(told).toHaveBeenCalledWith({ title: 'Assigned', message: '1 exception is assigned to you now.', variant: 'success' });
    expect(assign).toHaveBeenCalledWith({ request: { exceptionIds: ['e0'], ownerId: USER_ID } });
    await choose(element, 'e0');
    await press(element, 'Assign to me');
    expect(alert(element)).toBe('0 of 1 were sent. The rest was not: No.');
    await press(element, 'Assign to me');
    expect(alert(element)).toBe('0 of 1 were sent. The rest was not: Something went wrong.');
  });

  it('hands many to somebody, found by name', async () => {
    assign.mockResolvedValue([{ exceptionId: 'e1' }, { exceptionId: 'e0', refusal: 'The queue does not take it.' }]);
    LightningModal.open.mockImplementationOnce(async ({ find: search, call }) => {
      await search('desk');
      return call({ ownerId: '00G1', ownerName: 'Order Exceptions (queue)', idempotencyKey: 'k' });
    });
    const element = await desk();
    const told = jest.fn();
    element.addEventListener('lightning__showtoast', ({ detail }) => told(detail.message));
    await choose(element, 'e0', 'e1');
    await press(element, 'Assign to…');
    expect(told).toHaveBeenCalledWith('1 exception is assigned to Order Exceptions (queue) now.');
    expect(owners).toHaveBeenCalledWith({ request: { text: 'desk' } });
    expect(assign).toHaveBeenCalledWith({ request: { exceptionIds: ['e0', 'e1'], ownerId: '00G1' } });
    expect(alert(element)).toBe('Refused: 1 WEB-1001: The queue does not take it.');
    LightningModal.open.mockResolvedValueOnce(undefined);
    await press(element, 'Assign to…');
    expect(assign).toHaveBeenCalledTimes(1);
  });

  it('shows what is being sent, how far it is, and sends the rest under the same key when the way was cut', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `e${index}`);
    const sent = (exceptionIds) => exceptionIds.map((exceptionId) => ({ exceptionId }));
    let answer;
    bulkRetry.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve))).mockRejectedValueOnce({ status: 503 });
    reasoning('fixed');
    const element = await desk(ids.map(() => ({})));
    const all = find(table(element), 'thead input');
    all.checked = true;
    all.dispatchEvent(new CustomEvent('change'));
    await settled();
    await press(element, 'Retry');
    expect(textOf(progress(element))).toContain('Retry: 0 of 25 sent');
    expect(findAll(table(element), '.sending')).toHaveLength(20);
    expect(findAll(element, 'lightning-button').every(({ disabled }) => disabled)).toBe(true);
    await expectAccessible(element);
    answer(sent(ids.slice(0, 20)));
    await settled();
    expect(alert(element)).toBe('20 of 25 were sent. The rest was not: Salesforce cannot be reached right now.');
    expect(textOf(element)).toContain('5 selected');
    expect(findAll(table(element), '.sending')).toEqual([]);
    await expectAccessible(element);
    bulkRetry.mockResolvedValueOnce(sent(ids.slice(20)));
    await press(progress(element), 'Send the rest');
    expect(bulkRetry.mock.calls.map(([{ request }]) => [request.exceptionIds.length, request.idempotencyKey])).toEqual([
      [20, 'k'],
      [5, 'k'],
      [5, 'k'],
    ]);
    expect(progress(element)).toBeNull();
    expect(textOf(element)).toContain('0 selected');
  });

  it('stops resolving when nobody answers, which is no refusal', async () => {
    resolve.mockResolvedValueOnce({}).mockRejectedValueOnce({ status: 503 });
    reasoning('known');
    const element = await desk();
    await choose(element, 'e0', 'e1');
    await press(element, 'Resolve');
    expect(alert(element)).toBe('0 of 2 were sent. The rest was not: Salesforce cannot be reached right now.');
    await press(progress(element), 'Close');
    expect(progress(element)).toBeNull();
    expect(textOf(element)).toContain('2 selected');
  });

  it('keeps the key of what was cut off without an answer, to send the rest under it', async () => {
    resolve.mockRejectedValueOnce({ status: 0, statusText: '', body: { message: 'Disconnected or Canceled' } });
    reasoning('known');
    const element = await desk();
    await choose(element, 'e0');
    await press(element, 'Resolve');
    expect(alert(element)).toBe('0 of 1 were sent. The rest was not: Salesforce cannot be reached right now.');
    resolve.mockResolvedValueOnce({});
    await press(progress(element), 'Send the rest');
    expect(resolve.mock.calls.map(([{ request }]) => request.idempotencyKey)).toEqual(['k-e0', 'k-e0']);
  });

  it('does nothing if no reason is given', async () => {
    LightningModal.open.mockResolvedValueOnce(undefined);
    const element = await desk();
    await choose(element, 'e0');
    await press(element, 'Retry');
    expect([bulkRetry.mock.calls.length, textOf(element).includes('1 selected')]).toEqual([0, true]);
  });

  it('forgets what was chosen once it is resolved by somebody else', async () => {
    const element = await desk();
    await choose(element, 'e0', 'e1');
    graphql.emit(deskAnswer([ROWS[0]]), OPEN_EXCEPTIONS_QUERY);
    await settled();
    expect(textOf(element)).toContain('1 selected');
  });

  it('opens an order', async () => {
    const element = await desk();
    find(table(element), 'tbody button').click();
    expect(navigate).toHaveBeenCalledWith({ type: 'standard__recordPage', attributes: { recordId: 'a01', actionName: 'view' } });
  });

  it('says that nothing is stuck, that there are more, and what it does not know', async () => {
    expect(find(await desk([]), 'c-ob-state').message).toMatch(/Nothing is stuck/);
    const bare = {
      Opened_At__c: null,
      Message__c: null,
      Category__c: null,
      Severity__c: null,
      Turn__c: null,
      Next_Retry_At__c: null,
      Order__r: null,
    };
    const element = await desk([bare], true);
    expect(textOf(table(element))).toContain('an order you cannot see ANSWER_LOST no clock none Others');
    expect(textOf(element)).toContain('Only the oldest 200');
    await expectAccessible(element);
  });

  it('has its states', async () => {
    const element = await mount('c-ob-exception-desk', ObExceptionDesk);
    expect(find(element, 'c-ob-state').message).toBe('Loading the exceptions');
    graphql.emitErrors([{ status: 503 }], OPEN_EXCEPTIONS_QUERY);
    await settled();
    expect(find(element, 'c-ob-state').kind).toBe('offline');
    graphql.emit(deskAnswer(ROWS), OPEN_EXCEPTIONS_QUERY);
    graphql.emitErrors([{ status: 503 }], OPEN_EXCEPTIONS_QUERY);
    await settled();
    expect(textOf(element)).toContain('known last');
  });
});
