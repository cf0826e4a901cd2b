import eligibility from '@salesforce/apex/OB_OrderActions.eligibility';
import hold from '@salesforce/apex/OB_OrderActions.hold';
import addNote from '@salesforce/apex/OB_OrderActions.addNote';
import cancel from '@salesforce/apex/OB_OrderActions.cancel';
import changeDelivery from '@salesforce/apex/OB_OrderActions.changeDelivery';
import submit from '@salesforce/apex/OB_OrderActions.submit';
import validate from '@salesforce/apex/OB_OrderActions.validate';
import startReturn from '@salesforce/apex/OB_ReturnActions.startReturn';
import retry from '@salesforce/apex/OB_ExceptionActions.retry';
import LightningModal from 'lightning/modal';
import ObActionBar from 'c/obActionBar';
import { find, findAll, mount, settled, textOf } from 'test/mount';

const order = { id: 'a01', shipTo: {} };
const action = (name, allowed = true, reasons = []) => ({ name, permitted: true, allowed, reasons });
const ALL = ['submit', 'cancel', 'hold', 'liftHold', 'changeDelivery', 'startReturn', 'replay', 'escalate', 'addNote'].map((name) =>
  action(name),
);

function answers(actions = ALL) {
  eligibility.mockResolvedValue({ orderId: 'a01', actions, lines: [{ lineId: 'l1' }] });
}

beforeEach(() => {
  jest.clearAllMocks();
  answers();
});

async function bar(properties = {}) {
  const element = await mount('c-ob-action-bar', ObActionBar, { order, version: '1', ...properties });
  const said = [];
  for (const name of ['sent', 'lightning__showtoast', 'lightning__refresh'])
    element.addEventListener(name, ({ type, detail }) => said.push([type, detail?.message]));
  const press = async (name) => {
    find(element, `[data-name="${name}"]`).click();
    await settled();
  };
  return { element, said, press };
}

const labels = (element) => findAll(element, 'lightning-button').map(({ label }) => label);
/** The modal answers what its call does, as a person who presses send in it. */
function pressingSend(content) {
  LightningModal.open.mockImplementationOnce(({ call }) => call({ ...content, idempotencyKey: 'k1' }));
}

describe('the action bar', () => {
  it('offers what is possible, and explains what is not', async () => {
    answers([
      action('cancel'),
      action('hold', false, ['The order has shipped.', 'Nothing is left to hold.']),
      { ...action('replay'), permitted: false },
    ]);
    const { element } = await bar();
    expect(labels(element)).toEqual(['Cancel order']);
    const toggle = find(element, 'button');
    expect(toggle.textContent.trim()).toBe('What is not possible now (1)');
    await expect(element).toBeAccessible();
    toggle.click();
    await settled();
    expect(textOf(element)).toContain('Hold The order has shipped. Nothing is left to hold.');
    expect(toggle.getAttribute('aria-expanded')).toBe('true');
    await expect(element).toBeAccessible();
  });

  it('says when it cannot tell, and asks again when the order changes', async () => {
    eligibility.mockRejectedValueOnce({ status: 503 });
    const { element } = await bar();
    expect(textOf(element)).toMatch(/cannot be told right now/);
    await expect(element).toBeAccessible();
    element.version = '2';
    await settled();
    expect(labels(element)).toHaveLength(9);
    element.version = '2';
    await settled();
    expect(eligibility).toHaveBeenCalledTimes(2);
  });

  it('takes only the answer about the order as it is now', async () => {
    let late;
    eligibility.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    const { element } = await bar();
    answers([action('cancel')]);
    element.version = '2';
    await settled();
    late({ actions: ALL, lines: [] });
    await settled();
    expect(labels(element)).toEqual(['Cancel order']);
  });

  it.each([
    ['hold', hold, { text: 'stop' }, { orderId: 'a01', reason: 'stop', idempotencyKey: 'k1' }],
    ['addNote', addNote, { text: 'hi' }, { orderId: 'a01', text: 'hi', idempotencyKey: 'k1' }],
    ['cancel', cancel, { reason: 'x', lines: [] }, { orderId: 'a01', reason: 'x', lines: [], idempotencyKey: 'k1' }],
    ['changeDelivery', changeDelivery, { city: 'London' }, { orderId: 'a01', city: 'London', idempotencyKey: 'k1' }],
    ['startReturn', startReturn, { lines: [] }, { orderId: 'a01', lines: [], idempotencyKey: 'k1' }],
    ['submit', submit, {}, { orderId: 'a01', idempotencyKey: 'k1' }],
  ])('sends %s with its key, and tells of it', async (name, apex, content, request) => {
    apex.mockResolvedValue({ commandId: 'c1', repeated: false });
    pressingSend(content);
    const { said, press } = await bar();
    await press(name);
    expect(apex).toHaveBeenCalledWith({ request });
    expect(said.map(([type]) => type)).toEqual(['lightning__showtoast', 'sent', 'lightning__refresh']);
  });

  it('lets a submission be checked first', async () => {
    LightningModal.open.mockImplementationOnce(({ validate: check }) => check());
    validate.mockResolvedValue(undefined);
    const { press } = await bar();
    await press('submit');
    expect(validate).toHaveBeenCalledWith({ request: { orderId: 'a01' } });
  });

  it('says so if the same was asked for already', async () => {
    hold.mockResolvedValue({ repeated: true });
    pressingSend({ text: 'x' });
    const { said, press } = await bar();
    await press('hold');
    expect(said[0][1]).toBe('Hold: this was asked for already; it is not asked twice.');
  });

  it.each([
    [true, 'Case 0042 was created and its queue notified.'],
    [false, 'Case 0042 is linked to the order.'],
  ])('tells which case an escalation is in (created: %p)', async (created, message) => {
    LightningModal.open.mockResolvedValueOnce({ caseNumber: '0042', created });
    const { said, press } = await bar();
    await press('escalate');
    expect(said[0][1]).toBe(message);
  });

  it('lets an escalation say as much as a note, and no more to the broker than it takes', async () => {
    const lengthOf = async (name) => {
      LightningModal.open.mockResolvedValueOnce(undefined);
      const { press } = await bar();
      await press(name);
      return LightningModal.open.mock.calls.at(-1)[0].maxLength;
    };
    expect([await lengthOf('escalate'), await lengthOf('addNote'), await lengthOf('hold')]).toEqual([2000, 2000, 120]);
  });

  it('is silent if the modal is given up', async () => {
    LightningModal.open.mockResolvedValueOnce(undefined);
    const { said, press } = await bar();
    await press('liftHold');
    expect(said).toEqual([]);
    LightningModal.open.mockResolvedValueOnce(undefined);
    await press('replay');
    expect(said).toEqual([]);
  });

  it('acts on an exception from the banner', async () => {
    retry.mockResolvedValue({ commandId: 'c1' });
    pressingSend({ text: 'again' });
    const { element, said } = await bar();
    await element.start('retry', { exceptionId: 'e1' });
    expect(retry).toHaveBeenCalledWith({ request: { exceptionId: 'e1', reason: 'again', idempotencyKey: 'k1' } });
    expect(said).toHaveLength(3);
    for (const name of ['resolve', 'escalate']) {
      LightningModal.open.mockResolvedValueOnce(undefined);
      await element.start(name, { exceptionId: 'e1' });
    }
  });

  it('keeps the button a person is at in its place, until they move on', async () => {
    const { element, press } = await bar();
    const focus = async (type) => {
      find(element, '[data-name="cancel"]').dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true }));
      await settled();
    };
    await focus('focusin');
    cancel.mockResolvedValue({ commandId: 'c1' });
    LightningModal.open.mockImplementationOnce(async ({ call }) => {
      await focus('focusout'); // into the modal
      return call({ idempotencyKey: 'k1' });
    });
    await press('cancel');
    answers([action('cancel', false, ['It waits for its answer.']), action('addNote')]);
    element.version = '2';
    await settled();
    expect(labels(element)).toEqual(['Cancel order', 'Add note']);
    LightningModal.open.mockClear();
    await press('cancel');
    expect(LightningModal.open).not.toHaveBeenCalled();
    expect(textOf(element)).toContain('It waits for its answer.');
    await focus('focusout');
    expect(labels(element)).toEqual(['Add note']);
  });
});
