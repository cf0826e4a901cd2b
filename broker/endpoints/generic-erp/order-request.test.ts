import { describe, expect, it } from '@jest/globals';
import { CustomerOrder } from '../../../canonical/order.ts';
import { toPointer, toSalesOrder } from './order-request.ts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

const order = CustomerOrder.parse({
  ...{ orderKey: 'A1000', placedAt: '2026-03-01T10:00:00Z', currency: 'EUR', completeDelivery: true, pricesIncludeTax: true },
  source: { system: 'shop', number: 'WEB-1' },
  customer: { customerKey: 'C-1001', name: 'Erika Muster' },
  payer: { customerKey: 'C-1002', name: 'Max Muster' },
  shipTo: { name: 'Erika Muster', line1: 'Marktplatz 1', line2: 'Hof', postalCode: '10115', city: 'Berlin', country: 'DE' },
  lines: [
    { lineKey: 10, sku: 'SKU-001', quantity: 1.5, unit: 'KG', unitPrice: eur(1999), tax: eur(319), shipFrom: 'BER' },
    { lineKey: 20, parentLineKey: 10, sku: 'SKU-002', quantity: 1, unitPrice: eur(5) },
  ],
  charges: [{ code: 'FREIGHT', amount: eur(490) }],
  discounts: [{ code: 'SPRING', amount: eur(100) }],
  payments: [{ provider: 'pay', reference: 'P-1', authorized: eur(3000) }],
});

describe('an order in the words of the ERP', () => {
  it('carries our keys, amounts as decimals, and everything the ERP takes', () => {
    expect(JSON.parse(JSON.stringify(toSalesOrder(order)))).toEqual({
      ...{ reference: 'A1000', customer: 'C-1001', payer: 'C-1002', currency: 'EUR', pricesIncludeTax: true, shipComplete: true },
      shipTo: { name: 'Erika Muster', street: 'Marktplatz 1', street2: 'Hof', postcode: '10115', city: 'Berlin', country: 'DE' },
      lines: [
        { externalLine: 10, sku: 'SKU-001', quantity: 1.5, unit: 'KG', unitPrice: '19.99', tax: '3.19', warehouse: 'BER' },
        { externalLine: 20, parentLine: 10, sku: 'SKU-002', quantity: 1, unit: 'EA', unitPrice: '0.05' },
      ],
      surcharges: [{ code: 'FREIGHT', amount: '4.90' }],
      allowances: [{ code: 'SPRING', amount: '1.00' }],
      payments: [{ provider: 'pay', reference: 'P-1', amount: '30.00' }],
    });
  });

  it.each([
    ['', ''],
    ['customer', '/customer/customerKey'],
    ['lines[1].sku', '/lines/1/sku'],
    ['lines[0].externalLine', '/lines/0/lineKey'],
    ['allowances[0].amount', '/discounts/0/amount'],
    ['shipTo.postcode', '/shipTo/postalCode'],
    ['something.else', '/something/else'],
  ])('has its field %j at %j', (field, pointer) => {
    expect(toPointer(field)).toBe(pointer);
  });
});
