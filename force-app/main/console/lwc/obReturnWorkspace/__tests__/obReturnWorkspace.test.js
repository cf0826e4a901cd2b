import cancelReturn from '@salesforce/apex/OB_ReturnActions.cancelReturn';
import { graphql } from 'lightning/graphql';
import LightningModal from 'lightning/modal';
import { IsConsoleNavigation, openSubtab } from 'lightning/platformWorkspaceApi';
import ObReturnWorkspace from 'c/obReturnWorkspace';
import { RETURN_QUERY } from 'c/obReturnQuery';
import { press } from 'test/fields';
import { expectAccessible } from 'test/live-page';
import { find, findAll, mount, settled, textOf } from 'test/mount';
import { COMMAND, connection } from 'test/order-data';
import { RETURN_ID, returnAnswer } from 'test/return-data';

jest.mock('@salesforce/customPermission/OB_Start_Return', () => ({ __esModule: true, default: true }), { virtual: true });

async function workspace(change) {
  const element = await mount('c-ob-return-workspace', ObReturnWorkspace, { recordId: RETURN_ID });
  IsConsoleNavigation.emit(true);
  if (change) graphql.emit(returnAnswer(change), RETURN_QUERY);
  await settled();
  return element;
}

const buttons = (element) => findAll(element, 'lightning-button').map(({ label }) => label);

describe('the page of a return', () => {
  it('is a skeleton until the answer is there', async () => {
    expect(find(await workspace(), 'c-ob-state').message).toBe('Loading the return');
  });

  it('shows milestones, refund, label, order, case and what comes back', async () => {
    const element = await workspace({});
    expect(textOf(element)).toBe(
      'Return RMA-9 As of 12 sec. ago Return label , opens in a new tab Status Authorized Reason Damaged Refund Refund €39.90 · Pending Send back by Dec 5, 2026 ERP document RT-5 Kettle 2 asked for 2 authorized 1 received Damaged · €39.90'.replace(
        'Reason Damaged Refund Refund',
        'Reason Damaged What the customer gets Refund Refund',
      ),
    );
    expect(buttons(element)).toEqual(['Cancel return', 'WEB-1001', 'Case 00042']);
    expect(
      find(element, 'c-ob-milestone-tracker')
        .steps.map(({ state }) => state)
        .slice(0, 3),
    ).toEqual(['done', 'done', 'current']);
    await expectAccessible(element);
  });

  it('says the number of the ERP once, where the ERP calls return and document alike', async () => {
    const element = await workspace({ values: { ERP_Document__c: 'RMA-9' } });
    expect(textOf(element)).toContain('Return RMA-9');
    expect(textOf(element)).not.toContain('ERP document');
  });

  it('opens its order and its case beside it', async () => {
    const element = await workspace({});
    await press(element, 'WEB-1001');
    await press(element, 'Case 00042');
    expect(openSubtab.mock.calls.map(([, { recordId }]) => recordId)).toEqual(['a01', '500']);
  });

  it('is taken back with a reason, once', async () => {
    cancelReturn.mockResolvedValue({ commandId: 'c' });
    LightningModal.open.mockImplementationOnce(({ call }) => call({ text: 'kept', idempotencyKey: 'k' }));
    const element = await workspace({});
    const toast = jest.fn();
    element.addEventListener('lightning__showtoast', toast);
    await press(element, 'Cancel return');
    expect(cancelReturn).toHaveBeenCalledWith({ request: { returnId: RETURN_ID, reason: 'kept', idempotencyKey: 'k' } });
    expect(toast).toHaveBeenCalled();
    LightningModal.open.mockResolvedValueOnce(undefined);
    await press(element, 'Cancel return');
    expect(toast).toHaveBeenCalledTimes(1);
  });

  it('is not taken back once goods have arrived', async () => {
    expect(buttons(await workspace({ values: { Status__c: 'Received' } }))).not.toContain('Cancel return');
  });

  it('offers no label and no last day once it is over, so that nobody sends anything', async () => {
    const text = textOf(await workspace({ values: { Status__c: 'Cancelled' } }));
    expect(text).not.toContain('Return label');
    expect(text).not.toContain('Send back by');
  });

  it('stands with little, and with a label that is no web page', async () => {
    const values = {
      RMA__c: null,
      Label_URL__c: 'javascript:alert(1)',
      Order__r: null,
      Case__r: null,
      Status__c: null,
      Last_Synced_At__c: null,
      Refund_Amount__c: null,
      Refund_State__c: null,
    };
    const element = await workspace({ values, lines: [{ Id: 'x' }] });
    expect(findAll(element, 'a')).toEqual([]);
    expect(textOf(element)).toMatch(/^Return R1 No outside system has reported .* a line you cannot see$/);
    await expectAccessible(element);
  });

  it('shows the ERP’s own word, and says so of a status it does not know', async () => {
    const known = textOf(await workspace({ values: { Raw_Status__c: 'RMA-OPEN' } }));
    expect(known).toContain('Status Authorized Reported by the ERP as RMA-OPEN');
    const unknown = textOf(await workspace({ values: { Status__c: 'Teleported', Raw_Status__c: 'TLP' } }));
    expect(unknown).toContain('Status Unknown status: Teleported Reported by the ERP as TLP');
  });

  it('warns when it is old', async () => {
    expect(textOf(await workspace({ values: { Last_Synced_At__c: '2026-11-21T09:00:00.000Z' } }))).toContain('No news for a while');
  });

  it('says that the broker is away, rather than that nobody has reported', async () => {
    const text = textOf(await workspace({ heartbeatAt: '2026-11-21T11:00:00.000Z' }));
    expect(text).toContain('The order broker was last heard of 1 hr. ago');
    expect(text).not.toContain('No outside system has reported');
  });

  it.each(['Credited', 'Closed', 'Declined', 'Cancelled', 'Expired'])('does not warn of its age once it is %s', async (status) => {
    const text = textOf(await workspace({ values: { Status__c: status, Last_Synced_At__c: '2026-11-01T09:00:00.000Z' } }));
    expect(text).toContain('As of 20 days ago');
    expect(text).not.toContain('No news for a while');
  });

  it('says so if it is not there, may not be seen, or is only there in part', async () => {
    const element = await workspace();
    graphql.emitErrors([{ status: 403, message: 'no' }], RETURN_QUERY);
    await settled();
    expect(find(element, 'c-ob-state').kind).toBe('noAccess');
    graphql.emitPartial(returnAnswer(), [{ message: 'x' }], RETURN_QUERY);
    await settled();
    expect(find(element, '.notice').textContent).toMatch(/could not be shown/);
    graphql.emitErrors([{ status: 503 }], RETURN_QUERY);
    await settled();
    expect(find(element, '.notice').textContent).toMatch(/known last/);
    graphql.emit({ uiapi: { query: { OB_Return__c: connection([]) } } }, RETURN_QUERY);
    await settled();
    expect(find(element, 'c-ob-state').kind).toBe('notFound');
  });

  it('asks soon again while a request is under way', async () => {
    const element = await workspace({ commands: [COMMAND] });
    find(element, 'lightning-button-icon').click();
    await settled();
    await jest.advanceTimersByTimeAsync(8000);
    expect(graphql.refresh.mock.calls.length).toBeGreaterThan(1);
  });
});
