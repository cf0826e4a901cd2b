import ObDocuments from 'c/obDocuments';
import { orderPageOf } from 'c/obOrderModel';
import { find, mount, textOf } from 'test/mount';
import { orderAnswer } from 'test/order-data';

function documents(lists) {
  const { invoices, returns } = orderPageOf(orderAnswer(lists));
  return mount('c-ob-documents', ObDocuments, { invoices, returns });
}

const INVOICE = {
  Id: 'i1',
  Number__c: 'RE-1',
  Type__c: 'Invoice',
  Status__c: 'Paid',
  Total_Amount__c: 79.8,
  Currency__c: 'EUR',
  Issued_At__c: '2026-11-21T10:00:00.000Z',
};
const RETURN = {
  Id: 'r1',
  RMA__c: 'RMA-9',
  External_Key__c: 'R1',
  Status__c: 'Authorized',
  Refund_State__c: 'Pending',
  Refund_Amount__c: 39.9,
  Currency__c: 'EUR',
  Return_By__c: '2026-12-05',
};

describe('documents', () => {
  it('are listed with number, state and amount', async () => {
    const element = await documents({ invoices: [INVOICE], returns: [RETURN] });
    expect(textOf(element)).toMatch(
      /^Invoices and credit memos Invoice · RE-1 Paid · €79\.80 · Nov 21, 2026, 2:00.AM Returns RMA-9 Authorized · refund €39\.90 Pending · send back by Dec 5, 2026$/,
    );
    await expect(element).toBeAccessible();
  });

  it('are nothing where there are none', async () => {
    expect(textOf(await documents({}))).toBe('');
    expect(textOf(await mount('c-ob-documents', ObDocuments))).toBe('');
  });

  it('stand with what little is known', async () => {
    const bare = { Number__c: null, Type__c: null, Status__c: null, Total_Amount__c: null, Issued_At__c: null };
    const element = await documents({
      invoices: [{ ...INVOICE, ...bare }],
      returns: [
        { Id: 'r1', Refund_Amount__c: 5, Status__c: null },
        { Id: 'r2', External_Key__c: 'R2' },
      ],
    });
    expect(textOf(element)).toBe('Invoices and credit memos Returns Return without a number yet refund 5 R2');
    await expect(element).toBeAccessible();
  });

  it('open a return', async () => {
    const element = await documents({ returns: [RETURN] });
    const opened = jest.fn();
    element.addEventListener('openrecord', ({ detail }) => opened(detail));
    find(element, 'button').click();
    expect(opened).toHaveBeenCalledWith('r1');
  });
});
