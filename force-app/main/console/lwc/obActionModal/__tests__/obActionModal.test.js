import ObCancelModal from 'c/obCancelModal';
import ObDeliveryModal from 'c/obDeliveryModal';
import { orderPageOf } from 'c/obOrderModel';
import ObReasonModal from 'c/obReasonModal';
import ObReturnWizard from 'c/obReturnWizard';
import { allowFields, fill, press } from 'test/fields';
import { find, mount, textOf } from 'test/mount';
import { orderAnswer } from 'test/order-data';

const ENDED = { status: 401, body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }] };
const CUT = { body: { message: 'Disconnected or Canceled' } };

const eligibility = { lines: [{ lineId: 'l1', sku: 'CUP', returnable: 3 }], returnReasons: ['Damaged'], returnConditions: [] };
const number = (element) => find(element, 'lightning-input');
const text = (element) => find(element, 'lightning-textarea');
const city = (element) => find(element, '[data-name="city"]');

const toTheEnd = async (element) => {
  await fill(number(element), '2');
  allowFields(element);
  await press(element, 'Next');
  allowFields(element);
  await fill(text(element), 'dented');
};

/** Each dialogue: what is typed, how it is sent, and what of it is seen when it is opened again. */
const DIALOGUES = [
  {
    ...{ name: 'a reason', Modal: ObReasonModal, properties: { sendLabel: 'Hold' }, send: 'Hold', typed: 'asked by phone' },
    type: (element) => fill(text(element), 'asked by phone'),
    typedIn: (element) => text(element).value,
  },
  {
    ...{ name: 'a cancellation', Modal: ObCancelModal, properties: { lines: [{ lineId: 'l1', sku: 'CUP', cancellable: 3 }] } },
    ...{ send: 'Ask for the cancellation', typed: '2' },
    type: async (element) => {
      await fill(find(element, 'lightning-radio-group'), 'lines');
      allowFields(element);
      await fill(number(element), '2');
    },
    typedIn: (element) => number(element)?.value,
  },
  {
    ...{ name: 'another delivery', Modal: ObDeliveryModal, properties: { order: orderPageOf(orderAnswer({})).order } },
    ...{ send: 'Ask for the change', typed: 'Dublin' },
    type: (element) => fill(city(element), 'Dublin'),
    typedIn: (element) => city(element).value,
  },
  {
    ...{ name: 'a return', Modal: ObReturnWizard, properties: { orderId: 'a01', eligibility }, send: 'Ask for the return', typed: '2' },
    type: toTheEnd,
    typedIn: (element) => number(element).value,
  },
];

describe.each(DIALOGUES)('$name', ({ Modal, properties, type, send, typed, typedIn }) => {
  const open = async (call, subject = 'wish:a01') => {
    const element = await mount('c-ob-dialogue', Modal, { ...properties, subject, call });
    allowFields(element);
    return element;
  };

  async function lose(error) {
    const element = await open(jest.fn().mockRejectedValue(error));
    await type(element);
    await press(element, send);
    return element;
  }

  it('says that the session has ended, and has what was typed when it is opened again', async () => {
    const element = await lose(ENDED);
    expect(find(element, '[role="alert"]').textContent).toMatch(/^Your session has ended.*kept for ten minutes/);
    await expect(element).toBeAccessible();
    expect(typedIn(await open(jest.fn()))).toBe(typed);
    expect(typedIn(await open(jest.fn(), 'wish:a02'))).not.toBe(typed);
  });

  it('says that nobody knows whether it was taken, where no answer came', async () => {
    expect(textOf(await lose(CUT))).toContain('it may have been taken or not');
  });

  it('is empty again once it was taken or given up, and where it was refused', async () => {
    const given = await lose(ENDED);
    find(given, 'lightning-modal-footer lightning-button').click();
    const element = await lose({ status: 400, body: { message: 'The order has shipped.' } });
    expect(find(element, '[role="alert"]').textContent).toBe('The order has shipped.');
    expect(typedIn(await open(jest.fn()))).not.toBe(typed);
  });
});

describe('a dialogue whose answer was lost', () => {
  it('keeps no words of a person for its key', async () => {
    const element = await mount('c-ob-dialogue', ObReasonModal, {
      ...{ subject: 'addNote:a01', isTextTheWish: true, sendLabel: 'Note' },
      call: jest.fn().mockRejectedValue({ status: 500 }),
    });
    allowFields(element);
    await fill(text(element), 'Lena Roth called');
    await press(element, 'Note');
    expect(sessionStorage.getItem('ob-kept')).toMatch(/key:[0-9a-f]{64}/);
    expect(sessionStorage.getItem('ob-kept')).not.toContain('Roth');
  });
});
