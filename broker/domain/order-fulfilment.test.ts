import { describe, expect, test } from '@jest/globals';
import { issueCommand } from './issue-command.ts';
import { initialState } from './order-state.ts';
import type { Story } from '../../test/support/order-story.ts';
import {
  acceptedStory,
  acknowledged,
  erpLine,
  erpSays,
  makeOrder,
  releasedStory,
  shipment,
  warehouseSays,
} from '../../test/support/order-story.ts';

const lines = (first: number, second: number, said = {}) => [
  erpLine(10, { allocated: first, ...said }),
  erpLine(20, { allocated: second }),
];

function released(story: Story) {
  return story.commands.flatMap(({ body }) =>
    body.intent === 'RELEASE' ? [Object.fromEntries(body.release.lines.map(({ lineKey, quantity }) => [lineKey, quantity]))] : [],
  );
}

describe('what the ERP allocates', () => {
  test('is released to the warehouse, with the address it goes to', () => {
    const story = acceptedStory();
    story.tell(erpSays(2, { lines: lines(3, 0) }));
    expect(story.commands.at(-1)).toEqual({
      ...{ commandId: 'ORD1-C2', orderKey: 'ORD1', endpoint: 'wms' },
      body: {
        intent: 'RELEASE',
        release: {
          ...{ releaseId: 'ORD1-R1', orderKey: 'ORD1', endpoint: 'wms', shipTo: makeOrder().shipTo },
          lines: [{ lineKey: 10, sku: 'SKU-10', quantity: 3 }],
        },
      },
    });
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Released__c: 3, Quantity_Allocated__c: 3 });
    expect(story.fields('OB_Order__c')).toMatchObject({ Status__c: 'In fulfilment' });
  });

  test('later is released as the difference', () => {
    const story = acceptedStory();
    for (const [version, first, second] of [
      [2, 3, 0],
      [3, 3, 0],
      [4, 5, 1],
      [5, 5, 2],
    ] as const) {
      story.tell(erpSays(version, { lines: lines(first, second) }));
    }
    expect(released(story)).toEqual([{ 10: 3 }, { 10: 2, 20: 1 }, { 20: 1 }]);
    expect(story.state().releases.map(({ releaseId }) => releaseId)).toEqual(['ORD1-R1', 'ORD1-R2', 'ORD1-R3']);
  });

  test('is not released where the ERP runs its own warehouse', () => {
    const story = acceptedStory(makeOrder(), { routes: [{ erp: 'erp' }] });
    story.tell(erpSays(2, { lines: lines(5, 2) }));
    expect(released(story)).toEqual([]);
  });

  test('waits for the last line where the order is to be delivered complete', () => {
    const story = acceptedStory(makeOrder({ completeDelivery: true }));
    story.tell(erpSays(2, { lines: lines(5, 1) }));
    expect(released(story)).toEqual([]);
    story.tell(erpSays(3, { lines: lines(5, 2) }));
    expect(released(story)).toEqual([{ 10: 5, 20: 2 }]);
  });

  test('in parts leads to releases that live apart', () => {
    const story = acceptedStory();
    story.tell(erpSays(2, { lines: lines(3, 0) }));
    story.tell(erpSays(3, { lines: lines(5, 2) }));
    story.tell(warehouseSays(1, { releaseId: 'ORD1-R2', status: 'CANCELLED' }));
    story.tell({ type: 'retry.requested', exceptionId: 'ORD1-E1', by: 'ops', reason: 'again' });
    story.tell(warehouseSays(1, { shipments: [shipment('S1', { 10: 3 })] }));
    expect(released(story)).toEqual([{ 10: 3 }, { 10: 2, 20: 2 }, { 10: 2, 20: 2 }]);
    expect(story.open()).toEqual([]);
  });

  test('beyond what is wanted is not released', () => {
    const story = acceptedStory();
    story.tell(erpSays(2, { lines: lines(9, 0, { cancelled: 1 }) }));
    expect(released(story)).toEqual([{ 10: 4 }]);
  });

  test('again after a reversal is not released twice while the warehouse is still at it', () => {
    const story = acceptedStory();
    story.tell(erpSays(2, { lines: lines(5, 0) }));
    const reversals = [{ lineKey: 10, bucket: 'allocated' as const, quantity: 2, reference: 'X' }];
    story.tell(erpSays(3, { lines: lines(3, 0), reversals }));
    story.tell(erpSays(4, { lines: lines(5, 0), reversals }));
    expect(released(story)).toEqual([{ 10: 5 }]);
    expect(story.open()).toEqual([]);
  });

  test('and then cancels, with the warehouse still asked to ship it, is an exception', () => {
    const story = releasedStory();
    story.tell(erpSays(3, { lines: lines(5, 2, { cancelled: 5 }) }));
    expect(story.open()).toMatchObject([{ category: 'DIVERGED', code: 'CANCELLED_AFTER_RELEASE', severity: 'WARNING' }]);
  });
});

describe('what leaves the warehouse', () => {
  test('shows as shipped, with its tracking, and the ERP is told once', () => {
    const story = releasedStory();
    story.tell(warehouseSays(1, { shipments: [shipment('S1', { 10: 2 }, { status: 'LABELLED' })] }));
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Shipped__c: 0 });
    expect(story.commands).toHaveLength(2);
    story.tell(warehouseSays(2, { shipments: [shipment('S1', { 10: 2 })] }));
    expect(story.commands.at(-1)).toMatchObject({
      ...{ commandId: 'ORD1-C3', endpoint: 'erp' },
      body: {
        intent: 'CONFIRM_SHIPMENT',
        document: { nativeId: '7', nativeNumber: 'NO-7' },
        shipment: { shipmentId: 'S1', status: 'SHIPPED' },
      },
    });
    expect(story.fields('OB_Shipment__c', 'ORD1-S1')).toMatchObject({
      ...{
        Status__c: 'Shipped',
        Carrier__c: 'Parcel',
        Tracking_Number__c: 'T-S1',
        Package_Count__c: 1,
        Shipped_At__c: '2026-11-28T10:00:00.000Z',
      },
    });
    expect(story.fields('OB_Shipment_Line__c', 'ORD1-S1-10')).toEqual({
      ...{ Shipment__r: { External_Key__c: 'ORD1-S1' }, Order_Line__r: { External_Key__c: 'ORD1-10' }, Quantity__c: 2 },
    });
    expect(story.fields('OB_Order__c')).toMatchObject({ Status__c: 'Partially shipped' });
    story.tell(warehouseSays(3, { shipments: [shipment('S1', { 10: 2 }, { status: 'IN_TRANSIT' })] }));
    story.tell(acknowledged('ORD1-C3', 'D1'));
    story.tell(warehouseSays(4, { shipments: [shipment('S1', { 10: 2 }, { status: 'DELIVERED' })] }));
    expect(story.commands).toHaveLength(3);
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Delivered__c: 2 });
  });

  test('is not confirmed to an ERP that has no use for it', () => {
    const story = releasedStory();
    story.reconfigure({ intents: { erp: ['CREATE_ORDER'], wms: ['RELEASE'] } });
    story.tell(warehouseSays(1, { shipments: [shipment('S1', { 10: 5 })] }));
    expect(story.commands).toHaveLength(2);
  });

  test('completes the order once the ERP has invoiced it all', () => {
    const story = releasedStory();
    story.tell(warehouseSays(1, { status: 'FULFILLED', shipments: [shipment('S1', { 10: 5 }), shipment('S2', { 20: 2 })] }));
    expect(story.commands.slice(2).map(({ commandId }) => commandId)).toEqual(['ORD1-C3', 'ORD1-C4']);
    story.tell(acknowledged('ORD1-C3', 'D1'), acknowledged('ORD1-C4', 'D2'));
    const all = (quantity: number) => ({ allocated: quantity, shipped: quantity, invoiced: quantity });
    story.tell(erpSays(3, { status: 'COMPLETED', lines: [erpLine(10, all(5)), erpLine(20, all(2))] }));
    expect(story.state().lifecycle).toBe('COMPLETED');
    expect(story.state().commands).toEqual([]);
    expect(story.open()).toEqual([]);
  });

  test('and is not taken by the ERP is operations’ turn', () => {
    const story = releasedStory();
    story.tell(warehouseSays(1, { shipments: [shipment('S1', { 10: 5 })] }));
    story.tell({ type: 'command.rejected', commandId: 'ORD1-C3', code: 'PERIOD_CLOSED', message: 'Period closed' });
    expect(story.open()).toMatchObject([{ category: 'REJECTED', owner: 'OPERATIONS', commandId: 'ORD1-C3', actions: ['RETRY'] }]);
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Shipped__c: 5 });
  });
});

describe('what the warehouse shorts', () => {
  test('is an exception until it is allocated again and released again', () => {
    const story = releasedStory();
    story.tell(warehouseSays(1, { status: 'PARTIAL', shipments: [shipment('S1', { 10: 3 })], shorted: [{ lineKey: 10, quantity: 2 }] }));
    expect(story.open()).toMatchObject([
      { category: 'SHORT', severity: 'WARNING', message: 'The warehouse ships less than it was asked to: line 10' },
    ]);
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Released__c: 3, Quantity_Shipped__c: 3 });
    story.tell(erpSays(3, { lines: lines(5, 2) }));
    expect(released(story)).toHaveLength(1);
    story.tell(erpSays(4, { lines: lines(7, 2) }));
    expect(released(story).at(-1)).toEqual({ 10: 2 });
    expect(story.open()).toEqual([]);
  });

  test('goes out again as well where the ERP reverses the allocation and makes it anew', () => {
    const story = releasedStory();
    story.tell(warehouseSays(1, { shorted: [{ lineKey: 10, quantity: 2 }] }));
    const reversals = [{ lineKey: 10, bucket: 'allocated' as const, quantity: 2, reference: 'X' }];
    story.tell(erpSays(3, { lines: lines(3, 2), reversals }));
    expect(released(story)).toHaveLength(1);
    story.tell(erpSays(4, { lines: lines(5, 2), reversals }));
    expect(released(story).at(-1)).toEqual({ 10: 2 });
  });

  test('is no trouble any more once the ERP cancels it', () => {
    const story = releasedStory();
    story.tell(warehouseSays(1, { shipments: [shipment('S1', { 10: 3 })], shorted: [{ lineKey: 10, quantity: 2 }] }));
    story.tell(erpSays(3, { lines: lines(5, 2, { cancelled: 2 }) }));
    expect(story.open()).toEqual([]);
  });
});

test('a command about something the order does not have is a bug, and said so', () => {
  const issued = { type: 'CommandIssued', commandId: 'ORD1-C1', endpoint: 'erp' } as const;
  const state = initialState('ORD1');
  for (const event of [
    { ...issued, intent: 'CREATE_ORDER' },
    { ...issued, intent: 'RELEASE', releaseId: 'ORD1-R1', lines: [] },
    { ...issued, intent: 'CONFIRM_SHIPMENT', shipmentId: 'S1' },
    { ...issued, intent: 'CANCEL_DUPLICATE', nativeId: '7' },
  ] as const) {
    expect(() => issueCommand(state, event)).toThrow('ORD1-C1 is about something ORD1 does not have');
  }
});

describe('a release the warehouse refuses', () => {
  const refusal = { type: 'command.rejected', commandId: 'ORD1-C2', code: 'SKU_UNKNOWN', message: 'No such SKU' } as const;

  test('asks it for nothing any more, and goes out anew when a person says so', () => {
    const story = acceptedStory();
    story.tell(erpSays(2, { lines: lines(5, 2) }));
    story.tell(refusal);
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ Quantity_Released__c: 0 });
    story.tell(erpSays(3, { lines: lines(5, 2) }));
    expect(released(story)).toHaveLength(1);
    story.tell({ type: 'retry.requested', exceptionId: 'ORD1-E1', by: 'ops', reason: 'SKU added' });
    expect(story.revived).toEqual([]);
    expect(story.commands.at(-1)).toMatchObject({ commandId: 'ORD1-C3', body: { release: { releaseId: 'ORD1-R2' } } });
    expect(released(story)).toEqual([
      { 10: 5, 20: 2 },
      { 10: 5, 20: 2 },
    ]);
    expect(story.open()).toEqual([]);
  });

  test('is sent as it is where it was only parked', () => {
    const story = acceptedStory();
    story.tell(erpSays(2, { lines: lines(5, 2) }));
    story.tell({ type: 'command.parked', commandId: 'ORD1-C2', code: 'DOWN', message: 'Down for a day' });
    story.tell({ type: 'retry.requested', exceptionId: 'ORD1-E1', by: 'ops', reason: 'up again' });
    expect(story.revived).toEqual(['ORD1-C2']);
    expect(released(story)).toHaveLength(1);
  });

  test('later, with part of it shipped, goes out anew for the rest only', () => {
    const story = releasedStory();
    story.tell(warehouseSays(1, { status: 'CANCELLED', shipments: [shipment('S1', { 10: 3 })] }));
    expect(story.open()).toMatchObject([
      { category: 'REJECTED', code: 'RELEASE_REFUSED', message: 'The warehouse will not ship ORD1-R1: cancelled' },
    ]);
    story.tell({ type: 'retry.requested', exceptionId: 'ORD1-E1', by: 'ops', reason: 'other pick round' });
    expect(released(story).at(-1)).toEqual({ 10: 2, 20: 2 });
    expect(story.open()).toEqual([]);
  });

  test('later, with part of it shipped, goes out anew for no more than is allocated', () => {
    const story = acceptedStory();
    story.tell(erpSays(2, { lines: lines(3, 0) }));
    story.tell(warehouseSays(1, { status: 'CANCELLED', shipments: [shipment('S1', { 10: 2 })] }));
    story.tell({ type: 'retry.requested', exceptionId: 'ORD1-E1', by: 'ops', reason: 'other pick round' });
    expect(released(story)).toEqual([{ 10: 3 }, { 10: 1 }]);
  });

  test('is no trouble any more once the ERP cancels what it was for', () => {
    const story = releasedStory();
    story.tell(warehouseSays(1, { status: 'REJECTED' }));
    expect(story.open()).toHaveLength(1);
    story.tell(
      erpSays(3, {
        status: 'CANCELLED',
        lines: [erpLine(10, { cancelled: 5, allocated: 5 }), erpLine(20, { cancelled: 2, allocated: 2 })],
      }),
    );
    expect(story.open()).toEqual([]);
    expect(story.state().lifecycle).toBe('CANCELLED');
  });
});
