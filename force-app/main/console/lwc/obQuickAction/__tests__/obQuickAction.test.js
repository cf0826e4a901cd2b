import eligibility from '@salesforce/apex/OB_OrderActions.eligibility';
import escalate from '@salesforce/apex/OB_ExceptionActions.escalate';
import retry from '@salesforce/apex/OB_ExceptionActions.retry';
import startReturn from '@salesforce/apex/OB_ReturnActions.startReturn';
import LightningAlert from 'lightning/alert';
import { graphql } from 'lightning/graphql';
import LightningModal from 'lightning/modal';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import ObCancelOrder from 'c/obCancelOrder';
import ObEscalateException from 'c/obEscalateException';
import ObEscalateOrder from 'c/obEscalateOrder';
import ObRefreshRecord from 'c/obRefreshRecord';
import ObReplayOrder from 'c/obReplayOrder';
import ObRetryException from 'c/obRetryException';
import ObReturnWizard from 'c/obReturnWizard';
import ObStartReturn from 'c/obStartReturn';
import { EXCEPTION_QUERY } from 'c/obWorkQuery';
import { mount, settled } from 'test/mount';
import { exceptionAnswer } from 'test/work-data';

jest.mock('@salesforce/customPermission/OB_Replay_Command', () => ({ __esModule: true, default: true }), { virtual: true });
jest.mock('@salesforce/customPermission/OB_Escalate_Order', () => ({ __esModule: true, default: undefined }), { virtual: true });

const ORDER_ID = 'a01';
const EXCEPTION_ID = 'e01';
const LINES = [{ lineId: 'l1' }];

function mayDo(name, changes = {}) {
  eligibility.mockResolvedValue({ actions: [{ name, permitted: true, allowed: true, reasons: [], ...changes }], lines: LINES });
}

/** What a person presses send on in the modal that opens. */
function pressingSend(content) {
  LightningModal.open.mockImplementationOnce(({ call }) => call({ ...content, idempotencyKey: 'k1' }));
}

async function quickAction(Component, recordId = ORDER_ID) {
  const element = await mount('c-ob-quick-action', Component, { recordId });
  const heard = [];
  for (const name of ['lightning__showtoast', 'lightning__refresh'])
    element.addEventListener(name, ({ type, detail }) => heard.push([type, detail?.message]));
  return { element, heard };
}

async function pressed(Component, recordId) {
  const { element, heard } = await quickAction(Component, recordId);
  element.invoke();
  await settled();
  return { element, heard };
}

beforeEach(() => {
  jest.clearAllMocks();
  LightningAlert.open = jest.fn(() => Promise.resolve());
});

const alerts = () => LightningAlert.open.mock.calls.map(([{ label, message }]) => [label, message]);

describe('a quick action of an order', () => {
  it('opens what the action bar opens, sends it with its key, tells of it and has the page refreshed', async () => {
    mayDo('startReturn');
    startReturn.mockResolvedValue({ commandId: 'c1', repeated: false });
    const open = jest.spyOn(ObReturnWizard, 'open');
    pressingSend({ lines: LINES });
    const { heard } = await pressed(ObStartReturn);
    expect(open).toHaveBeenCalledWith(
      expect.objectContaining({ label: 'Start return', eligibility: expect.objectContaining({ lines: LINES }) }),
    );
    expect(startReturn).toHaveBeenCalledWith({ request: { orderId: ORDER_ID, lines: LINES, idempotencyKey: 'k1' } });
    expect(heard).toEqual([
      ['lightning__showtoast', 'Start return: it shows under Requests until there is an answer.'],
      ['lightning__refresh', undefined],
    ]);
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: ORDER_ID }]);
  });

  it.each([
    [ObCancelOrder, 'cancel', 'Cancel order'],
    [ObReplayOrder, 'replay', 'Replay'],
    [ObEscalateOrder, 'escalate', 'Escalate'],
  ])('is one of several (%#)', async (Component, name, label) => {
    mayDo(name);
    await pressed(Component);
    expect(LightningModal.open).toHaveBeenCalledWith(expect.objectContaining({ label }));
  });

  it('is silent if the modal is given up', async () => {
    mayDo('startReturn');
    const { heard } = await pressed(ObStartReturn);
    expect(LightningModal.open).toHaveBeenCalledTimes(1);
    expect(heard).toEqual([]);
    expect(notifyRecordUpdateAvailable).not.toHaveBeenCalled();
  });

  it('opens one modal however often it is pressed, and another after that is closed', async () => {
    mayDo('cancel');
    let close;
    LightningModal.open.mockReturnValueOnce(new Promise((resolve) => (close = resolve)));
    const { element } = await pressed(ObCancelOrder);
    element.invoke();
    await settled();
    expect(eligibility).toHaveBeenCalledTimes(1);
    close();
    await settled();
    element.invoke();
    await settled();
    expect(LightningModal.open).toHaveBeenCalledTimes(2);
  });

  it('says why it is not possible, in the words of the action bar', async () => {
    mayDo('startReturn', { allowed: false, reasons: ['Nothing has left the warehouse.', 'Cancel it instead.'] });
    await pressed(ObStartReturn);
    expect(alerts()).toEqual([['Start return', 'Nothing has left the warehouse. Cancel it instead.']]);
    expect(LightningModal.open).not.toHaveBeenCalled();
  });

  it.each([[{ permitted: false }], [{ name: 'another' }]])('says that the permission is missing (%j)', async (changes) => {
    mayDo('escalate', changes);
    await pressed(ObEscalateOrder);
    expect(alerts()).toEqual([['Escalate', expect.stringContaining('You do not have the permission')]]);
  });

  it.each([
    [{ status: 500, body: { message: 'The order is gone.' } }, 'The order is gone.'],
    [{ status: 503 }, 'Salesforce cannot be reached right now.'],
    [{ status: 500 }, 'Something went wrong'],
  ])('says what went wrong, and may be tried again (%j)', async (error, message) => {
    eligibility.mockRejectedValueOnce(error);
    const { element } = await pressed(ObStartReturn);
    expect(alerts()).toEqual([['Start return', expect.stringContaining(message)]]);
    mayDo('startReturn');
    element.invoke();
    await settled();
    expect(LightningModal.open).toHaveBeenCalledTimes(1);
  });
});

describe('a quick action of an exception', () => {
  const answer = (values) => graphql.emit(exceptionAnswer(values), EXCEPTION_QUERY);

  it('waits for the exception, and says where the answer will show', async () => {
    retry.mockResolvedValue({ commandId: 'c1' });
    pressingSend({ text: 'the ERP is back' });
    const { heard } = await pressed(ObRetryException, EXCEPTION_ID);
    expect(LightningModal.open).not.toHaveBeenCalled();
    answer();
    await settled();
    expect(retry).toHaveBeenCalledWith({ request: { exceptionId: EXCEPTION_ID, reason: 'the ERP is back', idempotencyKey: 'k1' } });
    expect(heard[0]).toEqual(['lightning__showtoast', 'The broker was asked. It shows here once it has answered.']);
  });

  it.each([
    [{ Status__c: 'Resolved' }, 'The exception is resolved already.'],
    [{ Allowed_Actions__c: 'ACKNOWLEDGE' }, 'That does not help with this exception.'],
  ])('is asked as things are now (%j)', async (values, message) => {
    const { element } = await quickAction(ObRetryException, EXCEPTION_ID);
    answer();
    await settled();
    graphql.refresh.mockImplementationOnce(async () => answer(values));
    element.invoke();
    await settled();
    expect(alerts()).toEqual([['Retry', message]]);
  });

  it('says so if there is none for this user, or the org does not answer', async () => {
    const { element } = await pressed(ObRetryException, EXCEPTION_ID);
    graphql.emit({ uiapi: { query: { OB_Exception__c: { edges: [] } } } }, EXCEPTION_QUERY);
    await settled();
    graphql.refresh.mockImplementationOnce(async () => graphql.emitErrors([{ message: 'Down for a moment.' }], EXCEPTION_QUERY));
    element.invoke();
    await settled();
    expect(alerts().map(([, message]) => message)).toEqual(['The exception does not exist, or you may not see it.', 'Down for a moment.']);
  });

  it('is not for those without its permission', async () => {
    await pressed(ObEscalateException, EXCEPTION_ID);
    expect(alerts()).toEqual([['Escalate', expect.stringContaining('You do not have the permission')]]);
    expect(escalate).not.toHaveBeenCalled();
  });
});

it('refreshes the page, and says nothing', async () => {
  const { heard } = await pressed(ObRefreshRecord);
  expect(heard).toEqual([['lightning__refresh', undefined]]);
  expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: ORDER_ID }]);
});
