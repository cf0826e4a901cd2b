import { areComplete, draftTotal, lineFaults, lineFields, newLine, nextNumber, orderFields } from 'c/obDraftModel';

const line = (change) => ({ ...newLine(1), sku: 'KETTLE', quantity: '2', unitPrice: '39.9', ...change });

describe('a drafted line', () => {
  it.each([
    [{}, {}],
    [{ sku: ' ' }, { sku: 'missing' }],
    [{ quantity: '0' }, { quantity: 'tooSmall' }],
    [{ quantity: '' }, { quantity: 'missing' }],
    [{ quantity: '-1' }, { quantity: 'tooSmall' }],
    [{ quantity: '1.5' }, {}],
    [{ unitPrice: 'x' }, { unitPrice: 'notANumber' }],
    [{ unitPrice: '0' }, {}],
    [{ unitPrice: '39.99' }, {}],
    [{ unitPrice: '39.999' }, { unitPrice: 'priceTooFine' }],
    [{ quantity: '0.1234' }, { quantity: 'tooFine' }],
  ])('with %j has the faults %j', (change, faults) => expect(lineFaults(line(change))).toEqual(faults));

  it('becomes a record', () => {
    expect(lineFields(line({ description: ' Kettle ' }), 3)).toEqual({
      Line_Number__c: 3,
      SKU__c: 'KETTLE',
      Quantity_Ordered__c: 2,
      Unit_Price__c: 39.9,
      Description__c: 'Kettle',
    });
    expect(lineFields(line({}), 1)).toMatchObject({ Description__c: null });
  });

  it('takes a number no saved line has, also after one was taken out', () => {
    expect([nextNumber([]), nextNumber([line({})]), nextNumber([line({ number: 3 }), line({})])]).toEqual([1, 1, 4]);
  });
});

describe('a draft', () => {
  it('is complete with at least one line and no fault', () => {
    expect([areComplete([]), areComplete([line({})]), areComplete([line({}), line({ sku: '' })])]).toEqual([false, true, false]);
  });

  it('adds up what is complete', () => {
    expect(draftTotal([line({}), line({ quantity: '0.5', unitPrice: '0.1' }), line({ unitPrice: '' }), line({ quantity: 'x' })])).toBe(
      79.85,
    );
  });

  it('becomes a record of what was typed, and of what was not', () => {
    expect(orderFields({ customerName: ' Ada ', currency: 'eur', country: 'gb', line2: ' ', accountId: '001' })).toMatchObject({
      Customer_Name__c: 'Ada',
      Currency__c: 'EUR',
      Ship_To_Country__c: 'GB',
      Ship_To_Line_2__c: null,
      Account__c: '001',
      Contact__c: null,
    });
  });
});
