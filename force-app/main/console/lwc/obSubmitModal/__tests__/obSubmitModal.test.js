import ObSubmitModal from 'c/obSubmitModal';
import { closedWith, press } from 'test/fields';
import { find, findAll, mount, settled, textOf } from 'test/mount';

const FINE = { valid: true, degraded: false, checks: [], findings: [] };

async function modal(validate, call = jest.fn(async () => ({ commandId: 'c1' }))) {
  return { element: await mount('c-ob-submit-modal', ObSubmitModal, { validate, call }), call };
}

const isLocked = (element) => findAll(element, 'lightning-button').find(({ label }) => label === 'Submit').disabled;

describe('submitting', () => {
  it('waits for the check, then sends once', async () => {
    let answer;
    const { element, call } = await modal(() => new Promise((resolve) => (answer = resolve)));
    const closed = closedWith(element);
    expect(isLocked(element)).toBe(true);
    await expect(element).toBeAccessible();
    answer(FINE);
    await settled();
    expect(textOf(element)).toBe('Price, credit, availability and address are fine.');
    await expect(element).toBeAccessible();
    await press(element, 'Submit');
    expect(call).toHaveBeenCalledWith({ idempotencyKey: expect.any(String) });
    expect(closed).toHaveBeenCalledWith({ commandId: 'c1' });
  });

  it('is possible while the broker is away, and says what that means', async () => {
    const { element } = await modal(async () => ({ ...FINE, degraded: true }));
    expect(textOf(element)).toMatch(/could not check everything right now. You may submit/);
    expect(isLocked(element)).toBe(false);
    const away = await modal(() => Promise.reject({ status: 503 }));
    expect(textOf(away.element)).toMatch(/You may submit/);
    expect(isLocked(away.element)).toBe(false);
    await expect(away.element).toBeAccessible();
  });

  it('is not possible with what is wrong, until it is checked again', async () => {
    const findings = [
      { lineNumber: 2, code: 'NO_STOCK', message: 'Only 1 is left.' },
      { field: 'Ship_To_Country__c', code: 'BAD', message: 'Unknown country.' },
    ];
    const validate = jest
      .fn()
      .mockResolvedValueOnce({ ...FINE, valid: false, findings })
      .mockResolvedValue(FINE);
    const { element } = await modal(validate);
    expect(textOf(element)).toBe('This needs a look: Line 2: Only 1 is left. Ship_To_Country__c: Unknown country.');
    expect(isLocked(element)).toBe(true);
    await expect(element).toBeAccessible();
    await press(element, 'Check again');
    expect(isLocked(element)).toBe(false);
  });

  it('says why it was refused, and can be given up', async () => {
    const { element } = await modal(async () => FINE, jest.fn().mockRejectedValue({ body: { message: 'It was submitted already.' } }));
    const closed = closedWith(element);
    await press(element, 'Submit');
    expect(find(element, '[role="alert"]').textContent).toBe('It was submitted already.');
    await press(element, 'Cancel');
    expect(closed).toHaveBeenCalled();
  });
});
