import run from '@salesforce/apex/OB_SetupChecks.run';
import roundTrip from '@salesforce/apex/OB_SetupChecks.roundTrip';
import schedule from '@salesforce/apex/OB_SetupChecks.schedule';
import { navigate } from 'lightning/navigation';
import ObSetup from 'c/obSetup';
import { press } from 'test/fields';
import { find, mount, settled, textOf } from 'test/mount';

const CHECKS = [
  { name: 'permissionSets', label: 'Permission sets', state: 'OK', detail: 'All there.' },
  {
    name: 'sweeper',
    label: 'Sweeper',
    state: 'MISSING',
    detail: 'Not scheduled.',
    fix: 'Schedule it.',
    setupPath: '/lightning/setup/ScheduledJobs/home',
  },
  { name: 'heartbeat', label: 'Heartbeat', state: 'WARNING', detail: 'Four minutes old.' },
  { name: 'channel', label: 'Channel', state: 'UNKNOWN', detail: 'Apex cannot see it.' },
  { name: 'new', label: 'New', state: 'BRAND_NEW', detail: '' },
];

beforeEach(() => {
  jest.clearAllMocks();
  run.mockResolvedValue(CHECKS);
});

const setup = () => mount('c-ob-setup', ObSetup);

describe('the setup page', () => {
  it('says of each check what was found and how to put it right', async () => {
    const element = await setup();
    expect(textOf(element)).toBe(
      'Order Broker setup 2 things need a look. Permission sets In order. All there. Sweeper Missing. Not scheduled. Schedule it. Heartbeat Works, and wants looking at. Four minutes old. Channel Look for yourself. Apex cannot see it. New Look for yourself.',
    );
    await expect(element).toBeAccessible();
  });

  it('schedules a job with a button, and opens Setup for the rest', async () => {
    schedule.mockResolvedValue({ ...CHECKS[1], state: 'OK', detail: 'Scheduled.', fix: null, setupPath: null });
    const element = await setup();
    await press(element, 'Open Setup for: Sweeper');
    expect(navigate).toHaveBeenCalledWith({ type: 'standard__webPage', attributes: { url: '/lightning/setup/ScheduledJobs/home' } });
    await press(element, 'Schedule');
    expect(schedule).toHaveBeenCalledWith({ request: { job: 'sweeper' } });
    expect(textOf(element)).toContain('1 thing needs a look.');
    expect(textOf(element)).toContain('Sweeper In order. Scheduled.');
  });

  it('tests the round trip, and shows what came of it', async () => {
    roundTrip.mockResolvedValueOnce({ name: 'roundTrip', label: 'Round trip', state: 'OK', detail: '120 ms.' });
    const element = await setup();
    await press(element, 'Test the round trip');
    expect(textOf(element)).toContain('Round trip In order. 120 ms.');
    roundTrip.mockRejectedValueOnce({ body: { message: 'No Named Credential.' } }).mockRejectedValueOnce({ status: 500 });
    await press(element, 'Test the round trip');
    expect(find(element, '[role="alert"]').textContent).toBe('No Named Credential.');
    await press(element, 'Test the round trip');
    expect(find(element, '[role="alert"]').textContent).toBe('Something went wrong.');
    await expect(element).toBeAccessible();
  });

  it('has its states', async () => {
    run.mockRejectedValueOnce({ status: 403 });
    const element = await setup();
    expect(find(element, 'c-ob-state').kind).toBe('noAccess');
    run.mockResolvedValueOnce([CHECKS[0]]);
    find(element, 'c-ob-state').dispatchEvent(new CustomEvent('retry'));
    await settled();
    expect(textOf(element)).toContain('Everything that can be checked is in order.');
    run.mockReturnValueOnce(new Promise(() => undefined));
    expect(find(await setup(), 'c-ob-state').message).toBe('Checking the installation');
  });
});
