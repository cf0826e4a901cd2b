import saved from '@salesforce/apex/OB_DraftActions.saved';
import submit from '@salesforce/apex/OB_OrderActions.submit';
import validate from '@salesforce/apex/OB_OrderActions.validate';
import LightningModal from 'lightning/modal';
import { navigate } from 'lightning/navigation';
import { createRecord, deleteRecord, updateRecord } from 'lightning/uiRecordApi';
import ObOrderDraft from 'c/obOrderDraft';
import { allowFields, fill, press } from 'test/fields';
import { find, findAll, mount, settled, textOf } from 'test/mount';

jest.mock('@salesforce/customPermission/OB_Submit_Order', () => ({ __esModule: true, default: true }), { virtual: true });

beforeEach(() => {
  jest.resetAllMocks();
  createRecord.mockImplementation(async ({ apiName }) => ({
    id: apiName === 'OB_Order__c' ? 'a01' : `line-${createRecord.mock.calls.length}`,
  }));
});

async function draft(properties = {}) {
  const element = await mount('c-ob-order-draft', ObOrderDraft, properties);
  allowFields(element);
  const type = (name, value) => fill(find(element, `[data-name="${name}"]`), value);
  return { element, type };
}

async function fillLine(element, { sku = 'KETTLE', quantity = '2', unitPrice = '39.9' } = {}, index = 0) {
  const line = findAll(element, 'li')[index];
  for (const [name, value] of Object.entries({ sku, quantity, unitPrice })) await fill(line.querySelector(`[data-name="${name}"]`), value);
  allowFields(element);
}

const UNDER_A_KEY = { Draft_Key__c: expect.stringMatching(/^[-0-9a-f]{36}$/) };
const LOST = { body: { message: 'Disconnected or Canceled' } };
const DUPLICATE = { body: { message: 'no', output: { errors: [{ errorCode: 'DUPLICATE_VALUE', message: 'duplicate value found' }] } } };
const made = (object) => createRecord.mock.calls.filter(([{ apiName }]) => apiName === object).map(([{ fields }]) => fields);

async function remove(element, index) {
  findAll(element, 'lightning-button-icon')[index].click();
  await settled();
}

const send = (element) => press(element, 'Save and check');

describe('a draft', () => {
  it('is a form with one line to begin with', async () => {
    const { element } = await draft();
    expect(textOf(element)).toBe('Draft an order Customer Ship to Lines Line 1 Total: $0.00');
    await expect(element).toBeAccessible();
  });

  it('is saved, checked and submitted, and its page opens', async () => {
    submit.mockResolvedValue({ commandId: 'c' });
    LightningModal.open.mockImplementationOnce(async ({ validate: check, call }) => {
      await check();
      return call({ idempotencyKey: 'k' });
    });
    const { element, type } = await draft({ recordId: '001', objectApiName: 'Account' });
    const toast = jest.fn();
    element.addEventListener('lightning__showtoast', toast);
    await type('customerName', 'Ada');
    await fillLine(element);
    expect(textOf(element)).toContain('Total: $79.80');
    await send(element);
    expect(createRecord.mock.calls).toEqual([
      [{ apiName: 'OB_Order__c', fields: { ...UNDER_A_KEY, Customer_Name__c: 'Ada', Currency__c: 'USD', Account__c: '001' } }],
      [
        {
          apiName: 'OB_Order_Line__c',
          fields: { ...UNDER_A_KEY, Order__c: 'a01', Line_Number__c: 1, SKU__c: 'KETTLE', Quantity_Ordered__c: 2, Unit_Price__c: 39.9 },
        },
      ],
    ]);
    expect(validate).toHaveBeenCalledWith({ request: { orderId: 'a01' } });
    expect(submit).toHaveBeenCalledWith({ request: { orderId: 'a01', idempotencyKey: 'k' } });
    expect(toast).toHaveBeenCalledTimes(1);
    expect(navigate).toHaveBeenCalledWith({ type: 'standard__recordPage', attributes: { recordId: 'a01', actionName: 'view' } });
  });

  it('stays a draft if the submission is given up', async () => {
    const { element } = await draft();
    const toast = jest.fn();
    element.addEventListener('lightning__showtoast', toast);
    await fillLine(element);
    await send(element);
    expect(toast).not.toHaveBeenCalled();
    expect(navigate).toHaveBeenCalled();
  });

  it('goes on where it stopped: what is saved is not saved twice', async () => {
    const { element } = await draft();
    await fillLine(element);
    await press(element, 'Add a line');
    await fillLine(element, { sku: 'TEA' }, 1);
    createRecord
      .mockResolvedValueOnce({ id: 'a01' })
      .mockResolvedValueOnce({ id: 'l1' })
      .mockRejectedValueOnce({ body: { message: 'Unknown SKU.' } });
    await send(element);
    expect(textOf(find(element, '[role="alert"]'))).toMatch(/What was saved stays.* Unknown SKU\./);
    expect(findAll(element, '[data-name="sku"]').map(({ disabled }) => disabled)).toEqual([true, false]);
    await expect(element).toBeAccessible();
    await send(element);
    expect(createRecord.mock.calls.map(([{ apiName, fields }]) => fields.SKU__c ?? apiName)).toEqual([
      'OB_Order__c',
      'KETTLE',
      'TEA',
      'TEA',
    ]);
  });

  it('whose answer got lost is found by its key, with what was typed meanwhile', async () => {
    const { element, type } = await draft();
    await type('customerName', 'Ada');
    await type('phone', '1');
    await fillLine(element);
    createRecord.mockRejectedValueOnce(LOST).mockRejectedValueOnce(DUPLICATE);
    saved.mockResolvedValueOnce('a09');
    await send(element);
    await type('customerName', 'Ada Berg');
    await type('phone', '');
    await send(element);
    const [first, second] = made('OB_Order__c');
    expect(second.Draft_Key__c).toBe(first.Draft_Key__c);
    expect(saved).toHaveBeenCalledWith({ request: { draftKey: first.Draft_Key__c } });
    const [[{ fields }]] = updateRecord.mock.calls;
    expect(fields).toMatchObject({ Id: 'a09', Customer_Name__c: 'Ada Berg', Ship_To_Phone__c: null });
    expect(fields).not.toHaveProperty('Draft_Key__c');
    expect(made('OB_Order_Line__c')).toEqual([expect.objectContaining({ Order__c: 'a09' })]);
    expect(navigate).toHaveBeenCalled();
  });

  it('whose line got lost finds that line, and no other', async () => {
    const { element } = await draft();
    await fillLine(element);
    createRecord.mockResolvedValueOnce({ id: 'a01' }).mockRejectedValueOnce(LOST).mockRejectedValueOnce(DUPLICATE);
    saved.mockResolvedValueOnce('l1');
    await send(element);
    await fillLine(element, { quantity: '3' });
    await send(element);
    const [first, second] = made('OB_Order_Line__c');
    expect(second.Draft_Key__c).toBe(first.Draft_Key__c);
    const updated = { Id: 'l1', Line_Number__c: 1, SKU__c: 'KETTLE', Description__c: null, Quantity_Ordered__c: 3, Unit_Price__c: 39.9 };
    expect(updateRecord).toHaveBeenCalledWith({ fields: updated });
  });

  it('says so if its key is taken by what this user may not see', async () => {
    const { element } = await draft();
    await fillLine(element);
    createRecord.mockRejectedValueOnce(DUPLICATE);
    saved.mockResolvedValueOnce(null);
    await send(element);
    expect(textOf(find(element, '[role="alert"]'))).toContain('duplicate value found');
  });

  it('is not saved with what is wrong, and says where', async () => {
    const { element } = await draft();
    await send(element);
    expect(textOf(element)).toContain('SKU: This is needed. Unit price: This is needed.');
    await fillLine(element, { quantity: '0' });
    await send(element);
    expect(textOf(element)).toContain('Quantity: More than nought, please.');
    await fillLine(element, {});
    allowFields(element, false);
    await send(element);
    expect(createRecord).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });

  it('of another customer keeps nothing of the one chosen before but what was typed', async () => {
    const { element, type } = await draft();
    const choose = async (detail) => {
      find(element, 'c-ob-customer-search').dispatchEvent(new CustomEvent('choose', { detail }));
      await settled();
    };
    await type('region', 'Kent');
    await choose({ accountId: '001', contactId: '003', customerName: 'Ada', customerEmail: 'ada@example.com', city: 'Bonn', phone: '1' });
    await type('phone', '2');
    await choose({ customerKey: 'C-2', customerName: 'Berg' });
    await fillLine(element);
    await send(element);
    expect(createRecord.mock.calls[0][0].fields).toEqual({
      ...UNDER_A_KEY,
      ...{ Customer_Key__c: 'C-2', Customer_Name__c: 'Berg', Currency__c: 'USD' },
      ...{ Ship_To_Region__c: 'Kent', Ship_To_Phone__c: '2' },
    });
  });

  it('has lines that come and go', async () => {
    const { element } = await draft();
    await press(element, 'Add a line');
    expect(findAll(element, 'li')).toHaveLength(2);
    find(element, 'lightning-button-icon').click();
    await settled();
    expect(findAll(element, 'li')).toHaveLength(1);
  });

  it('gives up a line that is saved already, and numbers no other like one that is', async () => {
    const { element } = await draft();
    const toast = jest.fn();
    element.addEventListener('lightning__showtoast', toast);
    await fillLine(element);
    await press(element, 'Add a line');
    await fillLine(element, { sku: 'TEA' }, 1);
    await press(element, 'Add a line');
    await fillLine(element, { sku: 'CUP' }, 2);
    createRecord.mockResolvedValueOnce({ id: 'a01' }).mockResolvedValueOnce({ id: 'l1' }).mockResolvedValueOnce({ id: 'l2' });
    createRecord.mockRejectedValueOnce({ body: { message: 'Unknown SKU.' } });
    await send(element);
    await remove(element, 0);
    expect(deleteRecord).toHaveBeenCalledWith('l1');
    expect(toast.mock.calls[0][0].detail).toMatchObject({ message: 'Line 1 was taken out of the draft.' });
    expect(find(element, '[role="alert"]')).toBeNull();
    await send(element);
    expect(made('OB_Order_Line__c').map((fields) => [fields.SKU__c, fields.Line_Number__c])).toEqual([
      ['KETTLE', 1],
      ['TEA', 2],
      ['CUP', 3],
      ['CUP', 3],
    ]);
  });

  it('gives up a line of which nobody knows whether it is saved', async () => {
    const { element } = await draft();
    await fillLine(element);
    createRecord.mockResolvedValueOnce({ id: 'a01' }).mockRejectedValueOnce(LOST);
    saved.mockResolvedValueOnce('l1');
    await send(element);
    deleteRecord.mockRejectedValueOnce({ status: 404, body: { errorCode: 'NOT_FOUND', message: 'gone' } });
    await remove(element, 0);
    expect(deleteRecord).toHaveBeenCalledWith('l1');
    expect(findAll(element, 'li')).toHaveLength(0);
  });

  it('forgets a line that was tried and never saved', async () => {
    const { element } = await draft();
    await fillLine(element);
    createRecord.mockResolvedValueOnce({ id: 'a01' }).mockRejectedValueOnce(LOST);
    saved.mockResolvedValueOnce(null);
    await send(element);
    await remove(element, 0);
    expect(deleteRecord).not.toHaveBeenCalled();
    expect(findAll(element, 'li')).toHaveLength(0);
  });

  it('keeps a line that could not be taken out, and says why', async () => {
    const { element } = await draft();
    await fillLine(element);
    LightningModal.open.mockResolvedValue(undefined);
    await send(element);
    deleteRecord.mockRejectedValueOnce({ body: { message: 'The order is submitted.' } });
    await remove(element, 0);
    expect(textOf(find(element, '[role="alert"]'))).toBe(
      'The line could not be taken out. It is still part of the draft. The order is submitted.',
    );
    expect(findAll(element, 'li')).toHaveLength(1);
    await expect(element).toBeAccessible();
  });

  it('is saved once although pressed twice', async () => {
    const { element } = await draft({ recordId: '003', objectApiName: 'Contact' });
    await fillLine(element);
    const button = findAll(element, 'lightning-button').at(-1);
    button.click();
    button.click();
    await settled();
    expect(createRecord.mock.calls.filter(([{ apiName }]) => apiName === 'OB_Order__c')).toHaveLength(1);
  });
});
