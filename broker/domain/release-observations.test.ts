import { describe, expect, test } from '@jest/globals';
import { acceptedStory, erpLine, erpSays, releasedStory, shipment, warehouseSays } from '../../test/support/order-story.ts';

const bothLines = (first: Parameters<typeof erpLine>[1], second: Parameters<typeof erpLine>[1] = {}) => [
  erpLine(10, first),
  erpLine(20, second),
];

describe('what the warehouse says of a release', () => {
  test('that was never made is an exception', () => {
    const story = acceptedStory();
    story.tell(warehouseSays(1));
    expect(story.open()).toMatchObject([{ category: 'GAP', code: 'UNKNOWN_RELEASE', endpoint: 'wms' }]);
  });

  test('in a word nobody mapped is an exception, with its shipments reduced', () => {
    const story = releasedStory();
    story.tell(warehouseSays(1, { status: 'UNKNOWN', rawStatus: 'zz', shipments: [shipment('S1', { 10: 5 })] }));
    expect(story.open()).toMatchObject([{ category: 'UNMAPPED_STATUS', message: 'The warehouse\'s status "zz" of ORD1-R1 is not mapped' }]);
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Shipped__c: 5 });
  });

  test('counts by its version, whatever comes first', () => {
    const story = releasedStory();
    story.tell(warehouseSays(3, { shipments: [shipment('S1', { 10: 5 }, { status: 'DELIVERED', deliveredAt: '2026-11-30T08:00:00Z' })] }));
    expect(story.tell(warehouseSays(2, { shipments: [shipment('S1', { 10: 5 })] })).journal).toEqual([]);
    expect(story.tell(warehouseSays(3)).journal).toEqual([]);
    expect(story.fields('OB_Shipment__c', 'ORD1-S1')).toMatchObject({
      Status__c: 'Delivered',
      Delivered_At__c: '2026-11-30T08:00:00.000Z',
    });
  });

  test('by a shipment that is gone, or smaller, is a divergence, and what left has left', () => {
    const story = releasedStory();
    story.tell(warehouseSays(1, { shipments: [shipment('S1', { 10: 5 }), shipment('S2', { 20: 2 })] }));
    story.tell(warehouseSays(2, { shipments: [shipment('S1', { 10: 4 })] }));
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Shipped__c: 5 });
    expect(story.fields('OB_Order_Line__c', 'ORD1-20')).toMatchObject({ Quantity_Shipped__c: 2 });
    expect(story.open()).toMatchObject([
      { code: 'SILENT_FALL', message: 'The warehouse shows less shipped of ORD1-R1 than before without a reversal' },
    ]);
    story.tell(warehouseSays(3, { shipments: [shipment('S1', { 10: 5 }), shipment('S2', { 20: 2 })] }));
    expect(story.open()).toEqual([]);
  });

  test('by a smaller shipment alone is a divergence too', () => {
    const story = releasedStory();
    story.tell(warehouseSays(1, { shipments: [shipment('S1', { 10: 5 })] }));
    story.tell(warehouseSays(2, { shipments: [shipment('S1', { 10: 4 })] }));
    expect(story.open()).toMatchObject([{ code: 'SILENT_FALL' }]);
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Shipped__c: 5 });
  });

  test('comes to the same when the older snapshot arrives late', () => {
    const story = releasedStory();
    story.tell(warehouseSays(2, { shipments: [shipment('S1', { 10: 4 })] }));
    story.tell(warehouseSays(1, { shipments: [shipment('S1', { 10: 5 }), shipment('S2', { 20: 2 })] }));
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Shipped__c: 5 });
    expect(story.fields('OB_Order_Line__c', 'ORD1-20')).toMatchObject({ Quantity_Shipped__c: 2 });
    expect(story.open()).toMatchObject([{ code: 'SILENT_FALL' }]);
  });

  test('by a reversed shipment takes its quantity back, and the ERP that was told is ahead', () => {
    const story = releasedStory();
    story.tell(warehouseSays(1, { shipments: [shipment('S1', { 10: 5 })] }));
    story.tell(erpSays(3, { lines: bothLines({ allocated: 5, shipped: 5 }, { allocated: 2 }) }));
    expect(story.open()).toEqual([]);
    story.tell(warehouseSays(2, { shipments: [shipment('S1', { 10: 5 }, { status: 'REVERSED' })] }));
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Shipped__c: 0 });
    expect(story.open()).toMatchObject([{ category: 'DIVERGED', code: 'ERP_SHIPPED_MORE' }]);
  });

  test('by shipping more than is wanted is an overshipment', () => {
    const story = releasedStory();
    story.tell(warehouseSays(1, { shipments: [shipment('S1', { 10: 6 })] }));
    expect(story.open()).toMatchObject([{ category: 'OVERSHIP', message: 'More was shipped than is ordered and not cancelled: line 10' }]);
  });

  test('of a line the order does not have makes no record that points nowhere', () => {
    const story = releasedStory();
    story.tell(warehouseSays(1, { shipments: [shipment('S1', { 10: 5, 99: 1 })] }));
    expect(story.records.has('OB_Shipment_Line__c ORD1-S1-10')).toBe(true);
    expect(story.records.has('OB_Shipment_Line__c ORD1-S1-99')).toBe(false);
  });

  test('that it is done, with quantities unaccounted for, is a divergence', () => {
    const story = releasedStory();
    story.tell(warehouseSays(1, { status: 'FULFILLED', shipments: [shipment('S1', { 10: 5 })] }));
    expect(story.open()).toMatchObject([{ code: 'FULFILLED_WITH_OPEN_QUANTITIES' }]);
  });
});
