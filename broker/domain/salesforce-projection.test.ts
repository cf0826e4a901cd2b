import { describe, expect, test } from '@jest/globals';
import { ExceptionCategory } from '../../canonical/exception-record.ts';
import { ShipmentStatus } from '../../canonical/fulfilment.ts';
import { SALESFORCE_PICKLISTS } from '../../canonical/salesforce-objects.ts';
import { changedRecords } from './changed-records.ts';
import { clip } from './clip.ts';
import {
  acceptedStory,
  acknowledged,
  erpLine,
  erpSays,
  makeLine,
  makeOrder,
  makeStory,
  releasedStory,
  shipment,
  submitted,
  warehouseSays,
} from '../../test/support/order-story.ts';
import { redact } from './redact.ts';
import { fitRecord, instant, word } from './salesforce-values.ts';

describe('records', () => {
  test('that have not changed are not written again', () => {
    const story = acceptedStory();
    const written = story.tell(erpSays(2, { lines: [erpLine(10, { backordered: 5 }), erpLine(20)] })).records;
    expect(written.map(({ object, externalId }) => `${object} ${externalId}`)).toEqual([
      'OB_Order__c ORD1',
      'OB_Order_Line__c ORD1-10',
      'OB_Timeline_Entry__c ORD1-8',
    ]);
  });

  test('of a turn that tells nothing new are none', () => {
    const story = acceptedStory();
    expect(story.tell(erpSays(1), acknowledged('ORD1-C1', '7'))).toMatchObject({ records: [], journal: [], exceptions: [] });
  });

  test('are compared by what their references name', () => {
    const record = (name: string, value: string) => ({
      record: { object: 'OB_Shipment_Line__c' as const, externalId: 'X', fields: { Order_Line__r: { [name]: value }, Quantity__c: 1 } },
      unfit: [],
    });
    expect(changedRecords([record('a', '1')], [record('a', '1')], [])).toEqual([]);
    expect(changedRecords([record('a', '1')], [record('a', '2')], [])).toHaveLength(1);
    expect(changedRecords([record('a', '1')], [record('b', '1')], [])).toHaveLength(1);
    expect(changedRecords([], [record('a', '1')], [])).toHaveLength(1);
    expect(changedRecords([record('a', '1')], [record('a', '1')], ['OB_Shipment_Line__c X'])).toHaveLength(1);
  });
});

describe('the timeline', () => {
  test('tells agents the story of an order, each entry once and under its own key', () => {
    const story = releasedStory();
    story.tell(warehouseSays(1, { shipments: [shipment('S1', { 10: 5 }), shipment('S2', { 20: 2 }, { status: 'LABELLED' })] }));
    story.tell(warehouseSays(2, { shipments: [shipment('S1', { 10: 5 }, { status: 'EXCEPTION' }), shipment('S2', { 20: 2 })] }));
    story.tell(erpSays(3, { lines: [erpLine(10, { allocated: 5, cancelled: 1 }), erpLine(20, { allocated: 2 })] }));
    expect(story.timeline().map(({ actor, summary }) => `${actor}: ${summary}`)).toEqual([
      'Customer: Order received',
      'ERP: The ERP has the order as document NO-7',
      'Broker: Sent to the warehouse as ORD1-R1',
      'Warehouse: Shipment S1: shipped',
      'Carrier: Shipment S2: labelled',
      'Carrier: Shipment S1: exception',
      'Warehouse: Shipment S2: shipped',
      'ERP: Cancelled: 1 (was 0)',
      'Broker: More was shipped than is ordered and not cancelled: line 10',
    ]);
    expect(story.fields('OB_Timeline_Entry__c', 'ORD1-11')).toMatchObject({
      Occurred_At__c: '2026-11-28T10:00:00.000Z',
      Summary_Params__c: '{"shipment":"S1"}',
      Source__c: 'wms',
    });
  });

  test('tells of quantities an ERP without a warehouse ships, of adoption, retries, correction and completion', () => {
    const story = makeStory({ routes: [{ erp: 'erp' }] });
    story.tell(submitted(makeOrder(), 'req-1'));
    story.tell({ type: 'command.rejected', commandId: 'ORD1-C1', code: 'CREDIT', message: 'No credit' });
    story.tell({ type: 'retry.requested', exceptionId: 'ORD1-E1', by: '005xx', reason: 'credit granted by Erika' });
    story.tell({ type: 'command.rejected', commandId: 'ORD1-C1', code: 'CREDIT', message: 'No credit' });
    story.tell(submitted(makeOrder({ lines: [makeLine(10, 5)] }), 'req-2'));
    story.tell(acknowledged('ORD1-C2', '7', true));
    story.tell(erpSays(1, { lines: [erpLine(10, { backordered: 5 })] }));
    story.tell(erpSays(2, { lines: [erpLine(10, { shipped: 5, invoiced: 5 })] }));
    expect(story.timeline().map(({ code, severity, summary }) => `${code} ${severity} ${summary}`)).toEqual([
      'ORDER_RECEIVED Info Order received',
      'ORDER_REJECTED Error Order refused: No credit',
      'RETRY_REQUESTED Info Sent back to work by a person',
      'EXCEPTION_RESOLVED Info Resolved: No credit',
      'ORDER_REJECTED Error Order refused: No credit',
      'ORDER_RECEIVED Info Order received again, corrected (revision 2)',
      'EXCEPTION_RESOLVED Info Resolved: No credit',
      'ORDER_ADOPTED Info The ERP had the order already as document NO-7',
      'QUANTITY_BACKORDERED Warning On backorder: 5 (was 0)',
      'QUANTITY_BACKORDERED Info On backorder: 0 (was 5)',
      'QUANTITY_SHIPPED Info Shipped: 5 (was 0)',
      'ORDER_COMPLETED Info Everything is shipped and invoiced',
    ]);
    expect(story.timeline()[3]?.params).toEqual({ category: 'REJECTED', code: 'CREDIT' });
  });

  test('keeps the order’s content out of the journal', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder(), 'req-1'));
    expect(JSON.stringify(story.journal)).not.toContain('Mustermann');
    expect(story.journal[0]).toMatchObject({
      type: 'OrderSubmitted',
      body: { revision: 1, via: 'salesforce', requestKey: 'req-1', lines: 2 },
    });
  });
});

describe('a record Salesforce refuses', () => {
  const refused = (externalId: string) =>
    ({
      type: 'record.refused',
      object: 'OB_Order_Line__c',
      externalId,
      code: 'FIELD_INTEGRITY',
      message: 'Erika Mustermann is bad',
    }) as const;
  const recovered = (externalId: string) => ({ type: 'record.recovered', object: 'OB_Order_Line__c', externalId }) as const;

  test('is one exception for the order until the last refused record is taken', () => {
    const story = acceptedStory();
    story.tell(refused('ORD1-10'), refused('ORD1-20'));
    expect(story.open()).toMatchObject([
      { category: 'SALESFORCE', code: 'FIELD_INTEGRITY', message: 'Salesforce refuses OB_Order_Line__c' },
    ]);
    expect(story.tell(refused('ORD1-10')).journal).toEqual([]);
    story.tell(recovered('ORD1-10'));
    expect(story.open()).toHaveLength(1);
    story.tell(recovered('ORD1-20'));
    expect(story.open()).toEqual([]);
  });

  test('is told with the reason it has now', () => {
    const story = acceptedStory();
    story.tell(refused('ORD1-10'), { ...refused('ORD1-20'), code: 'STRING_TOO_LONG' });
    story.tell(recovered('ORD1-10'));
    expect(story.open()).toMatchObject([{ code: 'STRING_TOO_LONG' }]);
    story.tell({ ...refused('ORD1-20'), code: 'REQUIRED_FIELD_MISSING' });
    expect(story.open()).toMatchObject([{ code: 'REQUIRED_FIELD_MISSING' }]);
    story.tell(recovered('ORD1-20'));
    expect(story.open()).toEqual([]);
  });

  test('is sent again when a person says so, also an entry of the timeline, whose values only the ledger has', () => {
    const story = acceptedStory();
    story.tell({ type: 'record.refused', object: 'OB_Timeline_Entry__c', externalId: 'ORD1-1', code: 'X', message: 'y' });
    expect(story.open()).toMatchObject([{ exceptionId: 'ORD1-E1', actions: ['RETRY'] }]);
    const again = story.tell({ type: 'retry.requested', exceptionId: 'ORD1-E1', by: 'ops', reason: 'field added' });
    expect(again.retried).toBe(true);
    expect(story.tell(refused('ORD1-10')).retried).toBe(false);
  });

  test('even if it is the exception itself, ends after one more word', () => {
    const story = acceptedStory();
    story.tell(refused('ORD1-10'));
    const own = { type: 'record.refused', object: 'OB_Exception__c', externalId: 'ORD1-E1', code: 'X', message: 'y' } as const;
    story.tell(own);
    expect(story.tell(own)).toMatchObject({ journal: [], records: [] });
  });
});

describe('a value that does not fit', () => {
  test('is cut where it is only read, and else left out and raised', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder({ lines: [{ ...makeLine(10, 5), sku: 'S'.repeat(61), description: 'D'.repeat(256) }] })));
    const fields = story.fields('OB_Order_Line__c', 'ORD1-10');
    expect(fields).toMatchObject({ SKU__c: null, Description__c: `${'D'.repeat(254)}…` });
    expect(story.open()).toMatchObject([
      { category: 'SALESFORCE', code: 'VALUE_DOES_NOT_FIT', message: 'Values do not fit and were left out: OB_Order_Line__c.SKU__c' },
    ]);
    expect(story.fields('OB_Order__c')).toMatchObject({ Has_Open_Exception__c: true, Sync_State__c: 'Needs attention' });
  });

  test('is no trouble any more once the value fits', () => {
    const story = makeStory();
    story.tell(submitted(makeOrder({ lines: [{ ...makeLine(10, 5), sku: 'S'.repeat(61) }] })));
    story.tell({ type: 'command.rejected', commandId: 'ORD1-C1', code: 'SKU', message: 'No SKU' });
    story.tell(submitted(makeOrder()));
    expect(story.open()).toEqual([]);
    expect(story.fields('OB_Order_Line__c', 'ORD1-10')).toMatchObject({ SKU__c: 'SKU-10' });
  });

  test('with characters nobody can show is written without them', () => {
    const { record } = fitRecord('OB_Order__c', 'ORD1', { Raw_Status__c: 'on\u0000 its\tway\u001b \ud83d, 5\u00a0€ \u{1f69a}\n' });
    expect(record.fields).toEqual({ Raw_Status__c: 'on its\tway , 5\u00a0€ \u{1f69a}\n' });
  });

  test('by its digits is rounded to the field’s scale, or left out', () => {
    const fit = (value: number) => fitRecord('OB_Invoice__c', 'X', { Total_Amount__c: value });
    expect(fit(12.345)).toMatchObject({ record: { fields: { Total_Amount__c: 12.35 } }, unfit: [] });
    expect(fit(1e16)).toMatchObject({ record: { fields: { Total_Amount__c: null } }, unfit: ['OB_Invoice__c.Total_Amount__c'] });
  });

  test('that is no instant is left empty', () => {
    expect(instant('yesterday')).toBeUndefined();
    expect(instant(undefined)).toBeUndefined();
    expect(instant('2026-11-27T09:00:00+01:00')).toBe('2026-11-27T08:00:00.000Z');
  });

  test('is never cut in the middle of a character', () => {
    expect(clip('abc', 3)).toBe('abc');
    expect(clip('abcd', 3)).toBe('ab…');
    expect(clip('a😀bc', 3)).toBe('a…');
  });
});

describe('words', () => {
  test('of the canonical model are those of the picklists', () => {
    expect(ShipmentStatus.options.map(word)).toEqual(SALESFORCE_PICKLISTS['OB_Shipment__c.Status__c']);
    expect(ExceptionCategory.options.map(word)).toEqual(SALESFORCE_PICKLISTS['OB_Exception__c.Category__c']);
  });

  test('of outside systems lose what is personal, in any case, and longer names first', () => {
    const order = makeOrder({ billTo: { name: 'Anna (Ltd.)', line1: 'Way 9', city: 'Rome', country: 'IT' } });
    expect(redact('erika mustermann, MUSTERMANN, anna (ltd.), 51147 cologne: +49 221 555', order)).toBe('…, …, …, … …: …');
    expect(redact('Heidestrasse 17 is not a street', order)).toBe('… is not a street');
    expect(redact('Erika', undefined)).toBe('Erika');
    const short = { name: 'Xi', line1: '9', city: 'Y', country: 'FR' };
    expect(redact('Xi is not', makeOrder({ customer: { customerKey: 'K', name: 'Xi' }, shipTo: short }))).toBe('Xi is not');
  });
});
