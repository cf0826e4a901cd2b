import check from '@salesforce/apex/OB_OrderActions.check';
import ObDraftCheck from 'c/obDraftCheck';
import { find, mount, settled, textOf } from 'test/mount';

const PAUSE_MS = 700;
const FINE = { valid: true, degraded: false, findings: [] };
const order = { customerKey: 'C-1', lines: [{ lineNumber: 1, sku: 'TEA', quantity: 1, unitPrice: 2 }] };

beforeEach(() => {
  jest.resetAllMocks();
  jest.useFakeTimers();
  check.mockResolvedValue(FINE);
});
afterEach(() => jest.useRealTimers());

async function paused() {
  jest.advanceTimersByTime(PAUSE_MS);
  await settled();
}

describe('the check of a typed order', () => {
  it('waits for enough to look at, and for a pause in the typing', async () => {
    const element = await mount('c-ob-draft-check', ObDraftCheck, {});
    expect(textOf(element)).toMatch(/as soon as/);
    element.order = order;
    element.order = { ...order, customerKey: 'C-2' };
    await settled();
    expect(check).not.toHaveBeenCalled();
    expect(textOf(element)).toMatch(/Checking the order/);
    await paused();
    expect(check.mock.calls).toEqual([[{ request: { ...order, customerKey: 'C-2' } }]]);
    expect(textOf(element)).toMatch(/are fine/);
    element.order = { ...order, customerKey: 'C-2' };
    await paused();
    expect(check).toHaveBeenCalledTimes(1);
  });

  it('says what is wrong, by line', async () => {
    const findings = [{ lineNumber: 1, field: 'sku', code: 'UNKNOWN_SKU', message: 'there is no item TEA' }];
    check.mockResolvedValue({ valid: false, degraded: false, findings });
    const element = await mount('c-ob-draft-check', ObDraftCheck, { order });
    await paused();
    expect(textOf(element)).toMatch(/This needs a look: Line 1: sku: there is no item TEA/);
  });

  it('shows only the answer to what stands there now', async () => {
    let late;
    check.mockReturnValueOnce(
      new Promise((resolve) => {
        late = resolve;
      }),
    );
    const element = await mount('c-ob-draft-check', ObDraftCheck, { order });
    await paused();
    element.order = undefined;
    late({ ...FINE, degraded: true });
    await settled();
    expect(textOf(element)).toMatch(/as soon as/);
  });

  it('says when nobody could look, and asks again on request', async () => {
    check.mockRejectedValueOnce(new Error('no network'));
    const element = await mount('c-ob-draft-check', ObDraftCheck, { order });
    await paused();
    expect(textOf(element)).toMatch(/could not check everything right now. You may submit/);
    find(element, 'lightning-button').click();
    await settled();
    expect(textOf(element)).toMatch(/are fine/);
  });

  it('asks nothing once the page is gone', async () => {
    const element = await mount('c-ob-draft-check', ObDraftCheck, { order });
    element.remove();
    await paused();
    expect(check).not.toHaveBeenCalled();
  });

  it('can be used by everybody', async () => {
    jest.useRealTimers();
    const element = await mount('c-ob-draft-check', ObDraftCheck, {});
    await expect(element).toBeAccessible();
  });
});
