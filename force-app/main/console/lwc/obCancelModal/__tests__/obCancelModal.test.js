import ObCancelModal from 'c/obCancelModal';
import { allowFields, closedWith, fill, press } from 'test/fields';
import { find, findAll, mount, textOf } from 'test/mount';

const lines = [
  { lineId: 'l1', sku: 'KETTLE', description: 'Kettle', unit: 'pcs', cancellable: 2 },
  { lineId: 'l2', sku: 'TEA', cancellable: 0, cancelReason: 'It has shipped.' },
  { lineId: 'l3', sku: 'CUP', cancellable: 1.5 },
];
const SEND = 'Ask for the cancellation';

async function modal(call = jest.fn(async () => ({ commandId: 'c1' }))) {
  const element = await mount('c-ob-cancel-modal', ObCancelModal, { lines, call });
  allowFields(element);
  const choose = async (scope) => {
    await fill(find(element, 'lightning-radio-group'), scope);
    allowFields(element);
  };
  const reason = (text) => fill(find(element, 'lightning-textarea'), text);
  const quantity = (index, value) => fill(findAll(element, 'lightning-input')[index], value);
  return { element, call, choose, reason, quantity };
}

describe('a cancellation', () => {
  it('is of everything that has not left unless lines are chosen', async () => {
    const { element, call, reason } = await modal();
    const closed = closedWith(element);
    await reason('Changed their mind');
    await press(element, SEND);
    expect(call).toHaveBeenCalledWith({ reason: 'Changed their mind', lines: [], idempotencyKey: expect.any(String) });
    expect(closed).toHaveBeenCalledWith({ commandId: 'c1' });
    await expect(element).toBeAccessible();
  });

  it('may be of quantities, decimals included; what cannot be cancelled says why', async () => {
    const { element, call, choose, reason, quantity } = await modal();
    await choose('lines');
    expect(findAll(element, 'lightning-input').map(({ label }) => label)).toEqual([
      'Kettle: quantity to cancel, at most 2 pcs',
      'CUP: quantity to cancel, at most 1.5',
    ]);
    expect(textOf(element)).toContain('TEA: It has shipped.');
    await expect(element).toBeAccessible();
    await quantity(1, '0.5');
    await reason('x');
    await press(element, SEND);
    expect(call.mock.calls[0][0].lines).toEqual([{ lineId: 'l3', quantity: 0.5 }]);
  });

  it('is not sent with a quantity that cannot be', async () => {
    const { element, call, choose, quantity } = await modal();
    await choose('lines');
    await press(element, SEND);
    expect(find(element, '[role="alert"]').textContent).toMatch(/at least one line/);
    await quantity(0, '3');
    expect(textOf(element)).toContain('At most 2.');
    await press(element, SEND);
    expect(call).not.toHaveBeenCalled();
    await choose('all');
    expect(find(element, '[role="alert"]')).toBeNull();
  });

  it('that comes too late stays open and says why', async () => {
    const { element } = await modal(
      jest
        .fn()
        .mockRejectedValueOnce({ body: { message: 'Too late: it has shipped.' } })
        .mockRejectedValue({ status: 500 }),
    );
    await press(element, SEND);
    expect(find(element, '[role="alert"]').textContent).toBe('Too late: it has shipped.');
    await press(element, SEND);
    expect(find(element, '[role="alert"]').textContent).toBe('Something went wrong.');
    await expect(element).toBeAccessible();
  });

  it('needs a reason, and can be given up', async () => {
    const { element, call } = await modal();
    const closed = closedWith(element);
    allowFields(element, false);
    await press(element, SEND);
    expect(call).not.toHaveBeenCalled();
    await press(element, 'Back');
    expect(closed).toHaveBeenCalled();
  });
});
