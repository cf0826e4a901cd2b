import ObDeliveryModal from 'c/obDeliveryModal';
import { orderPageOf } from 'c/obOrderModel';
import { allowFields, closedWith, fill, press } from 'test/fields';
import { find, findAll, mount } from 'test/mount';
import { orderAnswer } from 'test/order-data';

async function modal(call = jest.fn(async () => ({ commandId: 'c1' })), order = {}) {
  const element = await mount('c-ob-delivery-modal', ObDeliveryModal, { order: orderPageOf(orderAnswer({ order })).order, call });
  allowFields(element);
  const type = (name, value) => fill(find(element, `[data-name="${name}"]`), value);
  return { element, call, type };
}

describe('another delivery', () => {
  it('begins with the address as it is, and sends what was changed with the rest', async () => {
    const { element, call, type } = await modal();
    const closed = closedWith(element);
    expect(findAll(element, 'lightning-input').map(({ value }) => value)).toEqual([
      'Ada Lovelace',
      '1 Mill Lane',
      '',
      '',
      'London',
      '',
      'GB',
      '',
      '',
      '',
    ]);
    await expect(element).toBeAccessible();
    await type('line1', ' 2 Mill Lane ');
    await type('country', 'ie');
    await press(element, 'Ask for the change');
    expect(call).toHaveBeenCalledWith({
      name: 'Ada Lovelace',
      line1: '2 Mill Lane',
      city: 'London',
      country: 'IE',
      idempotencyKey: expect.any(String),
    });
    expect(closed).toHaveBeenCalledWith({ commandId: 'c1' });
  });

  it('leaves the focus in the field while a button is pressed: a fault that comes or goes would move the button away', async () => {
    const { element } = await modal();
    const press = new CustomEvent('mousedown', { bubbles: true, cancelable: true });
    findAll(element, 'lightning-button').at(-1).dispatchEvent(press);
    expect(press.defaultPrevented).toBe(true);
  });

  it('may be another pickup store', async () => {
    const { element, call, type } = await modal(undefined, { Pickup_Location__c: 'S1', Ship_To_Country__c: null });
    await type('pickupLocation', 'S2');
    await press(element, 'Ask for the change');
    expect(call.mock.calls[0][0]).toMatchObject({ pickupLocation: 'S2', country: '' });
  });

  it('does not cut the name of a country to the code of another', async () => {
    const { element } = await modal();
    const { maxLength, pattern } = find(element, '[data-name="country"]');
    expect({ maxLength, pattern }).toEqual({ maxLength: undefined, pattern: '[A-Za-z]{2}' });
  });

  it('is not sent with a field that is wrong, and says why it was refused', async () => {
    const { element, call } = await modal(jest.fn().mockRejectedValue({ body: { message: 'It has left the warehouse.' } }));
    allowFields(element, false);
    await press(element, 'Ask for the change');
    expect(call).not.toHaveBeenCalled();
    allowFields(element);
    await press(element, 'Ask for the change');
    expect(find(element, '[role="alert"]').textContent).toBe('It has left the warehouse.');
    await expect(element).toBeAccessible();
  });
});
