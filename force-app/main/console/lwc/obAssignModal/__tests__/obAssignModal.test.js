import ObAssignModal from 'c/obAssignModal';
import { allowFields, closedWith, fill, press } from 'test/fields';
import { find, findAll, mount, settled, textOf } from 'test/mount';

const QUEUE = { ownerId: '00G1', name: 'Order Exceptions', isQueue: true };
const ANN = { ownerId: '0051', name: 'Ann Lee', isQueue: false };

async function modal(search, call = jest.fn(async () => [{ exceptionId: 'e1' }])) {
  const properties = { heading: 'Assign to: 1 selected', sendLabel: 'Assign', find: search, call };
  const element = await mount('c-ob-assign-modal', ObAssignModal, properties);
  await settled();
  allowFields(element);
  return element;
}

const options = (element) => find(element, 'lightning-radio-group')?.options.map(({ label }) => label);
const isLocked = (element) => find(element, '.send').disabled;

describe('handing work to somebody', () => {
  it('offers queues and people, and sends the chosen one', async () => {
    const call = jest.fn(async () => [{ exceptionId: 'e1' }]);
    const element = await modal(async () => [QUEUE, ANN], call);
    const closed = closedWith(element);
    expect(options(element)).toEqual(['Order Exceptions (queue)', 'Ann Lee']);
    expect(isLocked(element)).toBe(true);
    await expect(element).toBeAccessible();
    await fill(find(element, 'lightning-radio-group'), '00G1');
    await press(element, 'Assign');
    expect(call).toHaveBeenCalledWith({ ownerId: '00G1', ownerName: 'Order Exceptions (queue)', idempotencyKey: expect.any(String) });
    expect(closed).toHaveBeenCalledWith([{ exceptionId: 'e1' }]);
  });

  it('shows what was asked for last, whichever answer comes last', async () => {
    const answers = new Map();
    const element = await modal((text) => new Promise((resolve) => answers.set(text, resolve)));
    await fill(find(element, 'lightning-input'), 'a');
    await fill(find(element, 'lightning-input'), 'an');
    answers.get('an')([ANN]);
    answers.get('a')([QUEUE, ANN]);
    await settled();
    expect(options(element)).toEqual(['Ann Lee']);
  });

  it('forgets a choice that is not on the list any more', async () => {
    const element = await modal(async (text) => (text === '' ? [QUEUE, ANN] : [ANN]));
    await fill(find(element, 'lightning-radio-group'), '00G1');
    expect(isLocked(element)).toBe(false);
    await fill(find(element, 'lightning-input'), 'ann');
    expect(isLocked(element)).toBe(true);
  });

  it('says that nobody has such a name, and why nobody can be found', async () => {
    const element = await modal(async () => []);
    expect(textOf(find(element, '[role="status"]'))).toMatch(/Nobody/);
    await expect(element).toBeAccessible();
    const refused = await modal(() => Promise.reject({ body: { message: 'You may not.' } }));
    expect(textOf(find(refused, '[role="alert"]'))).toBe('You may not.');
    expect(findAll(refused, 'lightning-radio-group')).toHaveLength(0);
  });

  it('does not mind a failure of what is asked no more', async () => {
    let fail;
    const element = await modal((text) => (text === '' ? new Promise((_, reject) => (fail = reject)) : Promise.resolve([ANN])));
    await fill(find(element, 'lightning-input'), 'ann');
    fail({ status: 500 });
    await settled();
    expect(find(element, '[role="alert"]')).toBeNull();
    expect(options(element)).toEqual(['Ann Lee']);
  });
});
