import { describe, expect, it } from '@jest/globals';
import type { DirtyRecord } from '../../engine/ledger.ts';
import { classify } from '../failure.ts';
import type { RecordOutcome } from './composite-request.ts';
import { settle } from './record-outcome.ts';

const context = { now: 1_000_000, random: () => 1 };
const order: DirtyRecord = {
  object: 'OB_Order__c',
  externalId: 'A1',
  aggregateId: 'A1',
  fields: { Status__c: 'Shipped' },
  version: 7,
  attempts: 0,
};
const line: DirtyRecord = {
  object: 'OB_Order_Line__c',
  externalId: 'A1-10',
  aggregateId: 'A1',
  fields: { Order__r: { External_Key__c: 'A1' }, SKU__c: 'X' },
  version: 7,
  attempts: 0,
};

function failed(record: DirtyRecord, code: string, message = '', fields: string[] = []): RecordOutcome {
  return { record, fields, failure: { class: classify(code, message), code, message } };
}

describe('what becomes of a written record', () => {
  it('is accepted at the version that was sent', () => {
    expect(settle([{ record: order }], context)).toEqual([
      { aggregateId: 'A1', object: 'OB_Order__c', externalId: 'A1', version: 7, result: 'ACCEPTED' },
    ]);
  });

  it('is tried again soon when somebody else holds it, and later each time', () => {
    const [first] = settle([failed(order, 'UNABLE_TO_LOCK_ROW')], context);
    const [fifth] = settle([failed({ ...order, attempts: 4 }, 'UNABLE_TO_LOCK_ROW')], context);
    expect(first).toMatchObject({ result: 'RETRY', dueAt: 1_000_300, code: 'UNABLE_TO_LOCK_ROW' });
    expect(fifth).toMatchObject({ result: 'RETRY', dueAt: 1_004_800 });
  });

  it('is refused with its code and fields, but without the value the platform quotes', () => {
    const outcome = failed(order, 'STRING_TOO_LONG', 'Customer Name: data value too large: Jane Doe (max length=120)', [
      'Customer_Name__c',
    ]);
    expect(settle([outcome], context)).toMatchObject([{ result: 'REFUSED', code: 'STRING_TOO_LONG', detail: 'fields Customer_Name__c' }]);
  });

  it('tells the word of a picklist the org does not know', () => {
    const message = 'Status: bad value for restricted picklist field: Teleported';
    const [result] = settle([failed(order, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, ['Status__c'])], context);
    expect(result).toMatchObject({ result: 'REFUSED', detail: `${message}; fields Status__c` });
  });

  it('waits for a parent that is not there yet, and asks a person if it never comes', () => {
    const missing = 'Foreign key external ID: A1 not found for field External_Key__c in entity OB_Order__c';
    expect(settle([failed(line, 'INVALID_FIELD', missing)], context)).toMatchObject([{ result: 'RETRY', dueAt: 1_002_000 }]);
    expect(settle([failed({ ...line, attempts: 3 }, 'INVALID_FIELD', missing)], context)).toMatchObject([{ result: 'REFUSED' }]);
  });

  it('comes again together with a parent that failed beside it, whatever it failed of itself and however often', () => {
    const outcomes = [failed({ ...line, attempts: 9 }, 'INVALID_CROSS_REFERENCE_KEY'), failed(order, 'UNABLE_TO_LOCK_ROW')];
    const [parent, child] = settle(outcomes, context);
    expect(parent).toMatchObject({ object: 'OB_Order__c', result: 'RETRY' });
    expect(child).toMatchObject({ object: 'OB_Order_Line__c', result: 'RETRY', dueAt: parent?.dueAt });
  });

  it('is tried again when its parent was refused: it may have been there all along', () => {
    const outcomes = [failed(order, 'STRING_TOO_LONG'), failed(line, 'INVALID_CROSS_REFERENCE_KEY')];
    expect(settle(outcomes, context)).toMatchObject([{ result: 'REFUSED' }, { result: 'RETRY', dueAt: 1_001_000 }]);
  });

  it('is tried again while it shares a refusal with others, but not for ever', () => {
    const shared: RecordOutcome = { ...failed(order, 'JSON_PARSER_ERROR'), whole: 'COLLECTION' };
    expect(settle([shared], context)).toMatchObject([{ result: 'RETRY', dueAt: 1_002_000 }]);
    expect(settle([{ ...shared, record: { ...order, attempts: 3 } }], context)).toMatchObject([{ result: 'REFUSED' }]);
  });

  it('is left to time, not to a person, while the org has no storage left', () => {
    expect(settle([failed(order, 'STORAGE_LIMIT_EXCEEDED')], context)).toMatchObject([{ result: 'RETRY', dueAt: 1_060_000 }]);
  });
});
