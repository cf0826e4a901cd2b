import { describe, expect, it } from '@jest/globals';
import type { RecordSettlement } from '../engine/ledger.ts';
import { settleAggregate } from './settle-records.ts';
import type { AggregateRecords, Trouble } from './settle-records.ts';

const NOW = 1_000_000;
const ORDER = 'OB_Order__c O-1';
const LINE = 'OB_Order_Line__c O-1-10';

function settled(key: string, version: number, result: RecordSettlement['result'] = 'ACCEPTED', more: object = {}): RecordSettlement {
  const [object = '', externalId = ''] = key.split(' ');
  return { aggregateId: 'O-1', object, externalId, version, result, ...more };
}

const written = (version: number, ...keys: string[]) => ({ version, since: NOW - 100 + version, keys });
const refused = (key: string, version: number): Trouble => ({
  ...{ key, version, refused: true, attempts: 1, dueAt: null, code: 'X', detail: '' },
});
const records = (unwritten: AggregateRecords['unwritten'], troubles: readonly Trouble[] = []): AggregateRecords => ({
  unwritten,
  troubles,
});

describe('records of an order that Salesforce answered for', () => {
  it('are forgotten when it took the newest values of all, whatever older values waited', () => {
    const before = records([written(1, ORDER, LINE), written(2, ORDER)]);
    const after = settleAggregate(before, [settled(ORDER, 2), settled(LINE, 1)], NOW);
    expect(after).toEqual({ unwritten: [], troubles: [], news: [], behind: undefined });
  });

  it('stay, all but those it took, with the time since when they wait', () => {
    const before = records([written(1, ORDER, LINE), written(2, ORDER)]);
    const after = settleAggregate(before, [settled(LINE, 1), settled(ORDER, 1)], NOW);
    expect(after.unwritten).toEqual([written(2, ORDER)]);
    expect(after.behind).toEqual({ since: NOW - 98, dueAt: NOW });
  });

  it('wait as long as they were told, with each try counted', () => {
    const before = records([written(1, ORDER)]);
    const once = settleAggregate(before, [settled(ORDER, 1, 'RETRY', { dueAt: NOW + 300 })], NOW);
    expect(once.behind?.dueAt).toBe(NOW + 300);
    const twice = settleAggregate(once, [settled(ORDER, 1, 'RETRY', { dueAt: NOW + 900 })], NOW);
    expect(twice.troubles).toMatchObject([{ attempts: 2, refused: false, dueAt: NOW + 900 }]);
  });

  it('are due at once when newer values came, however often the older ones failed', () => {
    const before = records([written(1, ORDER), written(2, ORDER)]);
    const after = settleAggregate(before, [settled(ORDER, 1, 'RETRY', { dueAt: NOW + 300 })], NOW);
    expect(after.behind?.dueAt).toBe(NOW);
  });

  it('rest when they were refused, and the order hears of it once', () => {
    const before = records([written(1, ORDER)]);
    const after = settleAggregate(before, [settled(ORDER, 1, 'REFUSED', { code: 'STRING_TOO_LONG' })], NOW);
    expect(after.behind).toBeUndefined();
    expect(after.unwritten).toEqual(before.unwritten);
    expect(after.news).toHaveLength(1);
    expect(settleAggregate(after, [settled(ORDER, 1, 'REFUSED', { code: 'STRING_TOO_LONG' })], NOW).news).toEqual([]);
    expect(settleAggregate(after, [settled(ORDER, 2, 'REFUSED', { code: 'REQUIRED_FIELD_MISSING' })], NOW).news).toHaveLength(1);
  });

  it('are all tried again when one of them recovers', () => {
    const before = records([written(1, ORDER, LINE)], [refused(ORDER, 1), refused(LINE, 1)]);
    const after = settleAggregate(before, [settled(ORDER, 1)], NOW);
    expect(after.news.map(({ result }) => result)).toEqual(['ACCEPTED']);
    expect(after.troubles).toMatchObject([{ key: LINE, dueAt: NOW, attempts: 0, refused: true }]);
    expect(after.behind).toEqual({ since: NOW - 99, dueAt: NOW });
  });

  it('keep the refusal of newer values when a late answer tells of older ones', () => {
    const before = records([written(2, ORDER)], [refused(ORDER, 2)]);
    expect(settleAggregate(before, [settled(ORDER, 1)], NOW)).toMatchObject({ ...before, news: [], behind: undefined });
  });
});
