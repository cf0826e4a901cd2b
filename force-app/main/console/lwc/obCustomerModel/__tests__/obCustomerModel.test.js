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
});
