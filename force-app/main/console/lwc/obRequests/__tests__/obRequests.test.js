import { orderPageOf } from 'c/obOrderModel';
import ObRequests from 'c/obRequests';
import { find, findAll, mount, settled, textOf } from 'test/mount';
import { COMMAND, orderAnswer } from 'test/order-data';

const now = Date.parse('2026-11-21T12:00:00.000Z');

function requests(commands, properties = {}) {
  const all = commands.map((change, index) => ({ ...COMMAND, Id: `c${index}`, ...change }));
  return mount('c-ob-requests', ObRequests, { commands: orderPageOf(orderAnswer({ commands: all })).commands, now, ...properties });
}

const REFUSED = { Status__c: 'Rejected', Result_Code__c: 'TOO_LATE', Result_Text__c: 'The line has shipped.' };

describe('requests', () => {
  it('under way say when, by whom, and until when an answer is due', async () => {
    const element = await requests([{}]);
    expect(textOf(element)).toMatch(/^Requests CANCEL Requested, expires in 58 min\. asked 3:58.AM by Grace Agent Changed their mind$/);
    await expect(element).toBeAccessible();
  });

  it('are overdue once their time is up', async () => {
    expect(textOf(await requests([{ Status__c: 'Accepted', Deadline__c: '2026-11-21T11:59:00.000Z' }]))).toContain(
      'Accepted, answer overdue',
    );
  });

  it('just answered stay in sight with the reason', async () => {
    const element = await requests([{ ...REFUSED, Completed_At__c: '2026-11-21T11:59:00.000Z' }], { isTechnical: true });
    expect(textOf(element)).toMatch(/CANCEL Rejected asked .* The line has shipped\. TOO_LATE · corr-1$/);
    expect(find(element, 'lightning-icon').iconName).toBe('utility:ban');
    expect(find(element, 'lightning-button')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('just expired stay in sight, though nobody completed them', async () => {
    const expired = { Status__c: 'Expired', Completed_At__c: null };
    const element = await requests([{ ...expired, Deadline__c: '2026-11-21T11:58:00.000Z' }]);
    expect(textOf(element)).toMatch(/CANCEL Expired asked .* Nobody answered in time\. If it is still wanted, ask again\.$/);
    expect(find(element, 'lightning-icon').iconName).toBe('utility:clock');
    // A broker that was away for longer: what counts is when the request was given up.
    const late = { ...expired, Deadline__c: '2026-11-21T09:00:00.000Z', LastModifiedDate: '2026-11-21T11:58:00.000Z' };
    expect(textOf(await requests([late]))).toContain('CANCEL Expired asked');
  });

  it('that the broker gave up say what it says', async () => {
    const told = { Status__c: 'Expired', Result_Text__c: 'No answer came in time.', Completed_At__c: '2026-11-21T11:59:00.000Z' };
    expect(textOf(await requests([told]))).toMatch(/No answer came in time\.$/);
  });

  it('that expired long ago are not in sight', async () => {
    const old = { Deadline__c: '2026-11-21T09:00:00.000Z', LastModifiedDate: '2026-11-21T09:01:00.000Z' };
    expect(findAll(await requests([{ Status__c: 'Expired', ...old }]), 'li')).toHaveLength(0);
  });

  it('of another day say the day', async () => {
    const element = await requests([{ Requested_At__c: '2026-10-20T18:42:00.000Z' }]);
    expect(textOf(element)).toMatch(/asked Oct 20, 2026, 11:42.AM by/);
  });

  it('of earlier are shown on request', async () => {
    const element = await requests([
      { ...REFUSED, Completed_At__c: '2026-11-20T11:59:00.000Z' },
      { Status__c: 'Beamed up', Deadline__c: null, Type__c: null, CreatedBy: {} },
    ]);
    expect(findAll(element, 'li')).toHaveLength(0);
    find(element, 'lightning-button').click();
    await settled();
    expect(findAll(element, 'li')).toHaveLength(2);
    expect(textOf(element)).toMatch(/Request Beamed up asked/);
  });

  it('without a deadline or a status stand', async () => {
    expect(textOf(await requests([{ Deadline__c: null }]))).toContain('CANCEL Requested asked');
    expect(textOf(await requests([{ Status__c: null, Completed_At__c: '2026-11-21T11:59:00.000Z' }]))).toContain('CANCEL asked');
  });

  it('are nothing where nobody asked for anything', async () => {
    expect(textOf(await requests([]))).toBe('');
  });
});
