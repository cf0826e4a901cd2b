import ObReturnWizard from 'c/obReturnWizard';
import { allowFields, closedWith, fill, press } from 'test/fields';
import { find, findAll, mount, textOf } from 'test/mount';

const eligibility = {
  currencyCode: 'EUR',
  lines: [
    { lineId: 'l1', sku: 'KETTLE', description: 'Kettle', unit: 'pcs', returnable: 2, returnUntil: '2026-12-20', refundPerUnit: 39.9 },
    { lineId: 'l2', sku: 'TEA', returnable: 0, returnReason: 'Not shipped yet.' },
    { lineId: 'l3', sku: 'CUP', returnable: 1.5 },
  ],
  returnReasons: ['Damaged', 'Fell from a truck'],
  returnConditions: ['Unopened'],
};

async function wizard(call = jest.fn(async () => ({ returnId: 'r1' }))) {
  const element = await mount('c-ob-return-wizard', ObReturnWizard, { orderId: 'a01', eligibility, call });
  allowFields(element);
  const quantity = async (index, value) => {
    await fill(findAll(element, 'lightning-input')[index], value);
    allowFields(element);
  };
  const choose = (choice, value) => fill(find(element, `[data-choice="${choice}"]`), value);
  const next = async () => {
    await press(element, 'Next');
    allowFields(element);
  };
  return { element, call, quantity, choose, next };
}

describe('the return wizard', () => {
  it('says of each line until when it can come back, or why it cannot', async () => {
    const { element } = await wizard();
    expect(textOf(element)).toBe(
      'Step 1 of 2 What comes back, how much of it, and why? can come back until Dec 20, 2026 TEA: Not shipped yet.',
    );
    await expect(element).toBeAccessible();
  });

  it('asks for a return with reasons, condition and resolution, and shows the refund first', async () => {
    const { element, call, quantity, choose, next } = await wizard();
    const closed = closedWith(element);
    await quantity(0, '2');
    expect(find(element, '[data-choice="reason"]').options).toEqual([
      { value: 'Damaged', label: 'Damaged' },
      { value: 'Fell from a truck', label: 'Fell from a truck' },
    ]);
    await choose('reason', 'Damaged');
    await choose('condition', 'Unopened');
    await next();
    expect(textOf(element)).toBe('Step 2 of 2 2 × Kettle Expected refund: €79.80. The ERP decides.');
    expect(element.shadowRoot.activeElement).toBe(find(element, '.step'));
    await expect(element).toBeAccessible();
    await fill(find(element, 'lightning-radio-group'), 'Store credit');
    await fill(find(element, 'lightning-textarea'), ' dented ');
    find(element, 'c-ob-case-choice').dispatchEvent(new CustomEvent('choose', { detail: '500' }));
    await press(element, 'Ask for the return');
    expect(call).toHaveBeenCalledWith({
      resolution: 'Store credit',
      note: 'dented',
      caseId: '500',
      lines: [{ lineId: 'l1', quantity: 2, reason: 'Damaged', condition: 'Unopened' }],
      idempotencyKey: expect.any(String),
    });
    expect(closed).toHaveBeenCalledWith({ returnId: 'r1' });
  });

  it('does not go on with nothing, with too much, or without a reason', async () => {
    const { element, quantity, next } = await wizard();
    await next();
    expect(find(element, '[role="alert"]').textContent).toMatch(/at least one line/);
    await quantity(0, '3');
    expect(textOf(element)).toContain('At most 2.');
    await next();
    expect(textOf(element)).toContain('Step 1 of 2');
    await quantity(0, '1');
    allowFields(element, false);
    await press(element, 'Next');
    expect(textOf(element)).toContain('Step 1 of 2');
  });

  it('goes back with what was chosen, and says that it cannot estimate without a price', async () => {
    const { element, call, quantity, choose, next } = await wizard();
    await quantity(1, '1.5');
    await choose('reason', 'Damaged');
    await next();
    expect(textOf(element)).toContain('The refund cannot be estimated.');
    await press(element, 'Back');
    expect(findAll(element, 'lightning-input').map(({ value }) => value)).toEqual(['', '1.5']);
    allowFields(element);
    await next();
    await press(element, 'Ask for the return');
    expect(call.mock.calls[0][0]).toEqual({
      resolution: 'Refund',
      lines: [{ lineId: 'l3', quantity: 1.5, reason: 'Damaged' }],
      idempotencyKey: expect.any(String),
    });
  });

  it('says why it was refused', async () => {
    const { element, quantity, next } = await wizard(jest.fn().mockRejectedValue({ body: { message: 'The window has closed.' } }));
    await quantity(0, '1');
    await next();
    await press(element, 'Ask for the return');
    expect(find(element, '[role="alert"]').textContent).toBe('The window has closed.');
    await expect(element).toBeAccessible();
  });
});
