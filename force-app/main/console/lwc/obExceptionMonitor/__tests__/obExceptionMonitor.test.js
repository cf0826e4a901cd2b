import { graphql } from 'lightning/graphql';
import { navigate } from 'lightning/navigation';
import { OPEN_EXCEPTIONS_QUERY } from 'c/obDeskQuery';
import ObExceptionMonitor from 'c/obExceptionMonitor';
import { deskAnswer } from 'test/desk-data';
import { press } from 'test/fields';
import 'test/live-page';
import { find, findAll, mount, settled, textOf } from 'test/mount';

jest.mock('@salesforce/customPermission/OB_Replay_Command', () => ({ __esModule: true, default: true }), { virtual: true });

async function monitor(rows) {
  const element = await mount('c-ob-exception-monitor', ObExceptionMonitor);
  if (rows) graphql.emit(deskAnswer(rows), OPEN_EXCEPTIONS_QUERY);
  await settled();
  return element;
}

describe('the exception monitor', () => {
  it('shows the most urgent, with the way to their orders and to the desk', async () => {
    const element = await monitor([
      {},
      { Opened_At__c: '2026-11-21T10:30:00.000Z', Message__c: null, Order__r: null },
      { Opened_At__c: null },
    ]);
    expect(textOf(element)).toBe(
      '1 overdue an order you cannot see In doubt was due 30 min. ago WEB-1001 The ERP did not answer. due in 40 min. WEB-1001 The ERP did not answer.',
    );
    find(element, 'button').click();
    await press(element, 'Open the exception desk');
    expect(navigate.mock.calls.map(([{ attributes }]) => attributes.recordId ?? attributes.apiName)).toEqual(['a01', 'OB_Exception_Desk']);
    jest.useRealTimers();
    await expect(element).toBeAccessible();
  });

  it('shows ten at most', async () => {
    expect(findAll(await monitor(Array.from({ length: 30 }, () => ({}))), 'li')).toHaveLength(10);
  });

  it('has its states', async () => {
    const element = await monitor();
    expect(find(element, 'c-ob-state').kind).toBe('loading');
    graphql.emitErrors([{ status: 403 }], OPEN_EXCEPTIONS_QUERY);
    await settled();
    expect(find(element, 'c-ob-state').kind).toBe('noAccess');
    expect(find(await monitor([]), 'c-ob-state').message).toMatch(/Nothing is stuck/);
  });
});
