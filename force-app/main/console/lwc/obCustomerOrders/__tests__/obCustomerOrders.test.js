import { graphql } from 'lightning/graphql';
import { navigate } from 'lightning/navigation';
import { getRecord } from 'lightning/uiRecordApi';
import ObCustomerOrders from 'c/obCustomerOrders';
import { CUSTOMER_ORDERS_QUERY, NO_ID } from 'c/obCustomerQuery';
import { find, mount, settled, textOf } from 'test/mount';
import { ORDER, connection } from 'test/order-data';
import { installSight } from 'test/sight';

beforeEach(installSight);

const card = (objectApiName, recordId = 'r1') => mount('c-ob-customer-orders', ObCustomerOrders, { objectApiName, recordId });

async function answer(orders, hasMore = false) {
  graphql.emit({ uiapi: { query: { OB_Order__c: connection(orders, hasMore) } } }, CUSTOMER_ORDERS_QUERY);
  await settled();
}

describe('the orders of a customer', () => {
  it.each([
    ['Account', { accountId: 'r1', contactId: NO_ID, orderId: NO_ID }],
    ['Contact', { accountId: NO_ID, contactId: 'r1', orderId: NO_ID }],
  ])('of an %s are asked for', async (object, variables) => {
    await card(object);
    expect(graphql.getLastConfig().variables).toEqual(variables);
  });

  it('of a case are those of its account, its contact and its order', async () => {
    await card('Case');
    getRecord.emit({ fields: { AccountId: { value: '001' }, ContactId: { value: null }, OB_Order__c: { value: 'a01' } } });
    await settled();
    expect(graphql.getLastConfig().variables).toEqual({ accountId: '001', contactId: NO_ID, orderId: 'a01' });
  });

  it('are nobody’s for a case that cannot be seen', async () => {
    const element = await card('Case');
    getRecord.emit({ fields: {} });
    await settled();
    expect(graphql.getLastConfig().variables).toEqual({ accountId: NO_ID, contactId: NO_ID, orderId: NO_ID });
    getRecord.error({ message: 'no' }, 403);
    await settled();
    expect(find(element, 'c-ob-state').kind).toBe('noAccess');
  });

  it('are listed with state, exception and promise, and open', async () => {
    const element = await card('Account');
    await answer(
      [{ ...ORDER, Has_Open_Exception__c: true }, { Id: 'x', Status__c: 'Teleported', External_Key__c: 'K2' }, { Id: 'y' }],
      true,
    );
    expect(textOf(element)).toMatch(
      /^Orders of this customer WEB-1001 Partially shipped Open exception .*€129\.90 · promised Nov 24, 2026 K2 Unknown status: Teleported Order without a number No status Only the newest 20/,
    );
    find(element, 'button').click();
    await settled();
    expect(navigate).toHaveBeenCalled();
    await expect(element).toBeAccessible();
  });

  it('have the raw word of a status nobody mapped', async () => {
    const element = await card('Account');
    await answer([{ Id: 'x', Status__c: null, Raw_Status__c: 'ZZ_PARKED', External_Key__c: 'K3' }]);
    expect(textOf(element)).toContain('K3 Unknown status: ZZ_PARKED');
  });

  it('have their states', async () => {
    const element = await card('Account');
    expect(find(element, 'c-ob-state').message).toBe('Loading the orders');
    graphql.emitErrors([{ status: 503 }], CUSTOMER_ORDERS_QUERY);
    await settled();
    expect(find(element, 'c-ob-state').kind).toBe('offline');
    await answer([]);
    expect(find(element, 'c-ob-state').message).toMatch(/No orders of this customer/);
    await expect(element).toBeAccessible();
  });
});
