import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LINE_FIELDS, ORDER_FIELDS, mapOrder } from './order-mapping.ts';
import { SALESFORCE_OBJECTS } from '../../../canonical/salesforce-objects.ts';
import { MAX_URI_BYTES } from '../query.ts';
import { ORDERS_PER_QUERY, ordersPath } from './order-query.ts';

const fields = {
  External_Key__c: 'A1001',
  Source_System__c: 'salesforce',
  Order_Number__c: 'SO-1',
  Channel__c: null,
  Brand__c: 'acme',
  Region__c: null,
  Placed_At__c: '2026-11-21T10:00:00.000+0000',
  Currency__c: 'EUR',
  Requested_Date__c: '2026-12-01',
  Complete_Delivery__c: false,
  Customer_Key__c: 'C1',
  Customer_Name__c: 'Jane Doe',
  Customer_Email__c: null,
  Ship_To_Name__c: 'Jane Doe',
  Ship_To_Line_1__c: '1 Main St',
  Ship_To_Line_2__c: null,
  Ship_To_Postal_Code__c: '10115',
  Ship_To_City__c: 'Berlin',
  Ship_To_Region__c: null,
  Ship_To_Country__c: 'DE',
  Ship_To_Phone__c: null,
};
const line = {
  Line_Number__c: 10,
  SKU__c: 'SHIRT-M',
  Description__c: null,
  Quantity_Ordered__c: 2,
  Unit__c: null,
  Unit_Price__c: 12.5,
  Tax__c: 4.75,
  Requested_Date__c: null,
};

function faultsOf(change: object, lines: readonly object[] = [line]): readonly string[] {
  const mapped = mapOrder({ fields: { ...fields, ...change }, lines: lines as Record<string, unknown>[] });
  return mapped.ok ? [] : mapped.faults;
}

describe('an order read from Salesforce', () => {
  it('becomes a customer order, with money in minor units and nothing for what is empty', () => {
    expect(mapOrder({ fields, lines: [line] })).toEqual({
      ok: true,
      order: {
        orderKey: 'A1001',
        source: { system: 'salesforce', number: 'SO-1', brand: 'acme' },
        placedAt: '2026-11-21T10:00:00.000+00:00',
        currency: 'EUR',
        requestedDate: '2026-12-01',
        completeDelivery: false,
        customer: { customerKey: 'C1', name: 'Jane Doe' },
        shipTo: { name: 'Jane Doe', line1: '1 Main St', postalCode: '10115', city: 'Berlin', country: 'DE' },
        lines: [
          {
            lineKey: 10,
            sku: 'SHIRT-M',
            quantity: 2,
            unit: 'EA',
            unitPrice: { amountMinor: 1250, currency: 'EUR' },
            tax: { amountMinor: 475, currency: 'EUR' },
          },
        ],
        charges: [],
        discounts: [],
        payments: [],
      },
    });
  });

  it('lists every fault by the field an agent sees, without the values', () => {
    const faults = faultsOf({ Ship_To_City__c: null, Ship_To_Country__c: 'Germany', Customer_Email__c: 'jane@' }, [
      line,
      { ...line, Line_Number__c: 20, Quantity_Ordered__c: -1 },
    ]);
    expect(faults).toEqual([
      'Customer Email: Invalid email address',
      'Ship To City: is missing',
      'Ship To Country: must be an ISO 3166-1 alpha-2 code',
      'line 20 Quantity Ordered: Too small: expected number to be >0',
    ]);
  });

  it('says one thing of a field: an amount that cannot be read is not missing, too', () => {
    expect(faultsOf({ Currency__c: 'JPY' }, [line]).filter((fault) => fault.startsWith('line 10 Unit Price'))).toEqual([
      'line 10 Unit Price: is no amount of JPY',
    ]);
  });

  it.each([
    ['no lines', {}, [], 'lines'],
    ['the same line twice', {}, [line, line], 'line 10 Line Number'],
    ['no currency', { Currency__c: null }, [line], 'Currency: is missing'],
    ['more digits than the currency has', { Currency__c: 'JPY' }, [line], 'line 10 Unit Price: is no amount of JPY'],
    ['no price', {}, [{ ...line, Unit_Price__c: null }], 'line 10 Unit Price: is missing'],
    ['a date that is none', { Placed_At__c: 'yesterday' }, [line], 'Placed At'],
    ['501 lines', {}, Array.from({ length: 501 }, (_, index) => ({ ...line, Line_Number__c: index + 1 })), 'lines'],
  ])('says so when it has %s', (_name, change, lines, expected) => {
    expect(faultsOf(change, lines).some((fault) => fault.startsWith(expected))).toBe(true);
  });

  it('is refused and never throws, whatever its fields hold', () => {
    const anything = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.object());
    fc.assert(
      fc.property(
        fc.record(Object.fromEntries([...ORDER_FIELDS].map((name) => [name, anything]))),
        fc.array(fc.dictionary(fc.constantFrom(...LINE_FIELDS), anything)),
        (order, lines) => {
          expect(mapOrder({ fields: order, lines }).ok).toBe(false);
        },
      ),
    );
  });

  it('asks only for fields the package has', () => {
    expect(ORDER_FIELDS.filter((name) => !(name in SALESFORCE_OBJECTS.OB_Order__c.fields))).toEqual([]);
    expect(LINE_FIELDS.filter((name) => !(name in SALESFORCE_OBJECTS.OB_Order_Line__c.fields))).toEqual([]);
  });

  it('is asked for with 199 others in a line the platform takes', () => {
    const keys = Array.from({ length: ORDERS_PER_QUERY }, (_, index) => `A${String(index).padStart(19, '0')}`);
    expect(Buffer.byteLength(ordersPath(keys))).toBeLessThan(MAX_URI_BYTES / 2);
  });
});
