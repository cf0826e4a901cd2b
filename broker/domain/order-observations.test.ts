import { describe, expect, test } from '@jest/globals';
import { acceptedStory, acknowledged, erpLine, erpSays, makeOrder, makeStory, submitted } from '../../test/support/order-story.ts';

const ERP_ONLY = { routes: [{ erp: 'erp' }] };
const bothLines = (first: Parameters<typeof erpLine>[1], second: Parameters<typeof erpLine>[1] = {}) => [
  erpLine(10, first),
  erpLine(20, second),
];
const invoice = (status: 'POSTED' | 'PAID' | 'CANCELLED') => ({
  ...{
    invoiceId: 'I1',
    number: 'INV-1',
    total: { amountMinor: 7000, currency: 'EUR' },
    issuedAt: '2026-11-29T00:00:00Z',
    status,
    lines: [],
  },
});

describe('what the ERP says of an order', () => {
  test('opens it, and fills its lines', () => {
    const story = acceptedStory();
    story.tell(
      erpSays(2, {
        lines: bothLines({ confirmed: 3, backordered: 2, promisedDate: '2026-12-05' }, { confirmed: 2, promisedDate: '2026-12-01' }),
      }),
    );
    expect(story.state().lifecycle).toBe('OPEN');
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({
      ...{ Quantity_Confirmed__c: 3, Quantity_Backordered__c: 2, Promised_Date__c: '2026-12-05', Status__c: 'Partially confirmed' },
    });
    expect(story.fields('OB_Order__c')).toMatchObject({ Status__c: 'Backordered', Raw_Status__c: 'open', Promised_Date__c: '2026-12-05' });
  });

  test('counts by its version, whatever comes first', () => {
    const story = acceptedStory();
    story.tell(erpSays(5, { lines: bothLines({ allocated: 5 }) }));
    expect(story.tell(erpSays(4, { lines: bothLines({ allocated: 3 }) })).journal).toEqual([]);
    expect(story.tell(erpSays(5, { lines: bothLines({ allocated: 1 }) })).journal).toEqual([]);
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Allocated__c: 5 });
  });

  test('before it acknowledged the order is kept until it does', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder()));
    story.tell(erpSays(3, { lines: bothLines({ allocated: 5 }, { allocated: 2 }) }));
    expect(story.state().lifecycle).toBe('SUBMITTED');
    expect(story.open()).toEqual([]);
    story.tell(acknowledged('ORD1-C1', '7'));
    expect(story.state().lifecycle).toBe('OPEN');
    expect(story.commands.at(-1)).toMatchObject({ body: { intent: 'RELEASE' } });
  });

  test('by a silent fall is a divergence, and what was there is kept', () => {
    const story = acceptedStory(makeOrder(), ERP_ONLY);
    story.tell(erpSays(2, { lines: bothLines({ allocated: 5, shipped: 3 }) }));
    story.tell(erpSays(3, { lines: bothLines({ allocated: 5, shipped: 1 }) }));
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Shipped__c: 3 });
    expect(story.open()).toMatchObject([
      { category: 'DIVERGED', code: 'SILENT_FALL', message: 'The ERP shows less than before without a reversal: line 10' },
    ]);
    story.tell(erpSays(4, { lines: bothLines({ allocated: 5, shipped: 4 }) }));
    expect(story.open()).toEqual([]);
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Shipped__c: 4 });
  });

  test('by an explicit reversal takes the quantity back', () => {
    const story = acceptedStory(makeOrder(), ERP_ONLY);
    story.tell(erpSays(2, { lines: bothLines({ allocated: 5, shipped: 3 }) }));
    const reversals = [{ lineKey: 10, bucket: 'shipped' as const, quantity: 2, reference: 'GI-9' }];
    story.tell(erpSays(3, { lines: bothLines({ allocated: 5, shipped: 1 }), reversals }));
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Shipped__c: 1 });
    expect(story.open()).toEqual([]);
    story.tell(erpSays(4, { lines: bothLines({ allocated: 5, shipped: 5 }), reversals: [...reversals, ...reversals] }));
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Shipped__c: 5 });
  });

  test('by leaving a line out is a divergence, and the line stays as it was', () => {
    const story = acceptedStory(makeOrder(), ERP_ONLY);
    story.tell(erpSays(2, { lines: bothLines({ allocated: 5 }, { allocated: 2 }) }));
    story.tell(erpSays(3, { lines: [erpLine(20, { allocated: 2 })] }));
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Allocated__c: 5 });
    expect(story.open()).toMatchObject([{ code: 'SILENT_FALL' }]);
  });

  test('in a word nobody mapped is an exception, with the rest reduced and nothing released on a guess', () => {
    const story = acceptedStory();
    story.tell(erpSays(2, { status: 'UNKNOWN', rawStatus: 'zz_parked', lines: bothLines({ allocated: 5 }) }));
    expect(story.open()).toMatchObject([{ category: 'UNMAPPED_STATUS', message: 'The ERP\'s status "zz_parked" is not mapped' }]);
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Allocated__c: 5 });
    expect(story.fields('OB_Order__c')).toMatchObject({ Raw_Status__c: 'zz_parked', Sync_State__c: 'Needs attention' });
    expect(story.commands).toHaveLength(1);
    story.tell(erpSays(3, { lines: bothLines({ allocated: 5 }) }));
    expect(story.open()).toEqual([]);
    expect(story.commands).toHaveLength(2);
  });

  test('of lines the order does not have is an exception, and no record of Salesforce points to them', () => {
    const story = acceptedStory();
    story.tell(erpSays(2, { lines: [erpLine(10), erpLine(20), erpLine(30, { allocated: 9 })] }));
    expect(story.open()).toMatchObject([
      { category: 'DIVERGED', code: 'FOREIGN_LINES', message: 'The ERP has lines the order does not have: line 30' },
    ]);
    expect(story.records.has('OB_Order_Line__c ORD1-30')).toBe(false);
  });

  test('of more than ten lines at once is one exception that names some of them', () => {
    const story = acceptedStory();
    const many = Array.from({ length: 12 }, (_, index) => erpLine(100 + index));
    story.tell(erpSays(2, { lines: [erpLine(10), erpLine(20), ...many] }));
    expect(story.open()[0]?.message).toBe(
      'The ERP has lines the order does not have: line 100, 101, 102, 103, 104, 105, 106, 107, 108, 109 and 2 more',
    );
  });

  test('that promises more than is wanted is a divergence', () => {
    const story = acceptedStory();
    story.tell(erpSays(2, { lines: bothLines({ confirmed: 4, backordered: 2 }) }));
    expect(story.open()).toMatchObject([{ code: 'PROMISED_BEYOND_WANTED', severity: 'WARNING' }]);
  });

  test.each(['COMPLETED', 'CANCELLED'] as const)('that it is %s, with quantities open, is a divergence: quantities decide', (status) => {
    const story = acceptedStory();
    story.tell(erpSays(2, { status, lines: bothLines({ shipped: 0, cancelled: 5 }) }));
    expect(story.open()).toMatchObject([{ code: 'CLOSED_WITH_OPEN_QUANTITIES' }]);
    expect(story.state().lifecycle).toBe('OPEN');
  });
});

describe('holds of the ERP', () => {
  test('are shown, stop releases, and are never lifted by the broker', () => {
    const story = acceptedStory();
    story.tell(erpSays(2, { status: 'ON_HOLD', holds: ['credit'], lines: bothLines({ allocated: 5 }) }));
    expect(story.fields('OB_Order__c')).toMatchObject({ Status__c: 'On hold' });
    expect(story.commands).toHaveLength(1);
    expect(story.tell(erpSays(3, { status: 'ON_HOLD', holds: ['credit'], lines: bothLines({ allocated: 5 }) })).records).not.toContainEqual(
      expect.objectContaining({ object: 'OB_Timeline_Entry__c' }),
    );
    story.tell(erpSays(4, { lines: bothLines({ allocated: 5 }) }));
    expect(story.commands.at(-1)).toMatchObject({ body: { intent: 'RELEASE' } });
    const history = story.timeline().map(({ code }) => code);
    expect(history).toEqual(['ORDER_RECEIVED', 'ORDER_ACCEPTED', 'HELD', 'HOLD_LIFTED', 'RELEASED']);
  });

  test('stop releases even where the ERP calls the order open', () => {
    const story = acceptedStory();
    story.tell(erpSays(2, { holds: ['fraud'], lines: bothLines({ allocated: 5 }) }));
    expect(story.commands).toHaveLength(1);
  });
});

describe('invoices', () => {
  test('are mirrored, and follow what the ERP makes of them', () => {
    const story = acceptedStory();
    story.tell(erpSays(2, { invoices: [invoice('POSTED')] }));
    expect(story.fields('OB_Invoice__c', 'ORD1-I1')).toEqual({
      ...{ Order__r: { External_Key__c: 'ORD1' }, Number__c: 'INV-1', Type__c: 'Invoice', Status__c: 'Posted' },
      ...{ Total_Amount__c: 70, Currency__c: 'EUR', Issued_At__c: '2026-11-29T00:00:00.000Z' },
    });
    story.tell(erpSays(4, { invoices: [invoice('CANCELLED')] }));
    story.tell(erpSays(3, { invoices: [invoice('PAID')] }));
    expect(story.fields('OB_Invoice__c', 'ORD1-I1')).toMatchObject({ Status__c: 'Cancelled' });
    story.tell(erpSays(5, { invoices: [] }));
    expect(story.fields('OB_Invoice__c', 'ORD1-I1')).toMatchObject({ Status__c: 'Cancelled' });
  });

  test('that only an older snapshot shows are not lost', () => {
    const story = acceptedStory();
    story.tell(erpSays(4, { invoices: [{ ...invoice('POSTED'), invoiceId: 'I2', number: 'INV-2' }] }));
    story.tell(erpSays(3, { invoices: [invoice('PAID')] }));
    expect(story.fields('OB_Invoice__c', 'ORD1-I1')).toMatchObject({ Status__c: 'Paid' });
    expect(story.fields('OB_Invoice__c', 'ORD1-I2')).toMatchObject({ Status__c: 'Posted' });
  });
});

describe('the end of an order', () => {
  const done = { shipped: 5, invoiced: 5, allocated: 5 };

  test('is when all that is wanted is shipped and invoiced', () => {
    const story = acceptedStory(makeOrder(), ERP_ONLY);
    story.tell(erpSays(2, { lines: bothLines({ ...done, invoiced: 4 }, { shipped: 1, invoiced: 1, cancelled: 1 }) }));
    expect(story.state().lifecycle).toBe('OPEN');
    story.tell(erpSays(3, { status: 'COMPLETED', lines: bothLines(done, { shipped: 1, invoiced: 1, cancelled: 1 }) }));
    expect(story.state().lifecycle).toBe('COMPLETED');
    expect(story.fields('OB_Order_Line__c', 'ORD1-20')).toMatchObject({ Status__c: 'Short closed' });
    expect(story.open()).toEqual([]);
  });

  test('is when all of it is cancelled and nothing was shipped', () => {
    const story = acceptedStory();
    story.tell(erpSays(2, { status: 'CANCELLED', lines: bothLines({ cancelled: 5 }, { cancelled: 2 }) }));
    expect(story.state().lifecycle).toBe('CANCELLED');
    expect(story.fields('OB_Order__c')).toMatchObject({ Status__c: 'Cancelled', Sync_State__c: 'Current' });
  });

  test('is not yet when the ERP only acknowledged it', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder()));
    story.tell(acknowledged('ORD1-C1', '7'));
    expect(story.state().lifecycle).toBe('ACCEPTED');
  });

  test('is taken back by a reversal', () => {
    const story = acceptedStory(makeOrder({ lines: [makeOrder().lines[0]!] }), ERP_ONLY);
    story.tell(erpSays(2, { lines: [erpLine(10, done)] }));
    expect(story.state().lifecycle).toBe('COMPLETED');
    const reversals = [{ lineKey: 10, bucket: 'shipped' as const, quantity: 5, reference: 'GI-1' }];
    story.tell(erpSays(3, { lines: [erpLine(10, { ...done, shipped: 0 })], reversals }));
    expect(story.state().lifecycle).toBe('OPEN');
    const cancelled = { lineKey: 10, bucket: 'invoiced' as const, quantity: 5, reference: 'INV-1' };
    story.tell(erpSays(4, { lines: [erpLine(10, { allocated: 5, cancelled: 5 })], reversals: [...reversals, cancelled] }));
    expect(story.state().lifecycle).toBe('CANCELLED');
    const revived = { lineKey: 10, bucket: 'cancelled' as const, quantity: 5, reference: 'C-1' };
    story.tell(erpSays(5, { lines: [erpLine(10, done)], reversals: [...reversals, cancelled, revived] }));
    expect(story.state().lifecycle).toBe('COMPLETED');
    expect(story.journal.map(({ type }) => type)).toContain('OrderReopened');
  });
});
