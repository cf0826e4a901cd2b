import { customersOf } from 'c/obCustomerModel';

const list = (...nodes) => ({ edges: nodes.map((node) => ({ node })) });
const texts = (fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }]));

describe('customers', () => {
  it('are accounts with their number and address', () => {
    const account = {
      Id: '001',
      ...texts({
        Name: 'Berg',
        AccountNumber: 'C-1',
        ShippingStreet: 'Main Street 1\nBack door',
        ShippingCity: 'Bonn',
        ShippingCountry: 'de',
      }),
    };
    expect(customersOf({ uiapi: { query: { Account: list(account), Contact: list() } } })).toEqual([
      {
        ...{ id: '001', name: 'Berg', facts: 'C-1 · Bonn' },
        known: {
          ...{ accountId: '001', customerKey: 'C-1', customerName: 'Berg', name: 'Berg' },
          ...{ line1: 'Main Street 1', line2: 'Back door', city: 'Bonn', country: 'DE' },
        },
      },
    ]);
  });

  it('are contacts with the number of their account; a country in words is left to the agent', () => {
    const contact = {
      ...{ Id: '003', Account: { Id: '001', AccountNumber: { value: 'C-1' } } },
      ...texts({ Name: 'Ada Berg', Email: 'ada@example.com', MailingCountry: 'Germany' }),
    };
    expect(customersOf({ uiapi: { query: { Contact: list(contact, { Id: '004' }) } } })).toEqual([
      {
        ...{ id: '003', name: 'Ada Berg', facts: 'C-1 · ada@example.com' },
        known: {
          ...{ contactId: '003', accountId: '001', customerKey: 'C-1', customerName: 'Ada Berg', name: 'Ada Berg' },
          customerEmail: 'ada@example.com',
        },
      },
      { id: '004', name: '', facts: '', known: { contactId: '004' } },
    ]);
  });

  it('are those the user may see: whoever ordered before may have no name, and contacts no account', () => {
    const order = { Id: 'a1', ...texts({ Customer_Key__c: 'C-9' }) };
    const account = { Id: '001', ...texts({ Name: 'Berg', ShippingCountry: 'DEU' }) };
    const found = customersOf({ uiapi: { query: { Account: list(account), OB_Order__c: list(order) } } });
    expect(found).toEqual([
      { id: '001', name: 'Berg', facts: '', known: { accountId: '001', customerName: 'Berg', name: 'Berg' } },
      { id: 'a1', name: '', facts: 'C-9', known: { customerKey: 'C-9' } },
    ]);
    expect(customersOf({ uiapi: { query: {} } })).toEqual([]);
  });

  it('are whoever ordered before, once, unless an account or a contact has that number', () => {
    const account = { Id: '001', ...texts({ Name: 'Berg', AccountNumber: 'C-1' }) };
    const order = (id, key) => ({ Id: id, ...texts({ Customer_Key__c: key, Customer_Name__c: `Berg ${key}`, Ship_To_City__c: 'Bonn' }) });
    const orders = list(order('a1', 'C-1'), order('a2', 'C-2'), order('a3', 'C-2'), { Id: 'a4' });
    const [, ...before] = customersOf({ uiapi: { query: { Account: list(account), OB_Order__c: orders } } });
    expect(before).toEqual([
      {
        ...{ id: 'a2', name: 'Berg C-2', facts: 'C-2 · Bonn' },
        known: { customerKey: 'C-2', customerName: 'Berg C-2', name: 'Berg C-2', city: 'Bonn' },
      },
    ]);
  });
});
