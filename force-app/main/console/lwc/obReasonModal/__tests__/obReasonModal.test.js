import ObReasonModal from 'c/obReasonModal';
import { allowFields, closedWith, fill, press } from 'test/fields';
import { find, findAll, mount, settled } from 'test/mount';

async function modal(call, properties = {}) {
  const element = await mount('c-ob-reason-modal', ObReasonModal, {
    heading: 'Hold the order',
    explanation: 'Nothing goes out.',
    sendLabel: 'Hold',
    call,
    ...properties,
  });
  allowFields(element);
  return element;
}

const type = (element, text) => fill(find(element, 'lightning-textarea'), text);

describe('a wish with a reason', () => {
  it('is sent once, trimmed, with a key, and closes with the answer', async () => {
    const call = jest.fn(async () => ({ commandId: 'c1' }));
    const element = await modal(call);
    const closed = closedWith(element);
    await expect(element).toBeAccessible();
    await type(element, ' customer asked ');
    await press(element, 'Hold');
    expect(call).toHaveBeenCalledWith({ text: 'customer asked', idempotencyKey: expect.any(String) });
    expect(closed).toHaveBeenCalledWith({ commandId: 'c1' });
  });

  it('goes into a case that is there, where one may be chosen', async () => {
    const call = jest.fn(async () => ({ caseId: '500' }));
    const element = await modal(call, { caseOrderId: 'a01' });
    expect(find(element, 'c-ob-case-choice').links).toBe(true);
    find(element, 'c-ob-case-choice').dispatchEvent(new CustomEvent('choose', { detail: '500' }));
    await type(element, 'waits since Monday');
    await press(element, 'Hold');
    expect(call).toHaveBeenCalledWith({ text: 'waits since Monday', caseId: '500', idempotencyKey: expect.any(String) });
  });

  it('is locked while it is sent', async () => {
    let answer;
    const call = jest.fn(() => new Promise((resolve) => (answer = resolve)));
    const element = await modal(call);
    await type(element, 'x');
    await press(element, 'Hold');
    expect(findAll(element, 'lightning-button').map(({ label, disabled }) => [label, disabled])).toEqual([
      ['Cancel', true],
      ['Sending', true],
    ]);
    expect(element.disableClose).toBe(true);
    await press(element, 'Sending');
    answer({});
    await settled();
    expect(call).toHaveBeenCalledTimes(1);
    expect(element.disableClose).toBe(false);
  });

  it('stays with what was typed if it is refused, and goes out again under the same key', async () => {
    const call = jest
      .fn()
      .mockRejectedValueOnce({ body: { message: 'The order has shipped.' } })
      .mockRejectedValueOnce({ status: 500 })
      .mockResolvedValue({});
    const element = await modal(call);
    const closed = closedWith(element);
    await type(element, 'x');
    await press(element, 'Hold');
    expect(find(element, '[role="alert"]').textContent).toBe('The order has shipped.');
    await expect(element).toBeAccessible();
    await press(element, 'Hold');
    expect(find(element, '[role="alert"]').textContent).toBe('Something went wrong.');
    await press(element, 'Hold');
    expect(new Set(call.mock.calls.map(([{ idempotencyKey }]) => idempotencyKey)).size).toBe(1);
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('whose answer got lost is the same wish in a dialogue that is opened again, whatever reason is typed then', async () => {
    const call = jest
      .fn()
      .mockRejectedValueOnce({ body: { message: 'Disconnected or Canceled' } })
      .mockResolvedValue({});
    const ask = async (subject, text, more) => {
      const element = await modal(call, { subject, ...more });
      await type(element, text);
      await press(element, 'Hold');
      element.remove();
    };
    await ask('hold:a01', 'asked by phone');
    await ask('hold:a02', 'asked by phone');
    await ask('hold:a01', 'the customer called');
    await ask('hold:a01', 'the customer called');
    const [lost, ofAnother, again, afterwards] = call.mock.calls.map(([{ idempotencyKey }]) => idempotencyKey);
    expect(again).toBe(lost);
    expect(new Set([lost, ofAnother, afterwards]).size).toBe(3);
  });

  it('is another wish if the text is all there is to it', async () => {
    const call = jest.fn(async () => Promise.reject(new Error('lost')));
    const keyOf = async (text) => {
      const element = await modal(call, { subject: 'addNote:a01', isTextTheWish: true });
      await type(element, text);
      await press(element, 'Hold');
      element.remove();
      return call.mock.calls.at(-1)[0].idempotencyKey;
    };
    const first = await keyOf('call back');
    expect(await keyOf('call back on Monday')).not.toBe(first);
    expect(await keyOf('call back')).toBe(first);
  });

  it('is not sent without a reason, and given up with Cancel', async () => {
    const call = jest.fn();
    const element = await modal(call);
    const closed = closedWith(element);
    allowFields(element, false);
    await press(element, 'Hold');
    expect(call).not.toHaveBeenCalled();
    await press(element, 'Cancel');
    expect(closed).toHaveBeenCalled();
  });

  it('may need no reason', async () => {
    expect(find(await modal(jest.fn(), { isOptional: true }), 'lightning-textarea').required).toBe(false);
  });
});
